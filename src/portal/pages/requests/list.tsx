import type { RequestPage } from '../../../api/json/shapes.ts'
import { address, ask } from '../../ask.ts'
import { type Page, pick } from '../../page.ts'
import { Field } from '../../parts/form.tsx'
import { Layout } from '../../parts/layout.tsx'
import { Pager, queryNumber } from '../../parts/pager.tsx'
import { DataTable } from '../../parts/table.tsx'
import { accountTexts } from '../../text/account.ts'
import { formTexts } from '../../text/forms.ts'
import { requestTexts } from '../../text/requests.ts'
import { speak } from '../../text/speak.ts'
import { signedIn } from '../../who.ts'
import { dayText, requestStates, stateText } from './state.tsx'

const LIMIT = 25

/** `/account/requests`: one's own. */
export const myRequestsPage = (page: Page) => requestList(page, 'requester')

/** `/requests`: those one decides of; `?as=administrator` for all of them. */
export async function requestsPage(page: Page) {
  const { account, memberships } = await signedIn(page)
  const decides = memberships.some(({ role }) => role !== 'member')
  const wantsAll = page.url.searchParams.get('as') === 'administrator' || !decides
  return requestList(page, account.administrator && wantsAll ? 'administrator' : 'decider')
}

async function requestList(page: Page, as: 'requester' | 'decider' | 'administrator') {
  const t = speak(requestTexts, page.language)
  const a = speak(accountTexts, page.language)
  const f = speak(formTexts, page.language)
  const { account } = await signedIn(page)
  const offset = queryNumber(page.url, 'offset', 0, 1_000_000)
  const asked = page.url.searchParams.get('state')
  const state = requestStates.find((one) => one === asked)
  const filter = { as, state }
  const { items, total } = await ask<RequestPage>(
    page.api,
    address('/api/requests', { ...filter, limit: LIMIT, offset }),
  )
  const title = { requester: t.mine, decider: t.toDecide, administrator: t.every }[as]
  const isMine = as === 'requester'
  return (
    <Layout page={page} title={title} path={[{ href: '/account', title: a.title }]} styles={['forms.css']}>
      <h1>{title}</h1>
      <p class="lead">{isMine ? t.mineLead : t.toDecideLead}</p>
      {!isMine && account.administrator && as === 'decider' && (
        <p>
          <a href="/requests?as=administrator">{t.every}</a>
        </p>
      )}
      <form class="inline-form" method="get" action={page.url.pathname}>
        {as === 'administrator' && <input type="hidden" name="as" value="administrator" />}
        <Field
          page={page}
          sent={{ values: { state: state ?? '' } }}
          name="state"
          label={t.state}
          options={[['', f.all], ...requestStates.map((one) => [one, t[one]] as const)]}
        />
        <button type="submit">{f.apply}</button>
      </form>
      <section>
        <h2 id="requests">{title}</h2>
        {items.length === 0 ? (
          <p class="empty">{t.none}</p>
        ) : (
          <>
            <DataTable
              caption={title}
              hideCaption
              wide
              headings={[t.number, t.dataset, ...(isMine ? [] : [t.requester]), t.asked, t.until, t.state].map(
                (text) => ({
                  title: text,
                }),
              )}
              rows={items.map((one) => [
                <a href={`/requests/${one.id}`}>{`${t.number} ${one.id}`}</a>,
                pick(page, one.title),
                ...(isMine ? [] : [one.account.name]),
                page.format.date(one.asked),
                dayText(page, one.ends),
                stateText(page, one),
              ])}
            />
            <Pager page={page} name="offset" offset={offset} limit={LIMIT} total={total} anchor="requests" />
            <p>
              <a href={address('/api/requests.csv', filter)} download="">
                {f.download}
              </a>
            </p>
          </>
        )}
      </section>
    </Layout>
  )
}
