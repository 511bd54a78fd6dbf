import { type Graph, type IndexRange, type Node, partitionRange } from '../kernel/index.ts'
import type { Sender } from '../store/index.ts'
import { recipeOf } from './code.ts'
import { formatMultirange, parseMultirange, subtract } from './ranges.ts'

/** What is known of an asset: which partitions are up to date, and under which recipe. */
export interface AssetState {
  readonly asset: string
  readonly recipe: string
  readonly fresh: readonly IndexRange[]
  readonly failed: readonly IndexRange[]
  readonly version: number
  readonly swapped: Date | null
  readonly checked: Date | null
}

/** All the partitions of a node at `now`. */
export function partitionsOf(node: Node, now: Date): IndexRange {
  return node.partitions ? partitionRange(node.partitions, now) : [0, 1]
}

/** The partitions of a node that are not up to date. */
export function staleOf(node: Node, state: AssetState | undefined, now: Date): IndexRange[] {
  return subtract(partitionsOf(node, now), state?.fresh ?? [])
}

interface StateRow extends Omit<AssetState, 'fresh' | 'failed'> {
  fresh: string
  failed: string
}

const COLUMNS = 'asset, recipe, fresh::text, failed::text, version, swapped, checked'

function asState(row: StateRow): AssetState {
  return { ...row, fresh: parseMultirange(row.fresh), failed: parseMultirange(row.failed) }
}

/** The states of a territory's assets, by name. */
export async function readStates(tx: Sender, territory: string): Promise<Map<string, AssetState>> {
  const rows = await tx.query<StateRow>(`select ${COLUMNS} from asset_state where territory = $1`, [territory])
  return new Map(rows.map((row) => [row.asset, asState(row)]))
}

/** The state of one asset, undefined when it was never planned. */
export async function readState(tx: Sender, territory: string, asset: string): Promise<AssetState | undefined> {
  const [row] = await tx.query<StateRow>(`select ${COLUMNS} from asset_state where (territory, asset) = ($1, $2)`, [
    territory,
    asset,
  ])
  return row && asState(row)
}

/**
 * Writes the recipe of each node. A changed recipe makes all its partitions stale; an asset that left the graph loses its
 * state, for what happened to its inputs meanwhile would not be known.
 */
export async function syncRecipes(tx: Sender, graph: Graph): Promise<void> {
  const known = new Map<string, string>()
  const recipes = graph.nodes.map((node) => recipeOf(node, known).recipe)
  const names = graph.nodes.map((node) => node.name)
  await tx.query(
    `insert into asset_state as s (territory, asset, recipe)
     select $1, * from unnest($2::text[], $3::text[])
     on conflict (territory, asset) do update set recipe = excluded.recipe, fresh = '{}', failed = '{}'
     where s.recipe <> excluded.recipe`,
    [graph.territory.id, names, recipes],
  )
  await tx.query('delete from asset_state where territory = $1 and asset <> all ($2::text[])', [
    graph.territory.id,
    names,
  ])
}

/** Makes ranges of an asset stale. `undefined` means all of them. */
export async function markStale(
  tx: Sender,
  territory: string,
  asset: string,
  ranges: readonly IndexRange[] | undefined,
): Promise<void> {
  await tx.query(
    `update asset_state set fresh = fresh - $3::int8multirange where territory = $1 and asset = $2 and fresh && $3::int8multirange`,
    [territory, asset, ranges ? formatMultirange(ranges) : '{(,)}'],
  )
}

/** Remembers that the last attempt at a range failed. What is served of it stays. */
export async function markFailed(tx: Sender, territory: string, asset: string, range: IndexRange): Promise<void> {
  await tx.query('update asset_state set failed = failed + $3::int8multirange where territory = $1 and asset = $2', [
    territory,
    asset,
    formatMultirange([range]),
  ])
}
