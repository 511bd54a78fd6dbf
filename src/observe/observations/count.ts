import { sql } from '../../kernel/index.ts'
import type { Range } from '../types.ts'
import { erasedOf, filesOf, inRange } from './cold.ts'
import { boundsOf, coldMonthsOf, reading, type Sources } from './reading.ts'

/** How many observations a range has. Without bounds in time it is a look-up. */
export async function countRange({ store, lake }: Sources, range: Range): Promise<number> {
  const { datastreams, from, to } = range
  if (!from && !to) {
    const [all] = await store.query<{ n: number }>(
      'select coalesce(sum(count), 0)::bigint as n from datastream_state where datastream = any ($1::bigint[])',
      [datastreams],
    )
    return all!.n
  }
  return reading(store, async (tx) => {
    const [hot] = await tx.query<{ n: number }>(
      `select count(*) as n from observation
       where datastream = any ($1::bigint[]) and phenomenon_start >= $2 and phenomenon_start < $3`,
      [datastreams, ...boundsOf(range)],
    )
    const months = await coldMonthsOf(tx, range)
    if (months.length === 0) return hot!.n
    const [old] = await lake.query<{ n: number }>(
      sql`select count(*) as n from ${{ relation: 'old' }} where ${inRange(range, erasedOf(months))}`,
      new Map([['old', filesOf(months)]]),
    )
    return hot!.n + Number(old!.n)
  })
}
