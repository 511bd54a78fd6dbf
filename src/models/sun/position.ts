import { cos, degrees, sin, tan, turn } from './angles.ts'
import { deltaT } from './delta-t.ts'
import { geocentricSun } from './geocentric.ts'
import { checkSunPlace, type SunPlace } from './place.ts'

/** The sun as seen from a place. */
export interface SunPosition {
  /** Of the centre of the disc above the horizon, refraction included, degrees: negative at night. */
  readonly elevation: number
  /** 90 minus `elevation`. */
  readonly zenith: number
  /** From true north, clockwise, degrees, 0 to 360. A map's north may differ: see `gridAzimuth`. */
  readonly azimuth: number
  /** From the centre of the earth, astronomical units. */
  readonly distance: number
}

/** Of the standard atmosphere: ISO 2533:1975. */
const STANDARD_PRESSURE = 1013.25
const STANDARD_TEMPERATURE = 15
/** Half the width of the sun's disc, and the refraction taken at the horizon, degrees: below both the sun is not seen, nor bent. */
const SUN_RADIUS = 0.26667
const HORIZON_REFRACTION = 0.5667
/** Polar over equatorial radius of the earth, and the latter, m. */
const FLATTENING = 0.99664719
const EARTH_RADIUS = 6_378_140

/**
 * Where the sun stands, by the Solar Position Algorithm: I. Reda, A. Andreas, « Solar position algorithm for solar radiation
 * applications », Solar Energy 76 (2004) 577–589, corrected in 81 (2007) 838; NREL/TP-560-34302, revised 2008. Good to 0.0003°
 * before refraction, which weather moves by some hundredths of a degree near the horizon. Throws `sun.place`, `sun.date`.
 */
export function sunPosition(at: Date, place: SunPlace): SunPosition {
  checkSunPlace(at, place)
  const { latitude, longitude, elevation: height = 0 } = place
  const sun = geocentricSun(at, place.deltaT ?? deltaT(at))
  const hourAngle = sun.siderealTime + longitude - sun.rightAscension

  // From the centre of the earth to the place: parallax.
  const parallax = 8.794 / (3600 * sun.distance)
  const reduced = degrees(Math.atan(FLATTENING * tan(latitude)))
  const x = cos(reduced) + (height / EARTH_RADIUS) * cos(latitude)
  const y = FLATTENING * sin(reduced) + (height / EARTH_RADIUS) * sin(latitude)
  const across = cos(sun.declination) - x * sin(parallax) * cos(hourAngle)
  const shift = degrees(Math.atan2(-x * sin(parallax) * sin(hourAngle), across))
  const declination = degrees(Math.atan2((sin(sun.declination) - y * sin(parallax)) * cos(shift), across))
  const localHourAngle = hourAngle - shift

  const straight = degrees(
    Math.asin(sin(latitude) * sin(declination) + cos(latitude) * cos(declination) * cos(localHourAngle)),
  )
  const elevation = straight + refraction(straight, place)
  const fromSouth = Math.atan2(
    sin(localHourAngle),
    cos(localHourAngle) * sin(latitude) - tan(declination) * cos(latitude),
  )
  return { elevation, zenith: 90 - elevation, azimuth: turn(degrees(fromSouth) + 180), distance: sun.distance }
}

/** What the air adds to an elevation, degrees. */
function refraction(elevation: number, place: SunPlace): number {
  if (elevation < -(SUN_RADIUS + HORIZON_REFRACTION)) return 0
  const { pressure = STANDARD_PRESSURE, temperature = STANDARD_TEMPERATURE } = place
  const air = (pressure / 1010) * (283 / (273 + temperature))
  return (air * 1.02) / (60 * tan(elevation + 10.3 / (elevation + 5.11)))
}
