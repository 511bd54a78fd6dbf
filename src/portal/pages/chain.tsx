import type { AssetList, AssetSummary, FootprintReport, RunPage } from '../../api/json/shapes.ts'
import { ask } from '../ask.ts'
import { barDrawing } from '../charts/bars.ts'
import { Chart } from '../charts/chart.tsx'
import { GraphDrawing } from '../graph/drawing.tsx'
import { GraphLegend } from '../graph/legend.tsx'
import { type Page, pick } from '../page.ts'
import { FootprintFactors, FootprintWords } from '../parts/footprint.tsx'
import { Layout } from '../parts/layout.tsx'
import { StateLabel } from '../parts/state.tsx'
import { DataTable } from '../parts/table.tsx'
import { chainTexts } from '../text/chain.ts'
import { commonTexts } from '../text/common.ts'
import { graphTexts } from '../text/graph.ts'
import { speak } from '../text/speak.ts'
import { Timetable } from './chain/timetable.tsx'

const RUNS = 10
const BARS = 12

/** `/chain`: the graph of assets, what needs a look, the last runs and what they cost. */
export async function chainPage(page: Page) {
  const [{ items: assets }, runs, footprint] = await Promise.all([
    ask<AssetList>(page.api, '/api/assets'),
    ask<RunPage>(page.api, `/api/runs?limit=${RUNS}`),
    ask<FootprintReport>(page.api, '/api/footprint'),
  ])
  const t = speak(chainTexts, page.language)
  return (
    <Layout page={page} title={t.title} description={t.lead}>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <section>
        <h2 id="graph">{t.graph}</h2>
        <GraphLegend page={page} />
        <GraphDrawing
          page={page}
          title={t.graph}
          assets={assets.map((asset) => ({
            name: asset.name,
            title: asset.title,
            inputs: asset.inputs.map((input) => input.asset),
            kind: asset.source ? 'source' : 'asset',
            published: asset.published,
            state: asset.state,
          }))}
        />
        <p class="quiet">{t.graphHint}</p>
      </section>
      <Problems page={page} assets={assets} />
      <Runs page={page} runs={runs} />
      <Timetable page={page} assets={assets} />
      <Steps page={page} assets={assets} />
      <section>
        <h2 id="footprint">{t.footprint}</h2>
        <p>{t.footprintLead}</p>
        <FootprintWords page={page} footprint={footprint.total} />
        <EnergyBySteps page={page} report={footprint} />
        <FootprintFactors page={page} constants={footprint.constants} />
      </section>
    </Layout>
  )
}

interface AssetsProps {
  readonly page: Page
  readonly assets: readonly AssetSummary[]
}

function Problems({ page, assets }: AssetsProps) {
  const t = speak(chainTexts, page.language)
  const { number } = page.format
  const found = assets
    .map((asset) => ({
      asset,
      words: [
        asset.state === 'failed' && t.problemFailed,
        asset.checks.blocked > 0 && t.problemBlocked(asset.checks.blocked, number(asset.checks.blocked)),
        asset.checks.warned > 0 && t.problemWarned(asset.checks.warned, number(asset.checks.warned)),
        asset.quarantined > 0 && t.problemRows(asset.quarantined, number(asset.quarantined)),
      ].filter((word) => word !== false),
    }))
    .filter(({ words }) => words.length > 0)
  return (
    <section>
      <h2 id="problems">{t.problems}</h2>
      {found.length === 0 ? (
        <p>{t.noProblem}</p>
      ) : (
        <ul class="problems">
          {found.map(({ asset, words }) => (
            <li>
              <a href={`/chain/${asset.name}${asset.quarantined > 0 ? '#quarantine' : '#checks'}`}>
                {pick(page, asset.title)}
              </a>
              {' : '}
              {words.join(', ')}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Runs({ page, runs }: { page: Page; runs: RunPage }) {
  const t = speak(chainTexts, page.language)
  const common = speak(commonTexts, page.language)
  const { number, moment, duration, energy } = page.format
  return (
    <section>
      <h2 id="runs">{t.runs}</h2>
      {runs.items.length === 0 ? (
        <p class="empty">{t.noRun}</p>
      ) : (
        <DataTable
          caption={t.runs}
          hideCaption
          wide
          headings={[
            { title: t.run },
            { title: common.state },
            { title: t.started },
            { title: t.trigger },
            { title: common.duration, numeric: true },
            { title: t.madeParts, numeric: true },
            { title: t.unchanged, numeric: true },
            { title: t.cost, numeric: true },
          ]}
          rows={runs.items.map((run) => [
            <a href={`/runs/${run.id}`}>{`n° ${run.id}`}</a>,
            <StateLabel state={run.state} language={page.language} />,
            moment(run.started),
            t[run.trigger],
            run.finished ? duration((Date.parse(run.finished) - Date.parse(run.started)) / 1000) : '…',
            number(run.made),
            number(run.unchanged.length),
            energy(run.footprint.energy_wh),
          ])}
        />
      )}
    </section>
  )
}

function Steps({ page, assets }: AssetsProps) {
  const t = speak(chainTexts, page.language)
  const common = speak(commonTexts, page.language)
  const kinds = speak(graphTexts, page.language)
  const { number, ago } = page.format
  const titles = new Map(assets.map((asset) => [asset.name, pick(page, asset.title)]))
  return (
    <section>
      <h2 id="steps">{t.steps}</h2>
      <DataTable
        caption={t.steps}
        hideCaption
        wide
        headings={[
          { title: t.step },
          { title: common.state },
          { title: t.kind },
          { title: t.madeFrom },
          { title: common.rowsTitle, numeric: true },
          { title: t.made },
          { title: t.checks },
          { title: t.setAside, numeric: true },
        ]}
        rows={assets.map((asset) => [
          <a href={`/chain/${asset.name}`}>{pick(page, asset.title)}</a>,
          <StateLabel state={asset.state} language={page.language} />,
          asset.published ? kinds.published : asset.source ? kinds.source : kinds.step,
          asset.source
            ? asset.source.producer
            : asset.inputs.map((input) => titles.get(input.asset) ?? input.asset).join(', '),
          number(asset.rows),
          <span class="moment">{asset.made ? ago(asset.made, page.now) : ''}</span>,
          t.checksSummary(asset.checks.passed, asset.checks.warned + asset.checks.blocked),
          number(asset.quarantined),
        ])}
      />
    </section>
  )
}

function EnergyBySteps({ page, report }: { page: Page; report: FootprintReport }) {
  const t = speak(chainTexts, page.language)
  const steps = report.byAsset.toSorted((a, b) => b.footprint.energy_wh - a.footprint.energy_wh)
  const first = steps[0]
  if (!first || first.footprint.energy_wh === 0) return null
  return (
    <Chart
      page={page}
      title={t.energyByStep}
      description={t.energyByStepAlt(pick(page, first.title), page.format.energy(first.footprint.energy_wh))}
      drawing={barDrawing(
        page,
        steps.slice(0, BARS).map((step) => ({ label: pick(page, step.title), value: step.footprint.energy_wh * 1000 })),
      )}
      table={
        <DataTable
          caption={t.energyByStep}
          hideCaption
          headings={[{ title: t.step }, { title: t.cost, numeric: true }]}
          rows={steps.map((step) => [pick(page, step.title), page.format.energy(step.footprint.energy_wh)])}
        />
      }
    />
  )
}
