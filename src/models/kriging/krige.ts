import { backward, cholesky, forward, inverse } from './cholesky.ts'
import { correlation, type Variogram } from './variogram.ts'

/** Measured values at places, with what explains them there. All arrays of one length; coordinates in metres. */
export interface Stations {
  readonly x: ArrayLike<number>
  readonly y: ArrayLike<number>
  readonly values: ArrayLike<number>
  /** One column a predictor, without the constant. */
  readonly predictors: readonly ArrayLike<number>[]
}

/** A kriging model made ready: what each prediction needs, factorised once. */
export interface Kriging {
  readonly stations: Stations
  readonly variogram: Variogram
  /** Mean and standard deviation of each predictor over the stations. */
  readonly scales: readonly Scale[]
  /**
   * By generalised least squares: the value where all predictors are at their means, then what one standard deviation of each
   * adds. Divide by `scales` for what one unit adds.
   */
  readonly coefficients: Float64Array
  /** Their covariance, row by row. */
  readonly covariance: Float64Array
  /** Factor of the covariance of the stations, n × n. */
  readonly lower: Float64Array
  /** `lower` solved for the columns of the design: terms × n. */
  readonly design: readonly Float64Array[]
  /** Factor of the information on the coefficients, terms × terms. */
  readonly information: Float64Array
  /** What each station's departure from the regression weighs. */
  readonly weights: Float64Array
}

export interface Scale {
  readonly mean: number
  readonly deviation: number
}

/**
 * Universal kriging with external drift: regression on the predictors by generalised least squares and kriging of what it
 * leaves, as one system (Cressie, Statistics for Spatial Data, 1993, section 3.4). Solved by Cholesky once.
 * Throws RangeError when two stations share a place without a nugget, when a predictor depends on others or when there are no
 * more stations than coefficients.
 */
export function krigingOf(stations: Stations, variogram: Variogram): Kriging {
  const { x, y, values, predictors } = stations
  const n = values.length
  const terms = predictors.length + 1
  if (n <= terms) throw new RangeError(`${n} stations cannot carry ${terms} coefficients`)
  const { shape, range, nugget, sill } = variogram
  const rho = correlation(shape, range)
  const covariance = new Float64Array(n * n)
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++)
      covariance[i * n + j] = i === j ? sill + nugget : sill * rho(Math.hypot(x[i]! - x[j]!, y[i]! - y[j]!))
  const lower = cholesky(covariance, n)
  if (!lower) throw new RangeError('Two stations at one place, without a nugget to tell them apart')

  const scales = predictors.map(scaleOf)
  const columns = predictors.map((column, i) => Float64Array.from(column, (v) => scaled(v, scales[i]!)))
  const design = [new Float64Array(n).fill(1), ...columns].map((column) => forward(lower, n, column))
  const target = forward(lower, n, values)
  const products = new Float64Array(terms * terms)
  for (let a = 0; a < terms; a++)
    for (let b = 0; b <= a; b++) for (let i = 0; i < n; i++) products[a * terms + b]! += design[a]![i]! * design[b]![i]!
  const information = cholesky(products, terms)
  if (!information) throw new RangeError('A predictor depends on the others')
  const moments = design.map((column) => column.reduce((sum, v, i) => sum + v * target[i]!, 0))
  const coefficients = backward(information, terms, forward(information, terms, moments))

  const departure = target.map((v, i) => v - design.reduce((sum, column, a) => sum + column[i]! * coefficients[a]!, 0))
  return {
    ...{ stations, variogram, scales, coefficients, lower, design, information },
    covariance: inverse(information, terms),
    weights: backward(lower, n, departure),
  }
}

function scaleOf(column: ArrayLike<number>): Scale {
  const n = column.length
  let [mean, squares] = [0, 0]
  for (let i = 0; i < n; i++) mean += column[i]! / n
  for (let i = 0; i < n; i++) squares += (column[i]! - mean) ** 2
  if (!(squares > 1e-24 * n * mean * mean))
    throw new RangeError('A predictor is the same at all stations, or missing at one')
  return { mean, deviation: Math.sqrt(squares / (n - 1)) }
}

/** How many standard deviations a value is from the mean of the stations. */
export const scaled = (value: number, { mean, deviation }: Scale): number => (value - mean) / deviation

/** Standard error of a coefficient. */
export const standardError = ({ covariance, coefficients }: Kriging, term: number): number =>
  Math.sqrt(covariance[term * coefficients.length + term]!)
