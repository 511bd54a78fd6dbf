import { cholesky, forward } from './cholesky.ts'
import { type Kriging, scaled } from './krige.ts'
import { correlation } from './variogram.ts'

/** Places to predict at. All arrays of one length; a missing predictor (NaN) gives a missing prediction. */
export interface Places {
  readonly x: ArrayLike<number>
  readonly y: ArrayLike<number>
  /** In the order of those of the stations. */
  readonly predictors: readonly ArrayLike<number>[]
}

/** Predictions, in the unit of the values. */
export interface Predictions {
  readonly values: Float32Array
  /**
   * Standard error of what a station there would measure: of the kriged departure, of the regression, and the nugget.
   */
  readonly errors: Float32Array
}

/** Stations up to which errors too are computed from all of them. */
export const ALL_STATIONS = 160
/** Beyond, errors come from this many of the nearest, by run of places. */
export const NEAREST = 96
/** Places that share their nearest stations: they should be near each other, as those of a row of a grid are. */
const RUN = 256

/**
 * Predicts at places. The nugget is not followed: at a station with a nugget the prediction is smoother than what it measured;
 * without one it is what it measured, with an error of 0. Values always come from all stations. So do errors up to
 * `ALL_STATIONS`; beyond, those of a run of consecutive places come from the `NEAREST` stations, which makes them larger, never
 * smaller, by what the far ones would add. A run is a function of the order of the places alone.
 */
export function predict(kriging: Kriging, places: Places): Predictions {
  const count = places.x.length
  const predictions = { values: new Float32Array(count), errors: new Float32Array(count) }
  const all = kriging.stations.values.length <= ALL_STATIONS
  const whole = all ? neighbourhoodOf(kriging) : undefined
  for (let start = 0; start < count; start += RUN) {
    const end = Math.min(count, start + RUN)
    const near = whole ?? neighbourhoodOf(kriging, nearest(kriging, places, start, end))
    predictRun(kriging, near, places, start, end, predictions)
  }
  return predictions
}

/** Stations, their factor and their design, for the errors of some places. */
interface Neighbourhood {
  readonly n: number
  readonly x: Float64Array
  readonly y: Float64Array
  readonly lower: Float64Array
  readonly design: readonly Float64Array[]
}

function neighbourhoodOf(kriging: Kriging, chosen?: readonly number[]): Neighbourhood {
  const { stations, variogram, scales, lower, design } = kriging
  const index = chosen ?? Array.from({ length: stations.values.length }, (_, i) => i)
  const [n, x, y] = [index.length, new Float64Array(index.length), new Float64Array(index.length)]
  index.forEach((station, i) => {
    x[i] = stations.x[station]!
    y[i] = stations.y[station]!
  })
  if (!chosen) return { n, x, y, lower, design }
  const rho = correlation(variogram.shape, variogram.range)
  const covariance = new Float64Array(n * n)
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++)
      covariance[i * n + j] =
        i === j ? variogram.sill + variogram.nugget : variogram.sill * rho(Math.hypot(x[i]! - x[j]!, y[i]! - y[j]!))
  const own = cholesky(covariance, n)!
  const columns = [
    new Float64Array(n).fill(1),
    ...scales.map((scale, a) => Float64Array.from(index, (i) => scaled(stations.predictors[a]![i]!, scale))),
  ].map((column) => forward(own, n, column))
  return { n, x, y, lower: own, design: columns }
}

/** The stations nearest to the middle of a run of places. */
function nearest({ stations }: Kriging, { x, y }: Places, start: number, end: number): number[] {
  const middle = [(x[start]! + x[end - 1]!) / 2, (y[start]! + y[end - 1]!) / 2] as const
  const away = Float64Array.from(stations.values, (_, i) =>
    Math.hypot(stations.x[i]! - middle[0], stations.y[i]! - middle[1]),
  )
  return Array.from(away.keys())
    .sort((a, b) => away[a]! - away[b]! || a - b)
    .slice(0, NEAREST)
}

/** Places taken together down the triangle: each of its numbers is then read once for all of them. */
const TOGETHER = 4

function predictRun(
  kriging: Kriging,
  near: Neighbourhood,
  places: Places,
  start: number,
  end: number,
  { values, errors }: Predictions,
): void {
  const { stations, variogram, scales, coefficients, covariance, weights } = kriging
  const { n, x, y, lower, design } = near
  const { sill, nugget } = variogram
  const rho = correlation(variogram.shape, variogram.range)
  const terms = coefficients.length
  const total = stations.values.length
  const known = new Float64Array(n * TOGETHER)
  const own = new Float64Array(terms * TOGETHER).fill(1)
  for (let first = start; first < end; first += TOGETHER) {
    const count = Math.min(TOGETHER, end - first)
    for (let lane = 0; lane < count; lane++) {
      const [u, v] = [places.x[first + lane]!, places.y[first + lane]!]
      let value = coefficients[0]!
      for (let a = 1; a < terms; a++) {
        const standard = scaled(places.predictors[a - 1]![first + lane]!, scales[a - 1]!)
        own[a * TOGETHER + lane] = standard
        value += coefficients[a]! * standard
      }
      for (let i = 0; i < n; i++) {
        const [du, dv] = [x[i]! - u, y[i]! - v]
        known[i * TOGETHER + lane] = sill * rho(Math.sqrt(du * du + dv * dv))
      }
      if (n === total) for (let i = 0; i < n; i++) value += known[i * TOGETHER + lane]! * weights[i]!
      else
        for (let i = 0; i < total; i++) {
          const [du, dv] = [stations.x[i]! - u, stations.y[i]! - v]
          value += sill * rho(Math.sqrt(du * du + dv * dv)) * weights[i]!
        }
      values[first + lane] = value
    }
    solveTogether(lower, n, known)
    for (let lane = 0; lane < count; lane++) {
      let variance = sill + nugget
      for (let i = 0; i < n; i++) variance -= known[i * TOGETHER + lane]! ** 2
      // What the regression says of this place beyond what its neighbours' departures already tell.
      for (let a = 0; a < terms; a++)
        for (let i = 0; i < n; i++) own[a * TOGETHER + lane]! -= design[a]![i]! * known[i * TOGETHER + lane]!
      for (let a = 0; a < terms; a++)
        for (let b = 0; b < terms; b++)
          variance += own[a * TOGETHER + lane]! * own[b * TOGETHER + lane]! * covariance[a * terms + b]!
      own[lane] = 1
      errors[first + lane] = Math.sqrt(Math.max(0, variance))
    }
  }
}

/** Down the triangle in place, for `TOGETHER` columns side by side. */
function solveTogether(lower: Float64Array, n: number, columns: Float64Array): void {
  for (let i = 0; i < n; i++) {
    const row = i * n
    let a = columns[4 * i]!
    let b = columns[4 * i + 1]!
    let c = columns[4 * i + 2]!
    let d = columns[4 * i + 3]!
    for (let k = 0; k < i; k++) {
      const l = lower[row + k]!
      a -= l * columns[4 * k]!
      b -= l * columns[4 * k + 1]!
      c -= l * columns[4 * k + 2]!
      d -= l * columns[4 * k + 3]!
    }
    const pivot = 1 / lower[row + i]!
    columns[4 * i] = a * pivot
    columns[4 * i + 1] = b * pivot
    columns[4 * i + 2] = c * pivot
    columns[4 * i + 3] = d * pivot
  }
}
