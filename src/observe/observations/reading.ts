import type { Lake } from '../../lake/index.ts'
import type { Sender, Store } from '../../store/index.ts'
import type { Range } from '../types.ts'
import { type ColdMonth, coldMonths } from './cold.ts'
import { type Month, monthOf } from './months.ts'

/** Where observations are read from. */
export interface Sources {
  readonly store: Store
  readonly lake: Lake
}

/**
 * Runs a read in a transaction during which no month goes from the table to the files: what it finds in both, together, is
 * each observation once.
 */
export function reading<T>(store: Store, read: (tx: Sender) => Promise<T>): Promise<T> {
  return store.transaction(async (tx) => {
    await holdStill(tx)
    return read(tx)
  })
}

/** The swap of a month needs this lock for itself; everybody else shares it. */
export const holdStill = (tx: Sender) => tx.query('lock table only observation in access share mode')

/** The months with files that a range of time meets. */
export function coldMonthsOf(tx: Sender, { from, to }: Pick<Range, 'from' | 'to'>): Promise<ColdMonth[]> {
  return coldMonths(tx, monthOrNone(from?.getTime()), monthOrNone(to && to.getTime() - 1))
}

const monthOrNone = (ms: number | undefined): Month | undefined => (ms === undefined ? undefined : monthOf(ms))

/** Bounds of a range as PostgreSQL takes them. */
export const boundsOf = ({ from, to }: Pick<Range, 'from' | 'to'>) => [from ?? '-infinity', to ?? 'infinity'] as const
