import { seeded } from '../../kernel/testing/random.ts'
import { cholesky } from './cholesky.ts'
import type { Predictor } from './regression.ts'
import { correlation, type Variogram } from './variogram.ts'

/** Normal draws (Box and Muller, 1958). */
export function normals(draw: () => number): () => number {
  return () => Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw())
}

/** A field of a known variogram, drawn at places. */
export function fieldAt(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  variogram: Variogram,
  normal: () => number,
): Float64Array {
  const n = x.length
  const rho = correlation(variogram.shape, variogram.range)
  const covariance = new Float64Array(n * n)
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++)
      covariance[i * n + j] =
        i === j ? variogram.sill * (1 + 1e-9) + 1e-300 : variogram.sill * rho(Math.hypot(x[i]! - x[j]!, y[i]! - y[j]!))
  const lower = cholesky(covariance, n)!
  const noise = Float64Array.from({ length: n }, normal)
  return Float64Array.from({ length: n }, (_, i) => {
    let sum = Math.sqrt(variogram.nugget) * normal()
    for (let k = 0; k <= i; k++) sum += lower[i * n + k]! * noise[k]!
    return sum
  })
}

/** A town of the mind: places in a square, a few smooth predictors of which the first two matter, and a correlated rest. */
export function simulated({
  seed,
  n,
  variogram,
  side = 6000,
  more = 4,
}: {
  readonly seed: number
  readonly n: number
  readonly variogram: Variogram
  readonly side?: number
  readonly more?: number
}) {
  const draw = seeded(seed)
  const normal = normals(draw)
  const x = Float64Array.from({ length: n }, () => side * draw())
  const y = Float64Array.from({ length: n }, () => side * draw())
  const candidates: Predictor[] = Array.from({ length: 2 + more }, (_, k) => ({
    name: `p${k + 1}`,
    values: fieldAt(x, y, { shape: 'gaussian', range: 900, sill: 1, nugget: 0.2 }, normal),
  }))
  const rest = fieldAt(x, y, variogram, normal)
  const values = rest.map((v, i) => 2 + 1.5 * candidates[0]!.values[i]! - 0.8 * candidates[1]!.values[i]! + v)
  return { x, y, values, candidates }
}

/** The same, at some of its places. */
export function part<T extends { x: Float64Array; y: Float64Array; values: Float64Array; candidates: Predictor[] }>(
  { x, y, values, candidates }: T,
  from: number,
  to: number,
) {
  return {
    x: x.slice(from, to),
    y: y.slice(from, to),
    values: values.slice(from, to),
    candidates: candidates.map((c) => ({ ...c, values: (c.values as Float64Array).slice(from, to) })),
  }
}
