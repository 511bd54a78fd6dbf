import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { unpackTar } from 'modern-tar'
import { expect, test } from 'vitest'
import { clearSky, type HourWeather } from '../radiation/index.ts'
import { hourlyWeather, type StationHour } from './index.ts'
import { sunOfDay } from './place.ts'

const rennes = { latitude: 48.07, longitude: -1.73, elevation: 37, timezone: 'Europe/Paris' }
const title = { fr: 'Essai', en: 'Trial' }
const DAY = '2022-07-18'
const HOUR = 3_600_000
const start = Date.parse('2022-07-17T22:00:00Z')
const sunAt = sunOfDay(DAY, rennes)
const clearAt = (instant: number) =>
  clearSky(sunAt(new Date(instant)), { turbidity: 3.8, pressure: 1013.25, altitude: 37 }).global

/** A day of records, each changed as asked. */
const records = (change: (hour: number) => Partial<StationHour> = () => ({})): StationHour[] =>
  Array.from({ length: 24 }, (_, hour) => ({
    at: new Date(start + hour * HOUR),
    temperature: 25,
    humidity: 50,
    wind: 2,
    ...change(hour),
  }))

test('what is measured passes as it is', () => {
  const sun = (hour: number) => clearAt(start + hour * HOUR)
  const day = hourlyWeather(
    DAY,
    records((hour) => ({ global: sun(hour), pressure: 1005 })),
    rennes,
    { title, radiation: 'instant' },
  )
  for (const [clock, hour] of (day.hours as HourWeather[]).entries()) {
    expect(hour.global).toBeCloseTo(sun(clock), 6)
    expect([hour.temperature, hour.humidity, hour.wind, hour.pressure]).toEqual([25, 50, 2, 1005])
    expect(hour.cloud).toBe(0)
  }
  expect(day.origins).toMatchObject({
    temperature: 'measured',
    global: 'measured',
    direct: 'derived',
    cloud: 'derived',
  })
})

test('the mean of the hour before is brought to the instant, its share of a clear sky kept, and gives the clouds, by night too', () => {
  const half = (hour: number) => 0.5 * clearAt(start + (hour - 0.5) * HOUR)
  const { hours } = hourlyWeather(
    DAY,
    records((hour) => ({ global: half(hour) })),
    rennes,
    { title },
  )
  for (const [clock, hour] of (hours as HourWeather[]).entries()) {
    expect(hour.global).toBeCloseTo(0.5 * clearAt(start + clock * HOUR), 0)
    expect(hour.cloud).toBeCloseTo(0.5, 1)
  }
})

test('without radiation, the clouds that were seen tell it', () => {
  const { hours, origins } = hourlyWeather(
    DAY,
    records(() => ({ cloud: 1 })),
    rennes,
    { title },
  )
  const noon = hours[14]!
  expect(noon.global).toBeCloseTo(0.25 * clearAt(start + 14 * HOUR), 0)
  expect([noon.cloud, origins.cloud, origins.global]).toEqual([1, 'measured', 'derived'])
})

test('hours that lack something are left out by name, their neighbours stay', () => {
  const bad = records((hour) => ({
    cloud: 0,
    ...(hour === 3 && { temperature: null }),
    ...(hour === 4 && { wind: Number.NaN }),
  }))
  const { hours, notes } = hourlyWeather(
    DAY,
    bad.filter((_, hour) => hour !== 7),
    rennes,
    { title },
  )
  expect(hours.map((hour, clock) => (hour ? -1 : clock)).filter((clock) => clock >= 0)).toEqual([3, 4, 7])
  const said = notes.map(({ en }) => en).join(' ')
  expect(said).toContain('temperature missing: 03:00')
  expect(said).toContain('wind missing: 04:00')
  expect(said).toContain('no record: 07:00')
  const blind = hourlyWeather(DAY, records(), rennes, { title })
  expect(blind.hours.every((hour) => hour === null)).toBe(true)
  expect(blind.notes[0]!.fr).toContain('ni rayonnement ni nébulosité')
})

const archive = resolve(process.env.ORCHESTRA_DATA ?? '../shared/data', 'redon/weather_radome_bretagne_2014-01.tar.gz')
if (!existsSync(archive)) console.log('skipped: the Radome records of January 2014 are not in ORCHESTRA_DATA')

test.runIf(existsSync(archive))(
  'the hours of full sunshine at Dinard, January 2014, have the radiation of a clear sky of clean sea air',
  async () => {
    const files = await unpackTar(gunzipSync(readFileSync(archive)), {
      filter: ({ name }) => name.includes('35228001'),
    })
    const text = new TextDecoder('latin1').decode(files[0]!.data)
    const [head, ...rows] = text
      .trim()
      .split('\n')
      .map((line) => line.split(','))
    const at = (name: string) => head!.indexOf(name)
    const number = (row: string[], name: string) => (row[at(name)] === 'mq' ? null : Number(row[at(name)]))
    const dinard = { latitude: 48.588, longitude: -2.075, elevation: 58, timezone: 'Europe/Paris' }
    const hours = rows
      .filter((row) => row.length > 20 && row[0] !== 'numer_sta')
      .map((row): StationHour & { sunshine: number | null } => {
        const [, y, m, d, h] = /^(\d{4})(\d\d)(\d\d)(\d\d)/.exec(row[at('date')]!)!
        const joules = number(row, 'ray_glo01')
        const kelvin = number(row, 't')
        return {
          at: new Date(`${y}-${m}-${d}T${h}:00:00Z`),
          temperature: kelvin === null ? null : kelvin - 273.15,
          humidity: number(row, 'u'),
          wind: number(row, 'ff'),
          global: joules === null ? null : joules / 3600,
          sunshine: number(row, 'insolh'),
        }
      })
    const days = [...new Set(hours.map(({ at }) => at.toISOString().slice(0, 10)))].slice(1, -1)
    let complete = 0
    for (const day of days) complete += hourlyWeather(day, hours, dinard, { title }).hours.filter(Boolean).length
    expect(complete).toBe(days.length * 24)

    const ratios = hours.flatMap(({ at, global, sunshine }) => {
      const sun = sunOfDay(at.toISOString().slice(0, 10), dinard)(new Date(at.getTime() - HOUR / 2))
      if (sunshine !== 60 || sun.elevation < 10) return []
      return global! / clearSky(sun, { turbidity: 2.5, pressure: 1013, altitude: 58 }).global
    })
    const middle = ratios.sort((a, b) => a - b)[Math.floor(ratios.length / 2)]!
    expect(ratios.length).toBe(10)
    expect(Math.abs(middle - 1)).toBeLessThan(0.1)
  },
)
