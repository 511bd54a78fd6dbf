import type { Batch } from '../../../lake/index.ts'
import type { Snapshot } from '../../read/snapshots.ts'

/** The files of a version. */
export type Stored = Pick<Snapshot, 'table' | 'counts' | 'rows'>

/** A row that was asked for, where it stands in a batch: valid until the next one. */
export interface Found {
  readonly batch: Batch
  readonly row: number
  /** The place of a column in the batch. */
  at(column: string): number
  /** The place of the row in its version. */
  position(): number
}
