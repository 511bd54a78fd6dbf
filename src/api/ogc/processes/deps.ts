import type { Graph } from '../../../kernel/index.ts'
import { type Offered, offeredProcesses } from '../../../pipeline/index.ts'
import { type Limit, openLimit } from '../../http/limit.ts'
import type { Caller } from './caller.ts'

/** What the routes of processes share. */
export interface ProcessDeps {
  readonly offered: ReadonlyMap<string, Offered>
  /** For requests that wait for the end of an execution. */
  readonly waits: Limit
  /** Asks an address of this very service as anybody may: for inputs given by reference. */
  ask(path: string): Promise<Response>
  /** Calls the addresses of subscribers; undefined where the service calls none. */
  readonly caller: Caller | undefined
}

/** Requests that wait for an execution at once: each asks the store for news. */
const WAITS = 32

export function openProcesses(graph: Graph, ask: ProcessDeps['ask'], caller?: Caller): ProcessDeps {
  return { offered: offeredProcesses(graph), waits: openLimit(WAITS), ask, caller }
}
