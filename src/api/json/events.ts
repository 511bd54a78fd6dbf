import { setTimeout as sleep } from 'node:timers/promises'
import { streamSSE } from 'hono/streaming'
import { part, route } from '../http/route.ts'
import { readRunDetail } from '../read/runs.ts'
import { runNumber } from './runs.ts'

const LOOK_EVERY_MS = 1000
/** A stream ends by itself after that long; the browser opens another. */
const LONGEST_MS = 15 * 60_000
/** A comment now and then keeps proxies from closing a silent stream. */
const BEAT_EVERY_MS = 15_000

/** Live progress of a run: an event `run` each time something changed, then `end`. */
export const eventRoute = route({
  path: '/api/runs/:id/events',
  tag: 'runs',
  summary: { fr: 'Suit une exécution en direct (server-sent events)', en: 'Follows a run live (server-sent events)' },
  answer: { media: ['text/event-stream'] },
  problems: [404, 503],
  async handle(deps, c) {
    const id = runNumber(c)
    let run = await readRunDetail(deps, id, c)
    const leave = deps.streams.enter()
    c.header('Cache-Control', 'no-store')
    c.header('X-Accel-Buffering', 'no')
    return streamSSE(c, async (stream) => {
      try {
        const began = Date.now()
        let told = ''
        let beat = began
        while (!stream.aborted) {
          const data = JSON.stringify(run)
          if (data !== told) await stream.writeSSE({ event: 'run', data })
          else if (Date.now() - beat > BEAT_EVERY_MS) await stream.write(': \n\n')
          if (data !== told || Date.now() - beat > BEAT_EVERY_MS) beat = Date.now()
          told = data
          if (run.state !== 'running') return await stream.writeSSE({ event: 'end', data: run.state })
          if (Date.now() - began > LONGEST_MS) return
          await sleep(LOOK_EVERY_MS)
          run = await readRunDetail(deps, id, c)
        }
      } catch (error) {
        deps.chain.log('api.stream', { run: part(c, 'id'), error: String(error) })
      } finally {
        leave()
      }
    })
  },
})
