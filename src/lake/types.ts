import type { Bbox, Rejected, Sql, Table } from '../kernel/index.ts'

/** One immutable file of the lake, named by the SHA-256 of its content. */
export interface StoredObject {
  readonly hash: string
  readonly mediaType: string
  readonly bytes: number
  /** Tables only. */
  readonly rows: number
  /** Tables with a geometry, in its CRS; absent when there is none. */
  readonly bbox?: Bbox
}

/** The files that together are one version of a table. */
export interface TableFiles {
  readonly shape: Table
  readonly hashes: readonly string[]
  /** Rows carry `_row`, their number in the source. */
  readonly traced?: boolean
  /** In queries its view also has `_position` (0-based place of the row in its files) and, with a geometry, `_bbox`. */
  readonly positioned?: boolean
}

export interface ReadOptions {
  readonly columns?: readonly string[]
  /** In the CRS of the geometry column. */
  readonly bbox?: Bbox
  /** A condition on the columns of the table (as in queries, and `_bbox` when it has a geometry), its values bound. */
  readonly where?: Sql
  readonly limit?: number
  readonly offset?: number
  /** Also give `_row`. */
  readonly traced?: boolean
  /** Give geometries as WKB, valid until the next batch: for writers that make no object of them. */
  readonly wkb?: boolean
  /** More conditions (as `where`), each given with the row as true, false or null under its name. */
  readonly flags?: readonly { readonly name: string; readonly sql: Sql }[]
}

export interface WriteOptions {
  /** Keep `_row` of each row. */
  readonly traced?: boolean
  /** Called with a row that does not fit the shape, instead of failing. */
  readonly reject?: (rejected: Rejected) => void
  readonly signal?: AbortSignal
}

export type Row = Record<string, unknown>

/** A part of the result of a streamed query: values by the place of their column and row. Bytes are valid until the next batch. */
export interface Batch {
  readonly count: number
  number(column: number, row: number): number | null
  text(column: number, row: number): string | null
  bytes(column: number, row: number): Uint8Array | null
}

/** The lake: immutable files by content, and DuckDB over them. */
export interface Lake {
  /** Where its files are: for whoever opens it in another thread. */
  readonly folder: string
  /** Bytes read and written since it was opened: for the footprint. */
  readonly io: { read: number; written: number }
  /**
   * Writes rows as one GeoParquet file: columns of the shape in order, geometry as WKB with a bbox covering column,
   * rows along a Hilbert curve. Rows are checked against the shape; memory stays flat whatever their number.
   */
  writeRows(
    shape: Table,
    batches: AsyncIterable<Row[]> | Iterable<Row[]>,
    options?: WriteOptions,
  ): Promise<StoredObject>
  /**
   * Writes the result of a query over other tables. Its columns must be those of the shape, in any order; with `traced` also
   * `_row`. Each relation is a view with the columns of its table.
   */
  writeSql(
    shape: Table,
    query: Sql,
    relations: ReadonlyMap<string, TableFiles>,
    options?: { readonly traced?: boolean; readonly signal?: AbortSignal },
  ): Promise<StoredObject>
  /** Writes rows as `writeRows` does, as a file that is no object of the lake: for whoever hands it out and removes it. */
  writeApart(shape: Table, batches: AsyncIterable<Row[]>): Promise<{ readonly path: string; remove(): Promise<void> }>
  /** Takes a file in. The original is left where it is. */
  writeFile(path: string, mediaType: string): Promise<StoredObject>
  /** Reads a table in batches; `bbox` skips the row groups outside. */
  read(table: TableFiles, options?: ReadOptions): AsyncIterable<Row[]>
  /** Runs a query over tables and gives its rows as plain objects (instants as Date, geometries as GeoJSON). */
  query<R extends Row = Row>(query: Sql, relations: ReadonlyMap<string, TableFiles>): Promise<R[]>
  /** Runs a query whose columns are DOUBLE, VARCHAR or BLOB, for readers that make no object a row: tiles. */
  stream(query: Sql, relations: ReadonlyMap<string, TableFiles>): AsyncIterable<Batch>
  /**
   * Reads rows by their places among those of the files of a table, in order and each once: numbers as doubles (instants in
   * milliseconds, booleans as 0 and 1), texts (days as `YYYY-MM-DD`, JSON as written), geometries as WKB. Much faster than a query for
   * a page of rows; their bytes stay valid. Throws `lake.no-row`, `lake.missing`, `lake.unreadable`.
   */
  take(table: TableFiles, columns: readonly string[], positions: readonly number[]): AsyncIterable<Batch>
  /** The path of an object. Throws `lake.missing` when it is not there. */
  path(hash: string): string
  has(hash: string): boolean
  /** Removes every object but those named, and leftovers of killed writers older than an hour; gives what it freed. */
  gc(keep: ReadonlySet<string>): Promise<{ removed: number; bytes: number }>
  close(): Promise<void>
}
