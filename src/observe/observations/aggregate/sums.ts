/** The numbers of one step, added in the order of the observations. */
export interface Sums {
  count: number
  numbers: number
  min: number
  max: number
  sum: number
  /** What the additions lost (Neumaier, 1974): the same numbers in the same order give the same sum, to the last bit. */
  lost: number
  /** Kept for the percentiles only. */
  readonly values: number[]
}

export const emptySums = (): Sums => ({
  count: 0,
  numbers: 0,
  min: Infinity,
  max: -Infinity,
  sum: 0,
  lost: 0,
  values: [],
})

/** Counts one observation; null is one whose result is not a number. */
export function add(sums: Sums, value: number | null, keep: boolean): void {
  sums.count++
  if (value === null) return
  sums.numbers++
  if (value < sums.min) sums.min = value
  if (value > sums.max) sums.max = value
  const total = sums.sum + value
  sums.lost += Math.abs(sums.sum) >= Math.abs(value) ? sums.sum - total + value : value - total + sums.sum
  sums.sum = total
  if (keep) sums.values.push(value)
}

/** Percentiles of values (shares, 0 to 1), linear between the two nearest: the definition of PERCENTILE_CONT in SQL. */
export function percentilesOf(values: number[], shares: readonly number[]): (number | null)[] {
  if (values.length === 0) return shares.map(() => null)
  const sorted = Float64Array.from(values).sort()
  return shares.map((share) => {
    const place = share * (sorted.length - 1)
    const [low, high] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!]
    return low + (place - Math.floor(place)) * (high - low)
  })
}
