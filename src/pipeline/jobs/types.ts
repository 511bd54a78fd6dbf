import type { Bilingual, ErrorFacts } from '../../kernel/index.ts'
import type { Result } from '../processes/index.ts'
import type { PinnedInput } from '../types.ts'

export const jobStates = ['accepted', 'running', 'successful', 'failed', 'dismissed'] as const
export type JobState = (typeof jobStates)[number]

/** How somebody wants one output. */
export interface AskedOutput {
  readonly mediaType?: string
  readonly transmission: 'value' | 'reference'
}

/** How somebody wants the results: which outputs, and as what. */
export interface AskedResults {
  readonly outputs: Readonly<Record<string, AskedOutput>>
  readonly response: 'raw' | 'document'
}

/** One execution of a process. */
export interface Job {
  readonly id: string
  readonly process: string
  readonly state: JobState
  readonly access: 'open' | 'restricted' | 'personal'
  readonly creator: string
  readonly listed: boolean
  readonly inputs: Readonly<Record<string, unknown>>
  readonly request: AskedResults
  readonly reads: readonly PinnedInput[]
  readonly results: Readonly<Record<string, Result>> | null
  readonly error: ErrorFacts | null
  readonly note: Bilingual | null
  /** 0 to 100. */
  readonly progress: number
  readonly attempt: number
  readonly created: Date
  readonly started: Date | null
  readonly updated: Date
  readonly finished: Date | null
}

export const JOB_COLUMNS =
  'id, process, state, access, creator, listed, inputs, request, reads, results, error, note, progress, attempt, created, started, updated, finished'

/** Heard when a job is asked for. */
export const JOB_CHANNEL = 'orchestra_job'
/** Heard when a job is dismissed: the payload is its id. */
export const DISMISS_CHANNEL = 'orchestra_job_dismiss'
