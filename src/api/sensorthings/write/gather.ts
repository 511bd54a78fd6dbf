import type { Observe } from '../../../observe/index.ts'
import { type Given, type Outcome, writeObservations } from './observations.ts'
import type { Writer } from './writer.ts'

interface Waiting {
  readonly body: unknown
  readonly given: Given
  readonly done: (outcome: Outcome) => void
  readonly failed: (error: unknown) => void
}

/**
 * Writes observations that come one by one. Those of one writer that come in the same turn of the event loop go together: what
 * they name is looked up once for all. The commit is shared further, by the store.
 */
export function openGathering(observe: Observe, clock: () => Date) {
  const lanes = new Map<string, Waiting[]>()

  async function flush(lane: string, writer: Writer): Promise<void> {
    const together = lanes.get(lane)!
    lanes.delete(lane)
    try {
      const bodies = together.map(({ body, given }) => ({ body, place: '', given }))
      const outcomes = await writeObservations(observe, writer, bodies, clock())
      together.forEach(({ done }, i) => {
        done(outcomes[i]!)
      })
    } catch (error) {
      for (const { failed } of together) failed(error)
    }
  }

  return (writer: Writer, body: unknown, given: Given): Promise<Outcome> =>
    new Promise((done, failed) => {
      const lane = JSON.stringify(writer.datasets ?? null)
      const queue = lanes.get(lane)
      if (queue) queue.push({ body, given, done, failed })
      else {
        lanes.set(lane, [{ body, given, done, failed }])
        setImmediate(() => void flush(lane, writer))
      }
    })
}
