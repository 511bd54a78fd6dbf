import { expect, test } from 'vitest'
import { backtest, type ForecastRules, forecastHours, sameHourLastWeek } from './index.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const start = Date.parse('2024-01-01T00:00Z')
const rules: ForecastRules = { slot: (at) => (at / HOUR) % 168, profileWeeks: 8, levelDays: 7 }
const shape = (at: number) => 10 + 5 * Math.sin(((at / HOUR) % 24) / 4) ** 2 + ((at / DAY) % 7 > 5 ? -4 : 0)

function history(weeks: number, level: (week: number) => number): Map<number, number> {
  return new Map(
    Array.from({ length: weeks * 168 }, (_, i) => {
      const at = start + i * HOUR
      return [at, shape(at) * level(Math.floor(i / 168))] as const
    }),
  )
}
const next48 = (origin: number) => Array.from({ length: 48 }, (_, i) => origin + i * HOUR)

test('a repeating week is forecast exactly', () => {
  const origin = start + 10 * 7 * DAY
  const at = next48(origin)
  forecastHours(
    history(10, () => 1),
    origin,
    at,
    rules,
  ).forEach((value, i) => {
    expect(value).toBeCloseTo(shape(at[i]!), 9)
  })
})

test('the level of the last week carries over', () => {
  const origin = start + 10 * 7 * DAY
  const at = next48(origin)
  const doubled = forecastHours(
    history(10, (week) => (week === 9 ? 2 : 1)),
    origin,
    at,
    rules,
  )
  doubled.forEach((value, i) => {
    expect(value).toBeCloseTo(2 * shape(at[i]!), 9)
  })
})

test('nothing after the origin is looked at', () => {
  const known = history(10, () => 1)
  const origin = start + 9 * 7 * DAY
  const past = new Map([...known].filter(([at]) => at < origin))
  expect(forecastHours(known, origin, next48(origin), rules)).toEqual(
    forecastHours(past, origin, next48(origin), rules),
  )
})

test('an hour never seen has no forecast', () => {
  expect(forecastHours(new Map(), start, [start], rules)).toEqual([null])
  expect(sameHourLastWeek(new Map(), start)).toBeNull()
})

test('the backtest compares both forecasts over the same hours', () => {
  // Odd weeks hold twice as much as even ones: last week is always wrong, by once the shape or half of it.
  const known = history(20, (week) => 1 + (week % 2))
  const origins = [16, 17, 18].map((week) => start + week * 7 * DAY)
  const error = backtest(known, origins, [0, 24], rules)!
  expect(error.hours).toBe(72)
  expect(error.naiveMae).toBeGreaterThan(0)
  const byHand = origins
    .flatMap((origin) => next48(origin).slice(0, 24))
    .map((at) => Math.abs(known.get(at - 7 * DAY)! - known.get(at)!))
  expect(error.naiveMae).toBeCloseTo(byHand.reduce((a, b) => a + b, 0) / 72, 9)
})

test('a perfect forecast has no error, and hours without a naive forecast are not compared', () => {
  const known = history(12, () => 1)
  const origin = start + 10 * 7 * DAY
  known.delete(origin + 3 * HOUR - 7 * DAY)
  const error = backtest(known, [origin], [0, 24], rules)!
  expect(error.hours).toBe(23)
  expect(error.mae).toBeCloseTo(0, 9)
  expect(error.mase).toBeNull()
  expect(backtest(new Map(), [origin], [0, 24], rules)).toBeNull()
})
