import type { Context } from 'hono'
import type { Govern, Viewer } from '../govern/index.ts'
import type { Rasters } from '../lake/index.ts'
import type { Answers, Chain, Queue } from '../pipeline/index.ts'
import type { Exports } from './download/exports.ts'
import type { Fleet } from './fleet/fleet.ts'
import type { Limit } from './http/limit.ts'
import type { IngestDoor } from './ingest/door.ts'
import type { Dataset, Statistics } from './json/shapes.ts'
import type { ValueRange } from './ogc/coverages/value-range.ts'
import type { Station } from './ogc/edr/stations.ts'
import type { Matched } from './ogc/features/matched.ts'
import type { Places } from './ogc/features/places.ts'
import type { ProcessDeps } from './ogc/processes/deps.ts'
import type { Symbology } from './ogc/styles/symbology.ts'
import type { TileCache } from './ogc/tiles/cache.ts'
import type { DrawnTile, TilePool } from './ogc/tiles/job.ts'
import type { HttpMeter } from './ops/meter.ts'
import type { Boxes } from './read/boxes.ts'
import type { CheckRows } from './read/check-rows.ts'
import type { Kept } from './read/kept.ts'
import type { CatalogueSearch } from './read/searching.ts'
import type { Snapshots } from './read/snapshots.ts'
import type { Summaries } from './read/summaries.ts'
import type { NodeIndex } from './rudi/entry.ts'
import type { SensorThings } from './sensorthings/service/service.ts'
import type { LayerFacts } from './wms/layer-facts.ts'

/** What the routes share. */
export interface Deps {
  readonly chain: Chain
  readonly queue: Queue | undefined
  readonly secret: string | undefined
  /** Accounts, organisations, rights. */
  readonly govern: Govern
  /** Version of the software. */
  readonly version: string
  readonly summaries: Summaries
  readonly snapshots: Snapshots
  /** Searches the catalogue. */
  readonly search: CatalogueSearch
  /** For reads that keep DuckDB busy. */
  readonly reads: Limit
  /** For answers that last: downloads. */
  readonly downloads: Limit
  /** For large pages, which are in memory until they are read. */
  readonly pages: Limit
  /** For answers that stay open: live progress. */
  readonly streams: Limit
  /** Answers worked out once for each version of an asset. */
  readonly kept: {
    readonly checks: Kept<CheckRows>
    readonly statistics: Kept<Statistics>
    readonly temporal: Kept<Dataset['extent']['temporal']>
    /** Where the features of a version are; undefined when none has a geometry. */
    readonly spatial: Kept<Places | undefined>
    /** Features of a version that pass a filter. */
    readonly counts: Kept<Matched>
    /** Some values of the numbers of a version, from the lowest, by column. */
    readonly spreads: Kept<ReadonlyMap<string, readonly number[]>>
    /** How a version is drawn, by style. */
    readonly styles: Kept<Symbology>
    /** What the maps tell of a version of a layer, by language. */
    readonly layers: Kept<LayerFacts>
    /** Where the stations of observations are, by version. */
    readonly stations: Kept<readonly Station[]>
    /** Usual values of a band of a version of a raster. */
    readonly ranges: Kept<ValueRange>
    /** What the producer node of RUDI has. */
    readonly node: Kept<NodeIndex>
  }
  /** Boxes of the rows of versions, in memory: for pages by place. */
  readonly boxes: Boxes
  readonly rasters: Rasters
  /** Exports written lately, and those being written. */
  readonly exports: Exports
  /** Threads that draw vector tiles. */
  readonly drawing: TilePool
  /** Tiles drawn lately. */
  readonly tiles: TileCache<DrawnTile>
  /** Tiles of rasters drawn lately, as PNG. */
  readonly mapTiles: TileCache<Uint8Array>
  readonly processes: ProcessDeps
  /** Answers of the processes that keep their state in memory. */
  readonly answers: Answers
  /** The sensors of this house, where it has some. */
  readonly fleet: Fleet | undefined
  /** Where network servers bring frames, where the territory has connections. */
  readonly door: IngestDoor | undefined
  readonly meter: HttpMeter
  /** Undefined where the territory has no sensors. */
  readonly sensorThings: SensorThings | undefined
  viewerOf(c: Context): Viewer
}
