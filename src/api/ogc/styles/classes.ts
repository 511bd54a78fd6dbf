/**
 * Limits between `count` classes of about as many values each: at most `count` − 1, rising, none at the lowest value.
 * @param sorted values from the lowest
 */
export function quantileLimits(sorted: readonly number[], count: number): number[] {
  const limits = Array.from({ length: count - 1 }, (_, i) => sorted[Math.floor(((i + 1) * sorted.length) / count)]!)
  return rising(limits, sorted[0]!)
}

/**
 * Limits between classes whose values are as close as can be: the sum of squared deviations from the means of the classes is
 * the least (Jenks 1967, by the dynamic programme of Fisher 1958). Takes count × n² steps: for some hundreds of values.
 * @param sorted values from the lowest
 */
export function jenksLimits(sorted: readonly number[], count: number): number[] {
  const n = sorted.length
  const [sums, squares] = [new Float64Array(n + 1), new Float64Array(n + 1)]
  for (let i = 0; i < n; i++) {
    sums[i + 1] = sums[i]! + sorted[i]!
    squares[i + 1] = squares[i]! + sorted[i]! ** 2
  }
  const spread = (from: number, to: number) =>
    squares[to]! - squares[from]! - (sums[to]! - sums[from]!) ** 2 / (to - from)
  // The least spread of the first i values in so many classes, and where the last of them starts.
  let least = Float64Array.from({ length: n + 1 }, (_, i) => (i === 0 ? 0 : spread(0, i)))
  const starts: Int32Array[] = []
  for (let classes = 2; classes <= count; classes++) {
    const next = new Float64Array(n + 1).fill(Infinity)
    const start = new Int32Array(n + 1)
    for (let i = classes; i <= n; i++)
      for (let from = classes - 1; from < i; from++) {
        const cost = least[from]! + spread(from, i)
        if (cost >= next[i]!) continue
        next[i] = cost
        start[i] = from
      }
    least = next
    starts.push(start)
  }
  const limits: number[] = []
  for (let to = n, level = starts.length - 1; level >= 0; level--) {
    to = starts[level]![to]!
    limits.unshift(sorted[to] ?? Number.NaN)
  }
  return rising(limits, sorted[0]!)
}

const rising = (limits: readonly number[], lowest: number): number[] =>
  [...new Set(limits)].filter((limit) => Number.isFinite(limit) && limit > lowest)

/** Limits with no more digits than telling the classes apart takes: 4.3 rather than 4.2718. */
export function readable(limits: readonly number[], [low, high]: readonly [number, number]): number[] {
  const bounds = [low, ...limits, high]
  const gaps = bounds.slice(1).map((bound, i) => bound - bounds[i]!)
  const least = Math.min(...gaps.filter((gap) => gap > 0))
  if (!Number.isFinite(least)) return [...limits]
  // A tenth of the narrowest class, as a power of ten.
  const power = Math.floor(Math.log10(least)) - 1
  const rounded = limits.map((limit) =>
    Number((Math.round(limit / 10 ** power) * 10 ** power).toFixed(Math.max(0, -power))),
  )
  return rounded.every((limit, i) => limit > (rounded[i - 1] ?? low)) ? rounded : [...limits]
}

/** The class of a value: 0 below the first limit. */
export function classOf(limits: readonly number[], value: number): number {
  let n = 0
  while (n < limits.length && value >= limits[n]!) n++
  return n
}
