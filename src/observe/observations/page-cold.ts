import { type Sql, sql } from '../../kernel/index.ts'
import type { Lake } from '../../lake/index.ts'
import type { Cursor, PageQuery } from '../types.ts'
import { type ColdMonth, filesOf, inRange } from './cold.ts'
import { lastSource } from './order.ts'
import { columns, type Kept, keptOf } from './rows.ts'

/** The first `wanted` rows of a page in the files of a month. */
export async function readColdPage(lake: Lake, query: PageQuery, month: ColdMonth, wanted: number): Promise<Kept[]> {
  const found = await lake.query(coldPage(query, month, wanted), new Map([['old', filesOf([month])]]))
  return found.map(keptOf)
}

function coldPage(query: PageQuery, { erased }: ColdMonth, wanted: number): Sql {
  const where = inRange(query, erased)
  const old = { relation: 'old' }
  const list: Sql = { sql: [columns.map((name) => `"${name}"`).join(', ')], values: [] }
  return query.order === 'asc'
    ? sql`select ${list} from ${old} where ${where} and ${afterCursor(query.after, '>')}
        order by phenomenon_start, source nulls last, id limit ${wanted}`
    : sql`select ${list} from ${old} where ${where} and ${afterCursor(query.after, '<')}
        order by phenomenon_start desc, source desc nulls first, id desc limit ${wanted}`
}

function afterCursor(after: Cursor | undefined, operator: '>' | '<'): Sql {
  if (!after) return sql`true`
  const sign: Sql = { sql: [operator], values: [] }
  const { time, source, id } = after
  return sql`(phenomenon_start ${sign} ${time} or (phenomenon_start = ${time} and
    (coalesce(source, ${lastSource}) ${sign} ${source ?? lastSource}
      or (coalesce(source, ${lastSource}) = ${source ?? lastSource} and id ${sign} ${id}))))`
}
