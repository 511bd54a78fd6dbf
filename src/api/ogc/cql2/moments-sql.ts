import { type Sql, sql } from '../../../kernel/index.ts'
import type { ComparisonOp } from './ast.ts'

/** A moment as SQL: a DATE or a TIMESTAMPTZ. */
export interface Moment {
  readonly sql: Sql
  readonly kind: string
}

interface Zone {
  readonly timezone: string
}

/** The first instant of a day in a time zone; an instant is its own. */
export const startOf = ({ sql: value, kind }: Moment, { timezone }: Zone): Sql =>
  kind === 'date' ? sql`timezone(${timezone}, ${value}::timestamp)` : value

/** The last instant of a day in a time zone, to the microsecond; an instant is its own. */
export const endOf = ({ sql: value, kind }: Moment, { timezone }: Zone): Sql =>
  kind === 'date' ? sql`(timezone(${timezone}, (${value} + 1)::timestamp) - interval 1 microsecond)` : value

const mirrored: Record<ComparisonOp, ComparisonOp> = {
  '=': '=',
  '<>': '<>',
  '<': '>',
  '>': '<',
  '<=': '>=',
  '>=': '<=',
}

/**
 * Compares an instant with a day. The instant is taken by its day in the time zone, which is written on the bounds of the
 * day so that files sorted by time are skipped.
 */
export function compareMoments(op: ComparisonOp, left: Moment, right: Moment, zone: Zone): Sql {
  if (left.kind === 'date') return compareMoments(mirrored[op], right, left, zone)
  const [start, end] = [startOf(right, zone), endOf(right, zone)]
  switch (op) {
    case '=':
      return sql`(${left.sql} between ${start} and ${end})`
    case '<>':
      return sql`(${left.sql} not between ${start} and ${end})`
    case '<':
      return sql`(${left.sql} < ${start})`
    case '<=':
      return sql`(${left.sql} <= ${end})`
    case '>':
      return sql`(${left.sql} > ${end})`
    case '>=':
      return sql`(${left.sql} >= ${start})`
  }
}
