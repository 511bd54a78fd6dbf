import type { Sender } from '../../store/index.ts'
import { plainArray, textArray } from './arrays.ts'
import { compare, lastSource, type Place } from './order.ts'

/** What the state of a datastream takes from one observation. */
export interface Counted extends Place {
  readonly datastream: number
  readonly end: number | null
  readonly resultTime: number | null
  readonly number: number | null
  readonly result: string | null
}

/** Count, bounds and latest of the observations of one datastream. */
export interface Summary {
  readonly datastream: number
  count: number
  first: number
  ended: number
  resultFirst: number | null
  resultLast: number | null
  last: Counted
}

/** Sums up observations by datastream, in the order of datastreams: two transactions take their locks in the same order. */
export function summarise(rows: Iterable<Counted>): Summary[] {
  const byDatastream = new Map<number, Summary>()
  for (const row of rows) {
    const known = byDatastream.get(row.datastream)
    if (!known) {
      byDatastream.set(row.datastream, {
        datastream: row.datastream,
        count: 1,
        first: row.start,
        ended: row.end ?? row.start,
        resultFirst: row.resultTime,
        resultLast: row.resultTime,
        last: row,
      })
      continue
    }
    known.count++
    known.first = Math.min(known.first, row.start)
    known.ended = Math.max(known.ended, row.end ?? row.start)
    if (row.resultTime !== null) {
      known.resultFirst = Math.min(known.resultFirst ?? row.resultTime, row.resultTime)
      known.resultLast = Math.max(known.resultLast ?? row.resultTime, row.resultTime)
    }
    if (compare(row, known.last) > 0) known.last = row
  }
  return [...byDatastream.values()].sort((a, b) => a.datastream - b.datastream)
}

const instant = (name: string) => `'epoch'::timestamptz + ${name} * interval '1 millisecond'`
const placeOf = (row: string) => `(${row}.last, coalesce(${row}.last_source, '${lastSource}'), ${row}.last_id)`
const ofLatest = ['last', 'last_id', 'last_source', 'last_number', 'last_result']

const values = `
  select datastream, count, ${instant('first')}, ${instant('last')}, ${instant('ended')}, ${instant('result_first')},
    ${instant('result_last')}, last_id, last_source, last_number, last_result
  from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[],
    $9::uuid[], $10::float8[], $11::jsonb[])
  as t (datastream, count, first, last, ended, result_first, result_last, last_id, last_source, last_number, last_result)`

const into = `insert into datastream_state as s (datastream, count, first, last, ended, result_first, result_last, last_id,
  last_source, last_number, last_result)`

const parameters = (rows: readonly Summary[]) => [
  plainArray(rows, (row) => row.datastream),
  plainArray(rows, (row) => row.count),
  plainArray(rows, (row) => row.first),
  plainArray(rows, (row) => row.last.start),
  plainArray(rows, (row) => row.ended),
  plainArray(rows, (row) => row.resultFirst),
  plainArray(rows, (row) => row.resultLast),
  plainArray(rows, (row) => row.last.id),
  plainArray(rows, (row) => row.last.source),
  plainArray(rows, (row) => row.last.number),
  textArray(rows, (row) => row.last.result),
]

/** Adds what new observations bring to the state of their datastreams. */
export async function addToState(tx: Sender, rows: readonly Summary[]): Promise<void> {
  await tx.query(
    `${into} ${values}
     on conflict (datastream) do update set
       count = s.count + excluded.count,
       first = least(s.first, excluded.first),
       ended = greatest(s.ended, excluded.ended),
       result_first = least(s.result_first, excluded.result_first),
       result_last = greatest(s.result_last, excluded.result_last),
       ${ofLatest.map((c) => `${c} = case when ${placeOf('excluded')} > ${placeOf('s')} then excluded.${c} else s.${c} end`).join(', ')}`,
    parameters(rows),
  )
}

/** Replaces the state of datastreams by what their observations say now. Its rows must be locked. */
export async function replaceState(
  tx: Sender,
  datastreams: readonly number[],
  rows: readonly Summary[],
): Promise<void> {
  await tx.query('delete from datastream_state where datastream = any ($1::bigint[])', [datastreams])
  await tx.query(`${into} ${values}`, parameters(rows))
}
