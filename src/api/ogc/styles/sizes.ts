import type { Bbox } from '../../../kernel/index.ts'
import type { Stops, Symbology } from './symbology.ts'

/** Circumference of the earth at the equator, metres (WGS 84), and pixels of the world at zoom 0 of a web map. */
const EQUATOR_M = 40_075_016.686
const WORLD_PX = 512
const METRES_PER_DEGREE = EQUATOR_M / 360

/** The zoom of a web map where a pixel is so many metres on the ground. */
export const zoomOf = (metresPerPixel: number, latitude: number): number =>
  Math.log2((EQUATOR_M * Math.cos((latitude * Math.PI) / 180)) / (WORLD_PX * metresPerPixel))

/** Pixels between neighbours where each may be drawn as itself. */
const APART_PX = 10
/** Zooms that sizes stay within: the whole world, and the deepest of web maps. */
const [WIDEST, DEEPEST] = [0, 22]

/**
 * Sizes that let neighbours be told apart: small where objects crowd, plain from the zoom where they are some pixels from each
 * other.
 * @param box of all the objects, in degrees
 */
export function sizesOf(box: Bbox | undefined, count: number): Symbology['sizes'] {
  const apart = box && count > 0 ? zoomOf(spacing(box, count) / APART_PX, (box[1] + box[3]) / 2) : 12
  const z = Math.min(DEEPEST - 6, Math.max(WIDEST + 4, apart))
  return {
    point: stops([z - 3, 1], [z, 1.8], [z + 2, 3.5], [z + 5, 6]),
    line: [
      [10, 0.7],
      [13, 1.3],
      [15, 2.2],
      [18, 6],
    ],
    outline: stops([z - 1.5, 0], [z, 0.5], [z + 4, 1]),
  }
}

const stops = (...list: [number, number][]): Stops =>
  list.map(([zoom, size]) => [Math.round(zoom * 10) / 10, size] as const)

/** Metres between neighbours if they were spread evenly. */
function spacing([west, south, east, north]: Bbox, count: number): number {
  const height = (north - south) * METRES_PER_DEGREE
  const width = (east - west) * METRES_PER_DEGREE * Math.cos((((south + north) / 2) * Math.PI) / 180)
  // A lone object has no neighbour: it is drawn plainly from everywhere.
  return Math.max(1, Math.sqrt((Math.max(width, 1) * Math.max(height, 1)) / count))
}
