import type { Context, MiddlewareHandler } from 'hono'
import { type Govern, recordReadings } from '../../govern/index.ts'
import { viewerOf } from './viewer.ts'

/** Under what name the request keeps the datasets it reads that are not open. */
const KEPT = 'readings'
/** Of an address, for the journal: enough to know what was asked (characters). */
const LONGEST_ADDRESS = 400

/** Says that this answer holds data of a dataset that is not open. */
export function noteReading(c: Context, dataset: string): void {
  const known = (c.get(KEPT) as Set<string> | undefined) ?? new Set()
  c.set(KEPT, known.add(dataset))
}

/** Keeps in the journal what an answer read of data that is not open, before the answer goes: no reading goes untold. */
export function keepReadings(govern: Govern): MiddlewareHandler {
  return async (c, next) => {
    await next()
    const datasets = c.get(KEPT) as ReadonlySet<string> | undefined
    if (!datasets || !c.res.ok || c.req.method === 'HEAD') return
    const { pathname, search } = new URL(c.req.url)
    const address = `${c.req.method} ${pathname}${search}`.slice(0, LONGEST_ADDRESS)
    try {
      await recordReadings(govern, viewerOf(c), [...datasets], address)
    } catch (error) {
      await c.res.body?.cancel().catch(() => {})
      throw error
    }
  }
}
