import { Hono } from 'hono'
import { etag } from 'hono/etag'
import { type Govern, openGovern } from '../govern/index.ts'
import { openRasters } from '../lake/index.ts'
import { type Answers, type Chain, openAnswers, type Queue } from '../pipeline/index.ts'
import type { Deps } from './deps.ts'
import { openExports } from './download/exports.ts'
import type { Fleet } from './fleet/fleet.ts'
import { around, methodsAt, notServed } from './http/around.ts'
import { smallBody } from './http/body.ts'
import { type Limit, openLimit } from './http/limit.ts'
import { logFault } from './http/log-fault.ts'
import { keepReadings } from './http/readings.ts'
import { findViewer, viewerOf } from './http/viewer.ts'
import type { IngestDoor } from './ingest/door.ts'
import { meterFrames } from './ingest/metrics.ts'
import { answerError, isForPeople } from './ogc/common/html/problem.tsx'
import { openMapTiles } from './ogc/coverages/index.ts'
import { type Caller, openProcesses } from './ogc/processes/index.ts'
import { openTilePool, openTiles } from './ogc/tiles/index.ts'
import { openHttpMeter } from './ops/meter.ts'
import { openBoxes } from './read/boxes.ts'
import { openKept } from './read/kept.ts'
import { openSearch } from './read/search.ts'
import { openSnapshots } from './read/snapshots.ts'
import { openSummaries } from './read/summaries.ts'
import { routes } from './routes.ts'
import { type SensorThings, serveSensorThings } from './sensorthings/index.ts'

export { type ExportSelection, readSelection } from './download/selection.ts'
export { answerUnread, MOST_HEAD_BYTES } from './http/unread.ts'
export { type IngestDoor, openIngestDoor } from './ingest/door.ts'
export { readMoment } from './ogc/features/parameters.ts'
export { keepCalling } from './ogc/processes/index.ts'
export { openKept } from './read/kept.ts'
export { openSnapshots } from './read/snapshots.ts'
export { openApiDocument } from './routes.ts'
export { keepTelling } from './searches/tell.ts'
export { openSensorThings, type SensorThings, sensorThingsBase, serveByMqtt } from './sensorthings/index.ts'

export interface ApiDeps {
  readonly chain: Chain
  /** Where runs are queued: without it none can be started. */
  readonly queue?: Queue
  /** Token of the operator. */
  readonly secret?: string
  /** Accounts and rights; by default, those that need nothing of outside. */
  readonly govern?: Govern
  /** Version of the software. */
  readonly version: string
  /** Things and observations: without them nothing is at `/sensorthings`. */
  readonly sensorThings?: SensorThings
  /** The sensors and what takes their frames in, for `/api/fleet`. */
  readonly fleet?: Fleet
  /** What takes frames in, for `/ingest`. */
  readonly door?: IngestDoor
  /** Where the MQTT broker is reached: `mqtt://localhost:1883`. */
  readonly mqtt?: string
  /** Calls the addresses of those who ask for executions: without it none is called. */
  readonly caller?: Caller
  /** Answers of the processes that keep their state in memory; by default, worked out in this very thread. */
  readonly answers?: Answers
}

/** Heavy reads at once, and how many more wait for their turn: DuckDB has two threads. */
const [READS, READS_WAITING] = [4, 64]
const DOWNLOADS = 64
/** Pages of features are at most 16 MB or so. */
const LARGE_PAGES = 24
const STREAMS = 200
const KEPT_ANSWERS = 128
/** Of a few kilobytes each, a dozen a dataset. */
const KEPT_STYLES = 1024
/** Questions sent at once to what answers them one by one, and how many more wait. */
const [ANSWERS, ANSWERS_WAITING] = [4, 128]

/** The JSON API, the downloads, health, metrics and the OpenAPI document of a territory, as one app. */
export function createApi(given: ApiDeps): Hono {
  const { chain, queue, secret, version, sensorThings, fleet, door, mqtt, caller, govern = openGovern(chain) } = given
  const { answers = openAnswers(chain) } = given
  const deps: Deps = {
    chain,
    queue,
    secret,
    govern,
    version,
    summaries: openSummaries(chain),
    snapshots: openSnapshots(chain),
    search: openSearch(() => deps),
    reads: openLimit(READS, READS_WAITING),
    downloads: openLimit(DOWNLOADS),
    pages: openLimit(LARGE_PAGES),
    streams: openLimit(STREAMS),
    kept: {
      checks: openKept(KEPT_ANSWERS),
      statistics: openKept(KEPT_ANSWERS),
      temporal: openKept(KEPT_ANSWERS),
      spatial: openKept(KEPT_ANSWERS),
      counts: openKept(KEPT_ANSWERS),
      spreads: openKept(KEPT_ANSWERS),
      styles: openKept(KEPT_STYLES),
      // All are told together: that of each in both languages, and of the version before.
      layers: openKept(4 * chain.graph.nodes.length),
      ranges: openKept(KEPT_ANSWERS),
      stations: openKept(KEPT_ANSWERS),
      // One is of use at a time, and another while it is made again.
      node: openKept(2),
    },
    boxes: openBoxes(chain.lake),
    rasters: openRasters(chain.lake),
    exports: openExports(chain),
    drawing: openTilePool(chain.lake),
    tiles: openTiles(),
    mapTiles: openMapTiles(),
    processes: openProcesses(chain.graph, async (path) => app.request(path), caller),
    answers: atMost(openLimit(ANSWERS, ANSWERS_WAITING), answers),
    fleet,
    door,
    sensorThings,
    meter: openHttpMeter(),
    viewerOf,
  }
  // `/ogc/` is `/ogc`.
  const app = new Hono({ strict: false })
  for (const { method, path, body, mostBytes, answer, document, also, script, handle } of routes) {
    const handlers = around(path, deps.meter.count, also?.includes('text/html') || isForPeople(path), script)
    handlers.push(findViewer(govern, secret), keepReadings(govern))
    if (body) handlers.push(smallBody(mostBytes))
    if (method === 'get' && (document ?? !('media' in answer))) handlers.push(etag())
    app.on(method.toUpperCase(), [path], ...handlers, (c) => handle(deps, c))
  }
  if (door) meterFrames(door.ingest, deps.meter.registry)
  if (sensorThings) serveSensorThings(app, sensorThings, deps, mqtt)
  // Only our own addresses: the app may be mounted beside others at the same root.
  for (const prefix of [
    '/api/*',
    '/ogc/*',
    '/dcat/*',
    '/resources/*',
    '/kalim/*',
    '/download/*',
    '/wms',
    '/wfs',
    '/ingest/*',
    '/metrics',
    '/health',
    '/openapi.json',
    '/openapi.html',
  ]) {
    const handlers = around('unknown', deps.meter.count, isForPeople(prefix))
    app.use(prefix, ...handlers, (c) => {
      throw notServed(c, methodsAt(routes, c.req.path))
    })
  }
  app.onError((error, c) => {
    logFault(chain.log, c, error)
    return answerError(deps, c, error)
  })
  return app
}

/** The same answers, so many at once at most. */
const atMost = (limit: Limit, answers: Answers): Answers => ({
  ...answers,
  answer: (process, values) => limit.run(() => answers.answer(process, values)),
})
