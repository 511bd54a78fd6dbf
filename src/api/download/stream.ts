import type { Context } from 'hono'
import type { Limit } from '../http/limit.ts'

/** A reader that takes nothing for that long is let go: the place is for others. */
const IDLE_MS = 120_000

/**
 * Sends bytes as they come, one place of `limit` held until the last. Nothing is opened for a HEAD request; whoever hangs
 * up, or stops reading, stops the work.
 */
export function sendStream(
  c: Context,
  headers: Readonly<Record<string, string>>,
  limit: Limit,
  open: () => AsyncIterable<Uint8Array>,
  status: 200 | 206 = 200,
): Response {
  if (c.req.method === 'HEAD') return new Response(null, { status, headers })
  const leave = limit.enter()
  const source = open()[Symbol.asyncIterator]()
  let idle: NodeJS.Timeout | undefined
  const stop = async (): Promise<void> => {
    clearTimeout(idle)
    leave()
    await source.return?.()
  }
  const waitFor = (controller: ReadableStreamDefaultController): void => {
    idle = setTimeout(() => {
      controller.error(new Error('nothing was read for too long'))
      void stop()
    }, IDLE_MS)
    idle.unref?.()
  }
  const body = new ReadableStream<Uint8Array>({
    start: waitFor,
    async pull(controller) {
      clearTimeout(idle)
      try {
        const { value, done } = await source.next()
        if (done) {
          leave()
          return controller.close()
        }
        controller.enqueue(value)
        waitFor(controller)
      } catch (error) {
        // The status is gone already: a connection cut short tells the reader that the file is not whole.
        leave()
        controller.error(error)
      }
    },
    cancel: stop,
  })
  return new Response(body, { status, headers })
}
