/**
 * How much a destination counts by the distance walked to it. Street Smart Walk Score, white paper (Front Seat, 2010-12-27):
 * in full to a quarter of a mile, 12 % at a mile. The paper draws a curve between the two: a straight line stands for it.
 */
const FULL_M = 402.336
const FAR_M = 1609.344
const FAR_SHARE = 0.12

/** The share that a destination counts for at `metres` on foot; nothing beyond `limit`. */
export function decayOf(metres: number, limit: number): number {
  if (!(metres <= limit)) return 0
  if (metres <= FULL_M) return 1
  return Math.max(0, 1 - ((1 - FAR_SHARE) * (metres - FULL_M)) / (FAR_M - FULL_M))
}
