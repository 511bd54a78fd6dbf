import { type IndexRange, type Node, partitionAt } from '../../kernel/index.ts'
import { type AssetState, countIn, partitionsOf, staleOf } from '../../pipeline/index.ts'
import type { PartitionState } from '../json/shapes.ts'

/** Ranges shown; the others are counted. */
const MOST_RANGES = 500

/** The partitions of an asset at `now`, as ranges of one state each: as cheap for 100,000 of them as for one. */
export function partitionState(node: Node, state: AssetState | undefined, now: Date): PartitionState {
  const all = partitionsOf(node, now)
  // A source whose last reading failed keeps the version it had: it is failed before it is fresh.
  const failed = within(state?.failed ?? [], [all])
  const fresh = outside(within(state?.fresh ?? [], [all]), failed)
  const stale = outside(staleOf(node, state, now), failed)
  const ranges = [
    ...fresh.map((range) => ({ state: 'fresh' as const, range })),
    ...stale.map((range) => ({ state: 'stale' as const, range })),
    ...failed.map((range) => ({ state: 'failed' as const, range })),
  ].sort((a, b) => a.range[0] - b.range[0])
  return {
    by: node.partitions?.by ?? null,
    total: all[1] - all[0],
    fresh: countIn(fresh),
    stale: countIn(stale) + countIn(failed),
    failed: countIn(failed),
    ranges: ranges.slice(0, MOST_RANGES).map(({ state: of, range: [from, to] }) => ({
      state: of,
      from: keyOf(node, from),
      to: keyOf(node, to - 1),
      count: to - from,
    })),
    more: Math.max(0, ranges.length - MOST_RANGES),
  }
}

/** What a range of partitions is called. */
export const keyOf = (node: Node, index: number): string =>
  node.partitions ? partitionAt(node.partitions, index).key : 'all'

/** The key of a partition; null where the asset is not partitioned. */
export const keyOrNull = (node: Node | undefined, index: number): string | null =>
  node?.partitions ? partitionAt(node.partitions, index).key : null

/** What two sorted lists of ranges share. */
function within(a: readonly IndexRange[], b: readonly IndexRange[]): IndexRange[] {
  const shared: IndexRange[] = []
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const from = Math.max(a[i]![0], b[j]![0])
    const to = Math.min(a[i]![1], b[j]![1])
    if (from < to) shared.push([from, to])
    if (a[i]![1] < b[j]![1]) i++
    else j++
  }
  return shared
}

/** What is in the first of two sorted lists of ranges and not in the second. */
function outside(a: readonly IndexRange[], b: readonly IndexRange[]): IndexRange[] {
  const shared = within(a, b)
  const left: IndexRange[] = []
  let j = 0
  for (const [from, to] of a) {
    let at = from
    for (; j < shared.length && shared[j]![0] < to; j++) {
      if (shared[j]![0] > at) left.push([at, shared[j]![0]])
      at = shared[j]![1]
    }
    if (at < to) left.push([at, to])
  }
  return left
}
