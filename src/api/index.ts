import { Hono } from 'hono'
import { etag } from 'hono/etag'
import type { Chain, Queue } from '../pipeline/index.ts'
import type { Deps } from './deps.ts'
import { around, notServed } from './http/around.ts'
import { smallBody } from './http/body.ts'
import { speechOf } from './http/language.ts'
import { openLimit } from './http/limit.ts'
import { problemResponse, statusOf } from './http/problem.ts'
import { viewerOf } from './http/viewer.ts'
import { openTiles } from './ogc/tiles/index.ts'
import { openHttpMeter } from './ops/meter.ts'
import { openKept } from './read/kept.ts'
import { openSnapshots } from './read/snapshots.ts'
import { openSummaries } from './read/summaries.ts'
import { routes } from './routes.ts'

export { openApiDocument } from './routes.ts'

export interface ApiDeps {
  readonly chain: Chain
  /** Where runs are queued: without it none can be started. */
  readonly queue?: Queue
  /** Token of the operator. */
  readonly secret?: string
  /** Version of the software. */
  readonly version: string
}

/** Heavy reads at once, and how many more wait for their turn: DuckDB has two threads. */
const [READS, READS_WAITING] = [4, 64]
const DOWNLOADS = 64
const STREAMS = 200
const KEPT_ANSWERS = 128

/** The JSON API, the downloads, health, metrics and the OpenAPI document of a territory, as one app. */
export function createApi({ chain, queue, secret, version }: ApiDeps): Hono {
  const deps: Deps = {
    chain,
    queue,
    secret,
    version,
    summaries: openSummaries(chain),
    snapshots: openSnapshots(chain),
    reads: openLimit(READS, READS_WAITING),
    downloads: openLimit(DOWNLOADS),
    streams: openLimit(STREAMS),
    kept: {
      checks: openKept(KEPT_ANSWERS),
      statistics: openKept(KEPT_ANSWERS),
      temporal: openKept(KEPT_ANSWERS),
      merged: openKept(KEPT_ANSWERS),
      spatial: openKept(KEPT_ANSWERS),
      counts: openKept(KEPT_ANSWERS),
    },
    tiles: openTiles(),
    meter: openHttpMeter(),
    viewerOf: (c) => viewerOf(c, secret),
  }
  const app = new Hono()
  for (const { method, path, body, answer, also, handle } of routes) {
    const handlers = around(path, deps.meter.count, also?.includes('text/html'))
    if (body) handlers.push(smallBody)
    if (!('media' in answer)) handlers.push(etag())
    app.on(method.toUpperCase(), [path], ...handlers, (c) => handle(deps, c))
  }
  // Only our own addresses: the app may be mounted beside others at the same root.
  for (const prefix of ['/api/*', '/ogc/*', '/download/*', '/metrics', '/health', '/openapi.json']) {
    const handlers = around('unknown', deps.meter.count)
    app.use(prefix, ...handlers, (c) => {
      throw notServed(c)
    })
  }
  app.onError((error, c) => {
    if (statusOf(error) >= 500)
      chain.log('api.error', { path: c.req.path, error: String(error), cause: causeOf(error) })
    return problemResponse(error, speechOf(c))
  })
  return app
}

const causeOf = (error: Error) => (error.cause === undefined ? undefined : String(error.cause))
