import type { Observe } from '../../../observe/index.ts'
import type { Sender } from '../../../store/index.ts'

/** What answering one request needs. */
export interface Context {
  readonly observe: Observe
  /** Where entities are read: the store, or the transaction of a change set. */
  readonly sender: Sender
  /** Datasets the viewer may read. */
  readonly visible: readonly string[]
  readonly now: Date
  /** Address of the service, without a slash at the end. */
  readonly root: string
}

/** A row of a level as the store gives it: columns by name, and what was expanded. */
export interface Row {
  readonly id: number
  readonly [column: string]: unknown
}

/** A page of a level, or of what one parent has of it. */
export interface Page {
  readonly rows: readonly Entity[]
  /** Where the next page starts, when there is one. */
  readonly next?: { readonly skip: number; readonly after?: string }
  readonly count?: number
}

/** A row with its expanded relations. */
export interface Entity {
  readonly row: Row
  readonly expanded: ReadonlyMap<string, Page | Entity | undefined>
}
