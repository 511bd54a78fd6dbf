import { expectedCounts, outlyingHours, silentHours } from './judge.ts'

const HOUR = 3_600_000

/** One record of one counter: `at` is the start of its hour in milliseconds since 1970, `count` null when not counted. */
interface CountRecord {
  readonly at: number
  readonly count: number | null
}

/**
 * What is known of an hour, worst first:
 * `missing` no count; `clock_change` one of the two autumn hours of one name, published as one record;
 * `conflict` records that disagree (the first is kept); `silent` zero in a run where bicycles were expected;
 * `outlier` far from the same hour of neighbouring weeks; `good` none of these.
 */
export const qualities = ['missing', 'clock_change', 'conflict', 'silent', 'outlier', 'good'] as const
type Quality = (typeof qualities)[number]

/** One hour of a regular series. Counts are those published: none is ever changed or filled in. */
interface CleanHour {
  readonly at: number
  readonly count: number | null
  /** Median of the same hour of the week in the neighbouring weeks; null where there are none. */
  readonly expected: number | null
  readonly quality: Quality
  /** Source records behind this hour: 0 for a gap, 2 or more for duplicates. */
  readonly records: number
}

export interface CleaningRules {
  /** The hour that an instant reads on the local clock, 0 to 23. */
  readonly hourOf: (instant: number) => number
  /** Number of the hour of the week, public holidays as Sundays: hours of one number resemble each other. */
  readonly slot: (instant: number) => number
  /** Robust z-score beyond which an hour is an outlier. */
  readonly outlierScore: number
  /** Bicycles expected over a run of zeros beyond which the counter is taken as silent. */
  readonly silentExpected: number
}

/**
 * The regular hourly series of one counter, from its first record to its last. Every record is accounted for by
 * `records`: duplicates are merged, hours nobody published appear with an empty count.
 * Throws RangeError when a record does not start on the hour.
 */
export function cleanHourly(records: readonly CountRecord[], rules: CleaningRules): CleanHour[] {
  if (records.length === 0) return []
  const byHour = Map.groupBy(records, (r) => r.at)
  const hours = [...byHour.keys()].sort((a, b) => a - b)
  for (const at of hours)
    if (at % HOUR !== 0) throw new RangeError(`${new Date(at).toISOString()} is not the start of an hour`)

  const first = hours[0]!
  const count = (hours.at(-1)! - first) / HOUR + 1
  const series = Array.from({ length: count }, (_, i) => regularHour(first + i * HOUR, byHour, rules))

  const expected = expectedCounts(series, rules.slot)
  const silent = silentHours(series, expected, rules.silentExpected)
  const heard = series.map((h, i) => (silent.has(i) ? { ...h, quality: 'silent' as const } : h))
  // Silent hours are left out of what is normal before looking for outliers.
  const normal = expectedCounts(heard, rules.slot)
  const outliers = outlyingHours(heard, normal, rules.hourOf, rules.outlierScore)
  return heard.map((h, i) => ({
    ...h,
    expected: normal[i]!,
    quality: outliers.has(i) ? ('outlier' as const) : h.quality,
  }))
}

type RegularHour = Omit<CleanHour, 'expected'>

function regularHour(
  at: number,
  byHour: ReadonlyMap<number, readonly CountRecord[]>,
  { hourOf }: CleaningRules,
): RegularHour {
  const found = byHour.get(at) ?? []
  const counts = found.flatMap((r) => (r.count === null ? [] : [r.count]))
  const count = counts[0] ?? null
  return { at, count, records: found.length, quality: firstQuality(at, count, counts, byHour, hourOf) }
}

function firstQuality(
  at: number,
  count: number | null,
  counts: readonly number[],
  byHour: ReadonlyMap<number, unknown>,
  hourOf: (instant: number) => number,
): Quality {
  const twin = [at - HOUR, at + HOUR].find((near) => hourOf(near) === hourOf(at))
  if (twin !== undefined && byHour.has(at) !== byHour.has(twin)) return 'clock_change'
  if (count === null) return 'missing'
  return new Set(counts).size > 1 ? 'conflict' : 'good'
}
