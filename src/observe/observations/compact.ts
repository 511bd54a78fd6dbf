import type { Row, StoredObject } from '../../lake/index.ts'
import type { Sender } from '../../store/index.ts'
import type { Maintained } from '../types.ts'
import { alone } from './alone.ts'
import { inRange, readCold, shape } from './cold.ts'
import { readCursor } from './cursor.ts'
import { merged, none } from './merge.ts'
import type { Month } from './months.ts'
import type { Sources } from './reading.ts'
import { columns, keptOf, placeOf } from './rows.ts'
import { swap } from './swap.ts'

const DAY = 86_400_000
// Late rows of a month are most of them there a week after its end (milliseconds).
const settling = 7 * DAY
// Between two merges of what came even later (milliseconds).
const mergeEvery = DAY
// A read that began before a swap may still open the files it replaced (milliseconds).
const keepRetired = 3_600_000

/**
 * Moves to Parquet the months that ended long enough ago, and merges into the files what came late or was deleted since. A
 * process killed at any moment loses nothing: the swap of a month is one transaction, and what it left is swept next time.
 */
export function compact(sources: Sources, now: Date): Promise<Maintained['months']> {
  return alone(sources.store, [], async () => {
    const months: Maintained['months'][number][] = []
    for (const month of await dueMonths(sources, now)) {
      const { rows, bytes } = await compactMonth(sources, month, now)
      months.push({ month, rows, bytes })
    }
    await sweep(sources, now)
    return months
  })
}

async function dueMonths({ store }: Sources, now: Date): Promise<Month[]> {
  const rows = await store.query<{ month: Month }>(
    `select month::text from observation_period p
     where (state <> 'cold' and month + interval '1 month' <= $1)
        or (state = 'cold' and compacted <= $2
            and (to_regclass(to_char(month, '"observation_"YYYY_MM')) is not null
                 or exists (select from observation_erased e where e.month = p.month)))
     order by month`,
    [new Date(now.getTime() - settling), new Date(now.getTime() - mergeEvery)],
  )
  return rows.map(({ month }) => month)
}

/**
 * Writes the files of a month anew, from its partition and the files it has, and puts them in their place. Rows that have
 * `expired` are left out and counted.
 */
export async function compactMonth(
  sources: Sources,
  month: Month,
  now: Date,
  expired: (row: Row) => boolean = () => false,
): Promise<{ rows: number; bytes: number; expired: number }> {
  const mark = await begin(sources, month)
  const tally: Tally = { rows: 0, firstId: Infinity, lastId: -Infinity, expired: 0 }
  const object = await sources.store.transaction((tx) => writeMonth(sources, tx, month, mark.files, tally, expired))
  await swap(sources, { month, generation: mark.generation, object, tally, now })
  return { rows: tally.rows, bytes: object?.bytes ?? 0, expired: tally.expired }
}

/**
 * Marks a month as being compacted. Writers hold the row of the month: once this commits, every row is either committed, and
 * read below, or noted as late by who writes it.
 */
function begin({ store }: Sources, month: Month): Promise<{ generation: number; files: string[] }> {
  return store.transaction(async (tx) => {
    const [mark] = await tx.query<{ generation: number; files: string[] }>(
      `update observation_period set state = 'compacting', generation = generation + 1 where month = $1
       returning generation, files`,
      [month],
    )
    await tx.query('delete from observation_late where month = $1', [month])
    return mark!
  })
}

interface Tally {
  rows: number
  firstId: number
  lastId: number
  expired: number
}

/** Writes one file with all the rows of a month, in order; undefined when there is none left. */
async function writeMonth(
  { lake }: Sources,
  tx: Sender,
  month: Month,
  files: readonly string[],
  tally: Tally,
  expired: (row: Row) => boolean,
): Promise<StoredObject | undefined> {
  await tx.query('set transaction isolation level repeatable read')
  const gone = await tx.query<{ id: number }>('select id from observation_erased where month = $1', [month])
  const datastreams = new Set((await tx.query<{ id: number }>('select id from datastream')).map(({ id }) => id))
  const hot = readCursor<Row>(
    tx,
    `select ${columns.join(', ')} from observation o
     where phenomenon_start >= $1::date::timestamp at time zone 'UTC'
       and phenomenon_start < ($1::date + interval '1 month') at time zone 'UTC'
       and not exists (select from observation_late l where l.month = $1 and l.id = o.id)
     order by datastream, phenomenon_start, source, id`,
    [month],
  )
  const old =
    files.length === 0
      ? none()
      : readCold(
          lake,
          [{ files }],
          inRange(
            {},
            gone.map(({ id }) => id),
          ),
        )
  const rows = merged<Row>(hot, old, (row) => ({ ...placeOf(keptOf(row)), datastream: row.datastream as number }))
  const isThere = (row: Row) => datastreams.has(row.datastream as number)
  const object = await lake.writeRows(shape, counted(rows, tally, isThere, expired))
  return tally.rows > 0 ? object : undefined
}

async function* counted(
  batches: AsyncIterable<Row[]>,
  tally: Tally,
  isThere: (row: Row) => boolean,
  expired: (row: Row) => boolean,
): AsyncGenerator<Row[]> {
  // A transaction done again starts again.
  Object.assign(tally, { rows: 0, firstId: Infinity, lastId: -Infinity, expired: 0 })
  for await (const batch of batches) {
    const there = batch.filter(isThere)
    const kept = there.filter((row) => !expired(row))
    tally.rows += kept.length
    tally.expired += there.length - kept.length
    for (const row of kept) {
      tally.firstId = Math.min(tally.firstId, row.id as number)
      tally.lastId = Math.max(tally.lastId, row.id as number)
    }
    yield kept
  }
}

/** Removes the files that nothing names any more: replaced a while ago, or left by a process killed before its swap. */
async function sweep({ store, lake }: Sources, now: Date): Promise<void> {
  await store.query('delete from observation_retired where retired <= $1', [new Date(now.getTime() - keepRetired)])
  const named = await store.query<{ object: string }>(
    'select unnest(files) as object from observation_period union select object from observation_retired',
  )
  await lake.gc(new Set(named.map(({ object }) => object)))
}
