/** How an edge goes up and down, walked as it is drawn. */
export interface Slope {
  /** m gained, and m lost. */
  readonly climb: number
  readonly drop: number
  /** %: the greatest, up or down. */
  readonly steepest: number
}

/** Slopes are told over this many metres at least: cells of the terrain are worth no more. */
export const STATION = 10

/**
 * %: a street steeper than this is a fault of the altitudes. The steepest of the world, Baldwin Street in Dunedin, is at 34.8 %
 * (Guinness World Records, 2020).
 */
const BELIEVED = 35

const unknown: Slope = { climb: Number.NaN, drop: Number.NaN, steepest: Number.NaN }

/** The slope of elevations taken `each` metres apart along a line; NaN everywhere when one is unknown or cannot be believed. */
export function slopeOf(elevations: ArrayLike<number>, each: number): Slope {
  let [climb, drop, steepest] = [0, 0, 0]
  for (let i = 1; i < elevations.length; i++) {
    const up = elevations[i]! - elevations[i - 1]!
    if (Number.isNaN(up)) return unknown
    if (up > 0) climb += up
    else drop -= up
    steepest = Math.max(steepest, (100 * Math.abs(up)) / Math.max(each, STATION / 2))
  }
  return steepest > BELIEVED ? unknown : { climb, drop, steepest }
}

/** Where elevations are taken along a line of so many metres: its ends, and between them every `STATION` metres or so. */
export function stationsOf(length: number): number[] {
  const count = Math.max(1, Math.round(length / STATION))
  return Array.from({ length: count + 1 }, (_, i) => (i * length) / count)
}
