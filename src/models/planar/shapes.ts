import type { Geometry, GeometryOf, Position } from '../../kernel/index.ts'

// Geometry of the plane as flat arrays: a city has millions of positions, and each array of two numbers costs ten times its content.

/** Positions x0, y0, x1, y1… in metres. */
export type Line = Float64Array

/** A polygon: its outer ring, then its holes. A ring ends where it began. */
export type Polygon = readonly Line[]

/** A position in metres. */
export type Point = readonly [x: number, y: number]

type Project = (position: Position) => Position

const flat = (positions: readonly Position[], project: Project): Line => {
  const line = new Float64Array(positions.length * 2)
  for (let i = 0; i < positions.length; i++) {
    const [x, y] = project(positions[i]!)
    line[2 * i] = x!
    line[2 * i + 1] = y!
  }
  return line
}

/** A ring that ends where it began, or none when it has no extent or a coordinate that is no number. */
function closed(ring: readonly Position[], project: Project): Line[] {
  const line = flat(ring, project)
  const end = line.length - 2
  if (end < 4 || !line.every(Number.isFinite)) return []
  if (line[0] === line[end] && line[1] === line[end + 1]) return end < 6 ? [] : [line]
  const longer = new Float64Array(line.length + 2)
  longer.set(line)
  longer.set([line[0]!, line[1]!], line.length)
  return [longer]
}

/** Polygons of a GeoJSON geometry, brought to a CRS in metres; what is no polygon gives none. */
export function polygonsOf(geometry: Geometry, project: Project): Polygon[] {
  if (geometry.type === 'GeometryCollection') return geometry.geometries.flatMap((part) => polygonsOf(part, project))
  const parts =
    geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.type === 'MultiPolygon' ? geometry.coordinates : []
  return parts.flatMap(([outer, ...holes]) => {
    const shell = closed(outer ?? [], project)
    return shell.length ? [[...shell, ...holes.flatMap((hole) => closed(hole, project))]] : []
  })
}

/** Lines of a GeoJSON geometry, brought to a CRS in metres; what is no line gives none. */
export function linesOf(geometry: Geometry, project: Project): Line[] {
  if (geometry.type === 'GeometryCollection') return geometry.geometries.flatMap((part) => linesOf(part, project))
  const parts =
    geometry.type === 'LineString'
      ? [geometry.coordinates]
      : geometry.type === 'MultiLineString'
        ? geometry.coordinates
        : []
  return parts.map((line) => flat(line, project)).filter((line) => line.length > 2 && line.every(Number.isFinite))
}

/** A polygon as GeoJSON, its outer ring counterclockwise (RFC 7946). */
export function polygonGeometry(polygon: Polygon, project: Project): GeometryOf<'Polygon'> {
  const coordinates = polygon.map((ring, hole) => {
    const positions: Position[] = []
    for (let i = 0; i < ring.length; i += 2) positions.push(project([ring[i]!, ring[i + 1]!]))
    return signedArea(ring) > 0 === (hole === 0) ? positions : positions.reverse()
  })
  return { type: 'Polygon', coordinates }
}

/** Area within a ring, m²: positive when it turns counterclockwise. */
export function signedArea(ring: Line): number {
  // Relative to the first position: products of coordinates of millions of metres would eat the digits.
  const [ox, oy] = [ring[0]!, ring[1]!]
  let twice = 0
  for (let i = 2; i < ring.length; i += 2)
    twice += (ring[i - 2]! - ox) * (ring[i + 1]! - oy) - (ring[i]! - ox) * (ring[i - 1]! - oy)
  return twice / 2
}
