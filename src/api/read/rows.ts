import { type Bbox, quoteName, sql, type Table } from '../../kernel/index.ts'
import type { Lake, Row } from '../../lake/index.ts'
import { type Condition, splice, whereSql } from './selection.ts'
import type { Snapshot } from './snapshots.ts'

/** Which rows of a version, in the CRS of the lake. */
export interface Selection {
  readonly columns: readonly string[]
  readonly bbox: Bbox | undefined
  readonly where: readonly Condition[]
  readonly sort: { readonly column: string; readonly down: boolean } | undefined
  readonly limit: number
  readonly offset: number
}

/** Reads rows in batches: in the order of the files as they are stored, or by a query when they are sorted or filtered. */
export function readRows(lake: Lake, snapshot: Snapshot, selection: Selection): AsyncIterable<Row[]> {
  const { columns, bbox, where, sort, limit, offset } = selection
  if (where.length > 0 || sort) return queried(lake, snapshot, selection)
  const table = { ...snapshot.table, traced: false }
  if (bbox) return lake.read(table, { columns, bbox, limit, offset })
  const { from, to, skip } = filesOfPage(snapshot.counts, offset, limit)
  return lake.read({ ...table, hashes: table.hashes.slice(from, to) }, { columns, limit, offset: skip })
}

/** The files that hold a page, and how many rows of the first come before it: the other files are not even opened. */
export function filesOfPage(
  counts: readonly number[],
  offset: number,
  limit: number,
): { from: number; to: number; skip: number } {
  let from = 0
  let skip = offset
  while (from < counts.length && skip >= counts[from]!) skip -= counts[from++]!
  let to = from
  for (let left = skip + limit; to < counts.length && left > 0; to++) left -= counts[to]!
  return { from, to, skip }
}

async function* queried(lake: Lake, { table }: Snapshot, s: Selection): AsyncGenerator<Row[]> {
  const relation = { relation: 'data' }
  const names = splice(s.columns.map(quoteName).join(', '))
  const order = splice(orderOf(table.shape, s.sort))
  yield await lake.query(
    sql`select ${names} from ${relation} where ${whereSql(table.shape, s.where, s.bbox)} ${order} limit ${s.limit} offset ${s.offset}`,
    new Map([['data', { ...table, positioned: true }]]),
  )
}

/** An order that leaves no tie but between equal rows, so that pages neither repeat nor miss any. */
function orderOf(shape: Table, sort: Selection['sort']): string {
  const plain = Object.entries(shape.columns).flatMap(([name, { column }]) =>
    column === 'geometry' || column === 'json' ? [] : [quoteName(name)],
  )
  const first = sort ? [`${quoteName(sort.column)} ${sort.down ? 'desc' : 'asc'} nulls last`] : []
  const last = plain.length ? [`hash(${plain.join(', ')})`] : []
  return `order by ${[...first, ...shape.key.map(quoteName), '_position', ...last].join(', ')}`
}
