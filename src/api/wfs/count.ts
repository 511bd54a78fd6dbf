import type { Deps } from '../deps.ts'
import { countMatched } from '../ogc/features/count.ts'
import { type Reading, readFound } from '../ogc/features/reading.ts'
import type { Snapshot } from '../read/snapshots.ts'

/** How many features a request matches and gives. */
export interface Counts {
  /** Undefined where it would take looking at each. */
  readonly matched: number | undefined
  readonly returned: number
}

/** What an answer says of itself before its first feature: where geometries must be compared, it takes a first reading. */
export async function countOf(deps: Deps, reading: Reading, snapshot: Snapshot): Promise<Counts> {
  const { filters, offset, limit } = reading
  const isTested = filters.some(({ exact }) => exact !== undefined)
  if (!isTested) {
    const { count, estimated } = await countMatched(deps.chain.lake, snapshot, filters)
    // Above some millions of rows a filter is counted on a sample.
    if (!estimated) return { matched: count, returned: Math.max(0, Math.min(limit, count - offset)) }
  }
  const found = await seen(deps, { ...reading, columns: [], sort: [], limit: limit + 1 })
  const isLast = found <= limit && (found > 0 || offset === 0)
  return { matched: isLast ? offset + found : undefined, returned: Math.min(limit, found) }
}

/** How many features pass the filters, each looked at where it must be. */
export async function countAll(deps: Deps, reading: Reading, snapshot: Snapshot): Promise<number> {
  const isTested = reading.filters.some(({ exact }) => exact !== undefined)
  if (!isTested) return (await countMatched(deps.chain.lake, snapshot, reading.filters)).count
  return seen(deps, { ...reading, columns: [], sort: [], offset: 0, limit: snapshot.rows })
}

async function seen({ chain }: Deps, reading: Reading): Promise<number> {
  let count = 0
  for await (const _ of readFound(chain.lake, reading)) count++
  return count
}
