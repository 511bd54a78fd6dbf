import type { Context } from 'hono'
import type { Viewer } from '../govern/index.ts'
import type { Bbox } from '../kernel/index.ts'
import type { Chain, Queue } from '../pipeline/index.ts'
import type { Limit } from './http/limit.ts'
import type { Dataset, Statistics } from './json/shapes.ts'
import type { Matched } from './ogc/features/matched.ts'
import type { TileCache } from './ogc/tiles/cache.ts'
import type { DrawnTile } from './ogc/tiles/draw.ts'
import type { HttpMeter } from './ops/meter.ts'
import type { CheckRows } from './read/check-rows.ts'
import type { Kept } from './read/kept.ts'
import type { Snapshots } from './read/snapshots.ts'
import type { Summaries } from './read/summaries.ts'

/** What the routes share. */
export interface Deps {
  readonly chain: Chain
  readonly queue: Queue | undefined
  readonly secret: string | undefined
  /** Version of the software. */
  readonly version: string
  readonly summaries: Summaries
  readonly snapshots: Snapshots
  /** For reads that keep DuckDB busy. */
  readonly reads: Limit
  /** For answers that last: downloads. */
  readonly downloads: Limit
  /** For answers that stay open: live progress. */
  readonly streams: Limit
  /** Answers worked out once for each version of an asset. */
  readonly kept: {
    readonly checks: Kept<CheckRows>
    readonly statistics: Kept<Statistics>
    readonly temporal: Kept<Dataset['extent']['temporal']>
    /** Hash of the one Parquet file written from the parts of a version. */
    readonly merged: Kept<string>
    /** Box of a version in the CRS of its geometry. */
    readonly spatial: Kept<Bbox | undefined>
    /** Features of a version that pass a filter. */
    readonly counts: Kept<Matched>
  }
  /** Tiles drawn lately. */
  readonly tiles: TileCache<DrawnTile>
  readonly meter: HttpMeter
  viewerOf(c: Context): Viewer
}
