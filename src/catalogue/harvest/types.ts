import type { Harvest } from '../../kernel/index.ts'
import type { KeptRecord } from '../records/write.ts'
import type { Finding } from './findings.ts'

/** What a source answered. */
export interface Answer {
  readonly bytes: Uint8Array
  readonly text: string
  /** Media type it says, without parameters; empty when it says none. */
  readonly type: string
  /** Address it was asked at. */
  readonly address: string
  /** Where it says the next page is (RFC 8288). */
  readonly next?: string
}

/** Asks the source for something. Only its own host is asked. Throws `http.*`, `harvest.*`. */
export type Ask = (address: string, accept?: string) => Promise<Answer>

/** Some records as they came. */
export interface Page {
  readonly records: readonly unknown[]
  /** How many the source says it has in all. */
  readonly announced?: number
}

/** A record, or why there is none. */
export interface Mapped {
  readonly title: string
  /** Absent where `errors` says why. */
  readonly record?: KeptRecord
  readonly errors: readonly Finding[]
  readonly repairs: readonly Finding[]
}

/** How a kind of catalogue is read and told in our words. */
export interface Harvester {
  /** The pages of the source, each asked for when it is wanted; with `since`, those that changed from then on if it can say. */
  read(source: Harvest, ask: Ask, since?: Date): AsyncIterable<Page>
  /** Whether it can give what changed only. */
  readonly incremental: boolean
  /** Its identifier at the source; undefined when it has none. */
  identify(raw: unknown): string | undefined
  /** Never throws on a record, whatever it holds. */
  map(raw: unknown, source: Harvest): Mapped
}
