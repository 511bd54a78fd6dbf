import { expect, test } from 'vitest'
import { seeded } from '../../../kernel/testing/random.ts'
import { classOf, jenksLimits, quantileLimits, readable } from './classes.ts'

test('quantiles make classes of as many values, and none that is empty', () => {
  const values = Array.from({ length: 1000 }, (_, i) => i)
  const limits = quantileLimits(values, 5)
  expect(limits).toEqual([200, 400, 600, 800])
  expect(values.filter((value) => classOf(limits, value) === 2)).toHaveLength(200)
  expect(quantileLimits([1, 1, 1, 1], 5)).toEqual([])
  expect(quantileLimits([0, 0, 0, 0, 5, 5, 5], 5)).toEqual([5])
})

/** Sum of the squared deviations from the means of the classes. */
function spread(values: readonly number[], limits: readonly number[]): number {
  const classes = new Map<number, number[]>()
  for (const value of values)
    classes.set(classOf(limits, value), [...(classes.get(classOf(limits, value)) ?? []), value])
  return [...classes.values()].reduce((sum, list) => {
    const mean = list.reduce((a, b) => a + b, 0) / list.length
    return sum + list.reduce((a, b) => a + (b - mean) ** 2, 0)
  }, 0)
}

test('no other limits bring the values of a class closer than those of Jenks', () => {
  const random = seeded(7)
  for (let round = 0; round < 20; round++) {
    const values = Array.from({ length: 12 }, () => Math.round(random() * 100)).sort((a, b) => a - b)
    const best = spread(values, jenksLimits(values, 3))
    for (const a of values)
      for (const b of values) if (a < b) expect(best).toBeLessThanOrEqual(spread(values, [a, b]) + 1e-9)
  }
  expect(
    jenksLimits(
      [1, 2, 1.5, 50, 51, 90, 91].sort((a, b) => a - b),
      3,
    ),
  ).toEqual([50, 90])
})

test('limits are told with no more digits than telling classes apart takes', () => {
  expect(readable([4.27183, 8.1999, 15.6021], [0.2, 31])).toEqual([4.3, 8.2, 15.6])
  expect(readable([1234.5, 5678.9], [0, 10_000])).toEqual([1200, 5700])
  expect(readable([0.1234, 0.1238], [0.1, 0.2])).toEqual([0.1234, 0.1238])
})
