import { type IndexRange, type Node, partitionAt } from '../../kernel/index.ts'
import { type AssetState, countIn, partitionsOf, staleOf } from '../../pipeline/index.ts'
import type { PartitionState } from '../json/shapes.ts'

/** Ranges shown; the others are counted. */
const MOST_RANGES = 500

/** The partitions of an asset at `now`, as ranges of one state each: as cheap for 100,000 of them as for one. */
export function partitionState(node: Node, state: AssetState | undefined, now: Date): PartitionState {
  const all = partitionsOf(node, now)
  const stale = staleOf(node, state, now)
  const failed = within(state?.failed ?? [], stale)
  const ranges = [
    ...within(state?.fresh ?? [], [all]).map((range) => ({ state: 'fresh' as const, range })),
    ...without(stale, failed).map((range) => ({ state: 'stale' as const, range })),
    ...failed.map((range) => ({ state: 'failed' as const, range })),
  ].sort((a, b) => a.range[0] - b.range[0])
  const total = all[1] - all[0]
  return {
    by: node.partitions?.by ?? null,
    total,
    fresh: total - countIn(stale),
    stale: countIn(stale),
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

/** What is in `a` and not in `b`, a sorted list of ranges inside those of `a`. */
function without(a: readonly IndexRange[], b: readonly IndexRange[]): IndexRange[] {
  const left: IndexRange[] = []
  let j = 0
  for (const [from, to] of a) {
    let at = from
    for (; j < b.length && b[j]![0] < to; j++) {
      if (b[j]![0] > at) left.push([at, b[j]![0]])
      at = b[j]![1]
    }
    if (at < to) left.push([at, to])
  }
  return left
}
