import { type Bbox, bboxOf, type Geometry, parseJson, positionNesting } from '../../kernel/index.ts'
import { type Fields, isFields, type Mender, shown, written } from './mend.ts'

/** Characters of a shape, at most: beyond, it is no extent but data. */
const MOST_SHAPE = 500_000

/** A GeoJSON geometry, as an object or as text; dropped and told when it is none. */
export function shapeOf(value: unknown, field: string, { mended }: Mender): Fields | undefined {
  if (value === undefined || value === null) return undefined
  const read = typeof value === 'string' ? parsed(value) : value
  const text = isFields(read) ? written(read) : ''
  if (isFields(read) && text.length <= MOST_SHAPE && boxOfShape(read)) return read
  mended('ERR-307', field, {
    fr: `Emprise illisible ignorée : ${shown(value)}`,
    en: `Unreadable extent ignored: ${shown(value)}`,
  })
  return undefined
}

function parsed(text: string): unknown {
  try {
    return parseJson(text.slice(0, MOST_SHAPE + 1))
  } catch {
    return undefined
  }
}

/** The box of a GeoJSON geometry in degrees; undefined when it is none, or does not stand on Earth. */
export function boxOfShape(shape: Fields): Bbox | undefined {
  const { type } = shape
  const depth = typeof type === 'string' && Object.hasOwn(positionNesting, type) ? positionNesting[type] : undefined
  if (depth === undefined || !arePositions(shape.coordinates, depth)) return undefined
  const box = bboxOf(shape as unknown as Geometry)
  return box && isOnEarth(box) ? box : undefined
}

const arePositions = (value: unknown, depth: number): boolean =>
  Array.isArray(value) &&
  (depth > 0
    ? value.length > 0 && value.every((one) => arePositions(one, depth - 1))
    : value.length >= 2 && value.length <= 4 && value.every((one) => typeof one === 'number' && Number.isFinite(one)))

export const isOnEarth = ([west, south, east, north]: Bbox): boolean =>
  [west, south, east, north].every(Number.isFinite) &&
  Math.abs(west) <= 180 &&
  Math.abs(east) <= 180 &&
  south >= -90 &&
  north <= 90 &&
  south <= north

/** A box from four sides, in degrees; dropped and told when it is impossible. */
export function boxOf(sides: readonly (number | undefined)[], field: string, { mended }: Mender): Bbox | undefined {
  if (sides.some((side) => side === undefined)) return undefined
  const box = sides as unknown as Bbox
  if (isOnEarth(box)) return box
  mended('ERR-307', field, {
    fr: `Emprise impossible ignorée : ${shown(sides)}`,
    en: `Impossible extent ignored: ${shown(sides)}`,
  })
  return undefined
}

/** The box of the positions of a WKT text in degrees (a CRS in front is skipped). */
export function boxOfWkt(text: string): Bbox | undefined {
  const body = text.slice(0, MOST_SHAPE).replace(/^\s*<[^>]*>\s*/, '')
  if (!/^\s*(POINT|MULTIPOINT|LINESTRING|MULTILINESTRING|POLYGON|MULTIPOLYGON|ENVELOPE)\b/i.test(body)) return undefined
  const pairs = [...body.matchAll(/(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s+(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)/gi)]
  if (pairs.length === 0) return undefined
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [, x, y] of pairs) {
    box[0] = Math.min(box[0], Number(x))
    box[1] = Math.min(box[1], Number(y))
    box[2] = Math.max(box[2], Number(x))
    box[3] = Math.max(box[3], Number(y))
  }
  return isOnEarth(box) ? box : undefined
}
