import type { Bbox } from '../kernel/index.ts'

/** Cells a side: 2^26, so that a position on the curve (52 bits) is exact in a double. */
const SIDE = 2 ** 26

/** The square a curve covers. It depends on the CRS alone, so that keys of different files compare. */
export interface HilbertGrid {
  readonly x0: number
  readonly y0: number
  readonly cellsPerUnitX: number
  readonly cellsPerUnitY: number
}

/** Geographic CRS: the globe, in cells of 360 / 2^26 = 5.4e-6 degrees. */
const degrees: HilbertGrid = { x0: -180, y0: -90, cellsPerUnitX: SIDE / 360, cellsPerUnitY: SIDE / 180 }
/** Projected CRS: ± 2^25 = 33,554,432 around the origin, in cells of one unit, which holds every metric CRS. */
const metres: HilbertGrid = { x0: -SIDE / 2, y0: -SIDE / 2, cellsPerUnitX: 1, cellsPerUnitY: 1 }

const geographic = new Set(['EPSG:4326', 'OGC:CRS84', 'EPSG:4171', 'EPSG:4258'])

/** The grid of a CRS. */
export const hilbertGrid = (crs: string): HilbertGrid => (geographic.has(crs) ? degrees : metres)

/** The place of the middle of a box along the Hilbert curve: an integer in [0, 2^52). Outside the grid it is clamped. */
export function hilbertKey(grid: HilbertGrid, [minx, miny, maxx, maxy]: Bbox): number {
  const x = cell(((minx + maxx) / 2 - grid.x0) * grid.cellsPerUnitX)
  const y = cell(((miny + maxy) / 2 - grid.y0) * grid.cellsPerUnitY)
  return curve(x, y)
}

const cell = (value: number) => Math.min(SIDE - 1, Math.max(0, Math.floor(value)))

/** Distance along the curve: one quadrant a level, turning the square as the curve enters it. */
function curve(x: number, y: number): number {
  let distance = 0
  for (let side = SIDE / 2; side >= 1; side /= 2) {
    const right = (x & side) !== 0 ? 1 : 0
    const upper = (y & side) !== 0 ? 1 : 0
    distance += side * side * ((3 * right) ^ upper)
    if (upper === 1) continue
    if (right === 1) {
      x = SIDE - 1 - x
      y = SIDE - 1 - y
    }
    const turned = x
    x = y
    y = turned
  }
  return distance
}
