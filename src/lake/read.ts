import type {
  DuckDBBlobVector,
  DuckDBConnection,
  DuckDBDataChunk,
  DuckDBDoubleVector,
  DuckDBValue,
  DuckDBVarCharVector,
} from '@duckdb/node-api'
import { type ColumnType, OrchestraError, quoteName, renderSql, type Sql, type Table } from '../kernel/index.ts'
import { dayText } from './days.ts'
import { bound, type Engine, letGo, sqlError } from './engine.ts'
import { columnNames, coveringColumn, geometryColumn, ROW } from './layout.ts'
import type { Objects } from './objects.ts'
import { filesOf, viewOf } from './relations.ts'
import type { ReadOptions, Row, TableFiles } from './types.ts'
import { readWkb } from './wkb.ts'

/**
 * Reads the files of a table as one, in their order, in batches of at most 2,048 rows. Leaving the loop early frees what
 * the read holds. Throws `lake.unknown-column`, `lake.no-geometry`, `lake.missing`.
 */
export async function* readTable(
  engine: Engine,
  objects: Objects,
  table: TableFiles,
  options: ReadOptions,
): AsyncGenerator<Row[], void> {
  const names = wantedColumns(table, options)
  const plain = readQuery(objects, table, options)
  if (plain === undefined) return
  const decoders = names.map((name) => decoder(typeOf(table.shape, name)))
  const connection = await engine.connect()
  try {
    const { text, values } = options.where
      ? await filteredQuery(connection, objects, table, options, options.where)
      : { text: plain, values: [] }
    const result = await connection.stream(text, values).catch((error: unknown) => {
      throw options.where ? sqlError(text, error) : error
    })
    for await (const chunk of result) yield rowsOfChunk(chunk, names, decoders)
  } finally {
    await letGo(connection)
  }
}

const typeOf = (shape: Table, name: string): ColumnType => (name === ROW ? 'integer' : shape.columns[name]!.column)

function wantedColumns({ shape, traced }: TableFiles, options: ReadOptions): string[] {
  const all = columnNames(shape)
  const unknown = options.columns?.filter((name) => !all.includes(name)) ?? []
  if (unknown.length > 0)
    throw new OrchestraError({
      code: 'lake.unknown-column',
      say: {
        fr: `« ${shape.name} » n’a pas de colonne ${unknown.join(', ')}.`,
        en: `'${shape.name}' has no column ${unknown.join(', ')}.`,
      },
      remedy: { fr: `Ses colonnes : ${all.join(', ')}.`, en: `Its columns: ${all.join(', ')}.` },
      facts: { unknown, known: all },
    })
  return [...(options.columns ?? all), ...(options.traced && traced ? [ROW] : [])]
}

/** The query of a read, undefined when there is nothing to read. */
function readQuery(objects: Objects, table: TableFiles, options: ReadOptions): string | undefined {
  const { shape, hashes } = table
  const outputs = wantedColumns(table, options).map((name) => forReading(name, typeOf(shape, name)))
  const where = options.bbox ? ` WHERE ${meets(shape, options.bbox, coveringColumn(shape))}` : ''
  const page = pageOf(options)
  if (hashes.length === 0) return undefined
  // A read of no column still counts its rows.
  return `SELECT ${outputs.join(', ') || '0::DOUBLE'} FROM ${filesOf(objects, table)}${where}${page}`
}

/** The query of a read with a condition of somebody's: over the view that queries see, so that it means the same there. */
async function filteredQuery(
  connection: DuckDBConnection,
  objects: Objects,
  table: TableFiles,
  options: ReadOptions,
  where: Sql,
): Promise<{ text: string; values: DuckDBValue[] }> {
  const { shape } = table
  const condition = renderSql(where)
  const outputs = wantedColumns(table, options).map((name) => {
    const type = typeOf(shape, name)
    return type === 'geometry' ? `ST_AsWKB(${quoteName(name)})` : forReading(name, type)
  })
  const view = await viewOf(connection, objects, { ...table, positioned: true })
  const box = options.bbox ? `${meets(shape, options.bbox, '_bbox')} AND ` : ''
  // On lines of its own: a comment at its end comments nothing else out.
  const text = `SELECT ${outputs.join(', ') || '0::DOUBLE'} FROM (${view}) WHERE ${box}(\n${condition.text}\n)${pageOf(options)}`
  return { text, values: condition.values.map(bound) }
}

function pageOf({ limit, offset }: ReadOptions): string {
  const most = limit === undefined ? '' : ` LIMIT ${count(limit)}`
  return offset === undefined ? most : `${most} OFFSET ${count(offset)}`
}

function count(value: number): number {
  if (Number.isSafeInteger(value) && value >= 0) return value
  throw new RangeError(`limit and offset are whole numbers, not ${value}`)
}

/** True of the boxes that meet another, sides included. Row groups whose boxes are all outside are not read. */
function meets(shape: Table, [minx, miny, maxx, maxy]: NonNullable<ReadOptions['bbox']>, covering: string): string {
  if (geometryColumn(shape) === undefined)
    throw new OrchestraError({
      code: 'lake.no-geometry',
      say: {
        fr: `« ${shape.name} » n’a pas de géométrie : elle ne se lit pas par emprise.`,
        en: `'${shape.name}' has no geometry: it cannot be read by bounding box.`,
      },
    })
  if (![minx, miny, maxx, maxy].every(Number.isFinite)) throw new RangeError('a bbox is four finite numbers')
  const box = quoteName(covering)
  const side = (name: string, operator: string, value: number) => `${box}.${name} ${operator} ${value}::DOUBLE`
  return [side('xmax', '>=', minx), side('xmin', '<=', maxx), side('ymax', '>=', miny), side('ymin', '<=', maxy)].join(
    ' AND ',
  )
}

/** Numbers of all kinds travel as doubles, NaN for null: the fastest to read from a vector. */
function forReading(name: string, type: ColumnType): string {
  const value = quoteName(name)
  const double = (expression: string) => `coalesce(${expression}::DOUBLE, 'nan'::DOUBLE)`
  switch (type) {
    case 'text':
    case 'geometry':
      return value
    case 'json':
      return `${value}::VARCHAR`
    case 'instant':
      return double(`epoch_ms(${value})`)
    case 'date':
      return double(`(${value} - DATE '1970-01-01')`)
    default:
      return double(value)
  }
}

type Decode = (chunk: DuckDBDataChunk, column: number, row: number) => unknown

const ofDouble =
  <T>(convert: (value: number) => T): Decode =>
  (chunk, column, row) => {
    const value = (chunk.getColumnVector(column) as DuckDBDoubleVector).getItem(row)!
    return Number.isNaN(value) ? null : convert(value)
  }
const ofText =
  <T>(convert: (value: string) => T): Decode =>
  (chunk, column, row) => {
    const value = (chunk.getColumnVector(column) as DuckDBVarCharVector).getItem(row)
    return value === null ? null : convert(value)
  }
const same = <T>(value: T): T => value

function decoder(type: ColumnType): Decode {
  switch (type) {
    case 'text':
      return ofText(same)
    case 'json':
      return ofText((text) => JSON.parse(text) as unknown)
    case 'geometry':
      return (chunk, column, row) => {
        const bytes = (chunk.getColumnVector(column) as DuckDBBlobVector).getItemBytes(row)
        return bytes === null ? null : readWkb(bytes)
      }
    case 'boolean':
      return ofDouble((value) => value === 1)
    case 'instant':
      return ofDouble((ms) => new Date(ms))
    case 'date':
      return ofDouble(dayText)
    default:
      return ofDouble(same)
  }
}

function rowsOfChunk(chunk: DuckDBDataChunk, names: readonly string[], decoders: readonly Decode[]): Row[] {
  const rows: Row[] = new Array(chunk.rowCount)
  for (let r = 0; r < rows.length; r++) {
    const row: Row = {}
    for (let c = 0; c < names.length; c++) row[names[c]!] = decoders[c]!(chunk, c, r)
    rows[r] = row
  }
  return rows
}
