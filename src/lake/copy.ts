import type { DuckDBConnection } from '@duckdb/node-api'
import { quoteName, quoteText, type Table } from '../kernel/index.ts'
import { boxColumns, type GeometryFacts } from './boxes.ts'
import { fileMetadata } from './geoparquet.ts'
import { coveringColumn } from './layout.ts'

/** Rows a group, multiples of DuckDB's vector of 2,048. Small ones where a box read must skip most of them. */
const GROUP_OF_GEOMETRIES = 16_384
const GROUP = 61_440

/** Staged rows about to become a file. */
export interface Staged {
  /** What stands after FROM. */
  readonly from: string
  /** Columns of the file in order: name and SQL expression. */
  readonly columns: readonly (readonly [name: string, expression: string])[]
  /** Expressions that order the rows; empty keeps the order they are in. */
  readonly order: readonly string[]
  readonly geometry: GeometryFacts | undefined
}

/** Writes staged rows as one Parquet file: the same bytes for the same rows, whatever the threads. */
export async function copyToParquet(
  connection: DuckDBConnection,
  shape: Table,
  { from, columns, order, geometry }: Staged,
  path: string,
): Promise<void> {
  const outputs = columns.map(([name, expression]) => `${expression} AS ${quoteName(name)}`)
  if (geometry) outputs.push(`${boxExpression()} AS ${quoteName(coveringColumn(shape))}`)
  const metadata = Object.entries(fileMetadata(shape, geometry)).map(([key, value]) => `${key}: ${quoteText(value)}`)
  const sorted = order.length > 0 ? `ORDER BY ${order.join(', ')}` : ''
  await connection.run(
    `COPY (SELECT ${outputs.join(', ')} FROM ${from} ${sorted}) TO ${quoteText(path)} (
      FORMAT parquet, COMPRESSION zstd, GEOPARQUET_VERSION 'NONE',
      ROW_GROUP_SIZE ${geometry ? GROUP_OF_GEOMETRIES : GROUP}, KV_METADATA {${metadata.join(', ')}})`,
  )
}

/** Order along the Hilbert curve, rows without position last. */
export const curveOrder = quoteName(boxColumns[4])

/**
 * The covering column: doubles, so that a test on it is exact and DuckDB alone answers a box read, with limit and offset.
 * Null where there is no position.
 */
function boxExpression(): string {
  const [xmin, ymin, xmax, ymax] = boxColumns.map(quoteName)
  return `CASE WHEN isnan(${xmin}) THEN NULL ELSE {'xmin': ${xmin}, 'ymin': ${ymin}, 'xmax': ${xmax}, 'ymax': ${ymax}} END`
}
