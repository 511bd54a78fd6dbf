import { expect, test } from 'vitest'
import { sunlightAt, sunlights } from './index.ts'
import { town } from './testing/random.ts'
import { scene, whole } from './testing/scenes.ts'

const options = { reach: 100, transmissivity: 0.2 }
const middles = ({ width, height, origin }: ReturnType<typeof scene>) =>
  Float64Array.from({ length: 2 * width * height }, (_, i) => {
    const cell = i >> 1
    return i % 2 === 0 ? origin[0] + (cell % width) + 0.5 : origin[1] - Math.floor(cell / width) - 0.5
  })

test('a few places have the light that the map of all cells has, but for one in thirty on the edges of shades', () => {
  const suns = [20, 110, 200, 290].flatMap((azimuth) => [12, 30, 55].map((elevation) => ({ azimuth, elevation })))
  for (const seed of [3, 8]) {
    const surface = town(160, 140, seed, { unknown: 2 })
    const map = sunlights(surface, whole(surface), suns, options)
    const told = sunlightAt(surface, middles(surface), suns, options)
    let [different, asked] = [0, 0]
    map.forEach(({ direct }, n) => {
      expect(told[n]!.findIndex((light, i) => Number.isNaN(light) !== Number.isNaN(direct[i]))).toBe(-1)
      direct.forEach((light, i) => {
        if (Number.isNaN(light)) return
        asked++
        if (Math.abs(told[n]![i]! - light) > 0.01) different++
      })
    })
    expect(different / asked).toBeLessThan(1 / 30)
  }
})

test('the shade of a wall is as long as its height over the tangent of the sun', () => {
  const surface = scene(60, 200, { buildings: (_, y) => (y > 100 && y < 103 ? 12 : 0) })
  const [x, y] = [surface.origin[0] + 30.5, surface.origin[1] - 100]
  for (const elevation of [10, 25, 45, 60]) {
    const shade = 12 / Math.tan((elevation * Math.PI) / 180)
    const at = (north: number) =>
      sunlightAt(surface, [x, y + north], [{ azimuth: 180, elevation }], { ...options, reach: 150 })[0]![0]
    expect(at(shade - 0.6)).toBe(0)
    expect(at(shade + 0.6)).toBe(1)
  }
})

test('there is no sun at night, nor an answer in a building, on unknown ground or beyond the surface', () => {
  const surface = scene(20, 20, {
    ground: (x) => (x < 5 ? Number.NaN : 7),
    buildings: (x) => (x > 15 ? 4 : 0),
  })
  const at = (column: number) => [surface.origin[0] + column, surface.origin[1] - 9.5]
  const places = [...at(10.5), ...at(2.5), ...at(17.5), ...at(30), ...at(-1)]
  for (const elevation of [-3, 40])
    expect([...sunlightAt(surface, places, [{ azimuth: 10, elevation }], options)[0]!]).toEqual([
      elevation > 0 ? 1 : 0,
      Number.NaN,
      Number.NaN,
      Number.NaN,
      Number.NaN,
    ])
})
