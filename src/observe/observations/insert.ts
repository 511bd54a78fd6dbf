import type { Sender } from '../../store/index.ts'
import { plainArray, textArray } from './arrays.ts'
import type { Ready } from './check.ts'

const instant = (name: string) => `'epoch'::timestamptz + ${name} * interval '1 millisecond'`

// Identifiers are drawn first, so that what is known already is told apart from what is new.
const statement = `
  with input as materialized (
    select nextval('observation_id') as id, t.* from unnest(
      $1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::float8[], $8::jsonb[],
      $9::jsonb[], $10::jsonb[], $11::bigint[], $12::uuid[], $13::bigint[]
    ) with ordinality as t (datastream, phenomenon_start, phenomenon_end, result_time, valid_start, valid_end, number,
      result, quality, parameters, foi, source, frame, place)
  ), added as (
    insert into observation (id, datastream, phenomenon_start, phenomenon_end, result_time, valid_start, valid_end, number,
      result, quality, parameters, foi, source, frame)
    select id, datastream, ${instant('phenomenon_start')}, ${instant('phenomenon_end')}, ${instant('result_time')},
      ${instant('valid_start')}, ${instant('valid_end')}, number, result, quality, parameters, foi, source, frame
    from input
    on conflict (datastream, phenomenon_start, source) do nothing
    returning id
  )
  select string_agg(case when added.id is null then '' else input.id::text end, ',' order by input.place) as ids
  from input left join added using (id)`

/** Inserts rows and gives the id of each one, null where its identity was there already. */
export async function insertRows(tx: Sender, rows: readonly Ready[]): Promise<(number | null)[]> {
  if (rows.length === 0) return []
  const [answer] = await tx.query<{ ids: string }>(statement, [
    plainArray(rows, (row) => row.datastream),
    plainArray(rows, (row) => row.start),
    plainArray(rows, (row) => row.end),
    plainArray(rows, (row) => row.resultTime),
    plainArray(rows, (row) => row.validStart),
    plainArray(rows, (row) => row.validEnd),
    plainArray(rows, (row) => row.number),
    textArray(rows, (row) => row.result),
    textArray(rows, (row) => row.quality),
    textArray(rows, (row) => row.parameters),
    plainArray(rows, (row) => row.foi),
    plainArray(rows, (row) => row.source),
    plainArray(rows, (row) => row.frame),
  ])
  return answer!.ids.split(',').map((id) => (id === '' ? null : Number(id)))
}

/** The ids of observations that are in the table by their identity: those of `rows` that were found. */
export async function idsByIdentity(tx: Sender, rows: readonly Ready[]): Promise<Map<string, number>> {
  const found = await tx.query<{ id: number; datastream: number; start: number; source: string }>(
    `select o.id, o.datastream, (extract(epoch from o.phenomenon_start) * 1000)::bigint as start, o.source
     from unnest($1::bigint[], $2::bigint[], $3::uuid[]) as t (datastream, start, source)
     join observation o on o.datastream = t.datastream and o.phenomenon_start = ${instant('t.start')} and o.source = t.source`,
    [
      plainArray(rows, (row) => row.datastream),
      plainArray(rows, (row) => row.start),
      plainArray(rows, (row) => row.source),
    ],
  )
  return new Map(found.map((row) => [identityOf(row), row.id]))
}

/** What makes two observations the same one. */
export const identityOf = (row: { datastream: number; start: number; source: string | null }) =>
  `${row.datastream} ${row.start} ${row.source}`
