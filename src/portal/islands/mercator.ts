// The plane that the map of ways is drawn in, on the server and in the browser: Web Mercator, in units of about a metre.

type LonLat = readonly [longitude: number, latitude: number]
export type Point = readonly [x: number, y: number]

/** Side of a tile of the ground, in the units it is drawn in. */
export const TILE = 512
/** Units around the Earth: those of tiles of zoom 16. At 47.65° north, one is 0.80 m. */
const WORLD = TILE * 2 ** 16
/** Length of the equator of WGS 84, m. */
const EQUATOR = 40_075_017

const clampLatitude = (latitude: number) => Math.max(-85, Math.min(85, latitude))

/** A plane whose origin is near what it shows: small numbers stay exact. */
export interface Plane {
  point(position: readonly number[]): Point
  position(point: Point): LonLat
  /** Side of a tile of a zoom, and where one begins, in units of the plane. */
  tile(zoom: number, column: number, row: number): { readonly x: number; readonly y: number; readonly side: number }
  /** The tiles of a zoom that a box of the plane touches. */
  tilesIn(zoom: number, box: Box): (readonly [column: number, row: number])[]
  /** Metres in one unit. */
  readonly metres: number
}

/** A box of the plane. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

function world([longitude = 0, latitude = 0]: readonly number[]): Point {
  const sine = Math.sin((clampLatitude(latitude) * Math.PI) / 180)
  return [((longitude + 180) / 360) * WORLD, (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * WORLD]
}

function geographic([x, y]: Point): LonLat {
  const latitude = (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / WORLD))) * 180) / Math.PI
  return [(x / WORLD) * 360 - 180, latitude]
}

/** The plane around a place. */
export function planeAt(centre: readonly number[]): Plane {
  const [left, top] = world(centre).map(Math.round) as [number, number]
  const sideOf = (zoom: number) => WORLD / 2 ** zoom
  return {
    point: (position) => {
      const [x, y] = world(position)
      return [x - left, y - top]
    },
    position: ([x, y]) => geographic([x + left, y + top]),
    tile: (zoom, column, row) => {
      const side = sideOf(zoom)
      return { x: column * side - left, y: row * side - top, side }
    },
    tilesIn: (zoom, { x, y, width, height }) => {
      const side = sideOf(zoom)
      const [west, east] = [x, x + width].map((at) => Math.floor((at + left) / side)) as [number, number]
      const [north, south] = [y, y + height].map((at) => Math.floor((at + top) / side)) as [number, number]
      const found: (readonly [number, number])[] = []
      for (let row = Math.max(0, north); row <= Math.min(2 ** zoom - 1, south); row++)
        for (let column = Math.max(0, west); column <= Math.min(2 ** zoom - 1, east); column++)
          found.push([column, row])
      return found
    },
    metres: (EQUATOR / WORLD) * Math.cos((clampLatitude(centre[1] ?? 0) * Math.PI) / 180),
  }
}

/** West, south, east, north of a tile, in degrees. */
export function tileBounds(zoom: number, column: number, row: number): readonly [number, number, number, number] {
  const side = WORLD / 2 ** zoom
  const [west, north] = geographic([column * side, row * side])
  const [east, south] = geographic([(column + 1) * side, (row + 1) * side])
  return [west, south, east, north]
}

/** Zooms at which the ground is drawn. */
export const zooms = { least: 11, most: 18 } as const

/** The zoom whose tiles are drawn at about a pixel a unit, where a unit of the plane is so many pixels. */
export const zoomFor = (pixels: number): number =>
  Math.max(zooms.least, Math.min(zooms.most, 16 + Math.floor(Math.log2(pixels) + 0.6)))
