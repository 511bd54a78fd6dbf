import { expect, test } from 'vitest'
import { formats } from './format.ts'

const fr = formats('fr', 'Europe/Paris')
const en = formats('en', 'Europe/Paris')

test('sizes, lengths and energies take the unit that suits them', () => {
  expect([fr.bytes(999), fr.bytes(1_234_567), en.bytes(1_234_567)]).toEqual([
    '999\u202fo',
    '1,23\u202fMo',
    '1.23\u202fMB',
  ])
  expect([en.distance(0.0022), en.distance(0.5), en.distance(12_345)]).toEqual([
    '2.2\u202fmm',
    '50\u202fcm',
    '12.3\u202fkm',
  ])
  expect([en.energy(0.0091), en.energy(2500), en.carbon(0)]).toEqual(['9.1\u202fmWh', '2.5\u202fkWh', '0\u202fmg CO₂e'])
})

test('durations are read in hours, minutes and seconds', () => {
  expect([en.duration(0.41), en.duration(59.7), en.duration(119.9), en.duration(3599.9), en.duration(7260)]).toEqual([
    '0.41\u202fs',
    '59.7\u202fs',
    '2\u202fmin 0\u202fs',
    '1\u202fh 0\u202fmin',
    '2\u202fh 1\u202fmin',
  ])
})

test('instants are shown in the time zone of the territory, days as they are', () => {
  const lateInUtc = '2024-03-31T23:30:00Z'
  expect(en.clock(lateInUtc)).toBe('2024-04-01T01:30')
  expect(en.date(lateInUtc)).toBe('1 April 2024')
  expect(formats('en', 'America/New_York').date('2024-03-31')).toBe('31 March 2024')
})

test('units are written as people write them', () => {
  expect([fr.unit('Cel'), fr.unit('{bicycle}'), en.unit('{bicycle}'), fr.unit('1'), en.unit('{bench}')]).toEqual([
    '°C',
    'vélos',
    'bicycles',
    '',
    'bench',
  ])
})
