import type { DuckDBBlobVector, DuckDBDataChunk, DuckDBDoubleVector, DuckDBVarCharVector } from '@duckdb/node-api'
import type { Sql } from '../kernel/index.ts'
import { bound, type Engine, letGo, prepareQuery, sqlError } from './engine.ts'
import type { Objects } from './objects.ts'
import { createViews } from './relations.ts'
import type { Batch, TableFiles } from './types.ts'

/**
 * Runs a query and gives its result in batches of at most 2,048 rows, without making an object a row. Its columns must be
 * DOUBLE, VARCHAR or BLOB. Leaving the loop early frees what it holds. Throws `lake.sql`, `lake.not-a-query`.
 */
export async function* streamQuery(
  engine: Engine,
  objects: Objects,
  query: Sql,
  relations: ReadonlyMap<string, TableFiles>,
  used: Iterable<string>,
): AsyncGenerator<Batch, void> {
  const connection = await engine.connect()
  try {
    await createViews(connection, objects, used, relations)
    const { text, values } = await prepareQuery(connection, query)
    const result = await connection.stream(text, values.map(bound)).catch((error: unknown) => {
      throw sqlError(text, error)
    })
    for await (const chunk of result) yield batchOf(chunk)
  } finally {
    await letGo(connection)
  }
}

function batchOf(chunk: DuckDBDataChunk): Batch {
  const vectors = Array.from({ length: chunk.columnCount }, (_, i) => chunk.getColumnVector(i))
  return {
    count: chunk.rowCount,
    number: (column, row) => (vectors[column] as DuckDBDoubleVector).getItem(row),
    text: (column, row) => (vectors[column] as DuckDBVarCharVector).getItem(row),
    bytes: (column, row) => (vectors[column] as DuckDBBlobVector).getItemBytes(row),
  }
}
