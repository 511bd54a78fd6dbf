import type { MailPage } from '../../../api/json/shapes.ts'
import { address, ask } from '../../ask.ts'
import type { Page } from '../../page.ts'
import { Action } from '../../parts/form.tsx'
import { Layout } from '../../parts/layout.tsx'
import { Pager, queryNumber } from '../../parts/pager.tsx'
import { accountTexts, mailTexts } from '../../text/account.ts'
import { speak } from '../../text/speak.ts'
import { signedIn } from '../../who.ts'

const LIMIT = 20

/** `/account/mail`: what the service wrote. */
export async function mailPage(page: Page) {
  const t = speak(mailTexts, page.language)
  const a = speak(accountTexts, page.language)
  const { sendsMail, unread } = await signedIn(page)
  const offset = queryNumber(page.url, 'offset', 0, 1_000_000)
  const { items, total } = await ask<MailPage>(page.api, address('/api/account/mail', { limit: LIMIT, offset }))
  return (
    <Layout page={page} title={t.title} path={[{ href: '/account', title: a.title }]} styles={['forms.css']}>
      <h1>{t.title}</h1>
      <p class="lead">{sendsMail ? t.leadSent : t.leadKept}</p>
      {unread > 0 && (
        <Action action="/account/mail" second>
          {t.markRead}
        </Action>
      )}
      <section>
        <h2 id="letters">{t.list}</h2>
        {items.length === 0 ? (
          <p class="empty">{t.none}</p>
        ) : (
          <ul class="plain letters">
            {items.map((letter) => (
              <li>
                <h3>
                  {letter.subject}
                  {letter.read === null && <span class="quiet"> ({t.new})</span>}
                </h3>
                <p class="meta">{page.format.moment(letter.created)}</p>
                <Body text={letter.body} origin={page.url.origin} />
              </li>
            ))}
          </ul>
        )}
        <Pager page={page} name="offset" offset={offset} limit={LIMIT} total={total} anchor="letters" />
      </section>
    </Layout>
  )
}

/** The text of a letter; what it names of this service is a link. */
function Body({ text, origin }: { readonly text: string; readonly origin: string }) {
  return (
    <p>
      {text.split(/(https?:\/\/\S+)/).map((part) => {
        if (!URL.canParse(part)) return part
        const { pathname, search } = new URL(part)
        return part.startsWith(`${origin}/`) ? <a href={`${pathname}${search}`}>{part}</a> : part
      })}
    </p>
  )
}
