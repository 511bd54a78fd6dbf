import type { Sender, Store } from '../../store/index.ts'
import { boundsOfMonth, ensureMonths, type Month, monthOf } from './months.ts'

/** Where the rows of a month are: see `observation_period` of the migration. */
type PeriodState = 'hot' | 'compacting' | 'cold'

/** The months that hold some instants (milliseconds since 1970). */
export function monthsOf(instants: Iterable<number>): Month[] {
  const months = new Set<Month>()
  let [from, to] = [0, 0]
  for (const ms of instants) {
    if (ms >= from && ms < to) continue
    const month = monthOf(ms)
    months.add(month)
    ;[from, to] = boundsOfMonth(month)
  }
  return [...months].sort()
}

/** A month that a transaction holds. */
export interface Period {
  readonly month: Month
  readonly state: PeriodState
  /** Whether there is a partition for its rows. */
  readonly open: boolean
}
export type Periods = ReadonlyMap<Month, Period>

/** Holds the months that there are so that none changes state before the transaction ends. */
export async function holdPeriods(tx: Sender, months: readonly Month[]): Promise<Periods> {
  const held = await tx.query<Period>(
    `select month::text, state, to_regclass(to_char(month, '"observation_"YYYY_MM')) is not null as open
     from observation_period where month = any ($1::date[]) order by month for share`,
    [months],
  )
  return new Map(held.map((period) => [period.month, period]))
}

/** The same, with a partition for each: those missing are made, in a transaction of their own. */
export async function openPeriods(store: Store, tx: Sender, months: readonly Month[]): Promise<Periods> {
  const held = await holdPeriods(tx, months)
  const closed = months.filter((month) => !held.get(month)?.open)
  if (closed.length === 0) return held
  await ensureMonths(store, closed)
  return holdPeriods(tx, months)
}

/** Notes rows that came while their month is being compacted: they are not in the files being written. */
export async function noteLate(
  tx: Sender,
  rows: readonly { readonly id: number; readonly start: number }[],
  periods: Periods,
): Promise<void> {
  if (![...periods.values()].some(({ state }) => state === 'compacting')) return
  const late = rows
    .map(({ id, start }) => ({ id, month: monthOf(start) }))
    .filter((row) => periods.get(row.month)?.state === 'compacting')
  await tx.query(
    'insert into observation_late (month, id) select * from unnest($1::date[], $2::bigint[]) on conflict do nothing',
    [late.map((row) => row.month), late.map((row) => row.id)],
  )
}

/** Marks rows that are, or are about to be, in the files of their month: reads leave them out from now on. */
export async function noteErased(
  tx: Sender,
  rows: readonly { readonly id: number; readonly month: Month }[],
): Promise<void> {
  await tx.query(
    `insert into observation_erased (month, id, generation)
     select t.month, t.id, p.generation from unnest($1::date[], $2::bigint[]) as t (month, id)
     join observation_period p on p.month = t.month and p.state <> 'hot'
     on conflict (month, id) do update set generation = excluded.generation`,
    [rows.map((row) => row.month), rows.map((row) => row.id)],
  )
}
