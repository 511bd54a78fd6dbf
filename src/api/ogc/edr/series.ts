import { quoteName, type Sql, sql } from '../../../kernel/index.ts'
import type { Lake } from '../../../lake/index.ts'
import { splice } from '../../read/selection.ts'
import type { Snapshot } from '../../read/snapshots.ts'
import { MOST_VALUES, tooLarge } from './limits.ts'
import type { Observed } from './observed.ts'
import type { Parameter } from './parameters.ts'
import { type Span, spanSql } from './period.ts'
import { type Station, stationSql } from './stations.ts'

/** What one station observed. */
export interface Series {
  readonly station: Station
  /** Instants or days, in order, none twice. */
  readonly times: readonly string[]
  /** By parameter, by time. */
  readonly values: readonly (readonly (number | null)[])[]
}

/** Stations named one by one in a query; more are sorted out as they are read. */
const MOST_NAMED = 1000

/**
 * Reads what stations observed, those with nothing left out. Where the source says two things of one station at one time, the
 * first that is not missing is kept. Throws `api.too-large` before reading.
 */
export async function readSeries(
  lake: Lake,
  { table }: Snapshot,
  { time, isDay, station: columns }: Observed,
  asked: {
    readonly stations: readonly Station[]
    readonly parameters: readonly Parameter[]
    readonly span: Span | undefined
  },
): Promise<Series[]> {
  const { stations, parameters, span } = asked
  if (stations.length === 0) return []
  const id = stationSql(columns)
  const wanted = new Map(stations.map((station) => [station.id, station]))
  const where = sql`${spanSql(time, isDay, span)} and ${namedSql(id, stations)}`
  const relations = new Map([['data', { ...table, traced: false, positioned: true }]])
  const data = { relation: 'data' }
  const [counted] = await lake.query<{ rows: number }>(
    sql`select count(*) as rows from ${data} where ${where}`,
    relations,
  )
  const values = (counted?.rows ?? 0) * parameters.length
  if (values > MOST_VALUES)
    throw tooLarge(values, MOST_VALUES, 'valeurs', 'values', {
      fr: 'Demandez une période plus courte (datetime), moins de paramètres (parameter-name) ou moins de stations, ou téléchargez le jeu de données : /download/….',
      en: 'Ask for a shorter period (datetime), fewer parameters (parameter-name) or fewer stations, or download the dataset: /download/….',
    })
  const at = isDay ? `${quoteName(time)}::VARCHAR` : `epoch_ms(${quoteName(time)})::DOUBLE`
  const cells = parameters.map(({ id: name }) => `arg_min(${quoteName(name)}, _position)::DOUBLE`)
  const query = sql`select ${splice([id, at, ...cells].join(', '))} from ${data} where ${where} group by 1, 2 order by 1, 2`
  const series: { station: Station; times: string[]; values: (number | null)[][] }[] = []
  let name: string | undefined
  let current: (typeof series)[number] | undefined
  for await (const batch of lake.stream(query, relations))
    for (let row = 0; row < batch.count; row++) {
      const next = batch.text(0, row) ?? ''
      if (next !== name) {
        name = next
        const station = wanted.get(next)
        current = station && { station, times: [], values: parameters.map(() => []) }
        if (current) series.push(current)
      }
      if (!current) continue
      current.times.push(isDay ? batch.text(1, row)! : new Date(batch.number(1, row)!).toISOString())
      for (const [i, list] of current.values.entries()) {
        const value = batch.number(i + 2, row)
        list.push(value !== null && Number.isFinite(value) ? value : null)
      }
    }
  return series
}

/** The rows of the stations asked for, when they are few. */
function namedSql(id: string, stations: readonly Station[]): Sql {
  if (stations.length > MOST_NAMED) return sql`true`
  const list = stations
    .map(({ id: name }) => sql`${name}`)
    .reduce((all, one, i) => (i === 0 ? one : sql`${all}, ${one}`))
  return sql`${splice(id)} in (${list})`
}
