import { afterAll, beforeAll, expect, test } from 'vitest'
import { offeredProcesses, type Result } from '../../src/pipeline/index.ts'
import { openTestHouse, type TestHouse } from '../../src/pipeline/testing.ts'
import { demo } from '../../territories/demo/territory.ts'
import { ForecastHour } from './processes/bike-forecast.ts'
import { StopInReach } from './processes/stops-near-point.ts'
import { BikeForecast } from './tables/forecast.ts'
import { PeopleNearStops, TransitAccess } from './tables/people.ts'

// The processes of the pack on the invented town: what they give with the parameters of the territory is what is published.

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse(demo({ size: 0.25 }))
  house.now = new Date('2025-07-14T06:00:00Z')
  await house.run('transit_access', 'bike_forecast')
}, 120_000)
afterAll(() => house?.close())

const ask = async (id: string, given: Record<string, unknown> = {}) => {
  const { chain } = house
  const offered = offeredProcesses(chain.graph).get(id)!
  const presets = Object.entries(offered.inputs).flatMap(([name, { schema }]) =>
    'default' in schema ? [[name, schema.default]] : [],
  )
  const signal = new AbortController().signal
  const run = {
    ...{ now: house.now, territory: chain.graph.territory, signal, folder: chain.home, progress: () => {} },
    raster: () => Promise.reject(new Error('no process of this pack writes a raster')),
  }
  return (await offered.perform(chain, { ...Object.fromEntries(presets), ...given }, run)).results
}
const figures = (result: Result | undefined) => (result as { value: Record<string, number> }).value
const rowsOf = async (shape: typeof StopInReach, result: Result | undefined) => {
  const { object } = result as { object: string }
  return (await Array.fromAsync(house.chain.lake.read({ shape, hashes: [object] }))).flat()
}
const published = async (name: string, shape: unknown) => {
  const [{ object }] = (await house.chain.store.query<{ object: string }>(
    `select object from current_version c join materialization m on m.id = c.materialization where c.asset = $1`,
    [name],
  )) as [{ object: string }]
  return rowsOf(shape as typeof StopInReach, { object, mediaType: '', bytes: 0, rows: 0 })
}

test('people near stops: the published share with the usual values, more of them farther, fewer for busier stops', async () => {
  const [access] = await published('transit_access', TransitAccess)
  const usual = await ask('people-near-stops')
  expect(figures(usual.summary)).toEqual({
    population: access!.population,
    people: access!.people,
    share: access!.share,
    stops: access!.frequent_stops,
  })
  expect(await rowsOf(PeopleNearStops as never, usual.cells)).toEqual(
    await published('people_near_frequent_stops', PeopleNearStops),
  )
  const share = async (given: object) => figures((await ask('people-near-stops', { ...given })).summary).share!
  expect(await share({ distance: 600 })).toBeGreaterThan(access!.share as number)
  expect(await share({ frequency: 0, distance: 5000 })).toBe(1)
  expect(await share({ frequency: 120 })).toBe(0)
})

test('a what-if of the parameter gives the same as the process made for it', async () => {
  const whatIf = await ask('what-if-transit_access', { reach: 450, frequent: 2 })
  const [row] = await rowsOf(TransitAccess as never, whatIf.rows)
  const { people, share } = figures((await ask('people-near-stops', { distance: 450, frequency: 2 })).summary)
  expect(row).toMatchObject({ people, share, reach: 450, frequency: 2 })
})

test('stops near a point come nearest first, none beyond the distance', async () => {
  const { bounds } = house.chain.graph.territory
  const place = { type: 'Point', coordinates: [(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2] }
  const found = await ask('stops-near-point', { place, distance: 600 })
  const rows = await rowsOf(StopInReach, found.stops)
  const far = rows.map(({ distance }) => distance as number).toSorted((a, b) => a - b)
  expect(far.length).toBeGreaterThan(0)
  expect(far.at(-1)).toBeLessThanOrEqual(600)
  const departures = rows.reduce((sum, row) => sum + (row.per_hour as number), 0)
  expect((found.departures as { value: number }).value).toBeCloseTo(departures, 1)
  const nowhere = await ask('stops-near-point', { place: { type: 'Point', coordinates: [0, 0] } })
  expect([await rowsOf(StopInReach, nowhere.stops), (nowhere.departures as { value: number }).value]).toEqual([[], 0])
})

test('the forecast of a counter begins as the published one and goes on; an unknown counter is named', async () => {
  const all = await published('bike_forecast', BikeForecast)
  const { counter } = all[0]!
  const own = all.filter((row) => row.counter === counter)
  const { forecast } = await ask('bike-forecast', { counter, hours: 72 })
  const rows = await rowsOf(ForecastHour as never, forecast)
  expect(rows).toHaveLength(72)
  const byHour = new Map(rows.map(({ at, count }) => [(at as Date).getTime(), count]))
  for (const { at, count } of own) expect(byHour.get((at as Date).getTime())).toBe(count)
  const shorter = await ask('bike-forecast', { counter, hours: 24, profile_weeks: 3 })
  expect(await rowsOf(ForecastHour as never, shorter.forecast)).toHaveLength(24)
  await expect(ask('bike-forecast', { counter: 'nowhere' })).rejects.toMatchObject({
    ...{ code: 'process.bad-input', place: 'inputs.counter' },
    remedy: { en: expect.stringContaining(String(counter)) },
  })
})
