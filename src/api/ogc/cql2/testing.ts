import { type Geometry, quoteName, type Sql, sql, type Table } from '../../../kernel/index.ts'
import type { Lake, Row } from '../../../lake/index.ts'
import { type CompileOptions, type Cql2, compileFilter, parseFilter, type Tested } from './index.ts'

const raw = (text: string): Sql => ({ sql: [text], values: [] })

/** A row to be tested, of its values by name. */
export const rowOf = (row: Row): Tested => ({
  geometry: (column) => (row[column] ?? null) as Geometry | null,
  flag: (output) => (row[output] ?? null) as boolean | null,
})

/** A table written in a lake, asked by CQL2 text: gives the ids of the rows that pass, in order. */
export async function filterable(lake: Lake, shape: Table, rows: Row[]) {
  const { hash } = await lake.writeRows(shape, [rows])
  const relations = new Map([['data', { shape, hashes: [hash], positioned: true }]])

  /** Ids that pass, and how many rows `where` left for geometries to be looked at. */
  const run = async (filter: Cql2, options?: CompileOptions) => {
    const { where, exact } = compileFilter(filter, shape, options)
    const names = ['id', ...(exact?.geometries ?? []).filter((name) => name !== 'id')].map(quoteName)
    const outputs = (exact?.outputs ?? []).map(({ name, sql: of }) => sql`${of} as ${raw(quoteName(name))}`)
    const columns = outputs.reduce((list, output) => sql`${list}, ${output}`, raw(names.join(', ')))
    const found = await lake.query(
      sql`select ${columns} from ${{ relation: 'data' }} where ${where} order by id`,
      relations,
    )
    const test = await exact?.open()
    try {
      const kept = test ? found.filter((row) => test.passes(rowOf(row))) : found
      return { ids: kept.map((row) => row.id as number), looked: found.length, inSql: !exact }
    } finally {
      test?.free()
    }
  }
  const ask = (filter: string, options?: CompileOptions) => run(parseFilter(filter, 'cql2-text'), options)
  return {
    ask,
    ids: async (filter: string, options?: CompileOptions) => (await ask(filter, options)).ids,
    json: async (filter: unknown) => (await run(parseFilter(filter, 'cql2-json'))).ids,
  }
}
