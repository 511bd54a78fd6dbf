import { cos, degrees, sin, turn } from './angles.ts'
import { deltaT } from './delta-t.ts'
import { geocentricSun } from './geocentric.ts'
import { checkSunPlace, type SunPlace } from './place.ts'

/** The course of the sun on a day. */
export interface SunTimes {
  /** When the upper edge of the disc rises. Absent when it does not rise or set that day, near the poles. */
  readonly rise?: Date
  /** When it crosses the meridian, highest. */
  readonly transit: Date
  readonly set?: Date
}

/** Elevation of the centre of the disc at sunrise and sunset, without the air that shows it: refraction and radius, degrees. */
const HORIZON = -0.8333
const DAY = 86_400_000
/** Each round brings the instant some hundred times nearer; near the poles, less. */
const ROUNDS = 12

/**
 * Sunrise, noon and sunset, as Reda & Andreas (2004), appendix A.2, define them, by approaching each instant: on a flat horizon.
 *
 * @param day `YYYY-MM-DD`: the day whose noon is the transit, on the sun's own clock at the place
 */
export function sunTimes(day: string, place: SunPlace): SunTimes {
  const noon = Date.parse(`${day}T12:00:00Z`) - (place.longitude / 360) * DAY
  checkSunPlace(new Date(noon), place)
  const transit = approach(noon, 0, place)!
  const rise = approach(transit.getTime(), -1, place)
  const set = approach(transit.getTime(), 1, place)
  return { transit, ...(rise && set && { rise, set }) }
}

/** When the sun is on the meridian (`side` 0) or, before (-1) or after (1) it, on the horizon. */
function approach(from: number, side: -1 | 0 | 1, place: SunPlace): Date | undefined {
  let instant = from
  for (let round = 0; round < ROUNDS; round++) {
    const at = new Date(instant)
    const sun = geocentricSun(at, place.deltaT ?? deltaT(at))
    const wanted = side === 0 ? 0 : side * horizonHourAngle(sun.declination, place.latitude)
    if (Number.isNaN(wanted)) return undefined
    // From -180 to 180 around the meridian of the day asked for.
    const hourAngle = turn(sun.siderealTime + place.longitude - sun.rightAscension + 180) - 180
    const turned = side === 0 || hourAngle * side >= -90 ? hourAngle : hourAngle + side * 360
    instant += ((wanted - turned) / 360.985647) * DAY
  }
  return new Date(Math.round(instant))
}

/** Degrees that the sky turns between the meridian and the horizon; NaN where the sun stays on one side of the horizon. */
function horizonHourAngle(declination: number, latitude: number): number {
  return degrees(Math.acos((sin(HORIZON) - sin(latitude) * sin(declination)) / (cos(latitude) * cos(declination))))
}
