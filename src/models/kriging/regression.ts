/** A number that may explain the variable, at each place. */
export interface Predictor {
  readonly name: string
  readonly values: ArrayLike<number>
  /** Predictors of one group say the same thing at other scales: at most one of them enters. */
  readonly group?: string
}

/** An orthonormal basis of some columns, by Gram and Schmidt done twice, which keeps it orthogonal to rounding. */
export interface Basis {
  readonly columns: readonly Float64Array[]
}

/** What is left of a column once the basis has explained all it can. */
export function remainder({ columns }: Basis, column: ArrayLike<number>): Float64Array {
  const rest = Float64Array.from(column)
  for (let pass = 0; pass < 2; pass++)
    for (const q of columns) {
      const share = dot(q, rest)
      for (let i = 0; i < rest.length; i++) rest[i]! -= share * q[i]!
    }
  return rest
}

/** The basis with one more direction, that of `rest`. */
export function extend({ columns }: Basis, rest: Float64Array): Basis {
  const length = Math.sqrt(dot(rest, rest))
  return { columns: [...columns, rest.map((v) => v / length)] }
}

/** Scaled to mean 0 and sum of squares 1; null when constant or with a missing value. */
export function standardised(values: ArrayLike<number>): Float64Array | null {
  const n = values.length
  let mean = 0
  for (let i = 0; i < n; i++) mean += values[i]! / n
  const centred = Float64Array.from(values, (v) => v - mean)
  const length = Math.sqrt(dot(centred, centred))
  if (!(length > 1e-12 * Math.max(Math.abs(mean), Number.MIN_VALUE) * Math.sqrt(n)) || !Number.isFinite(length))
    return null
  return centred.map((v) => v / length)
}

export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

/**
 * Akaike's criterion corrected for small samples (Hurvich and Tsai, 1989) of a linear model with `terms` coefficients,
 * intercept included, the variance being one more. Infinite when there are too few values.
 */
export function aicc(squares: number, n: number, terms: number): number {
  const k = terms + 1
  if (n - k - 1 <= 0) return Infinity
  return n * Math.log(Math.max(squares, Number.MIN_VALUE) / n) + 2 * k + (2 * k * (k + 1)) / (n - k - 1)
}

/** Values less what the predictors and a constant explain, by ordinary least squares. Predictors must be independent. */
export function residuals(values: ArrayLike<number>, predictors: readonly Predictor[]): Float64Array {
  const constant = new Float64Array(values.length).fill(1 / Math.sqrt(values.length))
  let basis: Basis = { columns: [constant] }
  for (const { values: column } of predictors) basis = extend(basis, remainder(basis, column))
  return remainder(basis, values)
}
