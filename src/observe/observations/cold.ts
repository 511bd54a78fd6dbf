import { instant, integer, json, nullable, number, type Sql, sql, table, text } from '../../kernel/index.ts'
import type { Lake, Row, TableFiles } from '../../lake/index.ts'
import type { Sender } from '../../store/index.ts'
import type { Range } from '../types.ts'
import type { Ready } from './check.ts'
import { identityOf } from './insert.ts'
import type { Month } from './months.ts'

const about = (fr: string, en: string) => ({ title: { fr, en } })

/** An observation in the files of old months, sorted by datastream, time, source and id. */
export const shape = table(
  'observation',
  {
    id: integer({ ...about('Identifiant', 'Identifier'), role: 'id' }),
    datastream: integer(about('Flux de données', 'Datastream')),
    phenomenon_start: instant({ ...about('Début du phénomène', 'Start of the phenomenon'), role: 'time' }),
    phenomenon_end: nullable(instant(about('Fin du phénomène', 'End of the phenomenon'))),
    result_time: nullable(instant(about('Instant du résultat', 'Time of the result'))),
    valid_start: nullable(instant(about('Début de validité', 'Start of validity'))),
    valid_end: nullable(instant(about('Fin de validité', 'End of validity'))),
    number: nullable(number(about('Résultat, s’il est un nombre', 'Result, if a number'))),
    result: nullable(json(about('Résultat, s’il n’est pas un nombre', 'Result, if not a number'))),
    quality: nullable(json(about('Qualité', 'Quality'))),
    parameters: nullable(json(about('Paramètres', 'Parameters'))),
    foi: nullable(integer(about('Lieu ou objet observé', 'Feature of interest'))),
    source: nullable(text(about('Identité de la source', 'Identity of the source'))),
    frame: nullable(integer(about('Trame', 'Frame'))),
  },
  { key: ['id'] },
)

/** A month of which a part at least is in files. */
export interface ColdMonth {
  readonly month: Month
  readonly files: readonly string[]
  /** Rows of the files deleted or changed since. */
  readonly erased: readonly number[]
  /** Whether it also has a partition, where late rows are. */
  readonly open: boolean
}

/** The months that have files, of those that meet [from, to[, in their order, with what was erased of them. */
export async function coldMonths(tx: Sender, from?: Month, to?: Month): Promise<ColdMonth[]> {
  return tx.query<ColdMonth>(
    `select p.month::text, p.files, to_regclass(to_char(month, '"observation_"YYYY_MM')) is not null as open,
       coalesce((select array_agg(e.id) from observation_erased e where e.month = p.month), '{}') as erased
     from observation_period p
     where p.files <> '{}' and ($1::date is null or p.month >= $1) and ($2::date is null or p.month <= $2)
     order by p.month`,
    [from ?? null, to ?? null],
  )
}

/** The files of months as one table, in their order. */
export const filesOf = (months: readonly Pick<ColdMonth, 'files'>[]): TableFiles => ({
  shape,
  hashes: months.flatMap(({ files }) => files),
})

/** What was erased of months. */
export const erasedOf = (months: readonly ColdMonth[]): number[] => months.flatMap(({ erased }) => erased)

/** Reads the rows of files that meet a condition, in batches, in the order they are in. */
export function readCold(
  lake: Lake,
  months: readonly Pick<ColdMonth, 'files'>[],
  where: Sql,
  columns?: readonly string[],
): AsyncIterable<Row[]> {
  return lake.read(filesOf(months), { where, ...(columns && { columns }) })
}

/** The condition of a range on the rows of files, those erased left out. */
export function inRange({ datastreams, from, to }: Partial<Range>, erased: readonly number[]): Sql {
  const conditions = [
    ...(datastreams ? [among(col('datastream'), datastreams)] : []),
    ...(from ? [sql`phenomenon_start >= ${from}`] : []),
    ...(to ? [sql`phenomenon_start < ${to}`] : []),
    ...(erased.length > 0 ? [sql`not ${among(col('id'), erased)}`] : []),
  ]
  return conditions.reduce((all, one) => sql`${all} and ${one}`, sql`true`)
}

/** A list of numbers in a condition. They are numbers: nothing else can be written. */
export function among(column: Sql, numbers: readonly number[]): Sql {
  const list = numbers.map((n) => Number(n)).join(', ')
  return sql`${column} in (${{ sql: [list || 'null'], values: [] }})`
}

export const col = (name: string): Sql => ({ sql: [`"${name}"`], values: [] })

/** Which identities are in files already, with their ids. Those whose row was erased are not. */
export async function coldIdentities(
  lake: Lake,
  months: readonly ColdMonth[],
  rows: readonly Ready[],
): Promise<Map<string, number>> {
  const found = new Map<string, number>()
  if (months.length === 0) return found
  const wanted = new Set(rows.filter((row) => row.source !== null).map(identityOf))
  if (wanted.size === 0) return found
  let [first, last] = [Infinity, -Infinity]
  for (const { start } of rows) {
    first = Math.min(first, start)
    last = Math.max(last, start)
  }
  const datastreams = [...new Set(rows.map((row) => row.datastream))]
  const where = sql`${among(col('datastream'), datastreams)} and phenomenon_start >= ${new Date(first)}
    and phenomenon_start <= ${new Date(last)} and source is not null`
  const erased = new Set(erasedOf(months))
  for await (const batch of readCold(lake, months, where, ['id', 'datastream', 'phenomenon_start', 'source']))
    for (const row of batch) {
      const identity = identityOf({
        datastream: row.datastream as number,
        start: (row.phenomenon_start as Date).getTime(),
        source: row.source as string,
      })
      if (wanted.has(identity) && !erased.has(row.id as number)) found.set(identity, row.id as number)
    }
  return found
}
