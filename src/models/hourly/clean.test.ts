import { describe, expect, test } from 'vitest'
import { wallClock } from '../calendar/index.ts'
import { type CleaningRules, cleanHourly } from './index.ts'

const HOUR = 3_600_000
const clock = wallClock('Europe/Paris')
const rules: CleaningRules = {
  hourOf: (at) => clock(at).hour,
  slot: (at) => clock(at).weekday * 24 + clock(at).hour,
  outlierScore: 5,
  silentExpected: 30,
}
const at = (iso: string) => Date.parse(iso)

/** Weeks of a plausible counter: busy at 8 and 18, quiet at night, a little noise that repeats. */
function usual(from: string, weeks: number): { at: number; count: number | null }[] {
  return Array.from({ length: weeks * 168 }, (_, i) => {
    const instant = at(from) + i * HOUR
    const { hour } = clock(instant)
    const level = hour === 8 || hour === 18 ? 100 : hour < 6 ? 3 : 40
    return { at: instant, count: level + ((i * 7919) % 5) }
  })
}
const count = (qualities: { quality: string }[]) =>
  Object.fromEntries([...Map.groupBy(qualities, (h) => h.quality)].map(([quality, hours]) => [quality, hours.length]))

test('a plain series is all good and untouched', () => {
  const records = usual('2024-01-07T23:00Z', 8)
  const clean = cleanHourly(records, rules)
  expect(count(clean)).toEqual({ good: 8 * 168 })
  expect(clean.map((h) => h.count)).toEqual(records.map((r) => r.count))
  expect(clean.every((h) => h.records === 1)).toBe(true)
})

test('gaps appear as missing hours, and records without a count are missing too', () => {
  const records = usual('2024-01-07T23:00Z', 8).filter((_, i) => i < 100 || i >= 103)
  records[50] = { ...records[50]!, count: null }
  const clean = cleanHourly(records, rules)
  expect(clean.length).toBe(8 * 168)
  expect(count(clean)).toEqual({ good: 8 * 168 - 4, missing: 4 })
  expect(clean.slice(100, 103).map((h) => [h.count, h.records])).toEqual([
    [null, 0],
    [null, 0],
    [null, 0],
  ])
})

test('duplicates are merged; those that disagree are said to', () => {
  const records = usual('2024-01-07T23:00Z', 8)
  const [same, other, empty] = [
    records[30]!,
    { ...records[31]!, count: 41 + records[31]!.count! },
    { ...records[32]!, count: null },
  ]
  const clean = cleanHourly([empty, ...records, same, other], rules)
  expect(clean.reduce((sum, h) => sum + h.records, 0)).toBe(records.length + 3)
  expect(clean.slice(30, 33).map((h) => [h.count, h.records, h.quality])).toEqual([
    [records[30]!.count, 2, 'good'],
    [records[31]!.count, 2, 'conflict'],
    [records[32]!.count, 2, 'good'],
  ])
})

describe('when clocks go back', () => {
  const records = usual('2023-10-01T22:00Z', 8)
  const [first, second] = [at('2023-10-29T00:00Z'), at('2023-10-29T01:00Z')]

  test('two records for the two hours are good', () => {
    expect(count(cleanHourly(records, rules))).toEqual({ good: 8 * 168 })
  })

  test('one record for both is flagged on both, and keeps its count', () => {
    const merged = records.filter((r) => r.at !== first).map((r) => (r.at === second ? { ...r, count: 7 } : r))
    const flagged = cleanHourly(merged, rules).filter((h) => h.quality === 'clock_change')
    expect(flagged.map((h) => [h.at, h.count])).toEqual([
      [first, null],
      [second, 7],
    ])
  })
})

test('when clocks go forward, the hour that did not exist leaves no gap', () => {
  const records = usual('2024-03-03T23:00Z', 8)
  const skipped = { at: at('2024-03-31T01:00Z'), count: null }
  const clean = cleanHourly([skipped, ...records], rules)
  expect(count(clean)).toEqual({ good: 8 * 168 })
  expect(clean.find((h) => h.at === skipped.at)?.records).toBe(2)
})

test('a day of zeros is silent, a quiet night is not', () => {
  const records = usual('2024-01-07T23:00Z', 8).map((r, i) => {
    if (i >= 504 && i < 528) return { ...r, count: 0 }
    return clock(r.at).hour < 5 && r.at > at('2024-02-20T00:00Z') ? { ...r, count: 0 } : r
  })
  const clean = cleanHourly(records, rules)
  expect(clean.flatMap((h, i) => (h.quality === 'silent' ? [i] : []))).toEqual(
    Array.from({ length: 24 }, (_, i) => 504 + i),
  )
  expect(clean[510]!.count).toBe(0)
})

test('an hour far from its neighbours is an outlier and keeps its count', () => {
  const records = usual('2024-01-07T23:00Z', 8)
  records[600] = { ...records[600]!, count: 900 }
  const clean = cleanHourly(records, rules)
  expect(count(clean)).toEqual({ good: 8 * 168 - 1, outlier: 1 })
  expect([clean[600]!.count, clean[600]!.quality]).toEqual([900, 'outlier'])
})

test('a record off the hour is refused', () => {
  expect(() => cleanHourly([{ at: at('2024-01-01T00:15Z'), count: 1 }], rules)).toThrow(
    /00:15.*not the start of an hour/,
  )
})

test('nothing gives nothing', () => expect(cleanHourly([], rules)).toEqual([]))
