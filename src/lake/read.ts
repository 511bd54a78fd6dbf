import type {
  DuckDBBlobVector,
  DuckDBConnection,
  DuckDBDataChunk,
  DuckDBDoubleVector,
  DuckDBResult,
  DuckDBVarCharVector,
  DuckDBVector,
} from '@duckdb/node-api'
import {
  type ColumnType,
  OrchestraError,
  parseJson,
  quoteName,
  renderSql,
  type Sql,
  type SqlValue,
  sql,
  type Table,
} from '../kernel/index.ts'
import { dayText } from './days.ts'
import { bound, chunksOf, type Engine, sqlError } from './engine.ts'
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
  const flags = options.flags ?? []
  const decoders = [
    ...names.map((name) => decoder(typeOf(table.shape, name), options.wkb)),
    ...flags.map(() => decoder('boolean')),
  ]
  const labels = [...names, ...flags.map(({ name }) => name)]
  const connection = await engine.connect()
  let result: DuckDBResult
  try {
    const isFiltered = options.where !== undefined || flags.length > 0
    const { text, values } = isFiltered
      ? await filteredQuery(connection, objects, table, options)
      : { text: plain, values: [] }
    result = await connection.stream(text, ...bound(values)).catch((error: unknown) => {
      throw isFiltered ? sqlError(text, error) : error
    })
  } catch (error) {
    connection.disconnectSync()
    throw error
  }
  for await (const chunk of chunksOf(connection, result)) yield rowsOfChunk(chunk, labels, decoders)
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

/** The query of a read with conditions of somebody's: over the view that queries see, so that they mean the same there. */
async function filteredQuery(
  connection: DuckDBConnection,
  objects: Objects,
  table: TableFiles,
  options: ReadOptions,
): Promise<{ text: string; values: SqlValue[] }> {
  const { shape } = table
  const { where = sql`true`, flags = [] } = options
  const columns = wantedColumns(table, options).map((name) => {
    const type = typeOf(shape, name)
    return type === 'geometry' ? `ST_AsWKB(${quoteName(name)})` : forReading(name, type)
  })
  const view = await viewOf(connection, objects, { ...table, positioned: true })
  const outputs = flags.reduce<Sql>(
    (all, flag) => sql`${all}, coalesce((\n${flag.sql}\n)::DOUBLE, 'nan'::DOUBLE)`,
    verbatim(columns.join(', ') || '0::DOUBLE'),
  )
  const box = options.bbox ? `${meets(shape, options.bbox, '_bbox')} AND ` : ''
  // Conditions on lines of their own: a comment at the end of one comments nothing else out.
  const query = sql`SELECT ${outputs} FROM ${verbatim(`(${view}) WHERE ${box}(`)}\n${where}\n${verbatim(`)${pageOf(options)}`)}`
  return renderSql(query)
}

const verbatim = (text: string): Sql => ({ sql: [text], values: [] })

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

type Decode = (vector: DuckDBVector, row: number) => unknown

const ofDouble =
  <T>(convert: (value: number) => T): Decode =>
  (vector, row) => {
    const value = (vector as DuckDBDoubleVector).getItem(row)!
    return Number.isNaN(value) ? null : convert(value)
  }
const ofText =
  <T>(convert: (value: string) => T): Decode =>
  (vector, row) => {
    const value = (vector as DuckDBVarCharVector).getItem(row)
    return value === null ? null : convert(value)
  }
const same = <T>(value: T): T => value

function decoder(type: ColumnType, wkb = false): Decode {
  switch (type) {
    case 'text':
      return ofText(same)
    case 'json':
      return ofText(parseJson)
    case 'geometry':
      return (vector, row) => {
        const bytes = (vector as DuckDBBlobVector).getItemBytes(row)
        return bytes === null || wkb ? bytes : readWkb(bytes)
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
  const rows: Row[] = Array.from({ length: chunk.rowCount }, () => ({}))
  for (const [c, name] of names.entries()) {
    const vector = chunk.getColumnVector(c)
    const decode = decoders[c]!
    for (let r = 0; r < rows.length; r++) rows[r]![name] = decode(vector, r)
  }
  return rows
}
