import type { Sender } from '../../store/index.ts'
import type { PageQuery } from '../types.ts'
import { lastSource } from './order.ts'
import { boundsOf } from './reading.ts'
import { columns, type Kept } from './rows.ts'

/**
 * The first `wanted` rows of a page in the table, and the nearest month of the range that has files. A look in the index for each
 * datastream: how many rows they have does not matter. One statement sees the table and the months as they are at one instant.
 */
export async function readHotPage(
  tx: Sender,
  query: PageQuery,
  wanted: number,
): Promise<{ rows: Kept[]; nearest: string | null }> {
  const { datastreams, order, after } = query
  const direction = order === 'asc' ? 'asc nulls last' : 'desc nulls first'
  const by = `phenomenon_start ${order}, source ${direction}, id ${order}`
  const beyond = order === 'asc' ? '>' : '<'
  const [from, to] = boundsOf(query)
  const cursor = after
    ? `and phenomenon_start ${beyond}= $5 and (phenomenon_start, coalesce(source, '${lastSource}'), id) ${beyond} ($5, $6, $7)`
    : ''
  // Of the latest rows of all, none is of a datastream whose latest is older than the latest of enough others.
  const candidates =
    order === 'desc' && !after && !query.to
      ? `select datastream from datastream_state where datastream = any ($1::bigint[])
         order by last desc, last_source desc nulls first, last_id desc limit $4`
      : 'select unnest($1::bigint[])'
  const rows = await tx.query<Kept & { readonly nearest: string | null }>(
    `select months.nearest, o.* from (
       select ${order === 'asc' ? 'min' : 'max'}(month)::text as nearest from observation_period
       where files <> '{}' and month > $2::timestamptz - interval '1 month' and month < $3::timestamptz
     ) months left join lateral (
       select o.* from (${candidates}) as d (datastream) cross join lateral (
         select ${columns.join(', ')} from observation
         where datastream = d.datastream and phenomenon_start >= $2 and phenomenon_start < $3 ${cursor}
         order by ${by} limit $4
       ) o order by ${by} limit $4
     ) o on true order by ${by}`,
    [datastreams, from, to, wanted, ...(after ? [after.time, after.source ?? lastSource, after.id] : [])],
  )
  return { rows: rows.filter(({ id }) => id !== null), nearest: rows[0]!.nearest }
}
