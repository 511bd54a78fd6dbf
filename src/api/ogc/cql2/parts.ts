import { isSql, type Sql } from '../../../kernel/index.ts'
import { allOf, anyOf, notOf } from './fragments.ts'
import type { SpatialTest } from './spatial.ts'

/** A condition, sorted by who can decide it: SQL, a test of geometries, or both together. */
export type Part =
  | { readonly by: 'sql'; readonly sql: Sql }
  | { readonly by: 'test'; readonly test: SpatialTest; readonly negated: boolean }
  | { readonly by: 'all' | 'any'; readonly parts: readonly Part[] }

export const partOf = (found: Sql | SpatialTest): Part =>
  isSql(found) ? { by: 'sql', sql: found } : { by: 'test', test: found, negated: false }

/** Several conditions together: in SQL alone as far as they all are. */
export function together(by: 'all' | 'any', parts: readonly Part[]): Part {
  const inSql = parts.flatMap((part) => (part.by === 'sql' ? [part.sql] : []))
  const others = parts.filter((part) => part.by !== 'sql')
  const sql: Part[] = inSql.length ? [{ by: 'sql', sql: by === 'all' ? allOf(inSql) : anyOf(inSql) }] : []
  return others.length === 0 ? sql[0]! : { by, parts: [...sql, ...others] }
}

/** The contrary, by De Morgan's laws: they hold in three-valued logic too. */
export function contrary(part: Part): Part {
  switch (part.by) {
    case 'sql':
      return { by: 'sql', sql: notOf(part.sql) }
    case 'test':
      return { ...part, negated: !part.negated }
    default:
      return { by: part.by === 'all' ? 'any' : 'all', parts: part.parts.map(contrary) }
  }
}

/** True of every row that may pass: what is asked of the files before geometries are looked at. */
export function mayPass(part: Part): Sql {
  switch (part.by) {
    case 'sql':
      return part.sql
    case 'test':
      return part.negated ? part.test.mayFail : part.test.may
    case 'all':
      return allOf(part.parts.map(mayPass))
    case 'any':
      return anyOf(part.parts.map(mayPass))
  }
}
