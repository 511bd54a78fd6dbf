import type { Chain } from './types.ts'

/** Seconds that the tiles of an asset are at work before others are called for: less is done sooner than they are there. */
const WORTH_CALLING_S = 2

/** What there is for workers to do. */
export interface Work {
  /** Pieces that wait, of assets cut by tile that have been at work for a while. */
  readonly shareable: number
  /** Steps that wait or are at work, of any asset. */
  readonly pending: number
}

/** Looks at the steps of the territory: whether more workers would help, and whether any is needed. */
export async function pendingWork({ store, graph }: Pick<Chain, 'store' | 'graph'>): Promise<Work> {
  const tiled = graph.nodes.filter(({ partitions }) => partitions?.by === 'tile').map(({ name }) => name)
  const [work] = await store.query<Work>(
    `select count(*)::int as pending,
       count(*) filter (where state = 'queued' and asset = any ($2) and exists (
         select 1 from step begun where begun.run = step.run and begun.asset = step.asset
           and begun.started < now() - make_interval(secs => $3)))::int as shareable
     from step where territory = $1 and state in ('queued', 'running')`,
    [graph.territory.id, tiled, WORTH_CALLING_S],
  )
  return work!
}
