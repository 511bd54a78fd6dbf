import {
  columnOfRole,
  type Geometry,
  OrchestraError,
  type Position,
  projector,
  reproject,
  type Table,
} from '../../kernel/index.ts'
import type { Lake, Row, TableFiles } from '../types.ts'
import { readWkb } from '../wkb.ts'
import { exportFormats } from './formats.ts'
import type { ExportOptions } from './options.ts'
import { pointColumn } from './points.ts'

/** What the writer of a format is given. */
export interface Prepared {
  /** The columns asked for, in the order asked; the CRS of its geometries is that of the rows. */
  readonly shape: Table
  /** May be gone through several times: each reads them anew. */
  readonly rows: AsyncIterable<Row[]>
  /** The same rows for writers of bytes and texts: geometries as WKB, in the CRS of the table, with the way from it. */
  readonly raw: RawRows
  /** The same rows for writers of one geometry a row: the primary one is as in `raw`, others as in `rows`. */
  readonly single: RawRows
}

export interface RawRows {
  /** Bytes of geometries are valid until the next batch. */
  readonly rows: AsyncIterable<Row[]>
  /** Takes the positions of a column to the CRS of the file; undefined where they are in it already. */
  move(column: string): ((position: Position) => Position) | undefined
}

const WGS84 = 'EPSG:4326'
/** Formats whose positions are longitude and latitude by definition. */
const alwaysWgs84 = new Set(['geojson', 'geojsonseq', 'geojsonl'])
/** Formats that have no place to say what their positions are. */
const wgs84ByDefault = new Set(['csv', 'datapackage', 'xlsx'])
/** Decimals kept of a converted coordinate: 1e-8 degree is a millimetre, below what a conversion is worth. */
const DEGREE = 1e8
/** Converted metres are kept to a tenth of a millimetre. */
const METRE = 1e4

/**
 * The rows asked for, in the CRS of the file. Nothing is read yet. Throws `export.needs-geometry`, `export.crs-fixed`,
 * `export.not-points`, `crs.unknown`.
 */
export function prepare(lake: Lake, table: TableFiles, options: ExportOptions): Prepared {
  const shape = named(selected(table.shape, options.columns), options)
  const { format, crs } = options
  if (exportFormats[format].geometry === 'required' && !columnOfRole(shape, 'geometry')) throw needsGeometry(options)
  if (crs && crs !== WGS84 && alwaysWgs84.has(format)) throw crsFixed(options)
  if (options.positions === 'lonlat' && !pointColumn(shape)) throw notPoints(shape)
  const target = crs ?? (alwaysWgs84.has(format) || wgs84ByDefault.has(format) ? WGS84 : undefined)
  const movers = target === undefined ? new Map() : moversTo(shape, target)
  const raw = anew(() => read(lake, table, options, true))
  const move = (column: string) => movers.get(column)
  const others = Object.keys(shape.columns).filter(
    (name) => shape.columns[name]!.column === 'geometry' && name !== columnOfRole(shape, 'geometry'),
  )
  const moversOfOthers = new Map([...movers].filter(([name]) => others.includes(name)))
  return {
    shape: target === undefined ? shape : withCrs(shape, target),
    rows: anew(() => moved(read(lake, table, options), movers)),
    raw: { rows: raw, move },
    single: { rows: others.length === 0 ? raw : anew(() => moved(decoded(raw, others), moversOfOthers)), move },
  }
}

const anew = <T>(start: () => AsyncGenerator<T>): AsyncIterable<T> => ({ [Symbol.asyncIterator]: start })

/** The shape of the columns asked for, in the order asked. Names it does not have are left to the read to refuse. */
function selected(shape: Table, columns: readonly string[] | undefined): Table {
  if (!columns) return shape
  const kept = columns.flatMap((name) => (shape.columns[name] ? [[name, shape.columns[name]] as const] : []))
  return { ...shape, columns: Object.fromEntries(kept), key: shape.key.filter((name) => columns.includes(name)) }
}

/** Parquet keeps the name of the shape: the same rows are the same bytes. */
const named = (shape: Table, { format, name }: ExportOptions): Table =>
  name === undefined || format === 'parquet' ? shape : { ...shape, name }

function withCrs(shape: Table, crs: string): Table {
  const columns = Object.entries(shape.columns).map(([name, facts]) => [
    name,
    facts.column === 'geometry' ? { ...facts, crs } : facts,
  ])
  return { ...shape, columns: Object.fromEntries(columns) }
}

/** Reads what is asked; when rows are tested here, counts here. */
async function* read(lake: Lake, table: TableFiles, options: ExportOptions, wkb = false): AsyncGenerator<Row[]> {
  const { columns, bbox, where, limit, offset, keep, flags, progress } = options
  const asked = { wkb, ...(bbox && { bbox }), ...(where && { where }), ...(flags && { flags }) }
  const batches = keep
    ? page(lake.read(table, asked), wkb ? (row) => keep(withGeometries(table.shape, row)) : keep, offset, limit)
    : lake.read(table, {
        ...asked,
        ...(columns && { columns }),
        ...(limit !== undefined && { limit }),
        ...(offset !== undefined && { offset }),
      })
  let rows = 0
  for await (const batch of batches) {
    yield batch
    rows += batch.length
    progress?.(rows)
  }
}

/** Rows with geometries of some columns read. */
async function* decoded(batches: AsyncIterable<Row[]>, columns: readonly string[]): AsyncGenerator<Row[]> {
  for await (const batch of batches) {
    for (const name of columns) for (const row of batch) if (row[name]) row[name] = readWkb(row[name] as Uint8Array)
    yield batch
  }
}

/** A row with its geometries read. */
function withGeometries({ columns }: Table, row: Row): Row {
  const whole = { ...row }
  for (const name of Object.keys(columns))
    if (columns[name]!.column === 'geometry' && row[name]) whole[name] = readWkb(row[name] as Uint8Array)
  return whole
}

async function* page(
  batches: AsyncIterable<Row[]>,
  keep: (row: Row) => boolean,
  skip = 0,
  limit = Number.POSITIVE_INFINITY,
): AsyncGenerator<Row[]> {
  for await (const batch of batches) {
    if (limit <= 0) return
    const kept = batch.filter(keep)
    const taken = kept.slice(skip, skip + limit)
    skip = Math.max(0, skip - kept.length)
    limit -= taken.length
    if (taken.length > 0) yield taken
  }
}

type Move = (position: Position) => Position

/** For each geometry column that is not in that CRS already, the way there. */
function moversTo(shape: Table, crs: string): Map<string, Move> {
  const unit = isDegrees(crs) ? DEGREE : METRE
  const rounded = (value: number) => Math.round(value * unit) / unit
  const movers = new Map<string, Move>()
  for (const [name, { column, crs: from = WGS84 }] of Object.entries(shape.columns)) {
    if (column !== 'geometry' || same(from, crs)) continue
    const project = projector(from, crs)
    movers.set(name, (p) => {
      const [x, y, ...z] = project(p)
      return [rounded(x!), rounded(y!), ...z]
    })
  }
  return movers
}

const isDegrees = (crs: string) => ['EPSG:4326', 'OGC:CRS84', 'EPSG:4171', 'EPSG:4258'].includes(crs)
const lonlat = (crs: string) => crs === WGS84 || crs === 'OGC:CRS84'
/** Positions of both are longitude, latitude here: they are given exactly as they are. */
const same = (a: string, b: string) => a === b || (lonlat(a) && lonlat(b))
const isEmpty = (geometry: Geometry) => geometry.type !== 'GeometryCollection' && geometry.coordinates.length === 0

async function* moved(batches: AsyncIterable<Row[]>, movers: ReadonlyMap<string, Move>): AsyncGenerator<Row[]> {
  for await (const batch of batches) {
    for (const [name, move] of movers)
      for (const row of batch) {
        const geometry = row[name] as Geometry | null
        if (geometry && !isEmpty(geometry)) row[name] = reproject(geometry, move)
      }
    yield batch
  }
}

function needsGeometry({ format }: ExportOptions): OrchestraError {
  const { title } = exportFormats[format]
  return new OrchestraError({
    code: 'export.needs-geometry',
    say: {
      fr: `Le format ${title.fr} ne contient que des tables qui ont une géométrie.`,
      en: `The format ${title.en} only holds tables with a geometry.`,
    },
    remedy: {
      fr: 'Gardez la colonne de géométrie, ou choisissez CSV, Excel ou Data Package.',
      en: 'Keep the geometry column, or choose CSV, Excel or Data Package.',
    },
    facts: { format },
  })
}

function crsFixed({ format, crs }: ExportOptions): OrchestraError {
  const { title } = exportFormats[format]
  return new OrchestraError({
    code: 'export.crs-fixed',
    say: {
      fr: `Le format ${title.fr} est toujours en longitude et latitude (EPSG:4326), pas en ${crs}.`,
      en: `The format ${title.en} is always in longitude and latitude (EPSG:4326), not in ${crs}.`,
    },
    remedy: {
      fr: 'Choisissez GeoPackage, FlatGeobuf, Shapefile, GeoParquet ou CSV pour un autre système de coordonnées.',
      en: 'Choose GeoPackage, FlatGeobuf, Shapefile, GeoParquet or CSV for another coordinate system.',
    },
    facts: { format, crs },
  })
}

const notPoints = (shape: Table) =>
  new OrchestraError({
    code: 'export.not-points',
    say: {
      fr: `« ${shape.name} » n’est pas une table de points sans colonnes lon ni lat : ses positions ne font pas deux colonnes.`,
      en: `'${shape.name}' is not a table of points without columns lon and lat: its positions do not make two columns.`,
    },
    remedy: { fr: 'Demandez du WKT.', en: 'Ask for WKT.' },
  })
