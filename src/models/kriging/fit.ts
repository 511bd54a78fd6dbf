import { correlation, type Lag, type Variogram, type VariogramShape, variogramShapes } from './variogram.ts'

/**
 * What each class of distances weighs. `cressie`: pairs / γ(h)², γ that of the model (Cressie, 1985). `distance`: pairs / h²,
 * the default of gstat (Pebesma, 2004).
 */
export type LagWeights = 'cressie' | 'distance'

export interface FittedVariogram extends Variogram {
  /** Weighted sum of squared differences with the empirical variogram: compares models fitted with the same weights. */
  readonly misfit: number
}

/** Ranges tried, from a tenth of the shortest distance to three times the longest, then refined around the best. */
const TRIED = 80
const REFINED = 40
/** Rounds of weights that depend on the model they weigh. */
const ROUNDS = 12
/** Least nugget of a Gaussian model, as a share of its sill: without one its matrices cannot be told from singular ones. */
const GAUSSIAN_NUGGET = 1e-3

/**
 * The model nearest to an empirical variogram by weighted least squares: the best of `shapes`. Sills are never negative; when
 * distance explains nothing the sill is 0 and all is nugget. Throws RangeError without any class of distances.
 */
export function fitVariogram(
  lags: readonly Lag[],
  {
    shapes = variogramShapes,
    weights = 'cressie',
  }: {
    readonly shapes?: readonly VariogramShape[]
    readonly weights?: LagWeights
  } = {},
): FittedVariogram {
  if (!lags.length || !shapes.length) throw new RangeError('No class of distances to fit a variogram to')
  return shapes
    .map((shape) => fitShape(lags, shape, weights))
    .reduce((a, b) => (b.misfit < a.misfit * (1 - 1e-9) ? b : a))
}

function fitShape(lags: readonly Lag[], shape: VariogramShape, weights: LagWeights): FittedVariogram {
  const distances = lags.map((lag) => lag.distance)
  const [shortest, longest] = [0.1 * Math.min(...distances), 3 * Math.max(...distances)]
  let [low, high] = [Math.log(shortest), Math.log(longest)]
  let best = atRange(lags, shape, shortest, weights)
  for (const tried of [TRIED, REFINED, REFINED]) {
    const step = (high - low) / tried
    for (let i = 0; i <= tried; i++) {
      const found = atRange(lags, shape, Math.exp(low + i * step), weights)
      if (found.misfit < best.misfit) best = found
    }
    low = Math.max(Math.log(shortest), Math.log(best.range) - step)
    high = Math.min(Math.log(longest), Math.log(best.range) + step)
  }
  return best
}

/** The best nugget and sill for a range: linear, but for Cressie's weights, which are taken from the round before. */
function atRange(lags: readonly Lag[], shape: VariogramShape, range: number, kind: LagWeights): FittedVariogram {
  const rho = correlation(shape, range)
  const rise = lags.map(({ distance }) => 1 - rho(distance))
  const floor = shape === 'gaussian' ? GAUSSIAN_NUGGET : 0
  const scale = lags.map(({ distance }) => distance)
  let sills = nuggetAndSill(lags, rise, scale, floor)
  if (kind === 'cressie')
    for (let round = 0; round < ROUNDS; round++) {
      const { nugget, sill } = sills
      for (let i = 0; i < scale.length; i++) scale[i] = nugget + sill * rise[i]!
      if (!scale.every((v) => v > 0)) break
      sills = nuggetAndSill(lags, rise, scale, floor)
      if (Math.abs(sills.nugget - nugget) + Math.abs(sills.sill - sill) < 1e-9 * (nugget + sill)) break
    }
  const { nugget, sill } = sills
  let misfit = 0
  lags.forEach(({ pairs, distance, gamma }, i) => {
    const expected = nugget + sill * rise[i]!
    if (gamma !== expected) misfit += pairs * ((gamma - expected) / (kind === 'distance' ? distance : expected)) ** 2
  })
  return { shape, range, nugget, sill, misfit }
}

/** Least squares of γ on 1 and `rise`, each class weighing its pairs / `scale`², neither coefficient below 0, the nugget at least `floor` × the sill. */
function nuggetAndSill(lags: readonly Lag[], rise: readonly number[], scale: readonly number[], floor: number) {
  let [w, r, rr, g, gr] = [0, 0, 0, 0, 0]
  lags.forEach(({ pairs, gamma }, i) => {
    const weight = pairs / scale[i]! ** 2
    const up = rise[i]! + floor
    w += weight
    r += weight * up
    rr += weight * up * up
    g += weight * gamma
    gr += weight * gamma * up
  })
  const determinant = w * rr - r * r
  let sill = determinant > 1e-12 * w * rr ? (w * gr - r * g) / determinant : 0
  let nugget = (g - r * sill) / w
  if (sill < 0) [sill, nugget] = [0, g / w]
  else if (nugget < 0) [sill, nugget] = [gr / rr, 0]
  return { nugget: nugget + floor * sill, sill }
}
