import type { Moderated, Person, PersonPage } from '../../../api/json/shapes.ts'
import { address, ask } from '../../ask.ts'
import { nothingSent, type Sent } from '../../outcome.ts'
import type { Page } from '../../page.ts'
import { FactList } from '../../parts/facts.tsx'
import { Action, Done, Field, FormProblem } from '../../parts/form.tsx'
import { Layout } from '../../parts/layout.tsx'
import { Pager, queryNumber } from '../../parts/pager.tsx'
import { DataTable } from '../../parts/table.tsx'
import { adminTexts } from '../../text/admin.ts'
import { formTexts } from '../../text/forms.ts'
import { speak } from '../../text/speak.ts'

const LIMIT = 50
const states = ['unconfirmed', 'pending', 'active', 'refused', 'blocked'] as const

/** `/admin/accounts`: found by name, address and state. */
export async function accountsPage(page: Page) {
  const t = speak(adminTexts, page.language)
  const f = speak(formTexts, page.language)
  const offset = queryNumber(page.url, 'offset', 0, 1_000_000)
  const q = page.url.searchParams.get('q') ?? ''
  const state = states.find((one) => one === page.url.searchParams.get('state'))
  const { items, total } = await ask<PersonPage>(page.api, address('/api/accounts', { q, state, limit: LIMIT, offset }))
  const sent = { values: { q, state: state ?? '' } }
  return (
    <Layout page={page} title={t.accounts} path={[{ href: '/admin', title: t.title }]} styles={['forms.css']}>
      <h1>{t.accounts}</h1>
      <form class="inline-form" method="get" action="/admin/accounts">
        <Field page={page} sent={sent} name="q" type="search" label={t.search} maxlength={100} isFilter />
        <Field
          page={page}
          sent={sent}
          name="state"
          label={t.state}
          options={[['', f.all], ...states.map((one) => [one, t[one]] as const)]}
        />
        <button type="submit">{f.apply}</button>
      </form>
      <section>
        <h2 id="accounts">{t.accounts}</h2>
        {items.length === 0 ? (
          <p class="empty">{t.none}</p>
        ) : (
          <DataTable
            caption={t.accounts}
            hideCaption
            wide
            headings={[t.name, t.email, t.state, t.created, t.signedIn].map((title) => ({ title }))}
            rows={items.map((one) => [
              <a href={`/admin/accounts/${one.id}`}>{one.name}</a>,
              one.email ?? '',
              one.administrator ? `${t[one.state]}, ${t.administrator}` : t[one.state],
              page.format.date(one.created),
              one.signedIn ? page.format.ago(one.signedIn, page.now) : t.never,
            ])}
          />
        )}
        <Pager page={page} name="offset" offset={offset} limit={LIMIT} total={total} anchor="accounts" />
      </section>
    </Layout>
  )
}

type Decision = 'approve' | 'refuse' | 'block' | 'unblock' | 'promote' | 'demote'

const possible = ({ state, administrator }: Person): readonly Decision[] =>
  ({
    unconfirmed: ['approve', 'refuse'] as const,
    pending: ['approve', 'refuse'] as const,
    active: ['block', administrator ? 'demote' : 'promote'] as const,
    refused: ['approve'] as const,
    blocked: ['unblock'] as const,
    erased: [] as const,
  })[state]

/** `/admin/accounts/{id}`: one account and what may be decided of it. `made`: a link just made, shown this once. */
export async function moderatePage(page: Page, id: string, sent: Sent = nothingSent, made?: Moderated) {
  const t = speak(adminTexts, page.language)
  const f = speak(formTexts, page.language)
  const one = await ask<Person>(page.api, `/api/accounts/${encodeURIComponent(id)}`)
  const here = `/admin/accounts/${one.id}`
  const isOneself = one.id === page.me?.account?.id
  return (
    <Layout
      page={page}
      title={one.name}
      path={[
        { href: '/admin', title: t.title },
        { href: '/admin/accounts', title: t.accounts },
      ]}
      styles={['forms.css']}
    >
      <h1>{one.name}</h1>
      <Done page={page} said={{ saved: t.doneSaved }} />
      <FormProblem page={page} sent={sent} />
      {made?.link && (
        <div class="note" role="status">
          <h2 id="made">{t.linkMade}</h2>
          <code class="secret">{made.link}</code>
        </div>
      )}
      <FactList
        facts={[
          [t.email, one.email ?? ''],
          [t.state, one.administrator ? `${t[one.state]}, ${t.administrator}` : t[one.state]],
          [t.created, page.format.moment(one.created)],
          [t.signedIn, one.signedIn ? page.format.moment(one.signedIn) : t.never],
        ]}
      />
      {!isOneself && one.state !== 'erased' && (
        <section>
          <h2 id="decide">{t.decide}</h2>
          {possible(one).map((action, i) => (
            <Action action={here} values={{ action }} second={i > 0}>
              {t[action]}
            </Action>
          ))}
        </section>
      )}
      {['unconfirmed', 'pending', 'active'].includes(one.state) && (
        <section>
          <h2 id="link">{t.link}</h2>
          <p>{t.linkBody}</p>
          <Action action={here} values={{ action: 'password-link' }} second>
            {t.linkDo}
          </Action>
        </section>
      )}
      {one.state !== 'erased' && (
        <section>
          <h2 id="email-change">{t.correctEmail}</h2>
          <form class="fields" method="post" action={here}>
            <input type="hidden" name="action" value="email" />
            <Field page={page} sent={sent} name="email" type="email" label={t.email} value={one.email ?? ''} required />
            <p>
              <button type="submit">{f.save}</button>
            </p>
          </form>
        </section>
      )}
      <p>
        <a href={address('/audit', { account: one.id })}>{t.seeAudit}</a>
      </p>
    </Layout>
  )
}
