import { type Sql, sql } from '../../../kernel/index.ts'
import type { Lake } from '../../../lake/index.ts'
import { splice } from '../../read/selection.ts'
import type { Snapshot } from '../../read/snapshots.ts'
import type { CompiledFilter } from '../cql2/index.ts'
import { openTests } from './exactness.ts'
import type { Matched } from './matched.ts'
import { whereOf } from './reading.ts'
import { selected } from './values.ts'

/** Rows above which a filter is counted on a sample: five million take about 30 ms. */
const EXACT_ROWS = 10_000_000
/** Geometries looked at only to count. */
const EXACT_TESTS = 5000
/** The sample: windows of rows spread evenly, each read on its own. */
const WINDOWS = 32
const WINDOW_ROWS = 8192

/** How many features of a version pass the filters, exactly while that is cheap. */
export async function countMatched(
  lake: Lake,
  snapshot: Snapshot,
  filters: readonly CompiledFilter[],
): Promise<Matched> {
  const { rows } = snapshot
  if (filters.length === 0) return { count: rows, estimated: false }
  const where = whereOf(filters)
  if (rows > EXACT_ROWS) return { count: await sampled(lake, snapshot, where), estimated: true }
  const found = await countSql(lake, snapshot, sql`select count(*)::DOUBLE as n from ${data} where ${where}`)
  if (filters.every(({ exact }) => exact === undefined)) return { count: found, estimated: false }
  // Those that boxes let pass: as many as there are, or a few more.
  if (found > EXACT_TESTS) return { count: found, estimated: true }
  return { count: await tested(lake, snapshot, filters, where), estimated: false }
}

const data = { relation: 'data' }
const relations = ({ table }: Snapshot) => new Map([['data', { ...table, traced: false, positioned: true }]])

async function countSql(lake: Lake, snapshot: Snapshot, query: Sql): Promise<number> {
  const [row] = await lake.query<{ n: number }>(query, relations(snapshot))
  return row?.n ?? 0
}

/** The share of a sample that passes, applied to the whole. */
async function sampled(lake: Lake, snapshot: Snapshot, where: Sql): Promise<number> {
  const { rows } = snapshot
  const step = Math.floor(rows / WINDOWS)
  const windows = Array.from({ length: WINDOWS }, (_, i) => {
    const from = i * step
    return sql`select count(*) as n from ${data} where _position >= ${from} and _position < ${from + WINDOW_ROWS} and (${where})`
  }).reduce((all, one) => sql`${all} union all ${one}`)
  const passed = await countSql(lake, snapshot, sql`select sum(n)::DOUBLE as n from (${windows})`)
  return Math.round((passed / (WINDOWS * WINDOW_ROWS)) * rows)
}

async function tested(lake: Lake, snapshot: Snapshot, filters: readonly CompiledFilter[], where: Sql): Promise<number> {
  const tests = await openTests(filters)
  try {
    const { shape } = snapshot.table
    const columns = tests.geometries.map((name) => selected(name, shape.columns[name]!.column)).join(', ')
    const flags = tests.outputs.reduce<Sql>((all, output) => sql`${all}, (${output.sql})::DOUBLE`, splice(''))
    const names = [...tests.geometries, ...tests.outputs.map(({ name }) => name)]
    const at = (name: string) => names.indexOf(name)
    const query = sql`select ${splice(columns)}${flags} from ${data} where ${where}`
    let count = 0
    for await (const batch of lake.stream(query, relations(snapshot)))
      for (let row = 0; row < batch.count; row++) if (tests.passes(batch, row, at)) count++
    return count
  } finally {
    tests.free()
  }
}
