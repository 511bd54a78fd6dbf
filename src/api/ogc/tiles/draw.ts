import type { Bbox, Table } from '../../../kernel/index.ts'
import { columnOfRole } from '../../../kernel/index.ts'
import type { Batch, Lake, TableFiles } from '../../../lake/index.ts'
import { boxIn } from '../../read/lonlat.ts'
import { clipLine, clipRing, isDrawn } from './clip.ts'
import { type Detail, detailOf } from './detail.ts'
import { BUFFER, EXTENT, type ToTile, toTile, unitsPerSource } from './grid.ts'
import { findJunctions } from './junctions.ts'
import { type TileAddress, type TileMatrixSet, tileBox } from './matrix-sets.ts'
import { openLayer, type Value } from './mvt.ts'
import { type Paths, type Ring, readPaths } from './paths.ts'
import {
  ATTRIBUTES,
  countSql,
  featuresSql,
  GEOMETRY,
  HEIGHT,
  MIDDLE_X,
  MIDDLE_Y,
  RANK,
  type Selection,
  WIDTH,
} from './select.ts'
import { simplify } from './simplify.ts'
import { openThinning } from './thin.ts'

/** Bytes of a tile before compression that maps load without a stutter; a larger one is drawn coarser. */
export const MOST_BYTES = 500_000
/** Rows a tile looks at; beyond, those of lowest rank stand for the others. */
const MOST_ROWS = 200_000
/** Steps of coarseness tried: at the last, a square of points is wider than the tile. */
const MOST_STEPS = 10

export interface TileRequest {
  readonly lake: Lake
  readonly table: TableFiles
  /** Rows of the whole table. */
  readonly rows: number
  readonly layer: string
  readonly columns: readonly string[]
  readonly set: TileMatrixSet
  readonly tile: TileAddress
  /** A place in degrees where sizes are measured: the same for all the tiles of a territory, so that they agree. */
  readonly around: readonly [number, number]
}

export interface DrawnTile {
  readonly bytes: Uint8Array
  /** Features in it. */
  readonly features: number
  /** Steps of coarseness taken for it to hold in `MOST_BYTES`. */
  readonly step: number
  /** Share of its rows that were looked at. */
  readonly share: number
}

/** One feature to write. */
interface Feature {
  readonly id: number | undefined
  readonly values: readonly (Value | null)[]
  readonly paths: Paths
}

/**
 * Draws a tile of a table: nothing is simplified more than half a pixel shows, and a tile too large is drawn again coarser.
 */
export async function drawTile(request: TileRequest): Promise<DrawnTile> {
  const { set, tile, table } = request
  const crs = crsOf(table.shape)
  const bbox = boxIn(tileBox(set, tile, BUFFER / EXTENT), set.crs, crs)
  if (!bbox.every(Number.isFinite)) return { bytes: new Uint8Array(0), features: 0, step: 0, share: 1 }
  const scale = unitsPerSource(crs, set, tile.z, request.around)
  const way = toTile(crs, set, tile)
  for (let step = 0; ; ) {
    const detail = detailOf(set, tile.z, step)
    const share = await shareOf(request, bbox, detail, scale)
    const selection: Selection = { shape: table.shape, columns: request.columns, bbox, detail, scale, share }
    const layer = openLayer(request.layer, request.columns)
    writeFeatures(layer, await readFeatures(request, selection, way), detail)
    const bytes = layer.finish()
    if (bytes.length <= MOST_BYTES || step >= MOST_STEPS) return { bytes, features: layer.features, step, share }
    // A step leaves a quarter of the points at the least: as many steps as that would take are needed.
    step += Math.max(1, Math.ceil(Math.log(bytes.length / MOST_BYTES) / Math.log(4)))
  }
}

export const crsOf = (shape: Table): string => shape.columns[columnOfRole(shape, 'geometry')!]!.crs ?? 'EPSG:4326'

/** The share of the rows of a tile to look at: a power of two, so that it holds while the data grows a little. */
async function shareOf(
  { lake, table, rows }: TileRequest,
  bbox: Bbox,
  detail: Detail,
  scale: Selection['scale'],
): Promise<number> {
  if (rows <= MOST_ROWS) return 1
  const [found] = await lake.query<{ n: number }>(
    countSql({ shape: table.shape, bbox, detail, scale }),
    relations(table),
  )
  return Math.min(1, 2 ** -Math.ceil(Math.log2(found!.n / MOST_ROWS)))
}

const relations = (table: TableFiles) => new Map([['data', { ...table, traced: false, positioned: true }]])

async function readFeatures({ lake, table }: TileRequest, selection: Selection, way: ToTile): Promise<Feature[]> {
  const { shape, detail } = selection
  const features: Feature[] = []
  const thinning = openThinning(detail.cell)
  const valuesOf = valueReader(selection)
  const idOf = idReader(selection)
  for await (const batch of lake.stream(featuresSql(selection), relations({ ...table, shape }))) {
    for (let row = 0; row < batch.count; row++) {
      const wkb = batch.bytes(GEOMETRY, row)
      if (!wkb) continue
      const paths = readPaths(wkb, way)
      const rank = batch.number(RANK, row)!
      let place = features.length
      if (isOnePoint(paths)) {
        const [x, y] = paths.points as [number, number]
        if (!isDrawn(x, y)) continue
        const offered = thinning.offer(x, y, rank, place)
        if (offered === 'lost') continue
        if (offered !== 'more') place = offered
      } else if (!standIn(paths, batch, row, rank, detail, way)) continue
      features[place] = { id: idOf(batch, row), values: valuesOf(batch, row), paths }
    }
  }
  return features
}

const isOnePoint = ({ points, lines, rings }: Paths) => points.length === 2 && lines.length === 0 && rings.length === 0

const middle = new Float64Array(2)

/**
 * Whether a line or polygon is drawn. Of those too small for the level, as many are as their size is a share of the smallest
 * size; such a polygon is drawn as a square of that size, so that all together cover what they covered.
 */
function standIn(
  { points, lines, rings }: Paths,
  batch: Batch,
  row: number,
  rank: number,
  { smallArea, shortLength }: Detail,
  way: ToTile,
): boolean {
  if (points.length > 0 || (lines.length > 0 && rings.length > 0)) return true
  const [width, height] = [batch.number(WIDTH, row)!, batch.number(HEIGHT, row)!]
  if (lines.length > 0) return Math.max(width, height) > rank * shortLength || shortLength === 0
  if (width * height >= smallArea) return true
  if (width * height <= rank * smallArea) return false
  way(batch.number(MIDDLE_X, row)!, batch.number(MIDDLE_Y, row)!, middle)
  const half = Math.sqrt(smallArea) / 2
  const [x, y] = [Math.round(middle[0]!), Math.round(middle[1]!)]
  const square = Float64Array.of(x - half, y - half, x + half, y - half, x + half, y + half, x - half, y + half)
  rings.splice(0, rings.length, { path: square, hole: false })
  return true
}

/** Reads the attributes of a row. */
function valueReader({ shape, columns }: Selection): (batch: Batch, row: number) => (Value | null)[] {
  const types = columns.map((name) => shape.columns[name]!.column)
  return (batch, row) => {
    const values: (Value | null)[] = new Array(types.length)
    for (let i = 0; i < types.length; i++) {
      const type = types[i]!
      const column = ATTRIBUTES + i
      if (type === 'boolean') {
        const value = batch.number(column, row)
        values[i] = value === null ? null : value === 1
      } else values[i] = type === 'integer' || type === 'number' ? batch.number(column, row) : batch.text(column, row)
    }
    return values
  }
}

/** A feature is numbered by its key where that is one column of whole numbers among its attributes. */
function idReader({ shape, columns }: Selection): (batch: Batch, row: number) => number | undefined {
  const [key, more] = shape.key
  const place = key === undefined ? -1 : columns.indexOf(key)
  if (more !== undefined || place < 0 || shape.columns[key!]!.column !== 'integer') return () => undefined
  return (batch, row) => {
    const value = batch.number(ATTRIBUTES + place, row)
    return value !== null && value >= 0 ? value : undefined
  }
}

function writeFeatures(layer: ReturnType<typeof openLayer>, features: readonly Feature[], detail: Detail): void {
  const { tolerance } = detail
  const fixed = tolerance > 0 ? findJunctions(ringsOf(features)) : undefined
  for (const { id, values, paths } of features) {
    if (paths.points.length > 0) layer.points(id, values, drawnPoints(paths.points))
    if (paths.lines.length > 0)
      layer.lines(
        id,
        values,
        paths.lines.flatMap((line) => clipLine(simplify(line, false, tolerance))),
      )
    if (paths.rings.length > 0)
      layer.polygons(
        id,
        values,
        paths.rings.map(({ path, hole }) => ({ path: clipRing(simplify(path, true, tolerance, fixed)), hole })),
      )
  }
}

function* ringsOf(features: readonly Feature[]): Generator<Ring> {
  for (const { paths } of features) yield* paths.rings
}

function drawnPoints(points: readonly number[]): number[] {
  const drawn: number[] = []
  for (let i = 0; i < points.length; i += 2)
    if (isDrawn(points[i]!, points[i + 1]!)) drawn.push(Math.round(points[i]!), Math.round(points[i + 1]!))
  return drawn
}
