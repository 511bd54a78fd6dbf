import { Cron } from 'croner'
import type { Graph, Node } from '../kernel/index.ts'
import { milliseconds } from './checks/rules.ts'
import { type AssetState, readStates } from './state.ts'
import type { Chain } from './types.ts'

/** When an asset was last looked at by a run. */
export type LastAsked = ReadonlyMap<string, Date>

/**
 * The assets that a schedule says to bring up to date at `now`. A moment missed while nothing was running is made up for
 * once; an asset never made is due.
 */
export function dueAssets(
  graph: Graph,
  states: ReadonlyMap<string, AssetState>,
  asked: LastAsked,
  now: Date,
): string[] {
  return graph.nodes.filter((node) => node.schedule && isDue(node, graph, states, asked, now)).map((node) => node.name)
}

function isDue(
  node: Node,
  graph: Graph,
  states: ReadonlyMap<string, AssetState>,
  asked: LastAsked,
  now: Date,
): boolean {
  const last = asked.get(node.name)
  if ('noOlderThan' in node.schedule!) {
    const checked = states.get(node.name)?.checked
    const newest = Math.max(checked?.getTime() ?? -Infinity, last?.getTime() ?? -Infinity)
    return now.getTime() - newest > milliseconds(node.schedule.noOlderThan)
  }
  if (!last) return true
  const [before] = new Cron(node.schedule!.cron, { timezone: graph.territory.timezone }).previousRuns(
    1,
    new Date(now.getTime() + 1000),
  )
  return before !== undefined && before > last && before <= now
}

/** The moment each asset of the territory was last part of a run, made or found unchanged. */
export async function lastAsked({ store, graph }: Pick<Chain, 'store' | 'graph'>): Promise<LastAsked> {
  const rows = await store.query<{ asset: string; at: Date }>(
    `select asset, max(at) as at from (
       select s.asset, r.started as at from step s join run r on r.id = s.run where s.territory = $1
       union all
       select unnest(unchanged), started from run where territory = $1) seen
     group by asset`,
    [graph.territory.id],
  )
  return new Map(rows.map((row) => [row.asset, row.at]))
}

/** What is due now, from the store. */
export async function dueNow(chain: Chain): Promise<string[]> {
  if (!chain.graph.nodes.some((node) => node.schedule)) return []
  const states = await readStates(chain.store, chain.graph.territory.id)
  return dueAssets(chain.graph, states, await lastAsked(chain), chain.clock())
}

/** Throws `schedule.cron` for a cron expression that croner cannot read. */
export function nextMoment(node: Node, timezone: string, after: Date): Date | undefined {
  if (!node.schedule || !('cron' in node.schedule)) return undefined
  return new Cron(node.schedule.cron, { timezone }).nextRun(after) ?? undefined
}
