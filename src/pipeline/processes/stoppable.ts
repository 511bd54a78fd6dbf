import { setImmediate } from 'node:timers/promises'
import type { Lake } from '../../lake/index.ts'

/** A lake whose reads stop when told to: between two batches others get their turn, so that they can tell. */
export function stoppable(lake: Lake, signal: AbortSignal): Lake {
  return {
    ...lake,
    async *read(table, options) {
      for await (const batch of lake.read(table, options)) {
        await setImmediate()
        signal.throwIfAborted()
        yield batch
      }
    },
  }
}
