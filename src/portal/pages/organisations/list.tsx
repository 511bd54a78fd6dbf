import type { OrganisationPage } from '../../../api/json/shapes.ts'
import { address, ask } from '../../ask.ts'
import { nothingSent, type Sent } from '../../outcome.ts'
import type { Page } from '../../page.ts'
import { Field, FormProblem } from '../../parts/form.tsx'
import { Layout } from '../../parts/layout.tsx'
import { Pager, queryNumber } from '../../parts/pager.tsx'
import { DataTable } from '../../parts/table.tsx'
import { formTexts } from '../../text/forms.ts'
import { organisationTexts } from '../../text/organisations.ts'
import { speak } from '../../text/speak.ts'
import { OrganisationFields } from './fields.tsx'

const LIMIT = 50

/** `/organisations`: those that are open, and asking for one. */
export async function organisationsPage(page: Page, sent: Sent = nothingSent) {
  const t = speak(organisationTexts, page.language)
  const offset = queryNumber(page.url, 'offset', 0, 1_000_000)
  const q = page.url.searchParams.get('q') ?? ''
  return (
    <Layout page={page} title={t.title} description={t.lead} styles={['forms.css']}>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <FormProblem page={page} sent={sent} />
      {await OrganisationTable({ page, q, offset })}
      {page.me?.account?.state === 'active' && (
        <section>
          <h2 id="ask">{t.ask}</h2>
          <p>{t.askBody}</p>
          <form class="fields" method="post" action="/organisations">
            <OrganisationFields page={page} sent={sent} />
            <p>
              <button type="submit">{t.askDo}</button>
            </p>
          </form>
        </section>
      )}
    </Layout>
  )
}

interface TableProps {
  readonly page: Page
  readonly q: string
  readonly offset: number
  readonly state?: 'pending' | 'active' | 'refused' | 'closed'
}

/** A page of the list, with its search. */
export async function OrganisationTable({ page, q, offset, state }: TableProps) {
  const t = speak(organisationTexts, page.language)
  const f = speak(formTexts, page.language)
  const asked = address('/api/organisations', { q, state, limit: LIMIT, offset })
  const { items, total } = await ask<OrganisationPage>(page.api, asked)
  return (
    <section>
      <h2 id="list">{t.list}</h2>
      <form class="inline-form" method="get" action={page.url.pathname}>
        {state && <input type="hidden" name="state" value={state} />}
        <Field page={page} sent={{ values: { q } }} name="q" type="search" label={t.search} maxlength={100} isFilter />
        <button type="submit">{f.search}</button>
      </form>
      {items.length === 0 ? (
        <p class="empty">{t.none}</p>
      ) : (
        <DataTable
          caption={t.list}
          hideCaption
          headings={[{ title: t.name }, { title: t.kind }, { title: t.members, numeric: true }]}
          rows={items.map((one) => [
            <a href={`/organisations/${one.slug}`}>{one.name}</a>,
            t[one.kind],
            page.format.number(one.members),
          ])}
        />
      )}
      <Pager page={page} name="offset" offset={offset} limit={LIMIT} total={total} anchor="list" />
    </section>
  )
}
