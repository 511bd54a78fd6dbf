import { expect, test } from 'vitest'
import { vapourPressure } from '../comfort/index.ts'
import type { HourWeather } from '../radiation/index.ts'
import { heatWaveDay, rennes20220718, rennesHeatWave } from './index.ts'
import { clockHours } from './place.ts'
import { temperatureAt } from './temperature.ts'

const rennes = { latitude: 48.07, longitude: -1.73, elevation: 37, timezone: 'Europe/Paris' }
const hours = rennesHeatWave(rennes).hours as HourWeather[]
const at = (hour: number) => hours[hour]!

test('24 hours by the local clock, two ahead of UTC in July', () => {
  expect(hours).toHaveLength(24)
  expect(hours.map(({ at }) => at.getUTCHours())).toEqual([22, 23, ...Array.from({ length: 22 }, (_, i) => i)])
  expect(at(0).at.toISOString()).toBe('2022-07-17T22:00:00.000Z')
})

test('the extremes are reached, and 38 °C early in the afternoon, as France Info saw it that day', () => {
  const temperatures = hours.map(({ temperature }) => temperature)
  expect(Math.max(...temperatures)).toBeGreaterThan(40.3)
  expect(Math.max(...temperatures)).toBeLessThanOrEqual(40.5)
  expect(Math.min(...temperatures)).toBeGreaterThanOrEqual(20)
  expect(Math.min(...temperatures)).toBeLessThan(20.5)
  const early = at(13).temperature
  expect(Math.abs(early - 38)).toBeLessThan(1)
})

test('water in the air is constant, so that humidity falls as the day warms', () => {
  for (const { temperature, humidity } of hours) expect(vapourPressure(temperature, humidity)).toBeCloseTo(14, 9)
  expect(at(6).humidity).toBeGreaterThan(55)
  expect(at(16).humidity).toBeLessThan(20)
})

test('sun by day only, direct and diffuse making up the global; highest near 14:00 summer time', () => {
  for (const { sun, global, direct, diffuse, cloud } of hours) {
    expect(direct + diffuse).toBeCloseTo(global, 9)
    expect(global > 0).toBe(sun.elevation > 0)
    expect(cloud).toBe(0)
  }
  expect(hours.map(({ global }) => global).indexOf(Math.max(...hours.map(({ global }) => global)))).toBe(14)
  // At 13:53 by the clock, 12:00 by the sun.
  expect(at(14).sun.hour).toBeCloseTo(11.8, 1)
  expect(at(14).sun.highest).toBeCloseTo(63, 0)
})

test('each number says where it comes from', () => {
  const { facts, origins, notes } = rennesHeatWave(rennes)
  expect(facts.filter(({ origin }) => origin === 'measured').map(({ value }) => value)).toEqual([40.5])
  for (const { source, date } of facts) expect(source.fr && source.en && date).toBeTruthy()
  expect(origins.temperature).toBe('derived')
  expect(origins.wind).toBe('assumed')
  expect(notes.length).toBeGreaterThan(0)
})

test('the curve goes round without a step, between its extremes', () => {
  const [extremes, sun] = [
    { lowest: 20, highest: 40 },
    { rise: 4.3, set: 19.7 },
  ]
  const day = Array.from({ length: 24 * 60 + 1 }, (_, i) => temperatureAt((i / 60) % 24, extremes, sun))
  for (let i = 1; i < day.length; i++) expect(Math.abs(day[i]! - day[i - 1]!)).toBeLessThan(0.1)
  expect(Math.max(...day)).toBeCloseTo(40, 2)
  expect(Math.min(...day)).toBeCloseTo(20, 1)
  // Parton and Logan: highest 1.86 h after noon less what the lowest is ahead of sunrise.
  expect(day.indexOf(Math.max(...day)) / 60).toBeCloseTo(12 + 1.86 - 0.17, 1)
})

test('days on which the clock changes have a gap or a double, and half-hour zones their own instants', () => {
  expect(clockHours('2022-03-27', 'Europe/Paris')[2]).toBeUndefined()
  expect(clockHours('2022-03-27', 'Europe/Paris').filter(Boolean)).toHaveLength(23)
  expect(clockHours('2022-10-30', 'Europe/Paris')[2]?.toISOString()).toBe('2022-10-30T00:00:00.000Z')
  expect(clockHours('2022-07-18', 'Asia/Kolkata')[0]?.toISOString()).toBe('2022-07-17T18:30:00.000Z')
  expect(clockHours('2022-07-18', 'Pacific/Kiritimati')[23]?.toISOString()).toBe('2022-07-18T09:00:00.000Z')
})

test('where the sun does not set, the day is refused by name', () => {
  expect(() => heatWaveDay({ ...rennes20220718, day: '2022-06-21' }, { ...rennes, latitude: 75 })).toThrow(
    /does not rise and set/,
  )
})
