import { setImmediate } from 'node:timers/promises'
import { OrchestraError, type Preparing, type Process } from '../../kernel/index.ts'
import { inputTables, type Pinned, pinInput } from '../inputs.ts'
import type { Chain, PinnedInput } from '../types.ts'
import { small, withRows } from './declared.ts'
import { offeredProcesses } from './offered.ts'
import { pinnedOf } from './pinned.ts'
import { stoppable } from './stoppable.ts'
import type { Performed } from './types.ts'

/** Answers at once, from what processes keep in memory. */
export interface Answers {
  /**
   * What a process that keeps its state says of values checked before. The first answer waits for the state; when its inputs have
   * changed, the last one answers until the new one is ready. Throws `process.not-kept`, `process.no-data`, and what the process throws.
   */
  answer(process: string, values: Readonly<Record<string, unknown>>): Promise<Performed>
  /** Prepares what every such process needs, so that nobody waits for it. */
  warm(): Promise<void>
  close(): Promise<void>
}

/** What is kept for one function that prepares. */
interface Memory {
  ready?: State
  /** The versions being prepared, so that they are once only. */
  coming?: { readonly versions: string; readonly state: Promise<State> }
  used: number
}
interface State {
  readonly versions: string
  readonly value: unknown
  readonly reads: readonly PinnedInput[]
}

/** States kept at once: those asked for least lately go. A territory has a pack or two that keep any. */
const MOST_STATES = 4

/** Opens the memory of the processes of `chain`. Meant for a thread of its own: answers take all of its time. */
export function openAnswers(chain: Chain): Answers {
  const offered = offeredProcesses(chain.graph)
  const memories = new Map<unknown, Memory>()
  const stop = new AbortController()
  let turn = 0

  const preparing = (): Preparing => ({ now: chain.clock(), territory: chain.graph.territory, signal: stop.signal })

  /** Which versions of its inputs are current: one query, whatever their number. */
  async function versionsOf({ from }: Process): Promise<string> {
    const names = Object.values(from).map(({ name }) => name)
    const rows = await chain.store.query<{ asset: string; version: number }>(
      'select asset, version from asset_state where territory = $1 and asset = any ($2) order by asset',
      [chain.graph.territory.id, names],
    )
    return rows.map(({ asset, version }) => `${asset} ${version}`).join()
  }

  async function prepare(process: Process, versions: string): Promise<State> {
    const pinned: Pinned[] = []
    for (const [alias, ref] of Object.entries(process.from))
      pinned.push(withRows(await pinInput(chain, alias, chain.graph.byName.get(ref.name)!)))
    const began = performance.now()
    const lake = stoppable(chain.lake, stop.signal)
    const value = await process.kept!.prepare(inputTables({ ...chain, lake }, pinned), preparing())
    chain.log('process.prepared', { process: process.id, ms: Math.round(performance.now() - began) })
    void spendIdle(process, value)
    return { versions, value, reads: pinned.map(pinnedOf) }
  }

  async function stateOf(process: Process): Promise<State> {
    const { prepare: key } = process.kept!
    const memory = memories.get(key) ?? { used: 0 }
    memories.set(key, memory)
    memory.used = ++turn
    forget()
    const versions = await versionsOf(process)
    if (memory.ready?.versions === versions) return memory.ready
    // What is being prepared is finished first: in the midst of a run, versions follow each other.
    if (!memory.coming) {
      const state = prepare(process, versions)
      memory.coming = { versions, state }
      state
        .then((made) => {
          memory.ready = made
        })
        .catch((error) => {
          // Before the first run nothing is there to prepare, and whoever asks is told so.
          if (!(error instanceof OrchestraError && error.code === 'process.no-data'))
            chain.log('process.unprepared', { process: process.id, error: String(error) })
        })
        .finally(() => {
          delete memory.coming
        })
    }
    return memory.ready ?? memory.coming.state
  }

  function forget(): void {
    if (memories.size <= MOST_STATES) return
    const [oldest] = [...memories].toSorted(([, a], [, b]) => a.used - b.used)
    memories.delete(oldest![0])
  }

  /** Between answers, does what makes later ones quicker. */
  async function spendIdle({ kept }: Process, state: unknown): Promise<void> {
    while (!stop.signal.aborted && kept?.idle?.(state)) await setImmediate()
  }

  return {
    async answer(id, values) {
      const process = offered.get(id)?.keeps?.process
      if (!process) throw notKept(id)
      const { value, reads } = await stateOf(process)
      const given = process.kept!.answer(values, value, preparing())
      void spendIdle(process, value)
      const results = Object.fromEntries(
        Object.entries(given).map(([name, one]) => [name, { value: small(name, one) }]),
      )
      return { results, reads }
    },
    async warm() {
      const processes = [...offered.values()].flatMap(({ keeps }) => keeps?.process ?? [])
      const once = new Map(processes.map((process) => [process.kept!.prepare, process]))
      for (const process of once.values()) await stateOf(process).catch(() => {})
    },
    async close() {
      stop.abort(new Error('closed'))
      await Promise.allSettled([...memories.values()].map(({ coming }) => coming?.state))
    },
  }
}

const notKept = (id: string) =>
  new OrchestraError({
    code: 'process.not-kept',
    say: { fr: 'Ce traitement ne répond pas de mémoire.', en: 'This process does not answer from memory.' },
    remedy: { fr: 'Exécutez-le à /ogc/processes.', en: 'Execute it at /ogc/processes.' },
    place: id,
  })
