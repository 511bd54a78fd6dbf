import { quoteName, type Sql, sql } from '../../../kernel/index.ts'
import { splice } from '../../read/selection.ts'
import { readDatetime } from '../features/datetime.ts'

/** From when to when, in milliseconds since 1970: the first included, the last not when `isOpen`. */
export interface Span {
  readonly from: number | undefined
  readonly to: number | undefined
  /** The last millisecond is left out: that of a whole day. */
  readonly isOpen: boolean
}

const DAY_MS = 86_400_000
const isDay = (text: string) => text.length === 10

/** Reads `datetime=`: a day is all of it, in UTC. Throws `api.bad-parameter`. */
export function readSpan(text: string | undefined): Span | undefined {
  if (text === undefined) return undefined
  const period = readDatetime(text)
  const [first, last] =
    'interval' in period
      ? period.interval
      : 'date' in period
        ? [period.date, period.date]
        : [period.timestamp, period.timestamp]
  return {
    from: first === '..' ? undefined : Date.parse(first),
    to: last === '..' ? undefined : Date.parse(last) + (isDay(last) ? DAY_MS : 0),
    isOpen: isDay(last),
  }
}

/** The times of a span as a condition. A column of days holds those that the span touches. */
export function spanSql(column: string, isDayColumn: boolean, span: Span | undefined): Sql {
  const name = splice(quoteName(column))
  if (!span) return sql`${name} is not null`
  const { from, to, isOpen } = span
  let where = sql`${name} is not null`
  if (isDayColumn) {
    const day = (at: number) => new Date(at).toISOString().slice(0, 10)
    if (from !== undefined) where = sql`${where} and ${name} >= ${day(from)}::DATE`
    if (to !== undefined) where = sql`${where} and ${name} <= ${day(isOpen ? to - 1 : to)}::DATE`
    return where
  }
  if (from !== undefined) where = sql`${where} and ${name} >= ${new Date(from)}`
  if (to !== undefined) where = sql`${where} and ${name} ${splice(isOpen ? '<' : '<=')} ${new Date(to)}`
  return where
}
