import { expect, test } from 'vitest'
import { weightedMean } from '../../../src/kernel/index.ts'
import { groupsOf } from './assets.ts'
import { areHottest, heatRanks } from './rank.ts'

const square = (population: number, utci_afternoon: number | null) => ({ population, utci_afternoon })

test('a rank is the share of the inhabitants who live where it is less hot', () => {
  expect(heatRanks([square(30, 40), square(10, 35), square(40, 42), square(20, 40), square(5, null)])).toEqual([
    0.1, 0, 0.6, 0.1, 0,
  ])
  expect(heatRanks([])).toEqual([])
})

test('the hottest are taken until they hold their share, the hottest one always', () => {
  expect(areHottest([square(50, 40), square(50, 41)], 0.2)).toEqual([false, true])
  expect(areHottest([square(5, 40), square(10, 41), square(15, 42), square(70, null)], 0.6)).toEqual([
    false,
    true,
    true,
    false,
  ])
})

test('a mean weighs what is known', () => {
  expect(
    weightedMean([
      [1, 3],
      [5, 1],
      [null, 100],
    ]),
  ).toBe(2)
  expect(weightedMean([[null, 1]])).toBe(null)
})

test('each group is weighed by where it lives, and one that is not counted is left out', () => {
  const row = (population: number, aged: number | null, utci: number) => ({
    cell: String(utci),
    population,
    aged,
    poor: null,
    utci_afternoon: utci,
    utci_night: utci - 20,
    stressed: 0,
    heat_island: 1,
    lcz: null,
    mapped: 1,
    rank: 0,
    method: 'utci',
    square: { type: 'Polygon' as const, coordinates: [] },
  })
  const groups = groupsOf([row(80, 4, 36), row(20, 12, 44)])
  expect(groups.map(({ group }) => group)).toEqual(['all', 'aged'])
  expect(groups[0]).toMatchObject({ count: 100, utci_afternoon: 37.6, hottest: 0.2 })
  expect(groups[1]).toMatchObject({ count: 16, utci_afternoon: 42, hottest: 0.75 })
})
