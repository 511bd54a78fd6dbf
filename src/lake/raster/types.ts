import type { Bbox } from '../../kernel/index.ts'

/** One file of a raster, by where its first cell stands in the whole. */
export interface RasterPart {
  readonly path: string
  /** Columns and rows of the whole before its own. */
  readonly column: number
  readonly row: number
  readonly width: number
  readonly height: number
  /** Smaller images of the same that the file holds: how many cells a side each of theirs stands for, and its place. */
  readonly overviews: readonly { readonly factor: number; readonly image: number }[]
  /** By band: value = cell × scale + offset. */
  readonly scales: readonly (readonly [scale: number, offset: number])[]
}

/** A raster of the lake: one file or several side by side, cells from the north-west, rows southwards. */
export interface Raster {
  /** As the kernel names it. x is first whatever the CRS. */
  readonly crs: string
  readonly bbox: Bbox
  /** Width and height of a cell, in units of the CRS. */
  readonly step: readonly [number, number]
  readonly width: number
  readonly height: number
  /** What the file says of each band: its name, and its unit as written. */
  readonly bands: readonly { readonly name: string | undefined; readonly unit: string | undefined }[]
  readonly parts: readonly RasterPart[]
}

/** Values of a window of a raster. Those that are missing are NaN. */
export interface Grid {
  /** North-west corner of the first cell. */
  readonly origin: readonly [number, number]
  /** Width and height of a cell, in units of the CRS. */
  readonly step: readonly [number, number]
  readonly width: number
  readonly height: number
  /** Row by row from the north, one array a band asked for. */
  readonly values: readonly Float64Array[]
}

/** How a coarser cell is made of finer ones: their mean, or the first of them (for codes, of which there is no mean). */
export type Coarsening = 'mean' | 'first'

export interface Window {
  /** In the CRS of the raster; what lies beyond the raster is left out. */
  readonly bbox: Bbox
  /** Side of a cell that is fine enough, in units of the CRS. That of the raster when absent. */
  readonly step?: number
  /** Places of the bands wanted, from 0. */
  readonly bands: readonly number[]
  readonly coarsening: Coarsening
}
