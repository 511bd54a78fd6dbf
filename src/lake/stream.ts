import type {
  DuckDBBlobVector,
  DuckDBConnection,
  DuckDBDataChunk,
  DuckDBDoubleVector,
  DuckDBResult,
  DuckDBVarCharVector,
} from '@duckdb/node-api'
import { quoteName, renderSql, type Sql } from '../kernel/index.ts'
import { bound, chunksOf, type Engine, prepareSelect, sqlError } from './engine.ts'
import type { Objects } from './objects.ts'
import { createViews, relationOf, viewOf } from './relations.ts'
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
  const { text, values } = renderSql(query)
  let result: DuckDBResult
  try {
    const whole = await withViews(connection, objects, text, relations, used)
    const prepared = await prepareSelect(connection, whole, text)
    prepared.bind(...bound(values))
    result = await prepared.stream().catch((error: unknown) => {
      throw sqlError(text, error)
    })
    prepared.destroySync()
  } catch (error) {
    connection.disconnectSync()
    throw error
  }
  for await (const chunk of chunksOf(connection, result)) yield batchOf(chunk)
}

/** The query with its relations in front of it: DuckDB then plans once, where a view is planned when it is made as well. */
async function withViews(
  connection: DuckDBConnection,
  objects: Objects,
  text: string,
  relations: ReadonlyMap<string, TableFiles>,
  used: Iterable<string>,
): Promise<string> {
  if (/^\s*with\b/i.test(text)) {
    await createViews(connection, objects, used, relations)
    return text
  }
  const views: string[] = []
  for (const name of used)
    views.push(
      `${quoteName(name)} AS NOT MATERIALIZED (${await viewOf(connection, objects, relationOf(name, relations))})`,
    )
  return views.length > 0 ? `WITH ${views.join(', ')}\n${text}` : text
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
