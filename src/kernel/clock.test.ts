import { expect, test } from 'vitest'
import { instantOf } from './clock.ts'

test.for([
  ['2022-07-18T15:00', 'Europe/Paris', '2022-07-18T13:00:00.000Z'],
  ['2022-01-18T00:00', 'Europe/Paris', '2022-01-17T23:00:00.000Z'],
  ['2022-07-18T15:00', 'America/St_Johns', '2022-07-18T17:30:00.000Z'],
  ['2022-07-18T15:00', 'UTC', '2022-07-18T15:00:00.000Z'],
  ['2022-07-18T13:00:00Z', 'Europe/Paris', '2022-07-18T13:00:00.000Z'],
  // The last Sundays of March and October 2022: 2:00 is not there, then is there twice.
  ['2022-03-27T01:59', 'Europe/Paris', '2022-03-27T00:59:00.000Z'],
  ['2022-03-27T02:30', 'Europe/Paris', '2022-03-27T01:30:00.000Z'],
  ['2022-03-27T03:00', 'Europe/Paris', '2022-03-27T01:00:00.000Z'],
  ['2022-10-30T02:30', 'Europe/Paris', '2022-10-30T00:30:00.000Z'],
  ['2022-10-30T03:00', 'Europe/Paris', '2022-10-30T02:00:00.000Z'],
  ['1969-12-31T23:30', 'Europe/Paris', '1969-12-31T22:30:00.000Z'],
] as const)('%s in %s', ([local, zone, instant]) => {
  expect(instantOf(local, zone).toISOString()).toBe(instant)
})
