import type { Store } from '../store/index.ts'

/** What the functions of this folder work with. */
export interface Surveys {
  readonly store: Store
  /** Identifier of the territory. */
  readonly territory: string
  readonly clock: () => Date
}

/** A calendar day, in UTC: `2026-05-01`. */
export const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10)
