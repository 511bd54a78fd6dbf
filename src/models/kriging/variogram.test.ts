import { describe, expect, test } from 'vitest'
import { seeded } from '../../kernel/testing/random.ts'
import { empiricalVariogram, fitVariogram, type Lag, practicalRange, semivariance } from './index.ts'
import { fieldAt, normals } from './testing.ts'
import { type Variogram, variogramShapes } from './variogram.ts'

/** Logarithm of zinc in the soils of the Meuse: pairs, mean distance and semivariance, as the tests of gstat publish them (2013). */
const meuse: Lag[] = [
  [57, 79.29244, 0.1234479],
  [299, 163.97367, 0.2162185],
  [419, 267.36483, 0.3027859],
  [457, 372.73542, 0.4121448],
  [547, 478.4767, 0.4634128],
  [533, 585.34058, 0.5646933],
  [574, 693.14526, 0.5689683],
  [564, 796.18365, 0.6186769],
  [589, 903.1465, 0.6471479],
  [543, 1011.29177, 0.6915705],
  [500, 1117.86235, 0.7033984],
  [477, 1221.3281, 0.603877],
  [452, 1329.16407, 0.6517158],
  [457, 1437.2562, 0.5665318],
  [415, 1543.20248, 0.5748227],
].map(([pairs, distance, gamma]) => ({ pairs: pairs!, distance: distance!, gamma: gamma! }))

test('the Meuse, weighed by distance: nugget 0.0507, sill 0.5906, range 897 (Pebesma, tutorial of gstat)', () => {
  const { nugget, sill, range } = fitVariogram(meuse, { shapes: ['spherical'], weights: 'distance' })
  expect(nugget).toBeCloseTo(0.05066, 4)
  expect(sill).toBeCloseTo(0.59061, 4)
  expect(range).toBeCloseTo(897.02, 0)
})

test('the Meuse, weighed as Cressie does: nugget 0.0554, sill 0.581, range 900 (examples of gstat)', () => {
  const { shape, nugget, sill, range } = fitVariogram(meuse)
  expect(shape).toBe('spherical')
  expect(nugget).toBeCloseTo(0.0554, 3)
  expect(sill).toBeCloseTo(0.581, 3)
  expect(Math.abs(range - 900)).toBeLessThan(1)
})

test('an empirical variogram by hand', () => {
  // Four places on a line, at 0, 1, 2 and 4 m.
  const lags = empiricalVariogram([0, 1, 2, 4], [0, 0, 0, 0], [1, 3, 2, 8], { cutoff: 4, width: 2, leastPairs: 1 })
  expect(lags).toEqual([
    { pairs: 4, distance: (1 + 1 + 2 + 2) / 4, gamma: (4 + 1 + 1 + 36) / 8 },
    { pairs: 2, distance: 3.5, gamma: (25 + 49) / 4 },
  ])
})

test('a class with too few pairs joins the next', () => {
  const x = Array.from({ length: 12 }, (_, i) => i * i)
  const lags = empiricalVariogram(x, x, x, { leastPairs: 5 })
  for (const { pairs } of lags) expect(pairs).toBeGreaterThanOrEqual(5)
})

describe.each(variogramShapes)('a %s model', (shape) => {
  const model: Variogram = { shape, nugget: 0.2, sill: 1.3, range: 700 }

  test('is found again from its own curve', () => {
    const lags = Array.from({ length: 14 }, (_, i) => ({
      pairs: 100,
      distance: 120 * (i + 1),
      gamma: semivariance(model, 120 * (i + 1)),
    }))
    const found = fitVariogram(lags)
    expect(found.shape).toBe(shape)
    for (const key of ['nugget', 'sill', 'range'] as const) expect(found[key] / model[key]).toBeCloseTo(1, 2)
  })

  test('reaches 95 % of its sill at its practical range', () => {
    const reached = (semivariance(model, practicalRange(model)) - model.nugget) / model.sill
    expect(reached).toBeGreaterThanOrEqual(0.95 - 1e-9)
  })

  test('is found again, on average, from fields drawn with it', () => {
    const normal = normals(seeded(5))
    const draw = seeded(6)
    const found = Array.from({ length: 12 }, () => {
      const [x, y] = [0, 1].map(() => Float64Array.from({ length: 200 }, () => 8000 * draw())) as [
        Float64Array,
        Float64Array,
      ]
      return fitVariogram(empiricalVariogram(x, y, fieldAt(x, y, model, normal)), { shapes: [shape] })
    })
    const mean = (read: (v: Variogram) => number) => found.reduce((sum, v) => sum + read(v), 0) / found.length
    expect(Math.abs(mean((v) => v.nugget + v.sill) - 1.5)).toBeLessThan(0.2)
    expect(mean(practicalRange) / practicalRange(model)).toBeGreaterThan(0.7)
    expect(mean(practicalRange) / practicalRange(model)).toBeLessThan(1.4)
  })
})

test('what does not depend on distance is all nugget', () => {
  const flat = meuse.map((lag, i) => ({ ...lag, gamma: 0.5 - 0.01 * i }))
  const { nugget, sill } = fitVariogram(flat)
  expect(sill).toBe(0)
  expect(nugget).toBeGreaterThan(0.36)
})

test('no class of distances is refused', () => expect(() => fitVariogram([])).toThrow(RangeError))
