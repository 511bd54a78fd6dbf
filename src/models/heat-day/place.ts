import { wallClock } from '../calendar/index.ts'
import type { HourSun } from '../radiation/index.ts'
import { type SunPlace, sunPosition, sunTimes } from '../sun/index.ts'

/** The place where the hours of a day are computed. */
export interface DayPlace extends Pick<SunPlace, 'latitude' | 'longitude' | 'elevation'> {
  /** IANA name: `Europe/Paris`. */
  readonly timezone: string
}

const HOUR = 3_600_000

/** The instants of 00:00 to 23:00 on the clock of a place; undefined for an hour that a change of clock leaves out, the first of one it doubles. */
export function clockHours(day: string, timezone: string): (Date | undefined)[] {
  const wall = wallClock(timezone)
  const hours: (Date | undefined)[] = new Array(24).fill(undefined)
  const noon = Date.parse(`${day}T12:00:00Z`)
  // Offsets go from −12 to +14 h, in quarters of an hour.
  for (let instant = noon - 27 * HOUR; instant <= noon + 27 * HOUR; instant += HOUR / 4) {
    const read = wall(instant)
    if (read.day === day && Number.isInteger(instant / HOUR + read.offset)) hours[read.hour] ??= new Date(instant)
  }
  return hours
}

export interface SunAtHour extends HourSun {
  /** From the earth, astronomical units. */
  readonly distance: number
}

/** The sun at instants of a day at a place. */
export function sunOfDay(day: string, place: SunPlace): (at: Date) => SunAtHour {
  const { rise, set, transit } = sunTimes(day, place)
  const solar = (at: Date) => 12 + (at.getTime() - transit.getTime()) / HOUR
  const course = {
    rise: rise ? solar(rise) : Number.NaN,
    set: set ? solar(set) : Number.NaN,
    highest: sunPosition(transit, place).elevation,
  }
  return (at) => {
    const { elevation, azimuth, distance } = sunPosition(at, place)
    return { elevation, azimuth, distance, hour: (solar(at) + 24) % 24, ...course }
  }
}
