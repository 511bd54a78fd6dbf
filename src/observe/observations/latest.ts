import type { Sender } from '../../store/index.ts'
import type { DatastreamState, Result } from '../types.ts'

// Instants travel as milliseconds since 1970: read a thousand times a second, their text would take longer than the look-up.
const instants = ['first', 'last', 'ended', 'result_first', 'result_last'].map(
  (name) => `(extract(epoch from ${name}) * 1000)::float8 as ${name}`,
)

interface Row {
  readonly datastream: number
  readonly count: number
  readonly first: number
  readonly last: number
  readonly ended: number
  readonly result_first: number | null
  readonly result_last: number | null
  readonly last_id: number
  readonly last_number: number | null
  readonly last_result: Result
}

/** The state of the datastreams that have observations: a look-up each, whatever their size. */
export async function latestOf(tx: Sender, datastreams: readonly number[]): Promise<DatastreamState[]> {
  const rows = await tx.query<Row>(
    `select datastream, count, ${instants.join(', ')}, last_id, last_number, last_result
     from datastream_state where datastream = any ($1::bigint[]) order by datastream`,
    [datastreams],
  )
  return rows.map((row) => ({
    datastream: row.datastream,
    count: row.count,
    first: new Date(row.first),
    last: new Date(row.last),
    ended: new Date(row.ended),
    resultFirst: dateOf(row.result_first),
    resultLast: dateOf(row.result_last),
    lastId: row.last_id,
    lastResult: row.last_number ?? row.last_result,
  }))
}

const dateOf = (ms: number | null) => (ms === null ? null : new Date(ms))
