import { expect, test } from 'vitest'
import { saturationPressure, shelter, walkingWind, windAt } from './index.ts'

test('the wind that UTCI feels is two thirds of that at 10 m: 0.3 m/s for 0.5', () => {
  expect(walkingWind(0.5)).toBeCloseTo(0.34, 2)
  expect(windAt(walkingWind(3), 1.1, 10)).toBeCloseTo(3, 12)
  expect(windAt(3, 10, 1.1, 0.8)).toBeLessThan(walkingWind(3))
})

test('open ground is not sheltered, and the narrower the street the more', () => {
  expect(shelter(1)).toBe(1)
  // Height = width: the sky view at the middle is √2 − 1.
  expect(shelter(Math.SQRT2 - 1)).toBeCloseTo(Math.exp(-0.25), 12)
  const shares = [1, 0.8, 0.5, 0.2, 0.05].map(shelter)
  expect(shares).toEqual([...shares].sort((a, b) => b - a))
  expect(shelter(0)).toBe(0)
  expect(shelter(Number.NaN)).toBeNaN()
})

test('saturated air: 6.112 hPa at the ice point, 1013.25 hPa where water boils', () => {
  expect(saturationPressure(0.01)).toBeCloseTo(6.11657, 4)
  expect(saturationPressure(99.974)).toBeCloseTo(1013.25, 0)
})
