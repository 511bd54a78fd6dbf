import type { AuditEntry, AuditPage } from '../../api/json/shapes.ts'
import { address, ask } from '../ask.ts'
import type { Page } from '../page.ts'
import { Field } from '../parts/form.tsx'
import { Layout } from '../parts/layout.tsx'
import { Pager, queryNumber } from '../parts/pager.tsx'
import { DataTable } from '../parts/table.tsx'
import { accountTexts } from '../text/account.ts'
import { auditTexts } from '../text/audit.ts'
import { formTexts } from '../text/forms.ts'
import { speak } from '../text/speak.ts'
import { signedIn } from '../who.ts'

const LIMIT = 50
const names = ['dataset', 'verb', 'from', 'to', 'request', 'account'] as const

/** What may be done, as the journal names it. */
const verbs = Object.keys(auditTexts).filter((key) => key.includes('.'))

/** `/audit`: the journal, as far as it concerns who reads it. */
export async function auditPage(page: Page) {
  const t = speak(auditTexts, page.language)
  const a = speak(accountTexts, page.language)
  const f = speak(formTexts, page.language)
  const { account } = await signedIn(page)
  const offset = queryNumber(page.url, 'offset', 0, 1_000_000_000)
  const values = Object.fromEntries(names.map((name) => [name, page.url.searchParams.get(name) ?? '']))
  const sent = { values }
  const { items, total } = await ask<AuditPage>(page.api, address('/api/audit', { ...values, limit: LIMIT, offset }))
  return (
    <Layout page={page} title={t.title} path={[{ href: '/account', title: a.title }]} styles={['forms.css']}>
      <h1>{t.title}</h1>
      <p class="lead">{account.administrator ? t.leadAll : t.lead}</p>
      <form class="inline-form" method="get" action="/audit" aria-label={t.filters}>
        {(['request', 'account'] as const).map(
          (name) => values[name] && <input type="hidden" name={name} value={values[name]} />,
        )}
        <Field page={page} sent={sent} name="dataset" type="search" label={t.dataset} maxlength={100} isFilter />
        <Field
          page={page}
          sent={sent}
          name="verb"
          label={t.what}
          options={[['', t.anything], ...verbs.map((verb) => [verb, spokenVerb(page, verb)] as const)]}
        />
        <Field page={page} sent={sent} name="from" type="date" label={t.from} isFilter />
        <Field page={page} sent={sent} name="to" type="date" label={t.to} isFilter />
        <button type="submit">{f.apply}</button>
      </form>
      <section>
        <h2 id="journal">{t.title}</h2>
        {items.length === 0 ? (
          <p class="empty">{t.none}</p>
        ) : (
          <>
            <DataTable
              caption={t.title}
              hideCaption
              wide
              headings={[t.when, t.who, t.what, t.about, t.dataset, t.more].map((title) => ({ title }))}
              rows={items.map((entry) => rowOf(page, entry))}
            />
            <Pager page={page} name="offset" offset={offset} limit={LIMIT} total={total} anchor="journal" />
            <p>
              <a href={address('/api/audit.csv', values)} download="">
                {f.download}
              </a>
            </p>
          </>
        )}
      </section>
    </Layout>
  )
}

const spokenVerb = (page: Page, verb: string): string =>
  Object.hasOwn(auditTexts, verb) ? (speak(auditTexts, page.language)[verb as keyof typeof auditTexts] as string) : verb

function rowOf(page: Page, entry: AuditEntry) {
  const t = speak(auditTexts, page.language)
  const { actor, kind, key, account, organisation, dataset, request, facts } = entry
  const who = actor?.name ?? (kind === 'operator' ? t.operator : t.service)
  const details = [facts.address, facts.note, facts.role, facts.title, facts.label].filter(
    (one) => typeof one === 'string',
  )
  return [
    <span class="moment">{page.format.moment(entry.at)}</span>,
    key === null ? who : `${who} (${t.byKey(String(key))})`,
    spokenVerb(page, entry.verb),
    <>
      {account && account.id !== actor?.id && <span>{account.name} </span>}
      {organisation && <a href={`/organisations/${organisation.slug}`}>{organisation.name}</a>}
    </>,
    dataset === null ? '' : dataset.includes(':') ? dataset : <a href={`/datasets/${dataset}`}>{dataset}</a>,
    <span class="details">
      {request !== null && <a href={`/requests/${request}`}>{t.requestNumber(String(request))}</a>}{' '}
      {details.join(' · ')}
    </span>,
  ]
}
