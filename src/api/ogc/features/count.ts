import { type Sql, sql } from '../../../kernel/index.ts'
import type { Lake } from '../../../lake/index.ts'
import type { CompiledFilter } from '../cql2/index.ts'
import type { Stored } from './found.ts'
import type { Matched } from './matched.ts'
import { whereOf } from './reading.ts'

/** When a count is worked out on a sample, and on which. */
interface Sampling {
  /** Rows above which it is. */
  readonly exactRows: number
  /** Windows of rows spread evenly, each read on its own. */
  readonly windows: number
  readonly windowRows: number
}
/** Five million rows take about 30 ms. */
const usual: Sampling = { exactRows: 10_000_000, windows: 32, windowRows: 8192 }

/** How many features of a version pass the filters, exactly while that is cheap. */
export async function countMatched(
  lake: Lake,
  snapshot: Stored,
  filters: readonly CompiledFilter[],
  sampling = usual,
): Promise<Matched> {
  const { rows } = snapshot
  if (filters.length === 0) return { count: rows, estimated: false }
  const where = whereOf(filters)
  if (rows > sampling.exactRows) return { count: await sampled(lake, snapshot, where, sampling), estimated: true }
  const found = await countSql(lake, snapshot, sql`select count(*)::DOUBLE as n from ${data} where ${where}`)
  // Where geometries must be looked at, boxes let pass as many as there are, or a few more.
  return { count: found, estimated: filters.some(({ exact }) => exact !== undefined) }
}

const data = { relation: 'data' }
const relations = ({ table }: Stored) => new Map([['data', { ...table, traced: false, positioned: true }]])

async function countSql(lake: Lake, snapshot: Stored, query: Sql): Promise<number> {
  const [row] = await lake.query<{ n: number }>(query, relations(snapshot))
  return row?.n ?? 0
}

/** The share of a sample that passes, applied to the whole. */
async function sampled(
  lake: Lake,
  snapshot: Stored,
  where: Sql,
  { windows: count, windowRows }: Sampling,
): Promise<number> {
  const { rows } = snapshot
  const step = Math.floor(rows / count)
  const windows = Array.from({ length: count }, (_, i) => {
    const from = i * step
    return sql`select count(*) as n from ${data} where _position >= ${from} and _position < ${from + windowRows} and (${where})`
  }).reduce((all, one) => sql`${all} union all ${one}`)
  const passed = await countSql(lake, snapshot, sql`select sum(n)::DOUBLE as n from (${windows})`)
  return Math.round((passed / (count * windowRows)) * rows)
}
