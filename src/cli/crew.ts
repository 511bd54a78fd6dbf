import { fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Chain, pendingWork } from '../pipeline/index.ts'
import type { Options } from './args.ts'
import type { HouseOptions } from './open.ts'

export interface Crew {
  /** Sends them away, and waits until they are gone. */
  close(): Promise<void>
}

const LOOK_EVERY_MS = 1000
/** Without work for that long, they leave. */
const IDLE_MS = 10_000
/** What one that is told to stop has to end its partition: a killed one leaves it to the next run. */
const GRACE_MS = 10_000
/** Those that end by themselves are replaced that many times. */
const MOST_LOST = 3

/**
 * Keeps other processes at work beside this one, `options.workers` in all, while there are tiles to share. They are processes and
 * not threads: each has its own memory, and counts its own processor time.
 */
export function keepCrew(chain: Chain, options: Options): Crew {
  const hands = new Set<ReturnType<typeof start>>()
  const over = new AbortController()
  let lost = 0

  const call = (count: number): void => {
    for (let i = 0; i < count && lost < MOST_LOST; i++) {
      const hand = start(options)
      hands.add(hand)
      hand.gone.then((code) => {
        if (!hands.delete(hand)) return
        lost++
        chain.log('crew.lost', { code })
      })
    }
  }
  const dismiss = async (): Promise<void> => {
    const leaving = [...hands]
    hands.clear()
    await Promise.all(leaving.map((hand) => hand.dismiss()))
  }
  const keep = async (): Promise<void> => {
    for (let busy = Date.now(); !over.signal.aborted; ) {
      await sleep(LOOK_EVERY_MS, undefined, { signal: over.signal }).catch(() => {})
      if (over.signal.aborted) return
      const { shareable, pending } = await pendingWork(chain)
      if (pending > 0) busy = Date.now()
      call(Math.min(options.workers - 1 - hands.size, shareable))
      if (hands.size > 0 && Date.now() - busy > IDLE_MS) await dismiss()
    }
  }
  // Without them the work is done all the same, more slowly.
  const keeping =
    options.workers > 1
      ? keep().catch((error: unknown) => chain.log('crew.failed', { error: String(error) }))
      : undefined
  return {
    async close() {
      over.abort()
      await keeping
      await dismiss()
    },
  }
}

function start({ territory, size, home, data, offline, databaseUrl, lineageUrl }: Options) {
  // In the built program, the process runs what is built.
  const file = import.meta.url.endsWith('.ts') ? './hand.ts' : './hand.js'
  const child = fork(new URL(file, import.meta.url), {
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const gone = once(child, 'exit').then(
    ([code]) => code as number | null,
    () => null,
  )
  // By message: the address of a database is not for the list of processes.
  const told: HouseOptions = { territory, size, home, data, offline, databaseUrl, lineageUrl }
  child.send(told, () => {})
  return {
    gone,
    async dismiss() {
      if (child.connected) child.disconnect()
      const late = setTimeout(() => child.kill('SIGKILL'), GRACE_MS)
      await gone
      clearTimeout(late)
    },
  }
}
