import { type Bbox, type Geometry, type Position, projector } from '../../../src/kernel/index.ts'
import type { Point } from './polygon.ts'
import { dice, noise1, noise2 } from './random.ts'

/**
 * Where the town lies: the middle of the forest of Fontainebleau, in Lambert-93 metres (48.407° N, 2.635° E). Nobody lives
 * there; the nearest town halls (Fontainebleau, Barbizon, Arbonne-la-Forêt) are more than 4 km away.
 */
const CENTRE = [673_000, 6_812_000] as const
const SIDE = 2000 // m, side of the square for size 1
const MARGIN = 200 // m kept around the square, more than the bending can move a point, and room for squares of the grids
const RIVER_WIDTH = 34 // m between the quays

/** The ground of the town: its square, its river, its hills, and how its plane is laid on the map. */
export interface Site {
  readonly seed: number
  readonly size: number
  /** Side of the square in metres: the area is in proportion to the size. */
  readonly side: number
  /** Bounds in longitude and latitude. */
  readonly bounds: Bbox
  /** Bounds in Lambert-93 metres. */
  readonly metres: Bbox
  /** Ordinate of the middle of the river at abscissa u. */
  river(u: number): number
  readonly riverWidth: number
  /** Terrain in metres above sea level at a point of the plane. */
  elevation(p: Point): number
  /** The plane bent a little, as no street is quite straight, in Lambert-93. */
  bend(p: Point): Point
  /** The point of the plane that is bent onto a Lambert-93 position. */
  unbend(position: Point): Point
  point(p: Point): { type: 'Point'; coordinates: Position }
  line(points: readonly Point[]): Extract<Geometry, { type: 'LineString' }>
  /** A polygon from a ring left open. */
  polygon(ring: readonly Point[]): Extract<Geometry, { type: 'Polygon' }>
  /** Longitude and latitude of Lambert-93 metres. */
  geographic(position: Point): Position
}

export function makeSite(seed: number, size: number): Site {
  const side = SIDE * Math.sqrt(size)
  const [west, south] = [CENTRE[0] - side / 2, CENTRE[1] - side / 2]
  const project = projector('EPSG:2154', 'EPSG:4326')
  const [bending, hills, meander] = [dice(seed, 'bend'), dice(seed, 'hills'), dice(seed, 'river')]
  const phase = 2 * Math.PI * meander(0)

  const river = (u: number) =>
    side *
    (0.3 + 0.04 * Math.sin((2 * Math.PI * u) / (0.95 * side) + phase) + 0.008 * noise1(meander, (5 * u) / side, 1))

  // Two swells: 45 m over 1.1 km, 14 m over 380 m. Their slopes stay far below 1, so that the bent plane never folds.
  const shift = (u: number, v: number, lane: number) =>
    45 * noise2(bending, u / 1100, v / 1100, lane) + 14 * noise2(bending, u / 380, v / 380, lane + 1)

  const bend = ([u, v]: Point): Point => [west + u + shift(u, v, 0), south + v + shift(u, v, 2)]

  function unbend([x, y]: Point): Point {
    let [u, v] = [x - west, y - south]
    for (let i = 0; i < 4; i++) [u, v] = [x - west - shift(u, v, 0), y - south - shift(u, v, 2)]
    return [u, v]
  }

  /** A valley: the slopes rise 58 m away from the river, which falls 1.5 m a kilometre to the east. */
  function elevation([u, v]: Point): number {
    const away = Math.max(0, Math.abs(v - river(u)) - RIVER_WIDTH / 2)
    const slope = 1 - Math.exp(-((away / 700) ** 2))
    const rough = 10 * noise2(hills, u / 420, v / 420) + 3 * noise2(hills, u / 130, v / 130, 1)
    return 44 + 0.0015 * (side - u) + 58 * slope + rough * Math.min(1, away / 250)
  }

  function geographic([x, y]: Point): Position {
    const [longitude, latitude] = project([x, y])
    return [round7(longitude!), round7(latitude!)]
  }
  const lay = (p: Point) => geographic(bend(p))

  const metres: Bbox = [west - MARGIN, south - MARGIN, west + side + MARGIN, south + side + MARGIN]
  return {
    seed,
    size,
    side,
    metres,
    bounds: boundsOf(metres, geographic),
    river,
    riverWidth: RIVER_WIDTH,
    elevation,
    bend,
    unbend,
    geographic,
    point: (p) => ({ type: 'Point', coordinates: lay(p) }),
    line: (points) => ({ type: 'LineString', coordinates: points.map(lay) }),
    polygon(ring) {
      const corners = ring.map(lay)
      return { type: 'Polygon', coordinates: [[...corners, corners[0]!]] }
    },
  }
}

/** Seven decimals of a degree: a centimetre. */
const round7 = (degrees: number) => Math.round(degrees * 1e7) / 1e7

function boundsOf([west, south, east, north]: Bbox, geographic: (p: Point) => Position): Bbox {
  const corners = [
    geographic([west, south]),
    geographic([east, south]),
    geographic([east, north]),
    geographic([west, north]),
  ]
  const [xs, ys] = [corners.map((c) => c[0]!), corners.map((c) => c[1]!)]
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}
