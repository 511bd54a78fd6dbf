import {
  type Bbox,
  bboxOf,
  type Geometry,
  type GeometryOf,
  type Position,
  projector,
  reproject,
} from '../../../kernel/index.ts'
import type { Crs } from '../common/crs.ts'
import type { Coords } from './coords.ts'

/** Longitude and latitude, all taken as WGS 84 as the kernel does. */
const degrees = new Set(['OGC:CRS84', 'EPSG:4326', 'EPSG:4171', 'EPSG:4258'])
export const isDegrees = (crs: string): boolean => degrees.has(crs)
const LONLAT = 'EPSG:4326'

/** The way from one CRS to another; the position itself between those in degrees. */
export const wayBetween = (from: string, to: string): ((position: Position) => Position) =>
  from === to || (isDegrees(from) && isDegrees(to)) ? (position) => position : projector(from, to)

/** The positions of `coords` that stand alone, in longitude and latitude. */
export function pointsOf({ parts }: Coords, { name }: Crs): [number, number][] {
  const way = wayBetween(name, LONLAT)
  return parts.flat(2).map((position) => {
    const [lon, lat] = way([position[0]!, position[1]!])
    return [lon!, lat!]
  })
}

/** A polygon of `coords` as it was drawn, in its own CRS. */
export const polygonOf = ({ parts }: Coords): Geometry => ({
  type: 'MultiPolygon',
  coordinates: parts.map((rings) => rings.map((ring) => ring.map(([x, y]) => [x!, y!]))),
})

/** A box as a polygon. */
export const boxPolygon = ([west, south, east, north]: Bbox): GeometryOf<'MultiPolygon'> => ({
  type: 'MultiPolygon',
  coordinates: [
    [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  ],
})

/** Metres of a degree of latitude, as in `distance.ts`. */
const DEGREE_M = (6_371_008.8 * Math.PI) / 180
const SIDES = 128

/** A circle around a position in longitude and latitude, as a polygon of as many sides as a fine drawing needs. */
export function circle([lon, lat]: readonly [number, number], metres: number): Geometry {
  const [dy, scale] = [metres / DEGREE_M, Math.cos((lat * Math.PI) / 180)]
  const ring = Array.from({ length: SIDES + 1 }, (_, i) => {
    const angle = ((i % SIDES) * 2 * Math.PI) / SIDES
    return [lon + (dy * Math.cos(angle)) / scale, lat + dy * Math.sin(angle)]
  })
  return { type: 'MultiPolygon', coordinates: [[ring]] }
}

/** Pieces in which each side is cut before it is projected: straight sides bend. */
const PIECES = 16

/** A polygon in another CRS. */
export function polygonIn(polygon: Geometry, from: string, to: string): Geometry {
  const way = wayBetween(from, to)
  if (from === to || polygon.type !== 'MultiPolygon') return reproject(polygon, way)
  const coordinates = polygon.coordinates.map((rings) => rings.map((ring) => cut(ring).map(way)))
  return { type: 'MultiPolygon', coordinates }
}

/** Vertices above which a ring is taken to be fine enough as it is. */
const FINE = 500

function cut(ring: readonly Position[]): Position[] {
  if (ring.length > FINE) return [...ring]
  const cutting = ring.slice(1).flatMap(([x, y], i) => {
    const [px, py] = ring[i]!
    return Array.from({ length: PIECES }, (_, k) => [px! + ((x! - px!) * k) / PIECES, py! + ((y! - py!) * k) / PIECES])
  })
  return [...cutting, ring.at(-1)!]
}

/** The box of a polygon whose positions have a place. */
export const boxOf = (polygon: Geometry): Bbox | undefined => {
  const box = bboxOf(polygon)
  return box?.every(Number.isFinite) ? box : undefined
}
