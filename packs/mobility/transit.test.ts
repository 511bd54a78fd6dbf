import { expect, test } from 'vitest'
import { bind, type Position, projector, type RowOf } from '../../src/kernel/index.ts'
import mobility from './pack.ts'
import {
  PopulationCell,
  TransitRoute,
  TransitService,
  TransitServiceDate,
  TransitStop,
  TransitStopTime,
  TransitTrip,
} from './shapes.ts'
import { PeopleNearStops, TransitAccess } from './tables/people.ts'
import { LineFrequency, StopFrequency, StopHour } from './tables/transit.ts'
import { build } from './testing/build.ts'
import { given, territoryOf } from './testing/territory.ts'

const toDegrees = projector('EPSG:3948', 'EPSG:4326')
const origin = projector('EPSG:4326', 'EPSG:3948')([-1.68, 48.11])
const at = (x: number, y: number): Position => toDegrees([origin[0]! + x, origin[1]! + y])
const point = (x: number, y: number) => ({ type: 'Point' as const, coordinates: at(x, y) })
const square = (x: number, y: number, side = 200) => ({
  type: 'Polygon' as const,
  coordinates: [[at(x, y), at(x + side, y), at(x + side, y + side), at(x, y + side), at(x, y)]],
})

const H = 3600
/** Trips of one line from stop A to B (ten minutes later) leaving at the given seconds. */
function line(route_id: string, service_id: string, departures: readonly number[]) {
  const trips = departures.map((_, i) => ({ trip_id: `${route_id}-${service_id}-${i}`, route_id, service_id }))
  const stop_times = departures.flatMap((departure, i) => [
    { trip_id: trips[i]!.trip_id, stop_sequence: 10, stop_id: 'A', departure_time: departure },
    { trip_id: trips[i]!.trip_id, stop_sequence: 20, stop_id: 'B', departure_time: departure + 600 },
  ])
  return { trips, stop_times }
}
const every = (minutes: number, from: number, to: number) =>
  Array.from({ length: ((to - from) * 60) / minutes }, (_, i) => from * H + i * minutes * 60)

async function chain(population: RowOf<typeof PopulationCell>[] = [], parameters = {}) {
  const flags = { monday: 0, tuesday: 0, wednesday: 0, thursday: 0, friday: 0, saturday: 0, sunday: 0 }
  const dates = { start_date: '2024-07-01', end_date: '2024-07-14' }
  const lines = [
    line('10', 'work', every(10, 7, 19)),
    line('20', 'work', [5 * H, 25 * H + 600]),
    line('10', 'sat', every(30, 8, 20)),
  ]
  const inputs = {
    stops: given('stops', TransitStop, [
      { stop_id: 'A', stop_name: 'Gare', geometry: point(0, 0) },
      { stop_id: 'B', stop_name: 'Mairie', geometry: point(5000, 0) },
      { stop_id: 'C', stop_name: null, geometry: null },
    ]),
    routes: given('routes', TransitRoute, [
      { route_id: '10', route_short_name: 'C1', route_long_name: 'Gare – Mairie', route_type: 3 },
      { route_id: '20', route_short_name: null, route_long_name: 'Nuit', route_type: 3 },
    ]),
    trips: given(
      'trips',
      TransitTrip,
      lines.flatMap((l) => l.trips),
    ),
    stop_times: given(
      'stop_times',
      TransitStopTime,
      lines.flatMap((l) => l.stop_times),
    ),
    services: given('services', TransitService, [
      { ...flags, ...dates, service_id: 'work', monday: 1, tuesday: 1, wednesday: 1, thursday: 1, friday: 1 },
      { ...flags, ...dates, service_id: 'sat', saturday: 1 },
    ]),
    service_dates: given('service_dates', TransitServiceDate, [
      { service_id: 'work', date: '2024-07-01', exception_type: 2 },
    ]),
    population: given('population', PopulationCell, population),
  }
  return build(territoryOf(Object.values(inputs), [bind(mobility, { inputs, parameters })]), () => undefined)
}

test('departures are counted by hour of the service day; the last call of a trip is none', async () => {
  const hours = await (await chain()).rows('transit_stop_hours', StopHour)
  expect(hours.filter((h) => h.stop_id === 'B')).toEqual([])
  const weekday = hours.filter((h) => h.day_type === 'weekday')
  expect(weekday.every((h) => h.day === '2024-07-02')).toBe(true)
  expect(weekday.find((h) => h.hour === 7)?.departures).toBe(6)
  expect(weekday.find((h) => h.hour === 25)?.departures).toBe(1)
  expect(hours.filter((h) => h.day_type === 'saturday').reduce((sum, h) => sum + h.departures, 0)).toBe(24)
})

test('each stop says how often it is served, stops never served too', async () => {
  const stops = await (await chain()).rows('transit_stop_frequency', StopFrequency)
  const of = (id: string) => stops.find((s) => s.stop_id === id)
  expect(of('A')).toMatchObject({ lines: '20, C1', weekday: 74, saturday: 24, sunday: 0, per_hour: 6, frequent: true })
  expect(of('B')).toMatchObject({ lines: null, weekday: 0, per_hour: 0, frequent: false })
  expect(of('C')).toMatchObject({ geometry: null, frequent: false })
})

test('each line says how often it runs', async () => {
  const lines = await (await chain()).rows('transit_lines', LineFrequency)
  expect(
    lines.map((l) => [l.route_id, l.day_type, l.trips, l.per_hour, l.first_departure, l.last_departure, l.stops]),
  ).toEqual([
    ['10', 'saturday', 24, 1.83, 8 * H, 19.5 * H, 2],
    ['10', 'weekday', 72, 6, 7 * H, 18 * H + 3000, 2],
    ['20', 'weekday', 2, 0, 5 * H, 25 * H + 600, 2],
  ])
})

test('people near a frequent stop are those of the part of the cell within reach', async () => {
  const built = await chain([
    { cell: 'in', population: 100, square: square(-100, -100) },
    { cell: 'cut', population: 100, square: square(200, -100) },
    { cell: 'out', population: 100, square: square(400, 400) },
    { cell: 'near B', population: 100, square: square(4900, -100) },
  ])
  const cells = await built.rows('people_near_frequent_stops', PeopleNearStops)
  const share = (id: string) => cells.find((c) => c.cell === id)!.share
  expect([share('in'), share('out'), share('near B')]).toEqual([1, 0, 0])
  // The integral of 2 min(100, √(300² − x²)) from 200 to 300 is 18,870 m² of 40,000.
  expect(Math.abs(share('cut') - 0.4717)).toBeLessThan(0.01)
  const [access] = await built.rows('transit_access', TransitAccess)
  expect(access).toMatchObject({ population: 400, frequent_stops: 1, reach: 300, frequency: 6 })
  expect(access!.people).toBeCloseTo(100 + 100 * share('cut'), 1)
})

test('the frequency asked for is a parameter', async () => {
  const built = await chain([{ cell: 'in', population: 10, square: square(-100, -100) }], { frequent: 7 })
  expect((await built.rows('transit_access', TransitAccess))[0]).toMatchObject({
    people: 0,
    share: 0,
    frequent_stops: 0,
  })
})
