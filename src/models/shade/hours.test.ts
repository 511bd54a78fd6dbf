import { expect, test } from 'vitest'
import { sunTimes } from '../sun/index.ts'
import { sunHours } from './index.ts'
import { scene, whole } from './testing/scenes.ts'

const redon = { latitude: 47.65, longitude: -2.08 }
const options = { reach: 100, transmissivity: 0.2 }

test('a plain has all the sun of the day, from sunrise to sunset', () => {
  const surface = scene(10, 10, { ground: () => 5 })
  for (const day of ['2022-06-21', '2022-12-21']) {
    const { rise, set } = sunTimes(day, redon)
    const { hours, possible } = sunHours(surface, whole(surface), day, redon, 10, options)
    expect(hours.every((value) => Math.abs(value - possible) < 1e-4)).toBe(true)
    // From disc to centre at the horizon: some minutes less, and the steps.
    expect(Math.abs(possible - (set!.getTime() - rise!.getTime()) / 3_600_000)).toBeLessThan(0.35)
  }
})

test('north of a house there is less sun than south of it, in winter more so; east and west share it', () => {
  const surface = scene(61, 61, {
    buildings: (x, y) => (Math.abs(x - 30.5) < 8 && Math.abs(y - 30.5) < 8 ? 10 : 0),
  })
  const at = (day: string) => {
    const { hours, possible } = sunHours(surface, whole(surface), day, redon, 10, options)
    const share = (row: number, column: number) => hours[row * 61 + column]! / possible
    return { north: share(18, 30), south: share(42, 30), east: share(30, 42), west: share(30, 18) }
  }
  const [summer, winter] = [at('2022-06-21'), at('2022-12-21')]
  expect(winter.north).toBeLessThan(0.35)
  expect(summer.north).toBeGreaterThan(winter.north)
  expect(winter.south).toBeCloseTo(1, 5)
  expect(Math.abs(summer.east - summer.west)).toBeLessThan(0.03)
})

test('the sun is turned to the north of the map', () => {
  const surface = scene(41, 41, { buildings: (_, y) => (y < 10 ? 15 : 0) })
  // A map turned upside down has its houses to the south.
  const upside = sunHours(surface, whole(surface), '2022-12-21', redon, 30, {
    ...options,
    onMap: (azimuth) => azimuth + 180,
  })
  const straight = sunHours(surface, whole(surface), '2022-12-21', redon, 30, options)
  expect(upside.hours[20 * 41 + 20]).toBeLessThan(straight.hours[20 * 41 + 20]! - 3)
})

test('in the polar night there is none, and what is unknown stays so', () => {
  const surface = scene(10, 10, { ground: (x) => (x < 3 ? Number.NaN : 5) })
  const { hours, possible } = sunHours(
    surface,
    whole(surface),
    '2022-12-21',
    { latitude: 75, longitude: 20 },
    30,
    options,
  )
  expect(possible).toBe(0)
  expect([...hours].filter(Number.isNaN)).toHaveLength(30)
  expect([...hours].filter((value) => value === 0)).toHaveLength(70)
})
