import { utciCoefficients } from './coefficients.ts'

/** Highest sum of exponents. */
const DEGREE = 6

/** UTCI minus the air temperature, K, by all 210 terms: air °C, wind at 10 m m/s, radiant difference K, vapour pressure kPa. */
export function utciExcess(temperature: number, wind: number, radiantDifference: number, vapour: number): number {
  const folded = foldWeather(temperature, vapour)
  let sum = 0
  let i = 0
  for (let d = 0; d <= DEGREE; d++)
    for (let v = 0; v <= DEGREE - d; v++) sum += folded[i++]! * radiantDifference ** d * wind ** v
  return sum
}

/**
 * The polynomial with air temperature (°C) and vapour pressure (kPa) put in: 28 coefficients, for each power of the radiant difference
 * (0 to 6) those of the powers of the wind (0 to 6 less that).
 */
export function foldWeather(temperature: number, vapour: number): Float64Array {
  const folded = new Float64Array(28)
  let next = 0
  for (let p = 0; p <= DEGREE; p++) {
    for (let d = 0; d <= DEGREE - p; d++) {
      for (let v = 0; v <= DEGREE - p - d; v++) {
        let sum = 0
        for (let t = 0; t <= DEGREE - p - d - v; t++) sum += utciCoefficients[next++]! * temperature ** t
        folded[rowOf(d) + v]! += sum * vapour ** p
      }
    }
  }
  return folded
}

/** The same with the wind (m/s) put in too: coefficients of the powers 0 to 6 of the radiant difference. */
export function foldWind(folded: Float64Array, wind: number): Float64Array {
  return Float64Array.from({ length: DEGREE + 1 }, (_, d) => {
    let sum = 0
    for (let v = DEGREE - d; v >= 0; v--) sum = sum * wind + folded[rowOf(d) + v]!
    return sum
  })
}

/** Where the coefficients of a power of the radiant difference start: 7, then 6, then 5… of them. */
const rowOf = (d: number) => d * (DEGREE + 1) - (d * (d - 1)) / 2
