import type { DuckDBConnection } from '@duckdb/node-api'
import {
  DuckDBBlobValue,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBGeometryValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBValue,
} from '@duckdb/node-api'
import { parseJson, type Sql } from '../kernel/index.ts'
import { dayText } from './days.ts'
import { bound, prepareQuery, sqlError } from './engine.ts'
import type { Row } from './types.ts'
import { readWkb } from './wkb.ts'

/**
 * Runs a query and gives its rows: instants as Date, days as `YYYY-MM-DD`, geometries as GeoJSON, whole numbers as
 * numbers where safe and else as bigint, decimals as numbers. Throws `lake.sql`, `lake.not-a-query`.
 */
export async function queryRows(connection: DuckDBConnection, query: Sql): Promise<Row[]> {
  const { text, values } = await prepareQuery(connection, query)
  try {
    const result = await connection.runAndReadAll(text, ...bound(values))
    const names = result.deduplicatedColumnNames()
    const json = result.columnTypes().map((type) => type.alias === 'JSON')
    return result.getRows().map((row) => {
      const out: Row = {}
      for (let i = 0; i < names.length; i++) {
        const value = row[i]!
        out[names[i]!] = json[i] && typeof value === 'string' ? parseJson(value) : plain(value)
      }
      return out
    })
  } catch (error) {
    throw sqlError(text, error)
  }
}

function plain(value: DuckDBValue): unknown {
  if (value === null || typeof value !== 'object') {
    const isSafe = typeof value === 'bigint' && value === BigInt.asIntN(54, value)
    return isSafe ? Number(value) : value
  }
  if (value instanceof DuckDBGeometryValue || value instanceof DuckDBBlobValue) return readWkb(value.bytes)
  if (value instanceof DuckDBTimestampTZValue || value instanceof DuckDBTimestampValue)
    return new Date(Number(value.micros / 1000n))
  if (value instanceof DuckDBDateValue) return dayText(value.days)
  if (value instanceof DuckDBDecimalValue) return value.toDouble()
  if (value instanceof DuckDBListValue) return value.items.map(plain)
  if (value instanceof DuckDBStructValue)
    return Object.fromEntries(Object.entries(value.entries).map(([name, item]) => [name, plain(item)]))
  if (value instanceof DuckDBMapValue)
    return value.entries.map(({ key, value: v }) => ({ key: plain(key), value: plain(v) }))
  return String(value)
}
