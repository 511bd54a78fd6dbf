import type { Sender, Store } from '../../store/index.ts'

/** A calendar month in UTC, as its first day: `2026-03-01`. Partitions of the table and files of the lake are by month. */
export type Month = string

/** Observations are kept from the first of these years to before the second: a typo must not make a partition. */
export const firstYear = 1800
export const endYear = 2200

export const monthOf = (ms: number): Month => `${new Date(ms).toISOString().slice(0, 7)}-01`

/** Start of a month and of the next one, in milliseconds since 1970. */
export function boundsOfMonth(month: Month): readonly [number, number] {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))]
  return [Date.UTC(year, number - 1), Date.UTC(year, number)]
}

/** The partition that holds a month. */
export const partitionOf = (month: Month) => `observation_${month.slice(0, 4)}_${month.slice(5, 7)}`

// Any number does, as long as it stays: two processes that make the same partition meet on it.
const advisoryLock = 72_631

// A transaction locks each table it makes: many months are made in several (months).
const atOnce = 50

/**
 * Makes the partitions of months and their rows in `observation_period`, where they are missing. On a connection of its own: its
 * callers hold one of the pool's each.
 */
export async function ensureMonths(store: Store, months: readonly Month[]): Promise<void> {
  const session = await store.session()
  try {
    for (let from = 0; from < months.length; from += atOnce) {
      await session.query('begin')
      await session.query('select pg_advisory_xact_lock($1)', [advisoryLock])
      for (const month of months.slice(from, from + atOnce)) await makePartition(session, month)
      await session.query('commit')
    }
  } finally {
    await session.release()
  }
}

/** Makes a partition beside and attaches it: reads and writes of the others go on meanwhile. */
export async function makePartition(tx: Sender, month: Month): Promise<void> {
  const name = partitionOf(month)
  await tx.query('insert into observation_period (month) values ($1) on conflict do nothing', [month])
  const [{ exists } = { exists: true }] = await tx.query<{ exists: boolean }>(
    'select to_regclass($1) is not null as exists',
    [name],
  )
  if (exists) return
  const [start, end] = boundsOfMonth(month).map((ms) => new Date(ms).toISOString())
  await tx.query(`create table ${name} (like observation including defaults including comments)`)
  await tx.query(`alter table observation attach partition ${name} for values from ('${start}') to ('${end}')`)
}
