import type { Geometry, Position } from '../../src/kernel/index.ts'

/** What BD TOPO writes where it does not know an altitude (IGN, BD TOPO v3, Descriptif de contenu, 2022). */
const UNKNOWN = -1000

/** A position with an altitude that is known. */
export type Position3D = readonly [x: number, y: number, z: number]

export const hasAltitude = (position: Position): boolean => {
  const z = position[2]
  return z !== undefined && Number.isFinite(z) && z > UNKNOWN
}

/** The altitude of the highest vertex of an area; undefined where none is known. */
export function highest(area: Extract<Geometry, { type: 'Polygon' | 'MultiPolygon' }>): number | undefined {
  const polygons = area.type === 'Polygon' ? [area.coordinates] : area.coordinates
  let top = -Infinity
  for (const position of polygons.flat(2)) if (hasAltitude(position) && position[2]! > top) top = position[2]!
  return top === -Infinity ? undefined : top
}

export const linesOf = (line: Extract<Geometry, { type: 'LineString' | 'MultiLineString' }>): readonly Position[][] =>
  line.type === 'LineString' ? [line.coordinates] : line.coordinates
