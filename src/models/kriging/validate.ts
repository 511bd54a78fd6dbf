import { backward, inverse } from './cholesky.ts'
import type { Kriging } from './krige.ts'

/** What was predicted at each station without it. */
export interface LeftOut {
  /** Prediction − value. */
  readonly differences: Float64Array
  /** Standard error that the model gave to that prediction. */
  readonly errors: Float64Array
}

/** How good predictions without the station were, in the unit of the values. */
export interface Score {
  readonly n: number
  /** Root of the mean squared difference. */
  readonly rmse: number
  /** Mean of prediction − value: positive when it predicts too much. */
  readonly bias: number
  /** Share of the variance predicted: 1 − Σ difference² / Σ (value − mean)². Below 0 when the mean would do better. */
  readonly r2: number
  /** Share of the values within 1.96 standard errors: 0.95 when the errors are right. */
  readonly coverage: number
}

/**
 * Leave-one-out of a model whose predictors and variogram are kept: exact, and without solving again (Dubrule, 1983). The
 * coefficients are those without the station.
 */
export function leaveOneOut({ stations, lower, design, covariance }: Kriging): LeftOut {
  const n = stations.values.length
  const terms = design.length
  const precision = inverse(lower, n)
  // Columns of C⁻¹X, from L⁻¹X.
  const spread = design.map((column) => backward(lower, n, column))
  const differences = new Float64Array(n)
  const errors = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    let weighted = 0
    let own = 0
    for (let j = 0; j < n; j++) {
      let q = precision[i * n + j]!
      for (let a = 0; a < terms; a++)
        for (let b = 0; b < terms; b++) q -= spread[a]![i]! * covariance[a * terms + b]! * spread[b]![j]!
      weighted += q * stations.values[j]!
      if (i === j) own = q
    }
    differences[i] = -weighted / own
    errors[i] = Math.sqrt(1 / own)
  }
  return { differences, errors }
}

/** Sums up what was predicted without each station. Throws RangeError without two stations. */
export function score(values: ArrayLike<number>, { differences, errors }: LeftOut): Score {
  const n = values.length
  if (n < 2) throw new RangeError('A score needs two stations')
  let [mean, bias, squares, within] = [0, 0, 0, 0]
  for (let i = 0; i < n; i++) {
    mean += values[i]! / n
    bias += differences[i]! / n
    squares += differences[i]! ** 2
    if (Math.abs(differences[i]!) <= 1.96 * errors[i]!) within++
  }
  let variance = 0
  for (let i = 0; i < n; i++) variance += (values[i]! - mean) ** 2
  return { n, rmse: Math.sqrt(squares / n), bias, r2: 1 - squares / variance, coverage: within / n }
}
