import type { SavedSearchList } from '../../../api/json/shapes.ts'
import { ask } from '../../ask.ts'
import { nothingSent, type Sent } from '../../outcome.ts'
import type { Page } from '../../page.ts'
import { Action, Done, FormProblem } from '../../parts/form.tsx'
import { Layout } from '../../parts/layout.tsx'
import { accountTexts } from '../../text/account.ts'
import { searchTexts } from '../../text/searches.ts'
import { speak } from '../../text/speak.ts'
import { signedIn } from '../../who.ts'

/** `/account/searches`: the searches that one follows. */
export async function searchesPage(page: Page, sent: Sent = nothingSent) {
  const t = speak(searchTexts, page.language)
  const a = speak(accountTexts, page.language)
  await signedIn(page)
  const { items } = await ask<SavedSearchList>(page.api, '/api/account/searches')
  return (
    <Layout page={page} title={t.title} path={[{ href: '/account', title: a.title }]} styles={['forms.css']}>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <Done page={page} said={{ saved: t.saved, forgotten: t.forgotten }} />
      <FormProblem page={page} sent={sent} />
      {items.length === 0 ? (
        <p class="empty">{t.none}</p>
      ) : (
        <ul class="plain letters">
          {items.map(({ id, title, mails, page: href, feed }) => (
            <li>
              <h2>
                <a href={href}>{title}</a>
              </h2>
              <p class="quiet">
                {mails ? t.withMail : t.withoutMail} · <a href={feed}>{t.feed}</a>
              </p>
              <Action action="/account/searches/forget" values={{ id: String(id) }} second>
                {t.forget}
              </Action>
            </li>
          ))}
        </ul>
      )}
      <p>
        {t.how} <a href="/datasets">{t.toSearch}</a>
      </p>
    </Layout>
  )
}
