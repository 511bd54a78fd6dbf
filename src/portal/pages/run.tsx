import type { Run, Step } from '../../api/json/shapes.ts'
import { ask } from '../ask.ts'
import { type Page, pick } from '../page.ts'
import { type Fact, FactList } from '../parts/facts.tsx'
import { FootprintDetail } from '../parts/footprint.tsx'
import { Layout } from '../parts/layout.tsx'
import { StateLabel } from '../parts/state.tsx'
import { DataTable } from '../parts/table.tsx'
import { chainTexts, runTexts } from '../text/chain.ts'
import { commonTexts } from '../text/common.ts'
import { speak } from '../text/speak.ts'

/** `/runs/{id}`: the steps of a run and their cost. While it runs, the island `run` refreshes the list. */
export async function runPage(page: Page, id: string) {
  const run = await ask<Run>(page.api, `/api/runs/${encodeURIComponent(id)}`)
  const t = speak(runTexts, page.language)
  const chain = speak(chainTexts, page.language)
  const common = speak(commonTexts, page.language)
  const { moment, duration } = page.format
  const title = t.title(String(run.id))
  const running = run.state === 'running'
  const facts: readonly Fact[] = [
    [t.started, `${moment(run.started)} (${chain[run.trigger]})`],
    run.finished !== null && [t.finished, moment(run.finished)],
    run.finished !== null && [common.duration, duration((Date.parse(run.finished) - Date.parse(run.started)) / 1000)],
    [t.wanted, run.wanted.length > 0 ? run.wanted.join(', ') : t.everything],
  ]
  return (
    <Layout page={page} title={title} path={[{ href: '/chain', title: common.chain }]} islands={running ? ['run'] : []}>
      <div
        id="run"
        data-run={running ? JSON.stringify({ events: `/api/runs/${run.id}/events`, live: t.live }) : undefined}
      >
        <h1>{title}</h1>
        <p class="meta">
          <StateLabel state={run.state} language={page.language} />
          {running && (
            <span class="quiet" id="live" role="status">
              {t.reload}
            </span>
          )}
        </p>
        <div class="with-side">
          <div class="body">
            <Failures page={page} steps={run.items} />
            <section>
              <h2 id="steps">{t.steps}</h2>
              {run.items.length === 0 ? <p>{t.noSteps}</p> : <Steps page={page} steps={run.items} />}
            </section>
            {run.skipped.length > 0 && (
              <section>
                <h2 id="skipped">{t.skipped}</h2>
                <p>
                  {t.skippedLead(
                    run.skipped.length,
                    page.format.number(run.skipped.length),
                    page.format.energy(run.avoided.energy_wh),
                  )}
                </p>
                <ul class="columns">
                  {run.skipped.map((skipped) => (
                    <li>
                      <a href={`/chain/${skipped.asset}`}>{pick(page, skipped.title)}</a>
                    </li>
                  ))}
                </ul>
              </section>
            )}
          </div>
          <aside class="side" aria-label={t.facts}>
            <section>
              <h2 id="facts">{t.facts}</h2>
              <FactList facts={facts} />
            </section>
            <section>
              <h2 id="footprint">{t.footprint}</h2>
              <FootprintDetail page={page} footprint={run.footprint} />
            </section>
          </aside>
        </div>
      </div>
    </Layout>
  )
}

interface StepsProps {
  readonly page: Page
  readonly steps: readonly Step[]
}

function Steps({ page, steps }: StepsProps) {
  const t = speak(runTexts, page.language)
  const common = speak(commonTexts, page.language)
  const { number, duration, energy } = page.format
  const moving = steps.some((step) => step.state === 'running')
  const parts = steps.some((step) => step.partitions !== null && step.partitions.from !== step.partitions.to)
  return (
    <DataTable
      caption={t.steps}
      hideCaption
      headings={[
        { title: t.step },
        { title: common.state },
        ...(parts ? [{ title: t.part }] : []),
        ...(moving ? [{ title: t.progress }] : []),
        { title: t.account, numeric: true },
        { title: common.duration, numeric: true },
        { title: t.energy, numeric: true },
      ]}
      rows={steps.map((step) => [
        <a href={`/chain/${step.asset}`}>{pick(page, step.title)}</a>,
        <>
          <StateLabel state={step.state as Parameters<typeof StateLabel>[0]['state']} language={page.language} />
          {step.attempt > 1 && <span class="quiet"> {t.attempt(number(step.attempt))}</span>}
        </>,
        ...(parts ? [partsText(step)] : []),
        ...(moving ? [<Progress page={page} step={step} />] : []),
        step.account ? number(step.account.published) : '',
        step.footprint ? duration(step.footprint.wall_s) : '',
        step.footprint ? energy(step.footprint.energy_wh) : '',
      ])}
    />
  )
}

const partsText = ({ partitions }: Step) =>
  partitions === null ? '' : partitions.count > 1 ? `${partitions.from} … ${partitions.to}` : partitions.from

function Progress({ page, step }: { page: Page; step: Step }) {
  if (step.state !== 'running' || !step.progress) return null
  const { done, total } = step.progress
  if (total === undefined) return <>{page.format.number(done)}</>
  const share = page.format.percent(total > 0 ? done / total : 1)
  return (
    <progress value={done} max={total} aria-label={`${pick(page, step.title)} : ${share}`}>
      {share}
    </progress>
  )
}

function Failures({ page, steps }: StepsProps) {
  const t = speak(runTexts, page.language)
  const failed = steps.filter((step) => step.error !== null)
  if (failed.length === 0) return null
  return (
    <section class="note refusal">
      <h2 id="errors">{t.errors}</h2>
      <ul>
        {failed.map((step) => (
          <li>
            <a href={`/chain/${step.asset}`}>{pick(page, step.title)}</a>
            {' : '}
            {pick(page, step.error!.say)} {step.error!.remedy && pick(page, step.error!.remedy)}
            {step.error!.place && <code class="block">{step.error!.place}</code>}
          </li>
        ))}
      </ul>
    </section>
  )
}
