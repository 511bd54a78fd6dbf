import { describe, expect, test } from 'vitest'
import { easter, frenchHolidays, wallClock } from './index.ts'

const paris = wallClock('Europe/Paris')
const at = (iso: string) => Date.parse(iso)

describe('wallClock', () => {
  test.each([
    ['2023-01-15T23:30:00Z', { day: '2023-01-16', hour: 0, weekday: 0, offset: 1 }],
    ['2023-07-14T22:00:00Z', { day: '2023-07-15', hour: 0, weekday: 5, offset: 2 }],
    ['2023-03-26T00:59:59Z', { day: '2023-03-26', hour: 1, weekday: 6, offset: 1 }],
    ['2023-03-26T01:00:00Z', { day: '2023-03-26', hour: 3, weekday: 6, offset: 2 }],
    ['2023-10-29T00:00:00Z', { day: '2023-10-29', hour: 2, weekday: 6, offset: 2 }],
    ['2023-10-29T01:00:00Z', { day: '2023-10-29', hour: 2, weekday: 6, offset: 1 }],
    ['1969-12-31T23:00:00Z', { day: '1970-01-01', hour: 0, weekday: 3, offset: 1 }],
  ])('%s', (iso, wall) => expect(paris(at(iso))).toEqual(wall))

  test('follows half-hour zones', () => {
    expect(wallClock('Asia/Kolkata')(at('2024-01-01T18:30:00Z'))).toMatchObject({
      day: '2024-01-02',
      hour: 0,
      offset: 5.5,
    })
  })

  test('refuses an unknown zone', () => expect(() => wallClock('Europe/Rennes')).toThrow(RangeError))
})

// Dates published by the Institut de mécanique céleste et de calcul des éphémérides.
test.each([
  [2000, '2000-04-23'],
  [2008, '2008-03-23'],
  [2011, '2011-04-24'],
  [2019, '2019-04-21'],
  [2023, '2023-04-09'],
  [2024, '2024-03-31'],
  [2025, '2025-04-20'],
  [2038, '2038-04-25'],
])('Easter of %i is %s', (year, day) => expect(easter(year)).toBe(day))

test('the public holidays of 2024', () => {
  expect(frenchHolidays(2024)).toEqual([
    '2024-01-01',
    '2024-04-01',
    '2024-05-01',
    '2024-05-08',
    '2024-05-09',
    '2024-05-20',
    '2024-07-14',
    '2024-08-15',
    '2024-11-01',
    '2024-11-11',
    '2024-12-25',
  ])
})
