import type { Geometry, GeometryType, Position } from '../../kernel/index.ts'
import { shown, Unfit } from './unfit.ts'
import { readWkt } from './wkt.ts'

/** Which of a bare pair of numbers comes first. Portals write `lat, lon`. */
export type PairOrder = 'lat-lon' | 'lon-lat'

type Plain = Readonly<Record<string, unknown>>

/**
 * Reads a geometry from what sources write: GeoJSON (geometry or feature, object or text), WKT, `{ lon, lat }`, a
 * `[lat, lon]` array or a `lat, lon` text. `null` for an empty one.
 */
export function readGeometry(value: unknown, order: PairOrder): Geometry | null | Unfit {
  if (value instanceof Unfit) return value
  if (typeof value === 'string') return fromText(value.trim(), order)
  if (Array.isArray(value)) return pair(value, order)
  if (typeof value !== 'object' || value === null) return notGeometry(value)
  const object = value as Plain
  if (object.type === 'Feature')
    return object.geometry == null
      ? null
      : typeof object.geometry === 'object'
        ? checked(object.geometry as Plain, 0)
        : notGeometry(value)
  if (typeof object.type === 'string') return checked(object, 0)
  if ('lon' in object && 'lat' in object) return pair([object.lon, object.lat], 'lon-lat')
  return notGeometry(value)
}

function fromText(text: string, order: PairOrder): Geometry | null | Unfit {
  if (text.startsWith('{') || text.startsWith('[')) {
    try {
      return readGeometry(JSON.parse(text), order)
    } catch {
      return notGeometry(text)
    }
  }
  if (/^[A-Za-z]/.test(text)) {
    if (/\bEMPTY$/i.test(text)) return null
    const geometry = readWkt(text)
    return geometry ? checked(geometry as unknown as Plain, 0) : notGeometry(text)
  }
  const parts = text.split(text.includes(';') ? /\s*;\s*/ : /\s*,\s*|\s+/)
  return parts.length === 2 ? pair(parts, order) : notGeometry(text)
}

/** A point from two numbers, or texts of numbers. */
export function pair(values: readonly unknown[], order: PairOrder): Geometry | null | Unfit {
  if (values.every((v) => v === null || v === undefined || v === '')) return null
  const numbers = values.map((v) => (typeof v === 'string' && v.trim() !== '' ? Number(v.trim().replace(',', '.')) : v))
  const [a, b] = numbers
  if (numbers.length !== 2 || typeof a !== 'number' || typeof b !== 'number' || !Number.isFinite(a + b))
    return notGeometry(values)
  return { type: 'Point', coordinates: order === 'lat-lon' ? [b, a] : [a, b] }
}

/** How deep positions are nested in each type, and how many make one line or ring. */
const nesting: Readonly<Record<string, readonly [depth: number, least: number]>> = {
  Point: [0, 1],
  MultiPoint: [1, 1],
  LineString: [1, 2],
  MultiLineString: [2, 2],
  Polygon: [2, 4],
  MultiPolygon: [3, 4],
}
const MAX_COLLECTIONS = 8

/** A copy of a GeoJSON geometry with its structure verified; measures beyond z are dropped. */
function checked(object: Plain, depth: number): Geometry | null | Unfit {
  if (object.type === 'GeometryCollection') {
    if (!Array.isArray(object.geometries) || depth > MAX_COLLECTIONS) return notGeometry(object)
    const geometries: Geometry[] = []
    for (const part of object.geometries) {
      const one = typeof part === 'object' && part !== null ? checked(part as Plain, depth + 1) : notGeometry(part)
      if (one instanceof Unfit) return one
      if (one) geometries.push(one)
    }
    return geometries.length > 0 ? { type: 'GeometryCollection', geometries } : null
  }
  const expected = Object.hasOwn(nesting, object.type as string) ? nesting[object.type as string] : undefined
  if (!expected) return notGeometry(object)
  if (Array.isArray(object.coordinates) && object.coordinates.length === 0) return null
  const coordinates = positions(object.coordinates, ...expected)
  if (!coordinates)
    return new Unfit(`coordonnées mal formées (${object.type})`, `malformed coordinates (${object.type})`)
  return { type: object.type, coordinates } as Geometry
}

function positions(value: unknown, depth: number, least: number): unknown {
  if (!Array.isArray(value)) return undefined
  if (depth === 0) return position(value)
  if (value.length < (depth === 1 ? least : 1)) return undefined
  const items: unknown[] = new Array(value.length)
  for (let i = 0; i < value.length; i++) {
    const item = positions(value[i], depth - 1, least)
    if (item === undefined) return undefined
    items[i] = item
  }
  return items
}

function position(value: readonly unknown[]): Position | undefined {
  const [x, y, z] = value
  if (typeof x !== 'number' || typeof y !== 'number' || !Number.isFinite(x) || !Number.isFinite(y)) return undefined
  if (z === undefined || z === null) return [x, y]
  return typeof z === 'number' && Number.isFinite(z) ? [x, y, z] : undefined
}

/** The geometry as one of the types a column allows: a single becomes a multi of one, a multi of one a single. */
export function fitted(geometry: Geometry, allowed: readonly GeometryType[]): Geometry | Unfit {
  const { type } = geometry
  if (allowed.length === 0 || allowed.includes(type)) return geometry
  const multi = `Multi${type}` as GeometryType
  if (geometry.type !== 'GeometryCollection') {
    if (allowed.includes(multi)) return { type: multi, coordinates: [geometry.coordinates] } as Geometry
    const single = type.replace('Multi', '') as GeometryType
    if (type.startsWith('Multi') && allowed.includes(single) && geometry.coordinates.length === 1)
      return { type: single, coordinates: geometry.coordinates[0] } as Geometry
  }
  return new Unfit(`${type} au lieu de ${allowed.join(' ou ')}`, `${type} instead of ${allowed.join(' or ')}`)
}

const notGeometry = (value: unknown) =>
  new Unfit(`« ${shown(value)} » n’est pas une géométrie`, `'${shown(value)}' is not a geometry`)
