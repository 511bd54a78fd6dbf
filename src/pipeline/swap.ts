import type { IndexRange, Node } from '../kernel/index.ts'
import type { Sender } from '../store/index.ts'
import { affected, downstreamOf } from './downstream.ts'
import type { Pinned } from './inputs.ts'
import { formatMultirange } from './ranges.ts'
import { type SourceState, writeSourceState } from './sources.ts'
import { markStale } from './state.ts'
import type { Chain } from './types.ts'

/** A checked version that is about to become current. */
export interface Candidate {
  readonly node: Node
  readonly index: number
  readonly materialization: number
  readonly object: string
  readonly recipe: string
  readonly pinned: readonly Pinned[]
  readonly source: SourceState | undefined
}

/**
 * Makes a version current, all at once: the pointer, the state of the asset, and what becomes stale downstream.
 * If an input moved meanwhile the version is still published, for it is a good one, but stays stale.
 */
export async function swap(chain: Chain, candidate: Candidate): Promise<void> {
  const { graph, store, clock } = chain
  const territory = graph.territory.id
  const { node, index, materialization, object } = candidate
  await store.transaction(async (tx) => {
    await tx.query('select 1 from asset_state where (territory, asset) = ($1, $2) for update', [territory, node.name])
    const [last] = await tx.query<{ object: string }>(
      `select m.object from current_version c join materialization m on m.id = c.materialization
       where (c.territory, c.asset, c.partition) = ($1, $2, $3)`,
      [territory, node.name, index],
    )
    await tx.query(
      `insert into current_version values ($1, $2, $3, $4)
       on conflict (territory, asset, partition) do update set materialization = $4`,
      [territory, node.name, index, materialization],
    )
    await tx.query(`update materialization set state = 'published' where id = $1`, [materialization])
    if (candidate.source) await writeSourceState(tx, territory, node.name, index, candidate.source)
    const changed = last?.object !== object
    await markFresh(tx, territory, candidate, changed)
    if (!changed) return
    for (const next of downstreamOf(graph, node.name)) {
      await markStale(tx, territory, next.name, affected(next, node, index, clock()))
    }
  })
}

/** Marks a partition up to date, unless the recipe or an input is no longer the one it was made from. */
async function markFresh(tx: Sender, territory: string, c: Candidate, changed: boolean): Promise<void> {
  const names = c.pinned.map((p) => p.asset)
  const versions = await tx.query<{ asset: string; version: number }>(
    'select asset, version from asset_state where territory = $1 and asset = any ($2)',
    [territory, names],
  )
  const now = new Map(versions.map((v) => [v.asset, v.version]))
  const same = c.pinned.every((p) => now.get(p.asset) === p.version)
  const range = formatMultirange([[c.index, c.index + 1]])
  await tx.query(
    `update asset_state set
       fresh = case when $4 and recipe = $5 then fresh + $3::int8multirange else fresh end,
       failed = failed - $3::int8multirange,
       version = version + case when $6 then 1 else 0 end,
       swapped = case when $6 then now() else swapped end,
       checked = now()
     where territory = $1 and asset = $2`,
    [territory, c.node.name, range, same, c.recipe, changed],
  )
}

/** Marks a partition of an asset up to date without a new version: what it would be made from has not changed. */
export async function confirm(
  chain: Chain,
  node: Node,
  range: IndexRange,
  source: SourceState | undefined,
): Promise<void> {
  const territory = chain.graph.territory.id
  await chain.store.transaction(async (tx) => {
    if (source) await writeSourceState(tx, territory, node.name, range[0], source)
    await tx.query(
      `update asset_state set fresh = fresh + $3::int8multirange, failed = failed - $3::int8multirange, checked = now()
       where territory = $1 and asset = $2`,
      [territory, node.name, formatMultirange([range])],
    )
  })
}
