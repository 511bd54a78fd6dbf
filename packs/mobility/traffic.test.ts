import { expect, test } from 'vitest'
import { bind, type RowOf } from '../../src/kernel/index.ts'
import mobility from './pack.ts'
import { TrafficReading, TrafficSegment } from './shapes.ts'
import { TrafficCongestion, TrafficQuarter, TrafficSegmentSummary } from './tables/traffic.ts'
import { build } from './testing/build.ts'
import { given, territoryOf } from './testing/territory.ts'

type Reading = RowOf<typeof TrafficReading>
const reading = (at: string, speed: number | null, more: Partial<Reading> = {}): Reading => ({
  segment: 'a',
  at: new Date(at),
  speed,
  travel_time: 10,
  reliability: 100,
  status: 'freeFlow',
  ...more,
})

const line = {
  type: 'LineString' as const,
  coordinates: [
    [-1.68, 48.11],
    [-1.67, 48.11],
  ],
}
const segments: RowOf<typeof TrafficSegment>[] = [
  { segment: 'a', street: 'Rue d’Antrain', line },
  { segment: 'b', street: null, line: null },
]

function chain(readings: Reading[], parameters = {}) {
  const traffic = given('traffic', TrafficReading, readings)
  const traffic_segments = given('segments', TrafficSegment, segments)
  const use = [bind(mobility, { inputs: { traffic, traffic_segments }, parameters })]
  return build(territoryOf([traffic, traffic_segments], use), () => undefined)
}

test('quarter-hours account for every record: used, unusable or duplicate', async () => {
  const same = reading('2021-02-08T17:37:00Z', 30)
  const built = await chain([
    same,
    same,
    reading('2021-02-08T17:40:00Z', 50, { reliability: 0 }),
    reading('2021-02-08T17:44:59Z', 0, { travel_time: 0 }),
    reading('2021-02-08T17:44:00Z', null),
    reading('2021-02-08T17:45:00Z', 140),
    reading('2021-02-08T17:37:00Z', 20, { segment: 'unknown' }),
  ])
  const quarters = await built.rows('traffic_15min', TrafficQuarter)
  expect(quarters.reduce((sum, q) => sum + q.count, 0)).toBe(7)
  expect(quarters).toMatchObject([
    {
      segment: 'a',
      street: 'Rue d’Antrain',
      start: new Date('2021-02-08T17:30:00Z'),
      count: 5,
      used: 2,
      unusable: 2,
      duplicates: 1,
      speed_mean: 40,
      speed_min: 30,
      speed_max: 50,
      speed_sd: 14.14,
      reliable_share: 0.5,
      above_fastest: 0,
    },
    {
      segment: 'a',
      start: new Date('2021-02-08T17:45:00Z'),
      count: 1,
      speed_mean: 140,
      speed_sd: null,
      above_fastest: 1,
    },
    { segment: 'unknown', street: null, count: 1, used: 1 },
  ])
})

test('standing traffic is a reading, a zero without travel time is not', async () => {
  const built = await chain([
    reading('2021-02-08T08:00:00Z', 0, { travel_time: 90 }),
    reading('2021-02-08T08:01:00Z', 0, { travel_time: 0 }),
  ])
  expect(await built.rows('traffic_15min', TrafficQuarter)).toMatchObject([{ used: 1, unusable: 1, speed_mean: 0 }])
})

test('congestion is told in local time, against the 85th percentile of off-peak speeds', async () => {
  // Off-peak, Monday 10 h local (9 h UTC in winter): 40 and 60; peak, Monday 8 h local: 20 and 30.
  const built = await chain(
    [
      reading('2021-02-08T09:00:00Z', 40),
      reading('2021-02-08T09:10:00Z', 60),
      reading('2021-02-08T07:00:00Z', 20),
      reading('2021-02-15T07:00:00Z', 30),
      reading('2021-02-08T07:10:00Z', 90, { reliability: 49 }),
    ],
    { free_flow_readings: 2 },
  )
  const [peak, quiet] = await built.rows('traffic_congestion', TrafficCongestion)
  // Quantile 0.85 of 40 and 60 is 57; the harmonic mean of 20 and 30 is 24, of 40 and 60 it is 48.
  expect(peak).toMatchObject({
    weekday: 1,
    hour: 8,
    readings: 2,
    speed: 24,
    free_flow_speed: 57,
    speed_ratio: 0.4211,
    travel_time_index: 2.375,
  })
  expect(quiet).toMatchObject({ weekday: 1, hour: 10, readings: 2, speed: 48 })
  const summary = await built.rows('traffic_segments_summary', TrafficSegmentSummary)
  expect(summary.find((s) => s.segment === 'a')).toMatchObject({
    readings: 4,
    speed: 32,
    worst_speed_ratio: 0.4211,
    line,
  })
  expect(summary.find((s) => s.segment === 'b')).toMatchObject({ readings: 0, speed: null, line: null })
})

test('too few reliable readings make no free-flow speed', async () => {
  const built = await chain([reading('2021-02-08T09:00:00Z', 40)])
  expect(built.count('traffic_congestion')).toBe(0)
})
