import type { Sender } from '../../store/index.ts'
import type { Maintained } from '../types.ts'
import { alone } from './alone.ts'
import { inRange, readCold } from './cold.ts'
import { compactMonth } from './compact.ts'
import type { Month } from './months.ts'
import { noteErased } from './periods.ts'
import { coldMonthsOf, type Sources } from './reading.ts'
import { recount } from './recount.ts'

const DAY = 86_400_000

/** Deletes the observations and frames that the datasets keep no longer, to the day (UTC), and records it. */
export function retain(sources: Sources, now: Date): Promise<Maintained['retention']> {
  return alone(sources.store, [], async () => {
    const datasets = await sources.store.query<{ id: string; days: number }>(
      'select id, retention_days as days from sensing_dataset where retention_days is not null order by id',
    )
    const done: Maintained['retention'][number][] = []
    for (const { id, days } of datasets) {
      const before = new Date((Math.floor(now.getTime() / DAY) - days) * DAY)
      const removed = await expire(sources, id, before, now)
      if (removed === 0) continue
      await sources.store.query('insert into retention_run (dataset, before, removed, ran) values ($1, $2, $3, $4)', [
        ...[id, before, removed, now],
      ])
      done.push({ dataset: id, before, removed })
    }
    // Also what a process killed half-way left.
    await recountNoted(sources)
    return done
  })
}

/** Deletes what a dataset has before an instant; gives how many observations and frames. */
async function expire(sources: Sources, dataset: string, before: Date, now: Date): Promise<number> {
  const { store } = sources
  const frames = await store.query<{ n: number }>(
    `with gone as (delete from frame f using device d
       where d.eui = f.device and d.dataset = $1 and f.received < $2 returning 1)
     select count(*) as n from gone`,
    [dataset, before],
  )
  const rows = await store.query<{ id: number }>('select id from datastream where dataset = $1 order by id', [dataset])
  const datastreams = rows.map(({ id }) => id)
  if (datastreams.length === 0) return frames[0]!.n
  let removed = await store.transaction((tx) => expireHot(sources, tx, datastreams, before))
  for (const month of await expiredMonths(sources, datastreams, before)) {
    await store.query('insert into datastream_recount select unnest($1::bigint[]) on conflict do nothing', [
      datastreams,
    ])
    const own = new Set(datastreams)
    const done = await compactMonth(
      sources,
      month,
      now,
      (row) => own.has(row.datastream as number) && (row.phenomenon_start as Date) < before,
    )
    removed += done.expired
  }
  return removed + frames[0]!.n
}

async function expireHot({ lake }: Sources, tx: Sender, datastreams: readonly number[], before: Date): Promise<number> {
  await tx.query('select from observation_period where month <= $1 order by month for share', [before])
  const rows = await tx.query<{ id: number; datastream: number; month: Month }>(
    `delete from observation where datastream = any ($1::bigint[]) and phenomenon_start < $2
     returning id, datastream, date_trunc('month', phenomenon_start)::date::text as month`,
    [datastreams, before],
  )
  await noteErased(tx, rows)
  await recount(tx, lake, [...new Set(rows.map((row) => row.datastream))])
  return rows.length
}

/** The months whose files hold something expired. */
async function expiredMonths(sources: Sources, datastreams: readonly number[], before: Date): Promise<Month[]> {
  const expired: Month[] = []
  for (const month of await coldMonthsOf(sources.store, { to: before })) {
    const rows = readCold(sources.lake, [month], inRange({ datastreams, to: before }, month.erased), ['id'])
    for await (const batch of rows)
      if (batch.length > 0) {
        expired.push(month.month)
        break
      }
  }
  return expired
}

async function recountNoted({ store, lake }: Sources): Promise<void> {
  const noted = await store.query<{ datastream: number }>(
    'select datastream from datastream_recount order by datastream',
  )
  if (noted.length === 0) return
  const datastreams = noted.map(({ datastream }) => datastream)
  await store.transaction(async (tx) => {
    await recount(tx, lake, datastreams)
    await tx.query('delete from datastream_recount where datastream = any ($1::bigint[])', [datastreams])
  })
}
