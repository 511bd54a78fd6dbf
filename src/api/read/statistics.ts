import { type ColumnType, quoteName, sql } from '../../kernel/index.ts'
import type { Lake } from '../../lake/index.ts'
import type { Statistics } from '../json/shapes.ts'
import { describeColumns } from './describe.ts'
import { splice } from './selection.ts'
import type { Snapshot } from './snapshots.ts'

/** Rows above which distinct values and medians are estimated: counting them exactly takes memory with their number. */
const EXACT_ROWS = 1_000_000
const TOP = 10

type ColumnStatistics = Statistics['columns'][number]

/** What each column of a version holds, in one pass of DuckDB and one more for each column of repeated values. */
export async function readStatistics(lake: Lake, snapshot: Snapshot): Promise<Statistics> {
  const { node, table, version, rows } = snapshot
  const relations = new Map([['data', table]])
  const data = { relation: 'data' }
  const approximate = rows > EXACT_ROWS
  const columns = describeColumns(node)
  const figures = columns.flatMap(({ name, type }, i) => figuresOf(quoteName(name), type, i, approximate))
  const [row = {}] = await lake.query(sql`select ${splice(figures.join(', '))} from ${data}`, relations)
  const described: ColumnStatistics[] = []
  for (const [i, column] of columns.entries()) {
    const at = (figure: string) => row[`${figure}${i}`] ?? null
    const distinct = at('distinct') as number | null
    const count = Number(at('count'))
    const repeats = distinct !== null && distinct > 0 && distinct < count && enumerable.has(column.type)
    const name = splice(quoteName(column.name))
    const top = repeats
      ? await lake.query<{ value: string | number | boolean; count: number }>(
          sql`select ${name} as value, count(*) as count from ${data} where ${name} is not null
              group by 1 order by 2 desc, 1 limit ${TOP}`,
          relations,
        )
      : []
    described.push({
      ...column,
      count,
      missing: rows - count,
      distinct,
      min: plain(at('min')),
      max: plain(at('max')),
      mean: at('mean') as number | null,
      deviation: at('deviation') as number | null,
      median: at('median') as number | null,
      top: top.map((one) => ({ value: cut(one.value), count: one.count })),
    })
  }
  return { dataset: node.name, version, rows, approximate, columns: described }
}

const enumerable: ReadonlySet<ColumnType> = new Set(['text', 'boolean', 'integer'])

/** Characters of a value shown. */
const MOST_TEXT = 200
const cut = <T>(value: T): T | string =>
  typeof value === 'string' && value.length > MOST_TEXT ? `${value.slice(0, MOST_TEXT)}…` : value

function plain(value: unknown): string | number | null {
  if (value instanceof Date) return value.toISOString()
  return cut(value as string | number | null)
}

function figuresOf(name: string, type: ColumnType, i: number, approximate: boolean): string[] {
  const figures = [`count(${name}) as count${i}`]
  if (type === 'geometry' || type === 'json') return figures
  figures.push(`${approximate ? `approx_count_distinct(${name})` : `count(distinct ${name})`} as distinct${i}`)
  if (type !== 'boolean') figures.push(`min(${name}) as min${i}`, `max(${name}) as max${i}`)
  if (type === 'integer' || type === 'number')
    figures.push(
      `avg(${name}) as mean${i}`,
      `stddev_pop(${name}) as deviation${i}`,
      `${approximate ? `approx_quantile(${name}, 0.5)` : `median(${name})`}::DOUBLE as median${i}`,
    )
  return figures
}
