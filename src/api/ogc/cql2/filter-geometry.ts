import { bboxOf, eachPosition, type Geometry, type Position, projector, reproject } from '../../../kernel/index.ts'
import type { BboxLiteral } from './ast.ts'

/** A geometry of a filter made ready to meet those of a column. */
interface FilterGeometry {
  readonly geometry: Geometry
  /** Given when the CRS of the column cannot hold it: the geometries of rows are then taken to the CRS of the filter. */
  readonly project?: (position: Position) => Position
}

interface FilterCrs {
  readonly crs: string
  readonly axes: 'xy' | 'yx'
}

/** Longitude and latitude, all taken as WGS 84 as the kernel does: no conversion between them. */
const geographic = new Set(['EPSG:4326', 'OGC:CRS84', 'EPSG:4171', 'EPSG:4258'])

/** Degrees beyond which the straight sides of a geometry, once projected, are no longer near what was drawn. */
const WIDEST = 20

/** Pieces in which each side of a box is cut before it is projected: its sides bend. */
const PIECES = 16

/** Whether positions of one CRS are those of the other as they stand. */
const isSame = (a: string, b: string) => a === b || (geographic.has(a) && geographic.has(b))

/** Takes a geometry or box of a filter to the CRS of a column, when it holds there. Throws `crs.unknown`. */
export function filterGeometry(node: Geometry | BboxLiteral, columnCrs: string, from: FilterCrs): FilterGeometry {
  const same = isSame(from.crs, columnCrs)
  const swap = ([x, y, ...rest]: Position): Position => [y!, x!, ...rest]
  const drawn =
    'bbox' in node ? boxGeometry(node.bbox, from, same ? 1 : PIECES) : from.axes === 'yx' ? reproject(node, swap) : node
  if (same) return { geometry: drawn }
  const there = projector(from.crs, columnCrs)
  const back = projector(columnCrs, from.crs)
  return holds(drawn, from.crs, there, back)
    ? { geometry: reproject(drawn, there) }
    : { geometry: drawn, project: back }
}

/** Takes positions of one column to the CRS of another; undefined when they stand as they are. */
export const between = (fromCrs: string, toCrs: string) =>
  isSame(fromCrs, toCrs) ? undefined : projector(fromCrs, toCrs)

/** Whether a geometry survives the way there and back, and is small enough for its sides to stay nearly straight. */
function holds(
  geometry: Geometry,
  crs: string,
  there: (p: Position) => Position,
  back: (p: Position) => Position,
): boolean {
  const isGeographic = geographic.has(crs)
  const [minx, miny, maxx, maxy] = bboxOf(geometry)!
  if (isGeographic && Math.max(maxx - minx, maxy - miny) > WIDEST) return false
  // 1e-6 of a degree is 10 cm; of a metre, far less than any drawing.
  const tolerance = isGeographic ? 1e-6 : 1e-2
  let survives = true
  eachPosition(geometry, (position) => {
    if (!survives) return
    try {
      const [x, y] = back(there(position))
      survives = Math.abs(x! - position[0]!) < tolerance && Math.abs(y! - position[1]!) < tolerance
    } catch {
      // The projection has no answer there.
      survives = false
    }
  })
  return survives
}

/** A box as a geometry: a point or a line when it has no width, two parts when it crosses the antimeridian. */
function boxGeometry(bbox: readonly number[], { crs, axes }: FilterCrs, pieces: number): Geometry {
  const [a, b, c, d] = (bbox.length === 6 ? [bbox[0], bbox[1], bbox[3], bbox[4]] : bbox) as [
    number,
    number,
    number,
    number,
  ]
  const [west, south, east, north] = axes === 'yx' ? [b, a, d, c] : [a, b, c, d]
  if (west > east && geographic.has(crs)) {
    const geometries = [plainBox(west, south, 180, north, pieces), plainBox(-180, south, east, north, pieces)]
    const rings = geometries.flatMap((part) => (part.type === 'Polygon' ? [part.coordinates] : []))
    return rings.length === 2
      ? { type: 'MultiPolygon', coordinates: rings }
      : { type: 'GeometryCollection', geometries }
  }
  return plainBox(Math.min(west, east), south, Math.max(west, east), north, pieces)
}

/** A box within one turn of the Earth. */
function plainBox(west: number, south: number, east: number, north: number, pieces: number): PlainBox {
  if (west === east && south === north) return { type: 'Point', coordinates: [west, south] }
  if (west === east || south === north)
    return { type: 'LineString', coordinates: side([west, south], [east, north], pieces).concat([[east, north]]) }
  return { type: 'Polygon', coordinates: [ring(west, south, east, north, pieces)] }
}
type PlainBox = Extract<Geometry, { type: 'Point' | 'LineString' | 'Polygon' }>

function ring(west: number, south: number, east: number, north: number, pieces: number): Position[] {
  const corners: Position[] = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ]
  return corners
    .slice(0, 4)
    .flatMap((corner, i) => side(corner, corners[i + 1]!, pieces))
    .concat([[west, south]])
}

/** The positions along a side, without its end. */
const side = ([x0, y0]: Position, [x1, y1]: Position, pieces: number): Position[] =>
  Array.from({ length: pieces }, (_, i) => [x0! + ((x1! - x0!) * i) / pieces, y0! + ((y1! - y0!) * i) / pieces])
