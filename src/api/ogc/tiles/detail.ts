import { UNITS_PER_PIXEL } from './grid.ts'
import type { TileMatrixSet } from './matrix-sets.ts'

/** How fine a tile is drawn, in its units: all zero where everything is shown. */
export interface Detail {
  /** Side of the squares of which each shows one point. */
  readonly cell: number
  /** Boxes of polygons smaller than this area (units²) stand for their neighbours: one in so many is drawn, as large. */
  readonly smallArea: number
  /** The same of lines whose box is shorter on both sides. */
  readonly shortLength: number
  /** How far a line may be from what it was. */
  readonly tolerance: number
}

const everything: Detail = { cell: 0, smallArea: 0, shortLength: 0, tolerance: 0 }

/** One point a pixel. */
const CELL = UNITS_PER_PIXEL
/** Two pixels by two: the smallest square a screen shows as one. */
const SMALL_SIDE = 2 * UNITS_PER_PIXEL
const SHORT_LENGTH = UNITS_PER_PIXEL
/** Half a pixel: what the eye cannot tell. */
const TOLERANCE = UNITS_PER_PIXEL / 2

/**
 * The detail of a level, halved at each coarser step. On the ground a step of a level is as fine as the level above one
 * step finer: what is seen at a level is seen at the next.
 */
export function detailOf({ detailZoom }: TileMatrixSet, z: number, step: number): Detail {
  if (z >= detailZoom && step === 0) return everything
  const times = 2 ** step
  return {
    cell: CELL * times,
    smallArea: (SMALL_SIDE * times) ** 2,
    shortLength: SHORT_LENGTH * times,
    tolerance: TOLERANCE * times,
  }
}
