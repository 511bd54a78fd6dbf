import { eachPosition, type Geometry, type Position } from '../../../kernel/index.ts'

/** Metres of a degree of latitude: the mean radius of the Earth, 6,371,008.8 m (IUGG, 1980), × π ÷ 180. */
const DEGREE_M = (6_371_008.8 * Math.PI) / 180

/**
 * Metres between a place and the nearest position of a geometry, both in longitude and latitude: zero inside a polygon. On a
 * plane that touches the Earth at the place: within 1 % up to some 300 km.
 */
export function distanceTo(geometry: Geometry, [lon, lat]: readonly [number, number]): number {
  const scale = Math.cos((lat * Math.PI) / 180)
  const plane = ([x, y]: Position): [number, number] => [turned(x! - lon) * scale * DEGREE_M, (y! - lat) * DEGREE_M]
  switch (geometry.type) {
    case 'Point':
      return Math.hypot(...plane(geometry.coordinates))
    case 'MultiPoint':
      return least(geometry.coordinates.map((at) => Math.hypot(...plane(at))))
    case 'LineString':
      return toLine(geometry.coordinates.map(plane))
    case 'MultiLineString':
      return least(geometry.coordinates.map((line) => toLine(line.map(plane))))
    case 'Polygon':
      return toPolygon(geometry.coordinates.map((ring) => ring.map(plane)))
    case 'MultiPolygon':
      return least(geometry.coordinates.map((polygon) => toPolygon(polygon.map((ring) => ring.map(plane)))))
    case 'GeometryCollection':
      return least(geometry.geometries.map((part) => distanceTo(part, [lon, lat])))
  }
}

/** A difference of longitudes the short way round. */
const turned = (degrees: number) => ((((degrees + 180) % 360) + 360) % 360) - 180
const least = (all: readonly number[]) => all.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)

type Plane = readonly [number, number]

/** From the origin to a line of the plane. */
function toLine(line: readonly Plane[]): number {
  let nearest = line.length === 1 ? Math.hypot(...line[0]!) : Number.POSITIVE_INFINITY
  for (let i = 1; i < line.length; i++) {
    const [[ax, ay], [bx, by]] = [line[i - 1]!, line[i]!]
    const [dx, dy] = [bx - ax, by - ay]
    const length = dx * dx + dy * dy
    const share = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length))
    nearest = Math.min(nearest, Math.hypot(ax + share * dx, ay + share * dy))
  }
  return nearest
}

function toPolygon(rings: readonly (readonly Plane[])[]): number {
  let isInside = false
  for (const ring of rings)
    for (let i = 1; i < ring.length; i++) {
      const [[ax, ay], [bx, by]] = [ring[i - 1]!, ring[i]!]
      if (ay > 0 !== by > 0 && ax - (ay * (bx - ax)) / (by - ay) > 0) isInside = !isInside
    }
  return isInside ? 0 : least(rings.map(toLine))
}

/** One position that stands for a geometry: the point itself, the middle of the longest line, the centre of the largest ring. */
export function pointOf(geometry: Geometry): [number, number] | undefined {
  if (geometry.type === 'Point') return place(geometry.coordinates)
  if (geometry.type === 'LineString') return middle(geometry.coordinates)
  if (geometry.type === 'MultiLineString') return middle(longest(geometry.coordinates))
  if (geometry.type === 'Polygon') return centre(geometry.coordinates[0] ?? [])
  if (geometry.type === 'MultiPolygon') return centre(longest(geometry.coordinates.map(([ring]) => ring ?? [])))
  let first: Position | undefined
  eachPosition(geometry, (position) => {
    first ??= position
  })
  return first && place(first)
}

const place = ([x, y]: Position): [number, number] | undefined =>
  x === undefined || y === undefined ? undefined : [x, y]
const lengthOf = (line: readonly Position[]) =>
  line.slice(1).reduce((sum, [x, y], i) => sum + Math.hypot(x! - line[i]![0]!, y! - line[i]![1]!), 0)
const longest = (lines: readonly (readonly Position[])[]) =>
  lines.reduce((a, b) => (lengthOf(b) > lengthOf(a) ? b : a), lines[0] ?? [])

function middle(line: readonly Position[]): [number, number] | undefined {
  let left = lengthOf(line) / 2
  for (let i = 1; i < line.length; i++) {
    const [[ax = 0, ay = 0], [bx = 0, by = 0]] = [line[i - 1]!, line[i]!]
    const length = Math.hypot(bx - ax, by - ay)
    if (length >= left && length > 0) return [ax + ((bx - ax) * left) / length, ay + ((by - ay) * left) / length]
    left -= length
  }
  return line[0] && place(line[0])
}

/** The centre of gravity of a ring; its first position when it has no surface. */
function centre(ring: readonly Position[]): [number, number] | undefined {
  const [ox = 0, oy = 0] = ring[0] ?? []
  let [area, x, y] = [0, 0, 0]
  for (let i = 1; i < ring.length; i++) {
    // From the first position, so that small rings far from the origin lose no digits.
    const [ax, ay] = [ring[i - 1]![0]! - ox, ring[i - 1]![1]! - oy]
    const [bx, by] = [ring[i]![0]! - ox, ring[i]![1]! - oy]
    const cross = ax * by - bx * ay
    area += cross
    x += (ax + bx) * cross
    y += (ay + by) * cross
  }
  if (area === 0) return ring[0] && place(ring[0])
  return [ox + x / (3 * area), oy + y / (3 * area)]
}
