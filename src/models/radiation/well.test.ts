import { expect, test } from 'vitest'
import { beamOnWall, litShare, sideSky } from './well.ts'

const skies = [0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99]
const rad = Math.PI / 180

/** Mean of a function over the wall of a well of radius 1, by small pieces: angle from the point facing the sun, height above the floor. */
function overWall(sky: number, value: (angle: number, height: number) => number): number {
  const top = Math.sqrt((1 - sky) / sky)
  const steps = 400
  let sum = 0
  for (let i = 0; i < steps; i++)
    for (let j = 0; j < steps; j++) sum += value(((i + 0.5) / steps - 0.5) * 2 * Math.PI, ((j + 0.5) / steps) * top)
  return sum / steps ** 2
}

/** The opposite rim shades a point unless a ray from the sun reaches it over 2 cos(angle) metres. */
const isLit = (sky: number, elevation: number) => (angle: number, height: number) =>
  Math.cos(angle) > 0 && height + 2 * Math.cos(angle) * Math.tan(elevation * rad) > Math.sqrt((1 - sky) / sky)

test('the lit share of a wall is what small pieces of it say', () => {
  for (const sky of skies)
    for (const elevation of [5, 30, 60, 85]) {
      const lit = isLit(sky, elevation)
      expect(litShare(sky, elevation)).toBeCloseTo(
        overWall(sky, (angle, height) => (lit(angle, height) ? 1 : 0)),
        2,
      )
      const facing = (angle: number) => Math.cos(angle) * Math.cos(elevation * rad)
      expect(beamOnWall(sky, elevation)).toBeCloseTo(
        overWall(sky, (angle, height) => (lit(angle, height) ? facing(angle) : 0)),
        2,
      )
    }
})

test('no beam is lost: what enters a deep well all falls on its wall', () => {
  for (const [sky, elevation] of [
    [0.1, 50],
    [0.2, 40],
    [0.5, 20],
  ] as const) {
    const wall = 2 * Math.PI * Math.sqrt((1 - sky) / sky)
    expect(beamOnWall(sky, elevation) * wall).toBeCloseTo(Math.PI * Math.sin(elevation * rad), 10)
  }
})

test('an upright plate in the open sees half sky, half ground; at the bottom of a deep well, no sky', () => {
  expect(sideSky(1)).toBe(0.5)
  expect(sideSky(0)).toBe(0)
  // Integral of cos φ cos² e over the front half above a rim at 45°, over π.
  expect(sideSky(0.5)).toBeCloseTo((Math.PI / 4 - 0.5) / Math.PI, 12)
  const views = skies.map(sideSky)
  expect(views).toEqual([...views].sort((a, b) => a - b))
})

test('in the open half of the walls are lit, at night and in a closed well none', () => {
  expect([litShare(1, 30), litShare(0.5, 0), litShare(0.5, -5), litShare(0, 30)]).toEqual([0.5, 0, 0, 0])
  expect(beamOnWall(1, 60)).toBeCloseTo(0.5 / Math.PI, 12)
  expect([beamOnWall(0.5, -1), beamOnWall(0, 30)]).toEqual([0, 0])
})
