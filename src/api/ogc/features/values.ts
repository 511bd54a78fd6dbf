import { type ColumnType, type Geometry, quoteName } from '../../../kernel/index.ts'
import { type Batch, readWkb } from '../../../lake/index.ts'

// Values of features go from DuckDB to JSON without an object between: numbers as doubles, the rest as texts.

/** A column as a query of features gives it. */
export function selected(name: string, type: ColumnType): string {
  const column = quoteName(name)
  switch (type) {
    case 'text':
      return column
    case 'integer':
    case 'number':
    case 'boolean':
      return `${column}::DOUBLE`
    case 'instant':
      return `epoch_ms(${column})::DOUBLE`
    case 'geometry':
      return `ST_AsWKB(${column})`
    default:
      return `${column}::VARCHAR`
  }
}

/** A value as JSON; geometries have their own. */
export function jsonOf(type: ColumnType, batch: Batch, column: number, row: number): string {
  if (type === 'json') return batch.text(column, row) ?? 'null'
  const value = plainOf(type, batch, column, row)
  return value === null ? 'null' : JSON.stringify(value)
}

/** A value as a text that names it: a part of an id. */
export function textOf(type: ColumnType, batch: Batch, column: number, row: number): string | null {
  const value = plainOf(type, batch, column, row)
  return value === null ? null : String(value)
}

function plainOf(type: ColumnType, batch: Batch, column: number, row: number): string | number | boolean | null {
  switch (type) {
    case 'integer':
    case 'number': {
      const value = batch.number(column, row)
      return value === null || !Number.isFinite(value) ? null : value
    }
    case 'boolean':
      return flagOf(batch, column, row)
    case 'instant': {
      const value = batch.number(column, row)
      return value === null ? null : new Date(value).toISOString()
    }
    default:
      return batch.text(column, row)
  }
}

/** A geometry, in the CRS of its column. */
export function geometryOf(batch: Batch, column: number, row: number): Geometry | null {
  const bytes = batch.bytes(column, row)
  return bytes === null ? null : readWkb(bytes)
}

/** A boolean, which a batch holds as a number. */
export function flagOf(batch: Batch, column: number, row: number): boolean | null {
  const value = batch.number(column, row)
  return value === null ? null : value === 1
}
