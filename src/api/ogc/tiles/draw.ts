import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { boxIn, columnOfRole, type Table } from '../../../kernel/index.ts'
import type { Lake } from '../../../lake/index.ts'
import { compileFilter } from '../cql2/index.ts'
import { openTests } from '../features/exactness.ts'
import { clipLine, isDrawn } from './clip.ts'
import { clipRings } from './clip-rings.ts'
import { type Detail, detailOf } from './detail.ts'
import { type Feature, readFeatures } from './features.ts'
import { BUFFER, EXTENT, toTile, unitsPerSource } from './grid.ts'
import type { DrawnTile, TileJob } from './job.ts'
import { findJunctions } from './junctions.ts'
import { type TileMatrixSet, tileBox } from './matrix-sets.ts'
import { type LayerWriter, openLayer } from './mvt.ts'
import type { Ring } from './paths.ts'
import { countSql, relationsOf, type Selection } from './select.ts'
import { simplify } from './simplify.ts'

/** Bytes of a tile as it is sent, compressed, that maps load without a stutter; a larger one is drawn coarser. */
export const MOST_BYTES = 500_000
/** Rows a tile looks at; beyond, those of lowest rank stand for the others. */
const MOST_ROWS = 200_000
/** Steps of coarseness tried: at the last, a square of points is wider than the tile. */
const MOST_STEPS = 10

export interface TileRequest extends Omit<TileJob, 'set'> {
  readonly lake: Lake
  readonly set: TileMatrixSet
}

const empty = new Uint8Array(0)
const compress = promisify(gzip)
/** Faster than the default 6, and a few hundredths larger. */
const GZIP_LEVEL = 4

/**
 * Draws a tile of a table with a geometry: nothing is simplified more than half a pixel shows, and a tile too large is drawn
 * again coarser. Throws `crs.unknown`, `cql2.…` and what the lake throws.
 */
export async function drawTile(request: TileRequest): Promise<DrawnTile> {
  const { lake, set, tile, table, columns } = request
  const crs = crsOf(table.shape)
  const bbox = boxIn(tileBox(set, tile, BUFFER / EXTENT), set.crs, crs)
  if (!bbox.every(Number.isFinite)) return { bytes: empty, packed: empty, features: 0, step: 0, share: 1 }
  const scale = unitsPerSource(crs, set, tile.z, request.around)
  const way = toTile(crs, set, tile)
  const filters = (request.filters ?? []).map(({ filter, options }) => compileFilter(filter, table.shape, options))
  const tests = await openTests(filters)
  try {
    for (let step = 0; ; ) {
      const detail = detailOf(set, tile.z, step)
      const all: Selection = { shape: table.shape, columns, bbox, detail, scale, share: 1, filters }
      const share = await shareOf(request, all)
      const layer = openLayer(request.layer, columns)
      writeFeatures(layer, await readFeatures(lake, table, { ...all, share }, { toTile: way, tests }), detail)
      const { features } = layer
      const bytes = layer.finish()
      const packed = features > 0 ? await compress(bytes, { level: GZIP_LEVEL }) : empty
      if (packed.length <= MOST_BYTES || step >= MOST_STEPS) return { bytes, packed, features, step, share }
      // A step leaves a quarter of the points at the least: as many steps as that would take are needed.
      step += Math.max(1, Math.ceil(Math.log(packed.length / MOST_BYTES) / Math.log(4)))
    }
  } finally {
    tests.free()
  }
}

/** The CRS of the geometries of a table. */
export const crsOf = (shape: Table): string => shape.columns[columnOfRole(shape, 'geometry')!]!.crs ?? 'EPSG:4326'

/** The share of the rows of a tile to look at: a power of two, so that it holds while the data grows a little. */
async function shareOf({ lake, table, rows }: TileRequest, selection: Selection): Promise<number> {
  if (rows <= MOST_ROWS) return 1
  const [found] = await lake.query<{ n: number }>(countSql(selection), relationsOf(table))
  return Math.min(1, 2 ** -Math.ceil(Math.log2(Math.max(1, found!.n) / MOST_ROWS)))
}

function writeFeatures(layer: LayerWriter, features: readonly Feature[], { tolerance }: Detail): void {
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
        clipRings(paths.rings.map(({ path, hole }) => ({ path: simplify(path, true, tolerance, fixed), hole }))),
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
