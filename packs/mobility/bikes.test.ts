import { expect, test } from 'vitest'
import { bind, type RowOf } from '../../src/kernel/index.ts'
import mobility from './pack.ts'
import { BikeCount } from './shapes.ts'
import { BikeClock, BikeCounter, BikeDay, BikeHour } from './tables/bikes.ts'
import { ComptageChannel, ComptageMeasure, ComptageSite } from './tables/comptage.ts'
import { BikeForecast, BikeForecastError } from './tables/forecast.ts'
import { build } from './testing/build.ts'
import { given, territoryOf } from './testing/territory.ts'

const HOUR = 3_600_000
type Count = RowOf<typeof BikeCount>

/** Ten weeks around the autumn clock change; `wall` hours are those of Paris. */
function weeks(from = '2023-09-03T22:00Z', hours = 10 * 168 + 1): Count[] {
  return Array.from({ length: hours }, (_, i) => {
    const at = new Date(Date.parse(from) + i * HOUR)
    const wall = (at.getUTCHours() + (at < new Date('2023-10-29T01:00Z') ? 2 : 1)) % 24
    return {
      counter: '1',
      name: 'Pont',
      at,
      other_at: new Date(at.getTime() + (at < new Date('2023-10-29T01:00Z') ? 2 : 1) * HOUR),
      count: (wall === 8 ? 90 : wall === 18 ? 80 : wall < 6 ? 2 : 30) + (i % 3),
      status: '0',
      device: 'Y2H',
      direction: '5',
      location: { type: 'Point', coordinates: [-1.67767, 48.10572] },
    }
  })
}

async function chain(rows: Count[]) {
  const bike_counts = given('bike_counts', BikeCount, rows)
  return build(territoryOf([bike_counts], [bind(mobility, { inputs: { bike_counts } })]), () => undefined)
}

const autumn = new Date('2023-10-29T01:00Z')

test('a city with counters only gets the assets of counters', async () => {
  const built = await chain(weeks())
  expect(built.names.filter((name) => !name.startsWith('bike_'))).toEqual([])
  expect(built.names.length).toBe(1 + 4 + 3 + 2)
})

test('days have 23, 24 or 25 hours, and incomplete days say so', async () => {
  const rows = weeks().filter((r) => r.at.toISOString().slice(0, 13) !== '2023-09-20T10')
  const days = await (await chain(rows)).rows('bike_daily', BikeDay)
  expect(days.find((d) => d.day === '2023-10-29')).toMatchObject({
    hours_expected: 25,
    hours_counted: 25,
    complete: true,
  })
  expect(days.find((d) => d.day === '2023-10-28')).toMatchObject({ hours_expected: 24, complete: true })
  expect(days.find((d) => d.day === '2023-09-20')).toMatchObject({
    hours_counted: 23,
    hours_expected: 24,
    complete: false,
  })
  const total = rows.filter((r) => r.at >= new Date('2023-10-28T22:00Z') && r.at < new Date('2023-10-29T23:00Z'))
  expect(days.find((d) => d.day === '2023-10-29')?.count).toBe(total.reduce((sum, r) => sum + r.count!, 0))
})

test('the autumn record that stands for two hours becomes one measure of two hours', async () => {
  const rows = weeks()
    .filter((r) => r.at.getTime() !== autumn.getTime() - HOUR)
    .map((r) => (r.at.getTime() === autumn.getTime() ? { ...r, count: 11 } : r))
  const built = await chain(rows)
  const hours = (await built.rows('bike_hourly', BikeHour)).filter((h) => h.quality === 'clock_change')
  expect(hours.map((h) => [h.at.toISOString(), h.count, h.records])).toEqual([
    ['2023-10-29T00:00:00.000Z', null, 0],
    ['2023-10-29T01:00:00.000Z', 11, 1],
  ])
  const measures = await built.rows('bike_measure', ComptageMeasure)
  expect(measures.find((m) => m.start_datetime.getTime() === autumn.getTime() - HOUR)).toEqual({
    channel_id: '1',
    counter_id: 'Y2H',
    start_datetime: new Date('2023-10-29T00:00Z'),
    end_datetime: new Date('2023-10-29T02:00Z'),
    count: 11,
  })
  expect(measures.length).toBe(10 * 168)
  const day = (await built.rows('bike_daily', BikeDay)).find((d) => d.day === '2023-10-29')
  expect(day).toMatchObject({ hours_counted: 25, hours_expected: 25 })
})

test('measures follow one another without gap nor overlap, gaps and silences being empty', async () => {
  const rows = weeks().flatMap((r, i) => (i === 500 ? [] : i >= 700 && i < 748 ? [{ ...r, count: 0 }] : [r]))
  const built = await chain(rows)
  const measures = await built.rows('bike_measure', ComptageMeasure)
  measures.slice(1).forEach((m, i) => {
    expect(m.start_datetime).toEqual(measures[i]!.end_datetime)
  })
  expect(measures.filter((m) => m.count === null).length).toBe(49)
  const hours = await built.rows('bike_hourly', BikeHour)
  expect(hours.filter((h) => h.quality === 'silent').map((h) => h.count)).toEqual(Array(48).fill(0))
  expect(hours.reduce((sum, h) => sum + h.records, 0)).toBe(rows.length)
})

test('records whose time cannot be true are set aside, and the others stay', async () => {
  const [first] = weeks()
  const wrong = ['2023-09-10T10:15Z', '1970-01-01T00:00Z', '2099-01-01T00:00Z'].map((at) => ({
    ...first!,
    at: new Date(at),
  }))
  const built = await chain([...weeks(), ...wrong])
  expect(built.rejected.map((r) => r.reason.en)).toEqual([
    'does not start on the hour',
    'dated before 2000',
    'dated in the future',
  ])
  expect(built.count('bike_hourly')).toBe(weeks().length)
  expect((await built.rows('bike_counters', BikeCounter))[0]).toMatchObject({ first: first!.at })
})

test('the clock check shows which date column is the true instant', async () => {
  const peaks = await (await chain(weeks())).rows('bike_clock_check', BikeClock)
  expect(peaks.map((p) => [p.date_column, p.utc_offset, p.morning_peak])).toEqual([
    ['at', 1, 8],
    ['at', 2, 8],
    ['other_at', 1, 9],
    ['other_at', 2, 10],
  ])
})

test('sites and channels carry what is known and leave the rest empty', async () => {
  const built = await chain(weeks())
  expect(await built.rows('bike_site', ComptageSite)).toMatchObject([
    { site_id: '1', site_name: 'Pont', xlong: -1.67767, ylat: 48.10572, fr_insee_code: null },
  ])
  expect(await built.rows('bike_channel', ComptageChannel)).toMatchObject([
    {
      channel_id: '1',
      site_id: '1',
      mobility_type: 'BIKE',
      temporality: null,
      provider_direction_code: '5',
      time_step: 3600,
      started_at: new Date('2023-09-03T22:00Z'),
    },
  ])
})

test('48 hours are forecast after the last count, with the error measured before', async () => {
  const rows = weeks()
  const built = await chain(rows)
  const forecast = await built.rows('bike_forecast', BikeForecast)
  const origin = new Date(rows.at(-1)!.at.getTime() + HOUR)
  expect(forecast.length).toBe(48)
  expect(forecast.every((f) => f.origin.getTime() === origin.getTime())).toBe(true)
  const noon = forecast.find((f) => f.at.getUTCHours() === 11)!
  expect(noon.count).toBeGreaterThan(28)
  expect(noon.count).toBeLessThan(34)
  const errors = await built.rows('bike_forecast_error', BikeForecastError)
  expect(errors.map((e) => e.horizon)).toEqual([1, 2])
  expect(noon.error).toBe(errors.find((e) => e.horizon === noon.horizon)!.mae)
  expect(errors.every((e) => e.mae < 2)).toBe(true)
})
