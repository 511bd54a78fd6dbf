import { DOUBLE, type DuckDBDataChunk, type DuckDBType } from '@duckdb/node-api'
import type { Bbox, Table } from '../kernel/index.ts'
import { flushDoubles } from './columns.ts'
import { type HilbertGrid, hilbertGrid, hilbertKey } from './hilbert.ts'
import { geometryColumn } from './layout.ts'
import type { WkbWriter } from './wkb.ts'

/** What is known of the geometries of a table: for the `geo` metadata. */
export interface GeometryFacts {
  /** As GeoParquet names them: `Point`, `Polygon Z`. */
  readonly types: readonly string[]
  /** Absent when no geometry has a position. */
  readonly bbox?: Bbox
}

/** Staging columns of the box and of the place on the Hilbert curve: doubles, NaN where there is no position. */
export const boxColumns = ['lake:xmin', 'lake:ymin', 'lake:xmax', 'lake:ymax', 'lake:curve'] as const
export const boxTypes: readonly DuckDBType[] = boxColumns.map(() => DOUBLE)

/** Takes the boxes of the primary geometry of each row, a chunk at a time. */
export class BoxSink {
  readonly #columns: readonly Float64Array[]
  readonly #types: string[]
  readonly #grid: HilbertGrid
  readonly #seenTypes = new Set<string>()
  readonly #bounds: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity]

  constructor(shape: Table, size: number) {
    this.#columns = boxColumns.map(() => new Float64Array(size))
    this.#types = new Array(size).fill('')
    this.#grid = hilbertGrid(shape.columns[geometryColumn(shape)!]!.crs ?? 'EPSG:4326')
  }

  /** Puts the box of the geometry just written at a place of the chunk. */
  put(writer: WkbWriter, type: string, at: number): void {
    const box: Bbox =
      type === ''
        ? [Number.NaN, Number.NaN, Number.NaN, Number.NaN]
        : [writer.minx, writer.miny, writer.maxx, writer.maxy]
    for (let i = 0; i < 4; i++) this.#columns[i]![at] = box[i]!
    this.#columns[4]![at] = Number.isNaN(box[0]) ? Number.NaN : hilbertKey(this.#grid, box)
    this.#types[at] = type
  }

  /** Hands the first rows to the last columns of a chunk. */
  flush(chunk: DuckDBDataChunk, firstColumn: number, rows: number): void {
    const [minx, miny, maxx, maxy] = this.#columns as [Float64Array, Float64Array, Float64Array, Float64Array]
    const bounds = this.#bounds
    for (let i = 0; i < rows; i++) {
      if (this.#types[i]) this.#seenTypes.add(this.#types[i]!)
      if (minx[i]! < bounds[0]) bounds[0] = minx[i]!
      if (miny[i]! < bounds[1]) bounds[1] = miny[i]!
      if (maxx[i]! > bounds[2]) bounds[2] = maxx[i]!
      if (maxy[i]! > bounds[3]) bounds[3] = maxy[i]!
    }
    for (const [i, values] of this.#columns.entries())
      flushDoubles(values, chunk.getColumnVector(firstColumn + i), rows)
  }

  get facts(): GeometryFacts {
    const types = [...this.#seenTypes].sort()
    return this.#bounds[0] <= this.#bounds[2] ? { types, bbox: [...this.#bounds] } : { types }
  }
}
