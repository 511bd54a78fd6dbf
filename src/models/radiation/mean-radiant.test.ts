import { expect, test } from 'vitest'
import { type Cells, GroundClass, type GroundCode, hourTerms, meanRadiantTemperature, radiantFluxes } from './index.ts'
import { night, noon } from './testing.ts'

/** Every sky view, tree or no tree, sun or shade, on every ground: steps that do not fall on those of the tables. */
function everySort(): Required<Cells> {
  const rows: number[][] = []
  for (let ground = 0; ground <= 7; ground++)
    for (const part of [0, 0.03, 0.37, 0.71, 1])
      for (let i = 0; i <= 400; i++) {
        const buildings = (i / 400) ** 2
        rows.push([buildings * part, buildings, (i % 3) / 2, (i % 7) / 6, ground])
      }
  const column = (at: number) => Float32Array.from(rows, (row) => row[at]!)
  return {
    sky: column(0),
    skyOfBuildings: column(1),
    direct: column(2),
    warmed: column(3),
    ground: Uint8Array.from(rows, (row) => row[4]!),
  }
}

test('the map is the budget of each cell, within 0.02 K', () => {
  const cells = everySort()
  for (const hour of [noon, night, { ...noon, sun: { ...noon.sun, elevation: 12, hour: 18.5 } }]) {
    const radiant = meanRadiantTemperature(cells, hour)
    const terms = hourTerms(hour)
    for (const [i, map] of radiant.entries()) {
      const spot = {
        sky: cells.sky[i]!,
        skyOfBuildings: cells.skyOfBuildings[i]!,
        direct: cells.direct[i]!,
        warmed: cells.warmed[i]!,
        ground: cells.ground[i]! as GroundCode,
      }
      const exact = radiantFluxes(spot, terms).radiant
      if (spot.ground === GroundClass.none) expect(map).toBeNaN()
      else expect(Math.abs(map - exact)).toBeLessThan(0.02)
    }
  }
})

test('cells do not know of each other: any order and any cut give the same', () => {
  const cells = everySort()
  const whole = meanRadiantTemperature(cells, noon)
  const n = cells.sky.length
  const order = Array.from({ length: n }, (_, i) => (i * 7919) % n)
  const shuffled = (array: Float32Array) => Float32Array.from(order, (i) => array[i]!)
  const mixed = meanRadiantTemperature(
    {
      sky: shuffled(cells.sky),
      skyOfBuildings: shuffled(cells.skyOfBuildings),
      direct: shuffled(cells.direct),
      warmed: shuffled(cells.warmed),
      ground: Uint8Array.from(order, (i) => cells.ground[i]!),
    },
    noon,
  )
  expect(mixed).toEqual(shuffled(whole))
  const cut = (from: number, to: number) =>
    Object.fromEntries(
      Object.entries(cells).map(([name, array]) => [name, array.subarray(from, to)]),
    ) as unknown as Cells
  expect([...meanRadiantTemperature(cut(0, 1000), noon), ...meanRadiantTemperature(cut(1000, n), noon)]).toEqual([
    ...whole,
  ])
})

test('the side the sun shines from changes nothing: turned, the town is as hot', () => {
  const cells = everySort()
  const turned = { ...noon, sun: { ...noon.sun, azimuth: 86 } }
  expect(meanRadiantTemperature(cells, turned)).toEqual(meanRadiantTemperature(cells, noon))
})

test('what is not known stays so; rounding beyond 0 and 1 does no harm; a code out of the list is no ground', () => {
  const one = (sky: number, ground = 1, direct = 0) =>
    meanRadiantTemperature(
      {
        sky: Float32Array.of(sky),
        skyOfBuildings: Float32Array.of(sky),
        direct: Float32Array.of(direct),
        ground: Uint8Array.of(ground),
      },
      noon,
    )[0]
  expect(one(Number.NaN)).toBeNaN()
  expect(one(0.5, 1, Number.NaN)).toBeNaN()
  expect(one(0.5, 9)).toBeNaN()
  expect(one(0.5, 255)).toBeNaN()
  expect(one(1.0000001)).toBe(one(1))
  expect(one(-1e-7)).toBe(one(0))
})

test('the array given is filled and returned', () => {
  const cells = everySort()
  const into = new Float32Array(cells.sky.length)
  expect(meanRadiantTemperature(cells, noon, { into })).toBe(into)
  expect(meanRadiantTemperature({ ...cells, warmed: cells.sky }, noon)).toEqual(
    meanRadiantTemperature(
      { sky: cells.sky, skyOfBuildings: cells.skyOfBuildings, direct: cells.direct, ground: cells.ground },
      noon,
    ),
  )
})

test('an hour that lacks a number, and arrays of different lengths, are named', () => {
  const cells = everySort()
  expect(() => meanRadiantTemperature(cells, { ...noon, humidity: Number.NaN })).toThrow(/needs "humidity"/)
  expect(() => meanRadiantTemperature(cells, { ...noon, sun: { ...noon.sun, highest: Number.NaN } })).toThrow(
    /"highest"/,
  )
  expect(() => meanRadiantTemperature({ ...cells, direct: new Float32Array(3) }, noon)).toThrow(/same length/)
})
