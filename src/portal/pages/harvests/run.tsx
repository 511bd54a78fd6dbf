import type { Finding, HarvestRun, HarvestSources, RecordReport, RecordReportPage } from '../../../api/json/shapes.ts'
import { address, ask } from '../../ask.ts'
import { type Page, pick } from '../../page.ts'
import { FactList } from '../../parts/facts.tsx'
import { Field } from '../../parts/form.tsx'
import { Layout } from '../../parts/layout.tsx'
import { Pager, queryNumber } from '../../parts/pager.tsx'
import { DataTable } from '../../parts/table.tsx'
import { formTexts } from '../../text/forms.ts'
import { harvestTexts } from '../../text/harvests.ts'
import { speak } from '../../text/speak.ts'

const LIMIT = 50
/** Findings of a record that are shown at once. */
const FINDINGS_SHOWN = 8
const codes = ['ERR-201', 'ERR-202', 'ERR-303', 'ERR-304', 'ERR-305', 'ERR-306', 'ERR-307', 'ERR-308', 'ERR-500']
const outcomes = {
  created: 'wasCreated',
  changed: 'wasChanged',
  restored: 'wasRestored',
  archived: 'wasArchived',
  refused: 'wasRefused',
} as const

/** `/harvests/{number}`: a harvest, and what became of its records. */
export async function harvestPage(page: Page, id: string) {
  const t = speak(harvestTexts, page.language)
  const f = speak(formTexts, page.language)
  const here = `/api/harvests/runs/${encodeURIComponent(id)}`
  const offset = queryNumber(page.url, 'offset', 0, 1_000_000_000)
  const values = { outcome: page.url.searchParams.get('outcome') ?? '', code: page.url.searchParams.get('code') ?? '' }
  const [run, { items: sources }] = await Promise.all([
    ask<HarvestRun>(page.api, here),
    ask<HarvestSources>(page.api, '/api/harvests'),
  ])
  const report = await ask<RecordReportPage>(page.api, address(`${here}/records`, { ...values, limit: LIMIT, offset }))
  const source = sources.find((one) => one.id === run.source)
  const title = t.runTitle(String(run.id), source ? pick(page, source.title) : run.source)
  return (
    <Layout page={page} title={title} path={[{ href: '/harvests', title: t.title }]} styles={['forms.css']}>
      <h1>{title}</h1>
      <RunFacts page={page} run={run} />
      {run.error && (
        <section>
          <h2>{t.why}</h2>
          <p>{pick(page, run.error.say)}</p>
          {run.error.remedy && <p>{pick(page, run.error.remedy)}</p>}
        </section>
      )}
      {run.notes.length > 0 && (
        <section>
          <h2>{t.notes}</h2>
          <ul>
            {run.notes.map(({ say }) => (
              <li>{pick(page, say)}</li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2 id="report">{t.report}</h2>
        <form class="inline-form" method="get" action={page.url.pathname}>
          <Field
            page={page}
            sent={{ values }}
            name="outcome"
            label={t.outcome}
            options={[['', t.anyOutcome], ...Object.entries(outcomes).map(([name, word]) => [name, t[word]] as const)]}
          />
          <Field
            page={page}
            sent={{ values }}
            name="code"
            label={t.code}
            options={[['', t.anyCode], ...codes.map((code) => [code, code] as const)]}
          />
          <button type="submit">{f.apply}</button>
        </form>
        {report.items.length === 0 ? (
          <p class="empty">{t.noReport}</p>
        ) : (
          <>
            <DataTable
              caption={t.report}
              hideCaption
              wide
              headings={[t.record, t.outcome, t.findings].map((heading) => ({ title: heading }))}
              rows={report.items.map((one) => reportRow(page, one))}
            />
            <Pager page={page} name="offset" offset={offset} limit={LIMIT} total={report.total} anchor="report" />
            <p>
              <a href={address(`${here}/records.csv`, values)} download="">
                {f.download}
              </a>
            </p>
          </>
        )}
      </section>
    </Layout>
  )
}

function RunFacts({ page, run }: { readonly page: Page; readonly run: HarvestRun }) {
  const t = speak(harvestTexts, page.language)
  const { number, moment } = page.format
  const { created, changed, unchanged, archived, refused, repaired } = run.counts
  return (
    <FactList
      facts={[
        [t.state, t[run.state]],
        [t.started, moment(run.started)],
        run.ended !== null && [t.ended, moment(run.ended)],
        [t.mode, t[run.mode]],
        run.announced !== null && [t.announced, number(run.announced)],
        [t.seen, number(run.seen)],
        [t.created, number(created)],
        [t.changed, number(changed)],
        [t.unchanged, number(unchanged)],
        [t.repaired, number(repaired)],
        [t.refused, number(refused)],
        [t.archived, number(archived)],
      ]}
    />
  )
}

function reportRow(page: Page, { dataset, title, outcome, errors, repairs }: RecordReport) {
  const t = speak(harvestTexts, page.language)
  const all = [...errors.map((one) => [t.error, one] as const), ...repairs.map((one) => [t.repair, one] as const)]
  return [
    outcome === 'refused' ? title : <a href={`/datasets/${dataset}`}>{title}</a>,
    t[outcomes[outcome]],
    <>
      {all.slice(0, FINDINGS_SHOWN).map(([kind, { code, field, say }]: readonly [string, Finding]) => (
        <div>
          {kind} <code>{code}</code> <code>{field}</code> {pick(page, say)}
        </div>
      ))}
      {all.length > FINDINGS_SHOWN && <div>{t.moreFindings(page.format.number(all.length - FINDINGS_SHOWN))}</div>}
    </>,
  ]
}
