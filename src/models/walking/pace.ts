/**
 * Speed on a slope, m/s (W. Tobler, Three presentations on geographical analysis and modeling, NCGIA report 93-1, 1993):
 * 6 exp(−3.5 |slope + 0.05|) km/h, measured on footpaths. On the flat, 5.04 km/h: between the 5 km/h of OSRM and the 5.1 km/h of Valhalla.
 * @param slope rise over run, above 0 uphill
 */
export const walkingSpeed = (slope: number): number => (6 * Math.exp(-3.5 * Math.abs(slope + 0.05))) / 3.6

/** Speed on the flat, m/s. */
export const FLAT_SPEED = walkingSpeed(0)

/** Speed along the horizontal on stairs, m/s: the most frequent up a long outdoor flight is 0.4 to 0.5 (T. Kretz et al., 2008). */
const STAIRS_SPEED = 0.5
/** Slopes of edges are held to that much: what is more is an error of relief, or a stair. */
const MOST_SLOPE = 0.4

/**
 * Seconds to walk a stretch, its climb and its drop at one slope; what is not known of them is flat.
 * @param length along the ground, m
 * @param climb, drop m; NaN unknown
 */
export function walkingTime(length: number, climb: number, drop: number, isStairs: boolean): number {
  if (isStairs) return length / STAIRS_SPEED
  const rise = climb + drop
  if (!(rise > 0) || length === 0) return length / FLAT_SPEED
  const slope = Math.min(rise / length, MOST_SLOPE)
  const up = climb / rise
  return length * (up / walkingSpeed(slope) + (1 - up) / walkingSpeed(-slope))
}
