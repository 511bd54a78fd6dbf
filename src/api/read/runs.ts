import type { Context } from 'hono'
import { OrchestraError } from '../../kernel/index.ts'
import { addFootprints, type Chain, type Footprint, readSteps, type Step as StoredStep } from '../../pipeline/index.ts'
import type { Deps } from '../deps.ts'
import type { Run, RunSummary, Step } from '../json/shapes.ts'
import { seesEvidence } from './datasets.ts'
import { publicFault } from './faults.ts'
import { sumOf } from './footprints.ts'
import { keyOf } from './partitions.ts'

interface Row extends Omit<RunSummary, 'started' | 'finished' | 'steps'> {
  readonly started: Date
  readonly finished: Date | null
  readonly steps: Partial<Record<StoredStep['state'], number>>
  /** Assets of its steps that had nothing to make. */
  readonly skipped: readonly string[]
}

/** A run, and the assets it did not make again. */
export interface RunFacts {
  readonly summary: RunSummary
  readonly skipped: readonly string[]
}

const noSteps = { waiting: 0, queued: 0, running: 0, done: 0, skipped: 0, failed: 0, blocked: 0, cancelled: 0 }

/** Runs of the territory, newest first; one of them with `id`. */
export async function readRuns(
  { store, graph }: Pick<Chain, 'store' | 'graph'>,
  { limit, offset = 0, id = null }: { limit: number; offset?: number; id?: number | null },
): Promise<RunFacts[]> {
  const rows = await store.query<Row>(
    `select r.id, r.trigger, r.wanted, r.state, r.started, r.finished, r.unchanged, s.footprint, s.made,
       coalesce(s.skipped, '{}') as skipped, coalesce(s.steps, '{}') as steps
     from (select * from run where territory = $1 and ($4::bigint is null or id = $4) order by id desc limit $2 offset $3) r
     cross join lateral (
       select ${sumOf('footprint')} as footprint, coalesce(sum(made), 0)::int as made,
         (select json_object_agg(state, n) from (select state, count(*) as n from step where run = r.id group by state) c) as steps,
         (select array_agg(asset) from (
            select asset from step where run = r.id group by asset having bool_and(state = 'skipped')) k) as skipped
       from step where run = r.id) s
     order by r.id desc`,
    [graph.territory.id, limit, offset, id],
  )
  return rows.map(({ skipped, steps, started, finished, ...row }) => ({
    skipped: [...new Set([...row.unchanged, ...skipped])],
    summary: {
      ...row,
      started: started.toISOString(),
      finished: finished?.toISOString() ?? null,
      steps: { ...noSteps, ...steps },
    },
  }))
}

/** How many runs the territory had. */
export async function countRuns({ store, graph }: Pick<Chain, 'store' | 'graph'>): Promise<number> {
  const [row] = await store.query<{ total: number }>('select count(*)::int as total from run where territory = $1', [
    graph.territory.id,
  ])
  return row!.total
}

/** One run with its steps, what it skipped and the cost that spared. Throws `run.unknown`. */
export async function readRunDetail(deps: Deps, id: number, c: Context): Promise<Run> {
  const { chain } = deps
  const [found] = await readRuns(chain, { limit: 1, id })
  if (!found) throw unknownRun(id)
  const costs = await lastCosts(deps)
  const title = (asset: string) => chain.graph.byName.get(asset)?.title ?? { fr: asset, en: asset }
  const steps = await readSteps(chain, id)
  return {
    ...found.summary,
    items: steps.map((step) => describeStep(deps, step, c)),
    skipped: found.skipped.map((asset) => ({ asset, title: title(asset), footprint: costs.get(asset) ?? null })),
    avoided: avoidedBy(found, costs),
  }
}

/** What making each asset cost last time. */
export async function lastCosts({ summaries }: Pick<Deps, 'summaries'>): Promise<ReadonlyMap<string, Footprint>> {
  const all = await summaries()
  return new Map([...all].flatMap(([name, { current }]) => (current ? [[name, current.footprint] as const] : [])))
}

/** The last known cost of what a run did not make again. */
export const avoidedBy = ({ skipped }: RunFacts, costs: ReadonlyMap<string, Footprint>): Footprint =>
  addFootprints(skipped.map((asset) => costs.get(asset) ?? null))

function describeStep(deps: Deps, step: StoredStep, c: Context): Step {
  const { chain } = deps
  const node = chain.graph.byName.get(step.asset)
  const evidence = node && step.error ? seesEvidence(deps, c, node).allowed : false
  const [, from, to] = /^\[(-?\d+),(-?\d+)\)$/.exec(step.partitions ?? '') ?? []
  return {
    id: step.id,
    asset: step.asset,
    title: node?.title ?? { fr: step.asset, en: step.asset },
    partitions:
      node?.partitions && from !== undefined
        ? { from: keyOf(node, Number(from)), to: keyOf(node, Number(to) - 1), count: Number(to) - Number(from) }
        : null,
    state: step.state,
    attempt: step.attempt,
    started: step.started?.toISOString() ?? null,
    finished: step.finished?.toISOString() ?? null,
    progress: step.progress,
    made: step.made,
    unchanged: step.unchanged,
    account: step.account,
    footprint: step.footprint,
    error: step.error ? publicFault(chain, step.error, evidence) : null,
  }
}

const unknownRun = (id: number) =>
  new OrchestraError({
    code: 'run.unknown',
    say: { fr: `Aucune exécution ne porte le numéro ${id}.`, en: `No run has the number ${id}.` },
    remedy: { fr: 'La liste est à l’adresse /api/runs.', en: 'They are listed at /api/runs.' },
    place: String(id),
  })
