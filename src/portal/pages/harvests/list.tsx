import type { HarvestRun, HarvestRunPage, HarvestSource, HarvestSources } from '../../../api/json/shapes.ts'
import { address, ask } from '../../ask.ts'
import { type Page, pick } from '../../page.ts'
import { Layout } from '../../parts/layout.tsx'
import { Pager, queryNumber } from '../../parts/pager.tsx'
import { DataTable } from '../../parts/table.tsx'
import { harvestTexts } from '../../text/harvests.ts'
import { speak } from '../../text/speak.ts'

const LIMIT = 20

/** `/harvests`: the catalogues that are harvested, and the harvests done. */
export async function harvestsPage(page: Page) {
  const t = speak(harvestTexts, page.language)
  const offset = queryNumber(page.url, 'offset', 0, 1_000_000_000)
  const [{ items }, runs] = await Promise.all([
    ask<HarvestSources>(page.api, '/api/harvests'),
    ask<HarvestRunPage>(page.api, address('/api/harvests/runs', { limit: LIMIT, offset })),
  ])
  const titles = new Map(items.map(({ id, title }) => [id, pick(page, title)]))
  return (
    <Layout page={page} title={t.title} description={t.lead}>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      {items.length === 0 ? (
        <p class="empty">{t.none}</p>
      ) : (
        <>
          <section>
            <h2>{t.sources}</h2>
            <DataTable
              caption={t.sources}
              hideCaption
              wide
              headings={[
                ...[t.source, t.kind].map((title) => ({ title })),
                ...[t.records, t.repaired, t.refused, t.archived].map((title) => ({ title, numeric: true })),
                { title: t.last },
              ]}
              rows={items.map((one) => sourceRow(page, one))}
            />
          </section>
          <section>
            <h2 id="runs">{t.runs}</h2>
            {runs.items.length === 0 ? (
              <p class="empty">{t.noRuns}</p>
            ) : (
              <>
                <DataTable
                  caption={t.runs}
                  hideCaption
                  wide
                  headings={[
                    ...[t.number, t.source, t.started, t.state].map((title) => ({ title })),
                    ...[t.seen, t.created, t.changed, t.refused, t.archived].map((title) => ({ title, numeric: true })),
                  ]}
                  rows={runs.items.map((run) => runRow(page, run, titles.get(run.source) ?? run.source))}
                />
                <Pager page={page} name="offset" offset={offset} limit={LIMIT} total={runs.total} anchor="runs" />
              </>
            )}
          </section>
        </>
      )}
    </Layout>
  )
}

function sourceRow(page: Page, { title, kind, address: at, active, repaired, refused, archived, last }: HarvestSource) {
  const t = speak(harvestTexts, page.language)
  const { number, ago } = page.format
  return [
    at ? <a href={at}>{pick(page, title)}</a> : pick(page, title),
    kind ?? '',
    ...[active, repaired, refused, archived].map((count) => number(count)),
    last ? (
      <a href={`/harvests/${last.id}`}>
        {t[last.state]}, {ago(last.started, page.now)}
      </a>
    ) : (
      t.neverDone
    ),
  ]
}

function runRow(page: Page, { id, started, state, seen, counts }: HarvestRun, title: string) {
  const t = speak(harvestTexts, page.language)
  const { number, moment } = page.format
  return [
    <a href={`/harvests/${id}`}>{String(id)}</a>,
    title,
    moment(started),
    t[state],
    ...[seen, counts.created, counts.changed, counts.refused, counts.archived].map((count) => number(count)),
  ]
}
