import type { Bilingual, Process, ProcessInput, ProcessOutput, ProcessRun } from '../../kernel/index.ts'
import type { Chain, PinnedInput } from '../types.ts'

/** What one output came to: a JSON value kept with the job, or a table of the lake. */
export type Result =
  | { readonly value: unknown }
  | { readonly object: string; readonly mediaType: string; readonly bytes: number; readonly rows: number }

/** What an execution came to. */
export interface Performed {
  readonly results: Readonly<Record<string, Result>>
  /** Versions of the assets it read. */
  readonly reads: readonly PinnedInput[]
  /** What a reader should know of the results: checks that fail with the values asked. */
  readonly note?: Bilingual
}

/** A process that a territory offers, wherever it comes from. */
export interface Offered {
  readonly id: string
  readonly title: Bilingual
  readonly description: Bilingual
  readonly keywords: readonly Bilingual[]
  /** Changes with its code. */
  readonly version: string
  readonly inputs: Readonly<Record<string, ProcessInput>>
  readonly outputs: Readonly<Record<string, ProcessOutput>>
  /** Names of the assets it reads: whoever asks must be allowed all of them. */
  readonly reads: readonly string[]
  /** Its jobs are listed for all, or are not, whatever its inputs. By default, as its inputs are. */
  readonly listed?: boolean
  /** Computes, on values checked before. Publishes nothing. */
  perform(chain: Chain, values: Readonly<Record<string, unknown>>, run: ProcessRun): Promise<Performed>
  /** Where it keeps what it prepares in memory: it may be asked of `Answers`. */
  readonly keeps?: { readonly pack: string; readonly process: Process }
}
