import { median } from './median.ts'

const HOUR = 3_600_000

/** Weeks looked at on each side: enough for a robust median (up to 12 values), short enough to follow the seasons. */
const NEIGHBOUR_WEEKS = 6

/** Fewer neighbours than this say nothing of what is normal. */
const FEWEST_NEIGHBOURS = 4

/** Makes the median absolute deviation an estimate of the standard deviation of a normal law: 1 / Φ⁻¹(3/4). */
const MAD_TO_SIGMA = 1.4826

interface Judged {
  readonly at: number
  readonly count: number | null
  readonly quality: string
}

/** For each hour, the median of the good hours of the same slot in the neighbouring weeks; null when there are too few. */
export function expectedCounts(series: readonly Judged[], slot: (instant: number) => number): (number | null)[] {
  const reach = NEIGHBOUR_WEEKS * 7 * 24 * HOUR
  const slots = series.map((h) => slot(h.at))
  const good = new Map<number, { at: number; count: number }[]>()
  series.forEach((h, i) => {
    if (h.count === null || h.quality !== 'good') return
    const same = good.get(slots[i]!) ?? []
    good.set(slots[i]!, same)
    same.push({ at: h.at, count: h.count })
  })
  return series.map((h, i) => {
    const neighbours = (good.get(slots[i]!) ?? []).filter((n) => n.at !== h.at && Math.abs(n.at - h.at) <= reach)
    return neighbours.length < FEWEST_NEIGHBOURS ? null : median(neighbours.map((n) => n.count))
  })
}

/**
 * Positions of the hours where a counter says zero again and again although bicycles were expected: runs of zeros
 * over which at least `leastExpected` bicycles should have passed. If passages were independent (Poisson), the
 * probability of such a run would be exp(−leastExpected).
 */
export function silentHours(
  series: readonly Judged[],
  expected: readonly (number | null)[],
  leastExpected: number,
): Set<number> {
  const silent = new Set<number>()
  let run: number[] = []
  let due = 0
  const close = () => {
    if (due >= leastExpected) for (const i of run) silent.add(i)
    run = []
    due = 0
  }
  series.forEach((h, i) => {
    // A missing hour neither proves nor breaks a silence.
    if (h.count === null) return
    if (h.count !== 0) {
      close()
      return
    }
    run.push(i)
    due += expected[i] ?? 0
  })
  close()
  return silent
}

/**
 * Positions of the good hours whose robust z-score passes the limit: the residual of √(count + 3/8) (Anscombe, 1948:
 * counts of all sizes get one variance) over the median absolute deviation of the residuals at that hour of the day
 * (Iglewicz and Hoaglin, 1993).
 */
export function outlyingHours(
  series: readonly Judged[],
  expected: readonly (number | null)[],
  hourOf: (instant: number) => number,
  limit: number,
): Set<number> {
  const stabilised = (count: number) => Math.sqrt(count + 3 / 8)
  const residuals = series.map((h, i) => {
    const normal = expected[i]
    return h.count === null || h.quality !== 'good' || normal == null ? null : stabilised(h.count) - stabilised(normal)
  })
  const hours = series.map((h) => hourOf(h.at))
  const scales = Array.from({ length: 24 }, (_, hour) => {
    const same = residuals.flatMap((r, i) => (r !== null && hours[i] === hour ? [Math.abs(r)] : []))
    // Counts of nearly nothing have a deviation of nearly nothing: Poisson noise (1/2 once stabilised) is the least.
    return Math.max(0.5, MAD_TO_SIGMA * (median(same) ?? 0))
  })
  return new Set(residuals.flatMap((r, i) => (r !== null && Math.abs(r) / scales[hours[i]!]! > limit ? [i] : [])))
}
