import { expect, test } from 'vitest'
import { parameters, type Tuned } from '../parameters.ts'
import { waitOf, wheelchairOf } from './access.ts'

const tuned = Object.fromEntries(Object.entries(parameters).map(([name, p]) => [name, p.default])) as Tuned
const way = {
  ...{
    id: 'w',
    name: null,
    kind: 'footway',
    class: null,
    sidewalk: null,
    surface: null,
    wheelchair: null,
    steps: null,
  },
  ...{ crossing: null, kerb: null, width: null, speed_limit: null, raised: false, covered: false },
}
const can = (facts: Partial<typeof way> | Record<string, unknown>, steepest = 1) =>
  wheelchairOf({ ...way, ...facts } as typeof way, steepest, tuned)

test('what nobody said is unknown, and never taken for accessible', () => {
  expect(can({})).toBeNull()
  expect(can({ surface: 'paved' }, Number.NaN)).toBeNull()
  expect(can({ kind: 'street' })).toBeNull()
})

test('stairs, kerbs, slopes and soft ground stop or hinder wheels; what the source says comes first', () => {
  expect(can({ kind: 'steps' })).toBe('no')
  expect(can({ kerb: 'raised', surface: 'paved' })).toBe('no')
  expect(can({ surface: 'paved' }, 13)).toBe('no')
  expect(can({ surface: 'paved' }, 7)).toBe('limited')
  expect(can({ surface: 'unpaved' })).toBe('limited')
  expect(can({ surface: 'paved' })).toBe('yes')
  expect(can({ kerb: 'lowered' })).toBe('yes')
  expect(can({ wheelchair: 'no', surface: 'paved' })).toBe('no')
  expect(can({ wheelchair: 'yes' }, 9)).toBe('yes')
})

test('under signals one waits (C − g)² / 2C on average, elsewhere some seconds', () => {
  expect(waitOf('signals', tuned)).toBeCloseTo(22.5)
  expect(waitOf('signals', { ...tuned, signal_walk: 100 })).toBe(0)
  expect(waitOf('zebra', tuned)).toBe(3)
  expect(waitOf('unmarked', tuned)).toBe(6)
  expect(waitOf(null, tuned)).toBe(3)
})
