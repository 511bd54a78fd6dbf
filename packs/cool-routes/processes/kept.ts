import type { Preparing } from '../../../src/kernel/index.ts'
import type { walkIn } from '../refs.ts'
import type { Walking, WalkTables } from './state.ts'

/** What all the processes share: what they are made from, and the state that is prepared once for all of them. */
export interface Kept {
  /** Those that the territory has. */
  readonly from: ReturnType<typeof walkIn>
  prepare(tables: WalkTables, run: Preparing): Promise<Walking>
  idle(state: Walking): boolean
}
