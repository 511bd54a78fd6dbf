import type { BandFacts } from './bands.ts'
import type { Check, Duration } from './check.ts'
import type { Bbox } from './geometry.ts'
import type { Licence } from './licence.ts'
import type { Partition, Partitions } from './partition.ts'
import type { Contact, Place } from './place.ts'
import type { GridRequest, GridWindow, RasterSpec } from './raster.ts'
import type { AssetRef } from './ref.ts'
import type { ColumnOf, RowOf, Table } from './shape.ts'
import type { Relation, Sql } from './sql.ts'
import type { Bilingual } from './text.ts'

export type AssetKind = 'table' | 'observations' | 'raster' | 'file'

/** EU data themes (Publications Office, data-theme authority table). */
export const themes = {
  transport: 'TRAN',
  environment: 'ENVI',
  energy: 'ENER',
  society: 'SOCI',
  regions: 'REGI',
  government: 'GOVE',
  health: 'HEAL',
  economy: 'ECON',
} as const
export type Theme = keyof typeof themes

/** How an asset becomes a dataset. */
export interface Publish {
  readonly licence: Licence
  readonly access: 'open' | 'restricted' | 'personal'
  readonly theme: Theme
  readonly contact?: Contact
  /** Identifier of the organisation of the territory whose producers decide who reads it. */
  readonly owner?: string
  readonly keywords?: readonly Bilingual[]
  /** What a user must know before relying on it. */
  readonly limits?: Bilingual
}

/** When an asset is brought up to date by itself: at set times (cron, in the territory's time zone) or when too old. */
export type Schedule = { readonly cron: string } | { readonly noOlderThan: Duration }

/** A row or record that could not be used, kept with the reason. */
export interface Rejected {
  /** Where it stands in the source: `file.csv:12`, `feature 3`. */
  readonly place: string
  readonly reason: Bilingual
  /** The record as it came, cut at 10 kB. */
  readonly raw: unknown
}

/** What a running step offers to the code that makes an asset. */
export interface Making {
  readonly partition: Partition | undefined
  readonly now: Date
  readonly territory: Place
  readonly signal: AbortSignal
  /** A scratch folder of this step, removed after it. */
  readonly folder: string
  /** Sets a row aside. The step goes on. */
  reject(rejected: Rejected): void
  /** Says how far it is: shown to whoever watches the run. */
  progress(done: number, total?: number): void
  /**
   * Writes a raster in `folder` as a Cloud Optimized GeoTIFF: tiles, overviews, and what the bands are. For assets of kind
   * `raster` that declare bands, theirs must be those, in that order. Throws `raster.malformed`.
   */
  raster(spec: RasterSpec): Promise<WrittenFile>
}

/** One input as a `make` sees it: the version pinned when the step began. */
export interface InputTable<S extends Table = Table> extends Relation {
  readonly name: string
  readonly count: number
  /** Reads it in batches. `columns` and `bbox` (in the CRS of its geometry) read less. */
  read(options?: { readonly columns?: readonly ColumnOf<S>[]; readonly bbox?: Bbox }): AsyncIterable<RowOf<S>[]>
  /** Reads it whole: for what surely fits in memory. */
  all(): Promise<RowOf<S>[]>
  /** The files behind it, one a partition: for rasters and files. */
  readonly files: readonly { readonly path: string; readonly partition: string | undefined }[]
  /**
   * Rasters only: the cells of a box at full resolution, whatever files hold them; NaN beyond the raster. Throws
   * `raster.none` for what is no raster or has no cell yet, `raster.unknown-band`, `raster.too-large`.
   */
  grid(request: GridRequest): Promise<GridWindow>
}

export type Inputs = Readonly<Record<string, AssetRef>>
export type InputTables<F extends Inputs> = { readonly [K in keyof F]: InputTable<F[K]['rows']> }

/** A file that a `make` wrote in `run.folder`. */
export interface WrittenFile {
  readonly path: string
  readonly mediaType: string
}

type Batches<R> = AsyncIterable<R[]> | Iterable<R[]>

/** Facts shared by all assets. */
interface AssetFacts {
  /** Lower case letters, digits and `_`: it names files, tables and addresses. */
  readonly name: string
  readonly title: Bilingual
  readonly description?: Bilingual
  readonly partitions?: Partitions
  /**
   * How far around its tile a partition reads inputs cut by the same grid, in units of its CRS: the tiles within are given
   * with it, and a change in them makes it again. Only for what is cut by tile.
   */
  readonly margin?: number
  readonly publish?: Publish
  readonly schedule?: Schedule
  /** `import.meta.url` of the module whose code (and all it imports) makes this asset. Default: the pack's. */
  readonly code?: string
  /** Parameters of the pack that change this asset: it is made again for them only. Default: all. */
  readonly parameters?: readonly string[]
  /** What else changes it: what a function that makes a pack was given, and a `make` uses. */
  readonly options?: Readonly<Record<string, unknown>>
}

/** A table as a pack writes it. */
export interface TableAssetSpec<S extends Table, F extends Inputs> extends AssetFacts {
  readonly kind?: 'table' | 'observations'
  readonly from: F
  readonly rows: S
  readonly checks?: readonly Check<ColumnOf<S>>[]
  /** Rows in batches, all the rows, or a query. */
  make(inputs: InputTables<F>, run: Making): Batches<RowOf<S>> | Promise<RowOf<S>[]> | RowOf<S>[] | Sql
}

/** A raster or file as a pack writes it. Bands, in the order of the file, and what is said of them are of rasters only. */
export interface FileAssetSpec<F extends Inputs> extends AssetFacts, BandFacts {
  readonly kind: 'raster' | 'file'
  readonly from: F
  make(inputs: InputTables<F>, run: Making): WrittenFile | Promise<WrittenFile>
}

/** Any asset, as the runner sees it. */
export interface Asset extends AssetFacts, AssetRef, BandFacts {
  readonly kind: AssetKind
  readonly from: Inputs
  readonly checks: readonly Check[]
  make(
    inputs: Readonly<Record<string, InputTable>>,
    run: Making,
  ): Batches<Record<string, unknown>> | Promise<unknown[] | WrittenFile> | unknown[] | Sql | WrittenFile
}

/** Declares a table made from other assets. */
export function asset<const F extends Inputs, S extends Table>(spec: TableAssetSpec<S, F>): Asset & AssetRef<S> {
  return { checks: [], kind: 'table', ...spec } as unknown as Asset & AssetRef<S>
}

const noColumns: Table = { name: 'file', columns: {}, key: [] }

/** Declares a raster or a file made from other assets. */
export function fileAsset<const F extends Inputs>(spec: FileAssetSpec<F>): Asset {
  return { checks: [], rows: noColumns, ...spec } as unknown as Asset
}
