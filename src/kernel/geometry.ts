/** GeoJSON geometries (RFC 7946): positions are [x, y] or [x, y, z] in the CRS that the column declares. */
export type Position = number[]

export type Geometry =
  | { type: 'Point'; coordinates: Position }
  | { type: 'MultiPoint'; coordinates: Position[] }
  | { type: 'LineString'; coordinates: Position[] }
  | { type: 'MultiLineString'; coordinates: Position[][] }
  | { type: 'Polygon'; coordinates: Position[][] }
  | { type: 'MultiPolygon'; coordinates: Position[][][] }
  | { type: 'GeometryCollection'; geometries: Geometry[] }

export type GeometryType = Geometry['type']
export type GeometryOf<T extends GeometryType> = Extract<Geometry, { type: T }>

/** How deep lists of positions nest, by type (RFC 7946, 3.1); a collection has none of its own. */
export const positionNesting: Readonly<Record<string, number>> = {
  Point: 0,
  MultiPoint: 1,
  LineString: 1,
  MultiLineString: 2,
  Polygon: 2,
  MultiPolygon: 3,
}

/** [minx, miny, maxx, maxy], in the units of the CRS. */
export type Bbox = readonly [number, number, number, number]

/** The ring around a box, counterclockwise from its first corner, where it ends. */
export const ringOf = ([west, south, east, north]: Bbox): [x: number, y: number][] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
]

/** Calls `visit` with each position of a geometry. */
export function eachPosition(geometry: Geometry, visit: (position: Position) => void): void {
  if (geometry.type === 'GeometryCollection') {
    for (const part of geometry.geometries) eachPosition(part, visit)
    return
  }
  const walk = (value: unknown): void => {
    const list = value as unknown[]
    if (typeof list[0] === 'number') visit(list as Position)
    else for (const item of list) walk(item)
  }
  walk(geometry.coordinates)
}

/** The bounding box of a geometry, or `undefined` when it has no position. */
export function bboxOf(geometry: Geometry): Bbox | undefined {
  let [minx, miny, maxx, maxy] = [Infinity, Infinity, -Infinity, -Infinity]
  eachPosition(geometry, (position) => {
    const x = position[0]!
    const y = position[1]!
    if (x < minx) minx = x
    if (x > maxx) maxx = x
    if (y < miny) miny = y
    if (y > maxy) maxy = y
  })
  return minx <= maxx ? [minx, miny, maxx, maxy] : undefined
}
