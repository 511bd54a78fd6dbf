/**
 * The lower triangle L of a symmetric positive definite matrix, L·Lᵀ = `matrix`, both `n` × `n` row by row. Only the lower
 * triangle is read. Null when the matrix is not positive definite.
 */
export function cholesky(matrix: Float64Array, n: number): Float64Array | null {
  const lower = new Float64Array(n * n)
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * n + j]!
      for (let k = 0; k < j; k++) sum -= lower[i * n + k]! * lower[j * n + k]!
      if (i !== j) lower[i * n + j] = sum / lower[j * n + j]!
      // Below this share of the diagonal what is left is rounding: the row depends on those above it.
      else if (sum > 1e-13 * matrix[i * n + i]!) lower[i * n + i] = Math.sqrt(sum)
      else return null
    }
  return lower
}

/** Solves L·w = `values` by going down the triangle. */
export function forward(lower: Float64Array, n: number, values: ArrayLike<number>): Float64Array {
  const w = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    let sum = values[i]!
    for (let k = 0; k < i; k++) sum -= lower[i * n + k]! * w[k]!
    w[i] = sum / lower[i * n + i]!
  }
  return w
}

/** Solves Lᵀ·w = `values` by going up the triangle. */
export function backward(lower: Float64Array, n: number, values: ArrayLike<number>): Float64Array {
  const w = new Float64Array(n)
  for (let i = n - 1; i >= 0; i--) {
    let sum = values[i]!
    for (let k = i + 1; k < n; k++) sum -= lower[k * n + i]! * w[k]!
    w[i] = sum / lower[i * n + i]!
  }
  return w
}

/** The inverse of L·Lᵀ, whole. */
export function inverse(lower: Float64Array, n: number): Float64Array {
  const result = new Float64Array(n * n)
  const unit = new Float64Array(n)
  for (let j = 0; j < n; j++) {
    unit.fill(0)
    unit[j] = 1
    const column = backward(lower, n, forward(lower, n, unit))
    for (let i = 0; i < n; i++) result[i * n + j] = column[i]!
  }
  return result
}
