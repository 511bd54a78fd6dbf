import { setTimeout as sleep } from 'node:timers/promises'
import type { Simulation } from '../kernel/index.ts'
import type { Observe } from '../observe/index.ts'
import type { Ingest } from '../observe/ingest/index.ts'
import type { Log } from '../pipeline/index.ts'

/** Invented devices speak this often (ms). */
const EVERY = 10_000
/** Messages taken at once: one transaction. */
const AT_ONCE = 500
const DAY = 86_400_000

/**
 * Brings the messages of invented devices in by the way of real ones, from where the last run left off until the signal. Each
 * is said to have come when it was sent.
 */
export async function simulate(
  simulation: Simulation,
  { store }: Pick<Observe, 'store'>,
  ingest: Pick<Ingest, 'deliver'>,
  clock: () => Date,
  log: Log,
  signal: AbortSignal,
  /** Called once, when what was to be made up for has come in. */
  caughtUp: () => Promise<void>,
): Promise<void> {
  const [last] = await store.query<{ time: Date | null }>('select max(received) as time from frame')
  let from = last?.time ?? new Date(clock().getTime() - simulation.days * DAY)
  let isBehind = true
  while (!signal.aborted) {
    const now = clock()
    try {
      const messages = simulation.messages(from, now, now)
      for (let i = 0; i < messages.length && !signal.aborted; i += AT_ONCE) {
        const part = messages.slice(i, i + AT_ONCE)
        await Promise.all(part.map(({ topic, payload, time }) => ingest.deliver(topic, Buffer.from(payload), time)))
        from = part.at(-1)!.time
      }
      if (messages.length === 0) from = now
      if (isBehind && !signal.aborted) await caughtUp()
      isBehind = false
    } catch (error) {
      log('sensors.simulate', { error: String(error) })
    }
    await sleep(EVERY, undefined, { signal }).catch(() => undefined)
  }
}
