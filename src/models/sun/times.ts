import type { SunPlace } from './place.ts'

/** The course of the sun on a day. */
export interface SunTimes {
  /** When the upper edge of the disc rises. Absent when it does not rise or set that day, near the poles. */
  readonly rise?: Date
  /** When it crosses the meridian, highest. */
  readonly transit: Date
  readonly set?: Date
}

/** `day` is `YYYY-MM-DD`: the day whose noon is the transit, on the sun's own clock at the place. */
export function sunTimes(_day: string, _place: SunPlace): SunTimes {
  throw new Error('not written yet')
}
