import type { Bbox } from './geometry.ts'

/** Values of a window of a raster, one array a band, row by row from the north. NaN where there is none. */
export interface GridWindow {
  /** North-west corner of the first cell, in the CRS of the raster. */
  readonly origin: readonly [number, number]
  /** Width and height of a cell, in units of the CRS. */
  readonly step: readonly [number, number]
  readonly width: number
  readonly height: number
  readonly bands: readonly Float32Array[]
}

/** What a reader of a raster asks for. */
export interface GridRequest {
  /** In the CRS of the raster. Cells that it merely touches are given whole. */
  readonly bbox: Bbox
  /** Names of the bands, in the order wanted; all of them when absent. */
  readonly bands?: readonly string[]
}

/** How a cell is kept in the file. `int16` and `uint8` keep whole numbers, which `scale` and `offset` turn into values. */
export type CellType = 'float32' | 'int16' | 'uint8'

/** What stands for a missing value, by how cells are kept. */
export const NO_CELL: Readonly<Record<CellType, number>> = { float32: Number.NaN, int16: -32_768, uint8: 255 }

/** One band of a raster to write. */
export interface RasterBand {
  readonly name: string
  /** As the asset declares it when absent. */
  readonly unit?: string
  /**
   * Row by row from the north. Floats are values: they are rounded to the cells of the file, those too large for them are held
   * at the last one, NaN is missing. Whole numbers are the cells themselves, `NO_CELL` where there is none.
   */
  readonly values: Float32Array | Int16Array | Uint8Array
  /** value = cell × scale + offset. 1 and 0 when absent. */
  readonly scale?: number
  readonly offset?: number
  /** Codes of classes rather than quantities: a coarser cell takes one of them, not their mean. */
  readonly isCode?: boolean
}

/** A raster to write: where it is, by its box or by its corner and size, and what it holds. */
export type RasterSpec = {
  /** Name of the file without its extension: that of the asset when absent. */
  readonly name?: string
  /** Side of a cell, or its width and height, in units of the CRS. */
  readonly step: number | readonly [number, number]
  readonly crs: string
  readonly type: CellType
  readonly bands: readonly RasterBand[]
} & (
  | { readonly bbox: Bbox }
  | {
      /** North-west corner. */
      readonly origin: readonly [number, number]
      readonly width: number
      readonly height: number
    }
)
