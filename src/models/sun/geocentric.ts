import { cos, degrees, sin, tan, turn } from './angles.ts'
import { distanceTerms, latitudeTerms, longitudeTerms } from './earth-terms.ts'
import { nutationTerms } from './nutation-terms.ts'

/** The sun as seen from the centre of the earth, on the sky's own axes, degrees. */
export interface Geocentric {
  readonly rightAscension: number
  readonly declination: number
  /** Apparent sidereal time at Greenwich. */
  readonly siderealTime: number
  /** Astronomical units. */
  readonly distance: number
}

const J2000 = 2_451_545
const UNIX_EPOCH = 2_440_587.5
const DAY = 86_400

/** Reda & Andreas (2004), sections 3.1 to 3.11. @param deltaT terrestrial minus universal time, s */
export function geocentricSun(at: Date, deltaT: number): Geocentric {
  const day = at.getTime() / 1000 / DAY + UNIX_EPOCH - J2000
  const century = day / 36_525
  const ephemerisCentury = (day + deltaT / DAY) / 36_525
  const millennium = ephemerisCentury / 10

  const distance = series(distanceTerms, millennium)
  const nutation = nutationAt(ephemerisCentury)
  const obliquity = polynomial(obliquityTerms, millennium / 10) / 3600 + nutation.obliquity
  const aberration = -20.4898 / (3600 * distance)
  const longitude = degrees(series(longitudeTerms, millennium)) + 180 + nutation.longitude + aberration
  const latitude = -degrees(series(latitudeTerms, millennium))
  const meanSiderealTime = 280.46061837 + 360.98564736629 * day + 0.000387933 * century ** 2 - century ** 3 / 38_710_000

  return {
    rightAscension: turn(
      degrees(Math.atan2(sin(longitude) * cos(obliquity) - tan(latitude) * sin(obliquity), cos(longitude))),
    ),
    declination: degrees(Math.asin(sin(latitude) * cos(obliquity) + cos(latitude) * sin(obliquity) * sin(longitude))),
    siderealTime: turn(meanSiderealTime) + nutation.longitude * cos(obliquity),
    distance,
  }
}

/** Mean obliquity of the ecliptic, arcseconds, by powers of 10,000 Julian years. */
const obliquityTerms = [84381.448, -4680.93, -1.55, 1999.25, -51.38, -249.67, -39.05, 7.12, 27.87, 5.79, 2.45]

/** Arguments of nutation, degrees, by powers of Julian centuries; in the order of `nutationTerms`. */
const nutationArguments = [
  [297.85036, 445_267.11148, -0.0019142, 1 / 189_474],
  [357.52772, 35_999.05034, -0.0001603, -1 / 300_000],
  [134.96298, 477_198.867398, 0.0086972, 1 / 56_250],
  [93.27191, 483_202.017538, -0.0036825, 1 / 327_270],
  [125.04452, -1934.136261, 0.0020708, 1 / 450_000],
]

function nutationAt(century: number): { longitude: number; obliquity: number } {
  const values = nutationArguments.map((terms) => polynomial(terms, century))
  let [longitude, obliquity] = [0, 0]
  for (let i = 0; i < nutationTerms.length; i += 9) {
    const angle = values.reduce((sum, value, k) => sum + value * nutationTerms[i + k]!, 0)
    const [a, b, c, d] = nutationTerms.slice(i + 5, i + 9) as [number, number, number, number]
    longitude += (a + b * century) * sin(angle)
    obliquity += (c + d * century) * cos(angle)
  }
  // From 0.0001 arcsecond.
  return { longitude: longitude / 36e6, obliquity: obliquity / 36e6 }
}

function polynomial(terms: readonly number[], x: number): number {
  return terms.reduceRight((sum, term) => sum * x + term, 0)
}

function series(powers: readonly (readonly number[])[], t: number): number {
  const sums = powers.map((terms) => {
    let sum = 0
    for (let i = 0; i < terms.length; i += 3) sum += terms[i]! * Math.cos(terms[i + 1]! + terms[i + 2]! * t)
    return sum
  })
  return polynomial(sums, t) / 1e8
}
