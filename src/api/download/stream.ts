import type { Context } from 'hono'
import type { Limit } from '../http/limit.ts'

/**
 * Sends bytes as they come, one place of `limit` held until the last. Nothing is opened for a HEAD request; whoever hangs
 * up stops the reading.
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
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { value, done } = await source.next()
        if (!done) return controller.enqueue(value)
        leave()
        controller.close()
      } catch (error) {
        // The status is gone already: a connection cut short tells the reader that the file is not whole.
        leave()
        controller.error(error)
      }
    },
    async cancel() {
      leave()
      await source.return?.()
    },
  })
  return new Response(body, { status, headers })
}
