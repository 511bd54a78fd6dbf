import type { ErrorFacts, Fetch, Graph, Language } from '../kernel/index.ts'
import type { Lake } from '../lake/index.ts'
import type { Store } from '../store/index.ts'

/** What the chain needs, passed to every function of the pipeline. */
export interface Chain {
  readonly store: Store
  readonly lake: Lake
  readonly graph: Graph
  /** Brings a file from the network. */
  readonly fetch: Fetch
  readonly clock: () => Date
  readonly log: Log
  /** State of this home: caches, scratch. */
  readonly home: string
  /** Folder of snapshots. */
  readonly data: string | undefined
  /** Snapshots only, no network. */
  readonly offline: boolean
  /** Where lineage events go besides the store. */
  readonly emit: (event: Record<string, unknown>) => Promise<void>
}

export type Log = (line: string, facts?: Readonly<Record<string, unknown>>) => void

/** Every row read is published, merged into another, or quarantined. */
export interface Account {
  readonly read: number
  readonly published: number
  readonly merged: number
  readonly quarantined: number
}

/** What a piece of work cost. */
export interface Footprint {
  readonly cpu_s: number
  readonly wall_s: number
  readonly bytes_read: number
  readonly bytes_written: number
  readonly bytes_fetched: number
  readonly energy_wh: number
  readonly co2e_g: number
}

export type StepState = 'waiting' | 'queued' | 'running' | 'done' | 'skipped' | 'failed' | 'blocked' | 'cancelled'

export interface Step {
  readonly id: number
  readonly run: number
  readonly territory: string
  readonly asset: string
  readonly partitions: string | null
  readonly state: StepState
  readonly attempt: number
  readonly worker: number | null
  readonly started: Date | null
  readonly finished: Date | null
  readonly progress: { done: number; total?: number } | null
  readonly made: number
  readonly unchanged: number
  readonly account: Account | null
  readonly footprint: Footprint | null
  readonly error: ErrorFacts | null
}

export interface Run {
  readonly id: number
  readonly territory: string
  readonly trigger: 'manual' | 'schedule'
  readonly wanted: readonly string[]
  readonly state: 'running' | 'done' | 'failed' | 'abandoned'
  readonly started: Date
  readonly finished: Date | null
  readonly unchanged: readonly string[]
}

/** The version of an input that a materialization was made from. */
export interface PinnedInput {
  readonly alias: string
  readonly asset: string
  /** Counts the swaps of that asset. */
  readonly version: number
  /** One object, or a digest of many partitions' objects. */
  readonly content: string
  readonly partitions: number
}

/** One version of one asset or partition. */
export interface Materialization {
  readonly id: number
  readonly asset: string
  readonly partition: number
  readonly state: 'staged' | 'checked' | 'published' | 'refused'
  readonly object: string
  readonly media_type: string
  readonly bytes: number
  readonly rows: number
  readonly bbox: readonly number[] | null
  /** West, south, east, north in degrees; null without geometry, and of versions made before it was kept. */
  readonly extent: readonly number[] | null
  readonly quarantine: string | null
  readonly fingerprint: string
  readonly code: string
  readonly parameters: Readonly<Record<string, number>>
  readonly inputs: readonly PinnedInput[]
  readonly account: Account
  readonly footprint: Footprint | null
  readonly run: number | null
  readonly step: number | null
  readonly made: Date
}

export interface CheckResult {
  readonly rule: string
  readonly columns: readonly string[]
  readonly severity: 'block' | 'warn' | 'quarantine'
  readonly passed: boolean
  readonly bad: number
  readonly sample: readonly unknown[]
  readonly message: Readonly<Record<Language, string>>
}
