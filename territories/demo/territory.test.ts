import { expect, test } from 'vitest'
import { bboxOf, columnOfRole, type Geometry, isSynthetic, resolveGraph } from '../../src/kernel/index.ts'
import valmorne, { demo } from './territory.ts'
import { making, partsOf, rowsOf } from './testing.ts'
import { SPEED_SENTINEL } from './town/faults.ts'

test('the territory binds its packs and says that it is invented', () => {
  const graph = resolveGraph(valmorne)
  expect(graph.nodes.map((n) => n.name)).toEqual(expect.arrayContaining(['terrain', 'traffic_15min', 'bike_forecast']))
  expect(valmorne.synthetic).toBe(true)
  for (const source of valmorne.sources) {
    expect(source.description!.fr).toContain('Données inventées')
    // What its invented devices say is kept in the house; all the rest is computed.
    const address = source.name === 'sensor_hours' ? 'observe:hours/valmorne' : 'synthetic:valmorne?seed=1&size=1'
    expect(source.address).toBe(address)
  }
})

test.each(valmorne.sources.filter(isSynthetic).map((s) => s.name))(
  '%s: the same seed gives the same rows, all inside the bounds',
  async (name) => {
    const [once, again] = [await rowsOf(valmorne, name), await rowsOf(demo(), name)]
    expect(again).toEqual(once)
    expect(once.rows.length).toBeGreaterThan(2)
    const shape = valmorne.sources.find((s) => s.name === name)!.rows
    expect(
      Object.keys(once.rows[0]!)
        .filter((k) => k !== '_row')
        .sort(),
    ).toEqual(Object.keys(shape.columns).sort())
    const column = columnOfRole(shape, 'geometry')
    const [west, south, east, north] = valmorne.bounds
    for (const row of column ? once.rows : []) {
      const [w, s, e, n] = bboxOf(row[column!] as Geometry)!
      expect(w >= west && s >= south && e <= east && n <= north, JSON.stringify(row)).toBe(true)
    }
  },
)

test('another seed gives another town', async () => {
  const other = demo({ seed: 2 })
  for (const name of ['streets', 'buildings', 'weather', 'traffic_readings', 'bike_records', 'air_temperatures'])
    expect((await rowsOf(other, name)).rows.slice(0, 50)).not.toEqual((await rowsOf(valmorne, name)).rows.slice(0, 50))
})

test('rows are in proportion to the size', async () => {
  const big = demo({ size: 4 })
  for (const name of ['buildings', 'streets', 'traffic_readings', 'bike_records', 'relief_points', 'noise_levels']) {
    const [four, one] = [(await rowsOf(big, name)).rows.length, (await rowsOf(valmorne, name)).rows.length]
    expect(four / one, name).toBeGreaterThan(2.8)
    expect(four / one, name).toBeLessThan(5.2)
  }
})

test('a day of traffic is the same alone, after others, or read at the same time as another', async () => {
  const source = valmorne.sources.find((s) => s.name === 'traffic_readings')!
  const parts = partsOf(source)
  expect(parts.map((p) => p!.key)).toEqual(
    [7, 8, 9, 10, 11, 12, 13].map((d) => `2025-07-${String(d).padStart(2, '0')}`),
  )
  const alone = await Array.fromAsync(source.read(undefined, making(valmorne, parts[3])))
  const [first, second] = [parts[2], parts[3]].map((p) =>
    source.read(undefined, making(valmorne, p))[Symbol.asyncIterator](),
  )
  const mixed: unknown[] = []
  for (let batch = await second!.next(); !batch.done; batch = await second!.next()) {
    mixed.push(batch.value)
    await first!.next()
  }
  expect(mixed).toEqual(alone)
  const rows = alone.flat()
  expect(rows.map((r) => r._row)).toEqual(rows.map((_, i) => i + 1))
})

const hourOf = (at: unknown) => ((at as Date).getUTCHours() + 2) % 24
const weekdayOf = (at: unknown) => new Date(Number(at) + 2 * 3_600_000).getUTCDay()
const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length

test('bicycles keep the hours of a working town', async () => {
  const { rows } = await rowsOf(valmorne, 'bike_records')
  const at = (hour: number, days: readonly number[]) =>
    mean(
      rows
        .filter((r) => hourOf(r.at) === hour && days.includes(weekdayOf(r.at)) && r.count !== null)
        .map((r) => r.count as number),
    )
  const [week, sunday] = [[1, 2, 3, 4, 5], [0]]
  expect(at(8, week)).toBeGreaterThan(10 * at(3, week))
  expect(at(17, week)).toBeGreaterThan(2 * at(10, week))
  expect(at(8, week)).toBeGreaterThan(2 * at(8, sunday))
})

test('cars slow down in the rush, and fewer are seen at night', async () => {
  const { rows } = await rowsOf(valmorne, 'traffic_readings')
  const seen = rows.filter(
    (r) => typeof r.speed === 'number' && r.speed !== SPEED_SENTINEL && weekdayOf(r.at) % 6 !== 0,
  )
  const during = (hour: number) => seen.filter((r) => hourOf(r.at) === hour)
  const speed = (hour: number) => mean(during(hour).map((r) => r.speed as number))
  expect(speed(17)).toBeLessThan(0.8 * speed(3))
  expect(during(17).length).toBeGreaterThan(1.5 * during(3).length)
})

test('the three days of heat stand out, and the town keeps it at night', async () => {
  const { rows } = await rowsOf(valmorne, 'weather')
  const highest = (day: string) =>
    Math.max(...rows.filter((r) => (r.at as Date).toISOString().startsWith(day)).map((r) => r.temperature as number))
  for (const day of ['2025-07-10', '2025-07-11', '2025-07-12']) expect(highest(day)).toBeGreaterThan(31)
  expect(highest('2025-07-08')).toBeLessThan(29)
})

test('what goes wrong is there to be seen', async () => {
  const traffic = await rowsOf(valmorne, 'traffic_readings')
  const keys = traffic.rows.map((r) => `${r.segment} ${Number(r.at)}`)
  expect(traffic.rejected.length).toBeGreaterThan(0)
  expect(traffic.rejected[0]!.reason.fr).toContain('n’est pas un nombre')
  expect(traffic.rows.some((r) => r.speed === SPEED_SENTINEL)).toBe(true)
  expect(new Set(keys).size).toBeLessThan(keys.length)
  expect(traffic.rows.length).toBeLessThan(100_000)

  const bikes = await rowsOf(valmorne, 'bike_records')
  const counters = Map.groupBy(bikes.rows, (r) => r.counter)
  const hours = [...counters.values()].map((rows) => new Set(rows.map((r) => Number(r.at))).size)
  expect(Math.max(...hours) - Math.min(...hours)).toBeGreaterThan(25)
  expect(bikes.rows.some((r) => r.count === null)).toBe(true)

  const air = await rowsOf(valmorne, 'air_temperatures')
  expect(air.rows.some((r) => r.temperature === 85)).toBe(true)
  expect(air.rows.some((r) => r.temperature === null)).toBe(true)
})

test('the timetable calls at stops that exist, in order, on days that exist', async () => {
  const stops = new Set((await rowsOf(valmorne, 'bus_stops')).rows.map((r) => r.stop_id))
  const trips = new Map((await rowsOf(valmorne, 'bus_trips')).rows.map((r) => [r.trip_id, r.service_id]))
  const services = new Set((await rowsOf(valmorne, 'bus_services')).rows.map((r) => r.service_id))
  const times = (await rowsOf(valmorne, 'bus_stop_times')).rows
  for (const [i, row] of times.entries()) {
    expect(stops.has(row.stop_id) && services.has(trips.get(row.trip_id))).toBe(true)
    const before = times[i - 1]
    if (before?.trip_id === row.trip_id) expect(row.departure_time).toBeGreaterThan(before!.departure_time as number)
  }
  expect(Math.max(...times.map((r) => r.departure_time as number))).toBeGreaterThan(86_400)
})
