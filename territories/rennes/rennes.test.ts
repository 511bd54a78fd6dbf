import { beforeAll, describe, expect, test } from 'vitest'
import { MorphologicalBlock } from '../../packs/heat/blocks/shape.ts'
import { PopulationCell } from '../../packs/mobility/shapes.ts'
import { BikeClock, BikeDay, BikeHour } from '../../packs/mobility/tables/bikes.ts'
import { ComptageChannel, ComptageMeasure, ComptageSite } from '../../packs/mobility/tables/comptage.ts'
import { BikeForecast, BikeForecastError } from '../../packs/mobility/tables/forecast.ts'
import { TransitAccess } from '../../packs/mobility/tables/people.ts'
import { TrafficQuarter } from '../../packs/mobility/tables/traffic.ts'
import { StopFrequency, TransitDay } from '../../packs/mobility/tables/transit.ts'
import { type Built, build } from '../../packs/mobility/testing/build.ts'
import { channelFields, measureFields, siteFields } from '../../packs/mobility/testing/comptage-schema.ts'
import { problemsOf } from '../../packs/mobility/testing/table-schema.ts'
import { type Position, projector, resolveGraph } from '../../src/kernel/index.ts'
import { campusBuildings } from './campus.ts'
import { cellName } from './cell.ts'
import territory from './territory.ts'
import { absent, snapshot } from './testing.ts'

test('the territory resolves, and every dataset has a contact', () => {
  const { nodes } = resolveGraph(territory)
  const made = nodes.filter(({ pack }) => pack === 'mobility')
  expect(made.length).toBe(3 + 4 + 3 + 2 + 5 + 2)
  expect(nodes.filter(({ source }) => source).length).toBe(30)
  expect(nodes.every((n) => !n.publish || n.publish.contact)).toBe(true)
})

test('cells are named after the grid of INSEE', () => {
  const box = {
    type: 'Polygon' as const,
    coordinates: [
      [
        [-1.6471, 48.2299],
        [-1.6475, 48.2317],
        [-1.6448, 48.232],
        [-1.6444, 48.2302],
        [-1.6471, 48.2299],
      ],
    ],
  }
  expect(cellName(box, 200)).toMatch(/^CRS3035RES200mN\d+00E\d+00$/)
  expect(cellName(null, 200)).toBe('')
})

// One build for all the tests below: the whole chain of Rennes, but for its maps of heat and what is made of them.
let built: Built
beforeAll(async () => {
  const names = resolveGraph(territory).nodes.flatMap(({ name, pack }) =>
    ['heat', 'cool-routes', 'walkability'].includes(pack ?? '') ? [] : [name],
  )
  if (!absent) built = await build(territory, snapshot, [...names, 'morphological_blocks'])
}, 120_000)

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)
const tally = (values: readonly string[]) =>
  Object.fromEntries([...Map.groupBy(values, (v) => v)].map(([value, same]) => [value, same.length]))

describe.skipIf(absent)('the real sources', () => {
  test('come in whole', () => {
    const counts = Object.fromEntries(territory.sources.map((s) => [s.name, built.count(s.name)]))
    expect(counts).toEqual({
      communes: 332,
      iris: 172,
      districts: 45,
      priority_districts: 5,
      population_200m: 6772,
      social_1km: 6536,
      streets: 3065,
      traffic_readings: 178_708,
      traffic_segments: 2368,
      bike_counts: 33_276,
      gtfs_stops: 1267,
      gtfs_routes: 39,
      gtfs_trips: 6860,
      gtfs_stop_times: 196_106,
      gtfs_calendar: 8,
      gtfs_calendar_dates: 7,
      bus_stops: 1825,
      bus_calls: 3000,
      transit_disruptions: 72,
      metro_stations: 30,
      bike_stations: 55,
      weather_daily: 694,
      rudi_records: 387,
      campus_beaulieu: 595,
      campus_villejean: 157,
      campus_trees: 53,
      walk_ways: 2924,
      walk_crossings: 1446,
      amenities: 852,
      refuges: 105,
    })
    expect(built.rejected).toEqual([])
  })

  test('squares have names of their own, at whole steps of the grid', async () => {
    const cells = await built.rows('population_200m', PopulationCell)
    expect(new Set(cells.map((c) => c.cell)).size).toBe(6772)
    expect(sum(cells.map((c) => c.population))).toBe(364_199)
    const toGrid = projector('EPSG:4326', 'EPSG:3035')
    const offGrid = cells.flatMap((c) => {
      const corners = (c.square as { coordinates: Position[][] }).coordinates[0]!.map(toGrid)
      return corners.flat().map((metres) => Math.abs(metres - Math.round(metres / 200) * 200))
    })
    expect(Math.max(...offGrid)).toBeLessThan(1)
  })
})

describe.skipIf(absent)('what the mobility pack makes of Rennes', () => {
  test('every traffic record is used, unusable or a duplicate', async () => {
    const quarters = await built.rows('traffic_15min', TrafficQuarter)
    const total = (column: 'count' | 'used' | 'unusable' | 'duplicates' | 'above_fastest') =>
      sum(quarters.map((q) => q[column]))
    expect(total('count')).toBe(178_708)
    expect([total('used'), total('unusable'), total('duplicates')]).toEqual([177_912, 292, 504])
    expect(new Set(quarters.map((q) => q.segment)).size).toBe(2122)
    expect(quarters.every((q) => q.count === q.used + q.unusable + q.duplicates)).toBe(true)
    expect(total('above_fastest')).toBe(591)
    expect(built.count('traffic_congestion')).toBe(81_052)
  })

  test('every bicycle record stands behind an hour, with its quality', async () => {
    const hours = await built.rows('bike_hourly', BikeHour)
    expect(sum(hours.map((h) => h.records))).toBe(33_276)
    const of = (counter: string) => tally(hours.filter((h) => h.counter === counter).map((h) => h.quality))
    expect(of('100045818')).toEqual({ good: 15_908, outlier: 22, silent: 670, clock_change: 4, missing: 34 })
    expect(of('100050719')).toEqual({ good: 15_745, outlier: 16, silent: 1, clock_change: 4, missing: 872 })
    const days = await built.rows('bike_daily', BikeDay)
    expect(tally(days.map((d) => String(d.hours_expected)))).toEqual({ 23: 4, 24: 1382, 25: 4 })
  })

  test('isoDate, and not date, is the true instant: its morning peak does not move with the clocks', async () => {
    const peaks = await built.rows('bike_clock_check', BikeClock)
    expect(peaks.map((p) => `${p.date_column} ${p.utc_offset} ${p.morning_peak}`)).toEqual(
      Array(2).fill(['at 1 8', 'at 2 8', 'other_at 1 9', 'other_at 2 10']).flat(),
    )
  })

  test('the counts are valid under the national schema', async () => {
    expect(problemsOf(siteFields, await built.rows('bike_site', ComptageSite))).toEqual([])
    expect(problemsOf(channelFields, await built.rows('bike_channel', ComptageChannel))).toEqual([])
    const measures = await built.rows('bike_measure', ComptageMeasure)
    expect(problemsOf(measureFields, measures)).toEqual([])
    expect(measures.length).toBe(33_272)
  })

  test('the forecast beats the same hour last week on both counters and both days', async () => {
    const errors = await built.rows('bike_forecast_error', BikeForecastError)
    expect(errors.length).toBe(4)
    for (const { hours, relative_mae } of errors) {
      expect(hours).toBeGreaterThan(3000)
      expect(relative_mae).toBeLessThan(0.8)
    }
    const forecast = await built.rows('bike_forecast', BikeForecast)
    expect(tally(forecast.map((f) => f.counter))).toEqual({ 100045818: 48, 100050719: 48 })
  })

  test('the timetable gives its days, its stops and the people they serve', async () => {
    const days = await built.rows('transit_days', TransitDay)
    expect(tally(days.map((d) => `${d.day_type} ${d.day}`))).toEqual({
      'weekday 2012-07-16': 3,
      'saturday 2012-07-21': 2,
      'sunday 2012-07-15': 2,
    })
    const stops = await built.rows('transit_stop_frequency', StopFrequency)
    expect(stops.filter((s) => s.frequent).length).toBe(504)
    const [access] = await built.rows('transit_access', TransitAccess)
    expect(access).toMatchObject({ population: 364_199, frequent_stops: 504 })
    expect(access!.share).toBeCloseTo(0.4705, 3)
  })
})

describe.skipIf(absent)('what the heat pack makes of Rennes', () => {
  test('the buildings of the campuses are one table', async () => {
    const rows = await built.rows(campusBuildings.name, campusBuildings.rows)
    expect(rows.length).toBe(752)
    expect(new Set(rows.map((r) => r.id)).size).toBeGreaterThan(740)
    expect(Math.max(...rows.map((r) => r.height ?? 0))).toBe(34.1)
  })

  test('streets cut the city of Rennes in blocks that cover it', async () => {
    const blocks = await built.rows('morphological_blocks', MorphologicalBlock)
    expect(blocks.length).toBeGreaterThan(900)
    // INSEE: 50.4 km².
    expect(sum(blocks.map((b) => b.area)) / 1e6).toBeCloseTo(50.4, 0)
  })
})
