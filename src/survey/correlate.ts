/** A coefficient of correlation and the interval that holds it 95 times of a hundred. */
export interface Coefficient {
  readonly value: number
  readonly low: number
  readonly high: number
}

export interface Correlation {
  /** Pairs it is computed on. */
  readonly pairs: number
  /** Of the values (Pearson). Null where there are too few pairs, or one side does not vary. */
  readonly pearson: Coefficient | null
  /** Of their ranks (Spearman), those that are equal sharing a mean rank. */
  readonly spearman: Coefficient | null
}

/** Pairs below which nothing is said: at ten, the interval around a correlation of 0.5 already goes from below 0 to 0.86. */
export const FEWEST_PAIRS = 10
/** Two-sided 95 % of the normal law. */
const Z95 = 1.959964

/** How two series go together. */
export function correlate(x: readonly number[], y: readonly number[]): Correlation {
  const pairs = Math.min(x.length, y.length)
  if (pairs < FEWEST_PAIRS) return { pairs, pearson: null, spearman: null }
  const [a, b] = [x.slice(0, pairs), y.slice(0, pairs)]
  const [r, rho] = [pearsonOf(a, b), pearsonOf(ranksOf(a), ranksOf(b))]
  return {
    pairs,
    // Fisher (1921): the inverse hyperbolic tangent of r is nearly normal, of variance 1/(n − 3).
    pearson: r === null ? null : interval(r, 1 / (pairs - 3)),
    // Bonett and Wright, Psychometrika 65 (2000): that of ranks, (1 + ρ²/2)/(n − 3).
    spearman: rho === null ? null : interval(rho, (1 + rho ** 2 / 2) / (pairs - 3)),
  }
}

function interval(value: number, variance: number): Coefficient {
  // Of a perfect correlation nothing is left to doubt.
  if (Math.abs(value) >= 1) return { value: Math.sign(value), low: Math.sign(value), high: Math.sign(value) }
  const [middle, half] = [Math.atanh(value), Z95 * Math.sqrt(variance)]
  return { value, low: Math.tanh(middle - half), high: Math.tanh(middle + half) }
}

function pearsonOf(x: readonly number[], y: readonly number[]): number | null {
  const [mx, my] = [meanOf(x), meanOf(y)]
  let [xy, xx, yy] = [0, 0, 0]
  x.forEach((value, i) => {
    const [dx, dy] = [value - mx, y[i]! - my]
    xy += dx * dy
    xx += dx * dx
    yy += dy * dy
  })
  return xx === 0 || yy === 0 ? null : Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)))
}

const meanOf = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length

/** Ranks from 1; equal values share the mean of theirs. */
export function ranksOf(values: readonly number[]): number[] {
  const order = [...values.keys()].toSorted((a, b) => values[a]! - values[b]!)
  const ranks = values.map(() => 0)
  for (let from = 0; from < order.length; ) {
    let to = from
    while (to + 1 < order.length && values[order[to + 1]!] === values[order[from]!]) to++
    for (let i = from; i <= to; i++) ranks[order[i]!] = (from + to) / 2 + 1
    from = to + 1
  }
  return ranks
}
