import type { AggregateQuery, Bucket, Gap } from '../../types.ts'
import { add, emptySums, percentilesOf, type Sums } from './sums.ts'

// Without an observation for longer than this many expected intervals, some are missing.
const gapFactor = 2

/** Takes the observations of one datastream in order of time, and gives its steps and gaps. */
export interface Tally {
  add(at: number, value: number | null): void
  end(): { readonly buckets: Bucket[]; readonly gaps: Gap[] }
}

/** Opens the tally of one datastream over the steps between `edges` (milliseconds since 1970). */
export function openTally(datastream: number, edges: readonly number[], query: AggregateQuery): Tally {
  const { percentiles = [], expectedEvery } = query
  const [from, to] = [query.from.getTime(), query.to.getTime()]
  const interval = expectedEvery === undefined ? undefined : expectedEvery * 1000
  const buckets: Bucket[] = []
  const gaps: Gap[] = []
  let sums = emptySums()
  let last: number | undefined

  const closeStep = () => {
    const [start, end] = [edges[buckets.length]!, edges[buckets.length + 1]!]
    const inside = Math.min(end, to) - Math.max(start, from)
    buckets.push({
      ...{ datastream, from: new Date(start), to: new Date(end) },
      ...numbersOf(sums, percentiles),
      ...(interval !== undefined && { expected: Math.round(inside / interval) }),
    })
    sums = emptySums()
  }

  /** Between two observations one interval is due; at the ends of the period, what would have fitted. */
  const gap = (start: number, end: number, between: boolean) => {
    if (interval === undefined || end - start <= gapFactor * interval) return
    const missing = between ? Math.round((end - start) / interval) - 1 : Math.floor((end - start) / interval)
    gaps.push({ datastream, from: new Date(start), to: new Date(end), missing })
  }

  return {
    add(at, value) {
      while (at >= edges[buckets.length + 1]!) closeStep()
      gap(last ?? from, at, last !== undefined)
      last = at
      add(sums, value, percentiles.length > 0)
    },
    end() {
      while (buckets.length < edges.length - 1) closeStep()
      gap(last ?? from, to, false)
      return { buckets, gaps }
    },
  }
}

function numbersOf(sums: Sums, shares: readonly number[]): Omit<Bucket, 'datastream' | 'from' | 'to' | 'expected'> {
  const { count, numbers } = sums
  const percentiles = percentilesOf(sums.values, shares)
  if (numbers === 0) return { count, numbers, min: null, max: null, sum: null, mean: null, percentiles }
  const sum = sums.sum + sums.lost
  return { count, numbers, min: sums.min, max: sums.max, sum, mean: sum / numbers, percentiles }
}
