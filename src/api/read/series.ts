import { columnOfRole, quoteName, type Sql, sql, type Table } from '../../kernel/index.ts'
import type { Lake } from '../../lake/index.ts'
import { badParameter } from '../http/faults.ts'
import type { Series } from '../json/shapes.ts'
import { type Condition, knownColumn, splice, whereSql } from './selection.ts'
import type { Snapshot } from './snapshots.ts'

/** Points of a chart at most: about two a pixel on a wide screen. */
const MOST_POINTS = 2000

/** Periods and their lengths in seconds (months and years on average), the shortest first. */
export const periods = { '15min': 900, hour: 3600, day: 86_400, week: 604_800, month: 2_629_746, year: 31_556_952 }
export type Period = keyof typeof periods
const names = Object.keys(periods) as Period[]

/** What to draw: a column of values by period of a column of time. */
export interface SeriesRequest {
  readonly time: string | undefined
  readonly value: string | undefined
  /** The shortest that gives few enough points when absent. */
  readonly by: Period | undefined
  readonly where: readonly Condition[]
}

/** Aggregates a column by period in the time zone of the territory. */
export async function readSeries(
  lake: Lake,
  snapshot: Snapshot,
  timezone: string,
  request: SeriesRequest,
): Promise<Series> {
  const { node, table, version } = snapshot
  const { time, value } = columnsOf(table.shape, request)
  const isDate = table.shape.columns[time]!.column === 'date'
  const relations = new Map([['data', table]])
  const data = { relation: 'data' }
  const [at, of] = [splice(quoteName(time)), splice(quoteName(value))]
  const kept = sql`${at} is not null and ${of} is not null and ${whereSql(table.shape, request.where)}`

  const [span] = await lake.query<{ seconds: number | null }>(
    sql`select epoch(max(${at})) - epoch(min(${at})) as seconds from ${data} where ${kept}`,
    relations,
  )
  const by = request.by ?? shortest(span?.seconds ?? 0, isDate)
  if (isDate && (by === 'hour' || by === '15min'))
    throw badParameter('by', 'la colonne de temps est un jour', 'the time column is a day', {
      fr: 'Demandez day, week, month ou year.',
      en: 'Ask for day, week, month or year.',
    })
  const start = startOf(at, by, isDate, timezone)
  const points = await lake.query<Series['points'][number] & { start: Date }>(
    sql`select start, strftime(timezone(${timezone}, start), '%Y-%m-%dT%H:%M') as local, count, sum, mean, min, max from (
          select ${start} as start, count(*) as count, sum(${of})::DOUBLE as sum, avg(${of})::DOUBLE as mean,
            min(${of})::DOUBLE as min, max(${of})::DOUBLE as max
          from ${data} where ${kept} group by 1)
        order by start desc limit ${MOST_POINTS + 1}`,
    relations,
  )
  const { unit } = table.shape.columns[value]!
  return {
    dataset: node.name,
    version,
    time,
    value,
    ...(unit && { unit }),
    by,
    timezone,
    truncated: points.length > MOST_POINTS,
    points: points
      .slice(0, MOST_POINTS)
      .reverse()
      .map((point) => ({ ...point, start: point.start.toISOString() })),
  }
}

/**
 * The start of the period of a value. Days and longer follow the local calendar; hours and quarters are cut in UTC, so that
 * the two local hours of a change of clocks stay two.
 */
function startOf(at: Sql, by: Period, isDate: boolean, timezone: string): Sql {
  if (by === '15min') return sql`time_bucket(interval '15 minutes', ${at})`
  if (by === 'hour') return sql`date_trunc('hour', ${at})`
  const local = isDate ? sql`${at}::TIMESTAMP` : sql`timezone(${timezone}, ${at})`
  return sql`timezone(${timezone}, date_trunc(${splice(`'${by}'`)}, ${local})::TIMESTAMP)`
}

function shortest(seconds: number, isDate: boolean): Period {
  const fitting = names.filter((name) => !isDate || periods[name] >= periods.day)
  return fitting.find((name) => seconds / periods[name] < MOST_POINTS - 1) ?? 'year'
}

function columnsOf(shape: Table, request: SeriesRequest): { time: string; value: string } {
  const columns = Object.entries(shape.columns)
  const isTime = (name: string) => ['instant', 'date'].includes(shape.columns[name]!.column)
  const isNumber = (name: string) => ['integer', 'number'].includes(shape.columns[name]!.column)
  const time = request.time
    ? knownColumn(shape, 'time', request.time)
    : (columnOfRole(shape, 'time') ?? columns.map(([name]) => name).find(isTime))
  if (!time || !isTime(time))
    throw badParameter(
      'time',
      'une colonne d’instants ou de jours est nécessaire',
      'a column of instants or days is needed',
      {
        fr: `Colonnes possibles : ${
          columns
            .map(([n]) => n)
            .filter(isTime)
            .join(', ') || 'aucune'
        }.`,
        en: `Possible columns: ${
          columns
            .map(([n]) => n)
            .filter(isTime)
            .join(', ') || 'none'
        }.`,
      },
    )
  const value = request.value
    ? knownColumn(shape, 'value', request.value)
    : columns.map(([name]) => name).find((name) => isNumber(name) && !shape.columns[name]!.role)
  if (!value || !isNumber(value))
    throw badParameter('value', 'une colonne de nombres est nécessaire', 'a column of numbers is needed', {
      fr: `Colonnes possibles : ${
        columns
          .map(([n]) => n)
          .filter(isNumber)
          .join(', ') || 'aucune'
      }.`,
      en: `Possible columns: ${
        columns
          .map(([n]) => n)
          .filter(isNumber)
          .join(', ') || 'none'
      }.`,
    })
  return { time, value }
}
