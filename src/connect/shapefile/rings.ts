import type { Geometry, Position } from '../../kernel/index.ts'

/** Twice the signed area of a ring: positive when it turns counter-clockwise. */
export function turn(ring: readonly Position[]): number {
  const [ox, oy] = ring[0]! as [number, number]
  let sum = 0
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = ring[i - 1]! as [number, number]
    const [bx, by] = ring[i]! as [number, number]
    sum += (ax - ox) * (by - oy) - (bx - ox) * (ay - oy)
  }
  return sum
}

/** Whether a position is inside a ring. */
export function inside([x, y]: Position, ring: readonly Position[]): boolean {
  let found = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [ax, ay] = ring[i]! as [number, number]
    const [bx, by] = ring[j]! as [number, number]
    if (ay > y! !== by > y! && x! < ((bx - ax) * (y! - ay)) / (by - ay) + ax) found = !found
  }
  return found
}

/**
 * A polygon from its rings: outer ones turn clockwise in a shapefile, holes the other way. Each hole goes to the smallest
 * outer ring around it; one that is in none is taken as outer. GeoJSON turns the other way (RFC 7946).
 */
export function polygonOf(rings: readonly Position[][]): Geometry {
  const outers = rings.filter((ring) => turn(ring) <= 0)
  const holes = rings.filter((ring) => turn(ring) > 0)
  return assemble(outers, holes)
}

/** Polygons from outer rings and holes, whatever way they turn. */
export function assemble(outers: readonly Position[][], holes: readonly Position[][]): Geometry {
  const polygons = outers.map((ring) => [ring.toReversed()])
  const sorted = polygons
    .map((polygon) => ({ polygon, size: Math.abs(turn(polygon[0]!)) }))
    .sort((a, b) => a.size - b.size)
  for (const hole of holes) {
    const around = sorted.length === 1 ? sorted[0] : sorted.find(({ polygon }) => inside(hole[0]!, polygon[0]!))
    if (around) around.polygon.push(hole.toReversed())
    else polygons.push([hole])
  }
  return polygons.length === 1
    ? { type: 'Polygon', coordinates: polygons[0]! }
    : { type: 'MultiPolygon', coordinates: polygons }
}
