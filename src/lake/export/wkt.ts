import type { Geometry, Position } from '../../kernel/index.ts'

/** A geometry as well-known text (OGC Simple Features): `POINT (1 2)`, `POLYGON Z ((…))`, `POINT EMPTY`. */
export function wkt(geometry: Geometry): string {
  const parts = geometry.type === 'GeometryCollection' ? geometry.geometries : geometry.coordinates
  const name = geometry.type.toUpperCase()
  if (parts.length === 0) return `${name} EMPTY`
  const dimension = ordinates(geometry) === 3 ? ' Z' : ''
  return `${name}${dimension} ${body(geometry)}`
}

function body(geometry: Geometry): string {
  switch (geometry.type) {
    case 'Point':
      return list([geometry.coordinates], position)
    case 'LineString':
    case 'MultiPoint':
      return list(geometry.coordinates, position)
    case 'Polygon':
    case 'MultiLineString':
      return list(geometry.coordinates, positions)
    case 'MultiPolygon':
      return list(geometry.coordinates, (rings) => list(rings, positions))
    case 'GeometryCollection':
      return list(geometry.geometries, wkt)
  }
}

const list = <T>(items: readonly T[], write: (item: T) => string) =>
  items.length === 0 ? 'EMPTY' : `(${items.map(write).join(', ')})`
const position = (p: Position) => p.join(' ')
const positions = (ps: readonly Position[]) => list(ps, position)

function ordinates(geometry: Geometry): number {
  if (geometry.type === 'GeometryCollection') return Math.max(0, ...geometry.geometries.map(ordinates))
  let first: unknown = geometry.coordinates
  while (Array.isArray(first) && Array.isArray(first[0])) first = first[0]
  return (first as Position).length
}
