import type { Lake } from '../../lake/index.ts'
import type { Sender } from '../../store/index.ts'
import { removeOne } from './change.ts'
import { monthOf } from './months.ts'
import { holdPeriods, monthsOf, noteErased } from './periods.ts'
import { holdStill } from './reading.ts'
import { recount } from './recount.ts'
import { columns, type Kept } from './rows.ts'

/** Deletes observations wherever they are: recent ones together, those of old months one by one. */
export async function removeMany({ lake }: { readonly lake: Lake }, tx: Sender, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return
  await holdStill(tx)
  const rows = await tx.query<Kept>(`select ${columns.join(', ')} from observation where id = any ($1::bigint[])`, [
    ids,
  ])
  await holdPeriods(tx, monthsOf(rows.map((row) => row.phenomenon_start.getTime())))
  await tx.query('delete from observation where id = any ($1::bigint[])', [rows.map(({ id }) => id)])
  await noteErased(
    tx,
    rows.map((row) => ({ id: row.id, month: monthOf(row.phenomenon_start.getTime()) })),
  )
  await forgetAll(tx, lake, rows)
  const found = new Set(rows.map(({ id }) => id))
  for (const id of ids) if (!found.has(id)) await removeOne({ lake }, tx, id)
}

/** Takes rows out of the state of their datastreams: a subtraction where none was at its ends, else it is counted again. */
async function forgetAll(tx: Sender, lake: Lake, rows: readonly Kept[]): Promise<void> {
  if (rows.length === 0) return
  const subtracted = await tx.query<{ datastream: number }>(
    `update datastream_state s set count = s.count - gone.n
     from (
       select datastream, count(*) as n, min(start) as start, max(ended) as ended, min(result) as result_first,
         max(result) as result_last, array_agg(id) as ids
       from unnest($1::bigint[], $2::bigint[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[])
         as t (id, datastream, start, ended, result) group by datastream
     ) gone
     where s.datastream = gone.datastream and s.first < gone.start and s.ended > gone.ended
       and s.last_id <> all (gone.ids)
       and (gone.result_first is null or (s.result_first < gone.result_first and s.result_last > gone.result_last))
     returning s.datastream`,
    [
      rows.map(({ id }) => id),
      rows.map(({ datastream }) => datastream),
      rows.map((row) => row.phenomenon_start),
      rows.map((row) => row.phenomenon_end ?? row.phenomenon_start),
      rows.map((row) => row.result_time),
    ],
  )
  const done = new Set(subtracted.map(({ datastream }) => datastream))
  const others = [...new Set(rows.map(({ datastream }) => datastream))].filter((id) => !done.has(id))
  if (others.length > 0)
    await recount(
      tx,
      lake,
      others.sort((a, b) => a - b),
    )
}
