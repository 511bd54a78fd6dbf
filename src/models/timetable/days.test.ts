import { expect, test } from 'vitest'
import { representativeDays, type Service, servicesByDay } from './index.ts'

const week = (...on: number[]) => Array.from({ length: 7 }, (_, i) => on.includes(i))
const workdays: Service = { id: 'work', weekdays: week(0, 1, 2, 3, 4), from: '2024-07-01', to: '2024-07-19' }
const saturdays: Service = { id: 'sat', weekdays: week(5), from: '2024-07-01', to: '2024-07-21' }
const late: Service = { id: 'late', weekdays: week(4), from: '2024-07-01', to: '2024-07-19' }
const trips = new Map([
  ['work', 100],
  ['sat', 60],
  ['late', 5],
])

test('days run from the first to the last included, with exceptions added and taken', () => {
  const days = servicesByDay(
    [workdays, saturdays],
    [
      { id: 'work', day: '2024-07-05', runs: false },
      { id: 'sat', day: '2024-07-05', runs: true },
      { id: 'work', day: '2024-07-12', runs: false },
    ],
  )
  expect(days.size).toBe(15 + 3 - 1)
  expect([...days.get('2024-07-05')!]).toEqual(['sat'])
  expect(days.has('2024-07-12')).toBe(false)
  expect([...days.keys()].at(0)).toBe('2024-07-01')
  expect(days.has('2024-07-19')).toBe(true)
})

test('a timetable that never ends is followed for two years', () => {
  const days = servicesByDay([{ ...workdays, weekdays: week(0, 1, 2, 3, 4, 5, 6), to: '9999-12-31' }], [])
  expect([days.size, [...days.keys()].at(-1)]).toEqual([732, '2026-07-02'])
})

test('a timetable made of dates only has days', () => {
  expect([...servicesByDay([], [{ id: 'fair', day: '2024-02-29', runs: true }])]).toEqual([
    ['2024-02-29', new Set(['fair'])],
  ])
})

test('the usual number of trips stands for a type of day, not the first day nor a busy one', () => {
  const days = servicesByDay(
    [workdays, saturdays, late],
    [
      { id: 'work', day: '2024-07-01', runs: false },
      { id: 'late', day: '2024-07-01', runs: true },
    ],
  )
  const chosen = representativeDays(days, trips, (day) => day === '2024-07-06')
  expect(Object.fromEntries(chosen)).toEqual({ weekday: '2024-07-02', saturday: '2024-07-13' })
})
