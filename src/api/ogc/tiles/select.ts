import {
  type Bbox,
  type ColumnType,
  columnOfRole,
  quoteName,
  type Sql,
  sql,
  type Table,
} from '../../../kernel/index.ts'
import type { TableFiles } from '../../../lake/index.ts'
import { splice, whereSql } from '../../read/selection.ts'
import type { CompiledFilter } from '../cql2/index.ts'
import type { Tests } from '../features/exactness.ts'
import { whereOf } from '../features/reading.ts'
import type { Detail } from './detail.ts'

/** What a tile reads of a table. */
export interface Selection {
  readonly shape: Table
  /** Attributes, in the order they are written. */
  readonly columns: readonly string[]
  /** In the CRS of the table. */
  readonly bbox: Bbox
  readonly detail: Detail
  /** Units of the tile that one unit of the CRS of the table makes along x and y. */
  readonly scale: readonly [number, number]
  /** Share of the rows looked at, those of lowest rank: 1 for all. */
  readonly share: number
  /** All of which a row must pass. */
  readonly filters?: readonly CompiledFilter[]
}

/** Places of the columns of the query, attributes after them. */
export const GEOMETRY = 0
export const RANK = 1
export const WIDTH = 2
export const HEIGHT = 3
export const MIDDLE_X = 4
export const MIDDLE_Y = 5
export const ATTRIBUTES = 6

/** What the tests of filters ask of each row. */
type Asked = Pick<Tests, 'geometries' | 'outputs'>
const nothing: Asked = { geometries: [], outputs: [] }

const table = { relation: 'data' }

/** What the queries read. */
export const relationsOf = (files: TableFiles) => new Map([['data', { ...files, traced: false, positioned: true }]])

const typesOf = (shape: Table) => shape.columns[columnOfRole(shape, 'geometry')!]!.geometryTypes ?? []

/** Whether the table only has points: then the middles of the boxes are its geometries. */
export const isOfPoints = (shape: Table): boolean => typesOf(shape).join() === 'Point'

/**
 * Each row's geometry, its rank in [0, 1) and its box in units of the tile, then its attributes as numbers or texts. Of a
 * table of polygons or of lines, those too small to be drawn are not read. Then come the geometries and the booleans that the tests
 * of the filters ask for.
 */
export function featuresSql(selection: Selection, tests: Asked = nothing): Sql {
  const { shape, columns, scale, share, filters = [] } = selection
  const geometry = quoteName(columnOfRole(shape, 'geometry')!)
  const [width, height] = sizes(scale)
  const outputs = [
    // Points are where their boxes are: their bytes need not be read.
    isOfPoints(shape) ? 'NULL::BLOB' : `ST_AsWKB(${geometry})`,
    rankSql(shape),
    width,
    height,
    '(_bbox.xmin + _bbox.xmax) / 2',
    '(_bbox.ymin + _bbox.ymax) / 2',
    ...columns.map((name) => attribute(name, shape.columns[name]!.column)),
    ...tests.geometries.map((name) => `ST_AsWKB(${quoteName(name)})`),
  ]
  const flags = tests.outputs.reduce<Sql>((all, output) => sql`${all}, (${output.sql})::DOUBLE`, splice(''))
  const sampled = share < 1 ? ` and ${rankSql(shape)} < ${share}` : ''
  const where = whereSql(shape, [], selection.bbox)
  return sql`select ${splice(outputs.join(', '))}${flags} from ${table} where ${where}${splice(sampled + largeEnough(selection))} and ${whereOf(filters)}`
}

/** How many rows a tile would look at: read from the boxes alone. */
export const countSql = (selection: Omit<Selection, 'share' | 'columns'>): Sql =>
  sql`select count(*)::DOUBLE as n from ${table} where ${whereSql(selection.shape, [], selection.bbox)}${splice(largeEnough(selection))} and ${whereOf(selection.filters ?? [])}`

const sizes = ([sx, sy]: readonly [number, number]) => [
  `((_bbox.xmax - _bbox.xmin) * ${sx}::DOUBLE)`,
  `((_bbox.ymax - _bbox.ymin) * ${sy}::DOUBLE)`,
]

/**
 * A number in [0, 1) that follows the row from version to version: of its key, of its place in the file where it has none.
 * 2^64 = 18446744073709551616.
 */
const rankSql = ({ key }: Table): string =>
  `(hash(${key.length > 0 ? key.map(quoteName).join(', ') : '_position'})::DOUBLE / 18446744073709551616.0)`

function largeEnough({ shape, detail, scale }: Pick<Selection, 'shape' | 'detail' | 'scale'>): string {
  const types = typesOf(shape)
  const only = (kind: string) => types.length > 0 && types.every((type) => type.endsWith(kind))
  const [width, height] = sizes(scale)
  if (only('Polygon') && detail.smallArea > 0)
    return ` and ${width} * ${height} > ${rankSql(shape)} * ${detail.smallArea}::DOUBLE`
  if (only('LineString') && detail.shortLength > 0)
    return ` and greatest(${width}, ${height}) > ${rankSql(shape)} * ${detail.shortLength}::DOUBLE`
  return ''
}

function attribute(name: string, type: ColumnType): string {
  const column = quoteName(name)
  switch (type) {
    case 'integer':
    case 'number':
    case 'boolean':
      return `${column}::DOUBLE`
    case 'instant':
      return `strftime(${column}, '%Y-%m-%dT%H:%M:%S.%gZ')`
    default:
      return `${column}::VARCHAR`
  }
}
