import { expect, test } from 'vitest'
import {
  aspectRatio,
  canyonSkyView,
  davenport,
  davenportClass,
  frontalDensity,
  macdonald,
  openRoughness,
} from './index.ts'

test('a street of walls 10 m high, 20 m wide, has an aspect ratio of one half', () => {
  // 100 m of it: 2 × 100 m × 10 m of walls on 100 m × 20 m of ground.
  expect(aspectRatio(2000, 2000)).toBe(0.5)
  expect(aspectRatio(100, 0)).toBeUndefined()
})

test('the sky of a street: all of it without walls, 0.414 where it is as high as wide', () => {
  expect(canyonSkyView(0)).toBe(1)
  expect(canyonSkyView(1)).toBeCloseTo(Math.SQRT2 - 1, 12)
  expect(canyonSkyView(10)).toBeLessThan(0.05)
})

test('the sky of a street is the mean of that of its points', () => {
  // At x of a street of width 1 the sky is (cos a + cos b) / 2 for horizons at angles a and b: Oke (1987).
  const ratio = 0.8
  const points = Array.from({ length: 1000 }, (_, i) => (i + 0.5) / 1000)
  const at = (x: number) => (x / Math.hypot(x, ratio) + (1 - x) / Math.hypot(1 - x, ratio)) / 2
  const mean = points.reduce((sum, x) => sum + at(x), 0) / 1000
  expect(canyonSkyView(ratio)).toBeCloseTo(mean, 5)
})

test('the walls of a cube face the wind with 4 / π of its front, whatever turns', () => {
  const turns = Array.from({ length: 360 }, (_, i) => (i * Math.PI) / 180)
  const facing = turns.reduce((sum, a) => sum + Math.abs(Math.cos(a)) + Math.abs(Math.sin(a)), 0) / 360
  expect(frontalDensity(4, 1)).toBeCloseTo(facing, 3)
})

test('Macdonald: cubes over a fifth of the ground are at the roughest, near 0.13 of their height', () => {
  const lengths = [0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 0.7].map((density) => macdonald(1, density, density).length)
  expect(Math.max(...lengths)).toBe(Math.max(lengths[3]!, lengths[4]!))
  expect(Math.max(...lengths)).toBeCloseTo(0.13, 2)
  // By hand at 0.25: d/h = 1 + 4.43^-0.25 × -0.75.
  const { displacement, length } = macdonald(10, 0.25, 0.25)
  const ratio = 1 - 0.75 * 4.43 ** -0.25
  expect(displacement).toBeCloseTo(10 * ratio, 12)
  expect(length).toBeCloseTo(10 * (1 - ratio) * Math.exp(-1 / Math.sqrt(3.75 * (1 - ratio) * 0.25)), 12)
})

test('lengths are in proportion to heights, the displacement rises to the roofs with density', () => {
  expect(macdonald(20, 0.3, 0.2).length).toBeCloseTo(2 * macdonald(10, 0.3, 0.2).length, 12)
  expect(macdonald(10, 0.999, 0.2).displacement).toBeCloseTo(10, 1)
  expect(macdonald(0, 0, 0)).toEqual({ length: 0, displacement: 0 })
})

test('each length of Davenport is of its class, and classes part at geometric means', () => {
  expect(davenport.map(davenportClass)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  expect([0.054, 0.056].map(davenportClass)).toEqual([3, 4])
  expect([0, -1, Number.NaN].map(davenportClass)).toEqual([undefined, undefined, undefined])
})

test('open ground of two covers is as rough as the mean of the logarithms', () => {
  expect(
    openRoughness([
      [0.5, 0.01],
      [0.5, 1],
    ]),
  ).toBeCloseTo(0.1, 12)
  expect(openRoughness([[3, 0.03]])).toBeCloseTo(0.03, 12)
  expect(openRoughness([])).toBeUndefined()
})
