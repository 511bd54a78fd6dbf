import { isHeldHere, isSynthetic, OrchestraError, selectNodes } from '../kernel/index.ts'
import { downstreamOf } from './downstream.ts'
import type { Queue } from './queue.ts'
import { requeueOrphans, retireDeadRuns } from './recover.ts'
import { probeSnapshot } from './sources.ts'
import { readStates, staleOf, syncRecipes } from './state.ts'
import { release, STEP_COLUMNS } from './steps.ts'
import type { Chain, Run, Step } from './types.ts'

/** What to bring up to date, and who asks. */
export interface RunRequest {
  /** Names of assets; empty means all. */
  readonly wanted: readonly string[]
  readonly trigger: Run['trigger']
  /** Sources to ask at their address whether they changed; all of those planned when absent. */
  readonly ask?: ReadonlySet<string>
}

/**
 * Plans a run and queues its first steps: what is stale, the sources whose address must be asked, and all that is made from
 * them. Nothing is made here. When all is up to date the run is already done.
 */
export async function startRun(chain: Chain, queue: Queue, { wanted, trigger, ask }: RunRequest): Promise<Run> {
  const { store, graph, clock } = chain
  const territory = graph.territory.id
  const nodes = selectNodes(graph, wanted)
  await requeueOrphans(chain, queue)
  await retireDeadRuns(chain)
  await syncRecipes(store, graph)
  if (chain.offline) for (const node of nodes) if (node.source) await probeSnapshot(chain, node)

  const now = clock()
  const states = await readStates(store, territory)
  const planned = new Set<string>()
  for (const node of nodes) {
    const canAsk = node.source && (isHeldHere(node.source) || (!chain.offline && !isSynthetic(node.source)))
    const mustAsk = canAsk && (ask?.has(node.name) ?? true)
    const after = Object.values(node.inputs).some((input) => planned.has(input))
    if (mustAsk || after || staleOf(node, states.get(node.name), now).length > 0) planned.add(node.name)
  }
  const unchanged = nodes.filter((n) => !planned.has(n.name)).map((n) => n.name)

  const id = await store.transaction(async (tx) => {
    const [run] = await tx.query<{ id: number }>(
      `insert into run (territory, trigger, wanted, unchanged) values ($1, $2, $3, $4) returning id`,
      [territory, trigger, wanted, unchanged],
    )
    const stepOf = new Map<string, number>()
    for (const node of nodes) {
      if (!planned.has(node.name)) continue
      const after = Object.values(node.inputs).flatMap((input) => stepOf.get(input) ?? [])
      const [step] = await tx.query<{ id: number }>(
        'insert into step (run, territory, asset, after_steps) values ($1, $2, $3, $4) returning id',
        [run!.id, territory, node.name, [...new Set(after)]],
      )
      stepOf.set(node.name, step!.id)
    }
    await tx.query('update asset_state set checked = now() where territory = $1 and asset = any ($2)', [
      territory,
      unchanged,
    ])
    await release(tx, queue, graph, run!.id, now)
    return run!.id
  })
  return readRun(chain, id)
}

export async function readRun({ store }: Pick<Chain, 'store'>, id: number): Promise<Run> {
  const [run] = await store.query<Run>(
    'select id, territory, trigger, wanted, state, started, finished, unchanged from run where id = $1',
    [id],
  )
  if (run) return run
  throw new OrchestraError({
    code: 'run.unknown',
    say: { fr: `Aucune exécution ne porte le numéro ${id}.`, en: `No run has the number ${id}.` },
  })
}

/** The steps of a run, in the order of the graph. */
export async function readSteps({ store, graph }: Pick<Chain, 'store' | 'graph'>, run: number): Promise<Step[]> {
  const steps = await store.query<Step>(`select ${STEP_COLUMNS} from step where run = $1 order by id`, [run])
  const order = new Map(graph.nodes.map((node, i) => [node.name, i]))
  return steps.sort((a, b) => (order.get(a.asset) ?? 0) - (order.get(b.asset) ?? 0) || a.id - b.id)
}

/** Names of the assets that would be made again if this one changed: what an operator asks before touching it. */
export function impactOf(chain: Pick<Chain, 'graph'>, name: string): string[] {
  const found = new Set<string>()
  const visit = (asset: string): void => {
    for (const node of downstreamOf(chain.graph, asset)) {
      if (found.has(node.name)) continue
      found.add(node.name)
      visit(node.name)
    }
  }
  visit(name)
  return [...found]
}
