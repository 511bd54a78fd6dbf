/** The shapes of spatial correlation on offer. All are valid covariances in the plane. */
export const variogramShapes = ['exponential', 'spherical', 'gaussian'] as const
export type VariogramShape = (typeof variogramShapes)[number]

/**
 * How unlike two places are by their distance: γ(h) = nugget + sill × (1 − ρ(h / range)) for h > 0, and 0 at h = 0.
 * Nugget and sill in the square of the unit of the variable, range in that of the coordinates.
 */
export interface Variogram {
  readonly shape: VariogramShape
  /** What differs between neighbours: errors of measurement, and variation below the shortest distances. */
  readonly nugget: number
  /** What distance adds: the partial sill. */
  readonly sill: number
  readonly range: number
}

/** Correlation of two places at a distance, nugget aside: 1 at 0. */
export function correlation(shape: VariogramShape, range: number): (distance: number) => number {
  switch (shape) {
    case 'exponential':
      return (h) => Math.exp(-h / range)
    case 'gaussian':
      return (h) => Math.exp(-((h / range) ** 2))
    case 'spherical':
      return (h) => (h < range ? 1 - 1.5 * (h / range) + 0.5 * (h / range) ** 3 : 0)
  }
}

/** γ at a distance above 0. */
export function semivariance({ shape, nugget, sill, range }: Variogram, distance: number): number {
  return nugget + sill * (1 - correlation(shape, range)(distance))
}

/** The distance beyond which 95 % of the sill is reached: what is called the practical range. */
export function practicalRange({ shape, range }: Variogram): number {
  return { exponential: -Math.log(0.05) * range, gaussian: Math.sqrt(-Math.log(0.05)) * range, spherical: range }[shape]
}

/** One class of distances: how many pairs, their mean distance, and half their mean squared difference. */
export interface Lag {
  readonly pairs: number
  readonly distance: number
  readonly gamma: number
}

/** Pairs that a class of distances needs: Journel and Huijbregts, Mining Geostatistics, 1978. */
export const LEAST_PAIRS = 30

/** Classes up to the cutoff, as many as gstat takes (Pebesma, 2004). */
const CLASSES = 15

/**
 * The empirical variogram (Matheron, 1962), whatever the direction: classes of equal width up to a third of the diagonal of
 * the box of the places (the habit of gstat), each closed on its far side; a class with fewer than `leastPairs` joins the
 * next. Coordinates in metres, values in any unit.
 */
export function empiricalVariogram(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  values: ArrayLike<number>,
  {
    cutoff = diagonal(x, y) / 3,
    width = cutoff / CLASSES,
    leastPairs = LEAST_PAIRS,
  }: {
    readonly cutoff?: number
    readonly width?: number
    readonly leastPairs?: number
  } = {},
): Lag[] {
  const classes = Math.max(1, Math.ceil(cutoff / width - 1e-9))
  const sums = Array.from({ length: classes }, () => ({ pairs: 0, distance: 0, squares: 0 }))
  for (let i = 0; i < values.length; i++)
    for (let j = 0; j < i; j++) {
      const distance = Math.hypot(x[i]! - x[j]!, y[i]! - y[j]!)
      if (distance > cutoff) continue
      const sum = sums[Math.max(0, Math.ceil(distance / width) - 1)]!
      sum.pairs++
      sum.distance += distance
      sum.squares += (values[i]! - values[j]!) ** 2
    }
  const lags: Lag[] = []
  let open = { pairs: 0, distance: 0, squares: 0 }
  for (const sum of sums) {
    open = {
      pairs: open.pairs + sum.pairs,
      distance: open.distance + sum.distance,
      squares: open.squares + sum.squares,
    }
    if (open.pairs < Math.max(1, leastPairs)) continue
    lags.push({ pairs: open.pairs, distance: open.distance / open.pairs, gamma: open.squares / (2 * open.pairs) })
    open = { pairs: 0, distance: 0, squares: 0 }
  }
  return lags
}

/** Diagonal of the box around places. */
export function diagonal(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const span = (values: ArrayLike<number>) => {
    let [least, most] = [Infinity, -Infinity]
    for (let i = 0; i < values.length; i++) {
      least = Math.min(least, values[i]!)
      most = Math.max(most, values[i]!)
    }
    return values.length ? most - least : 0
  }
  return Math.hypot(span(x), span(y))
}
