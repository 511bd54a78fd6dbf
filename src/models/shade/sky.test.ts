import { expect, test } from 'vitest'
import { skyView } from './index.ts'
import { exactSky } from './testing/exact.ts'
import { random, town } from './testing/random.ts'
import { mirror, mirrorValues, scene, turn, turnValues, whole } from './testing/scenes.ts'
import { plainSky } from './testing/sky.ts'

const options = { reach: 100, transmissivity: 0.2 }
const middleOf = (values: Float32Array, side: number) => values[(side * side - 1) / 2]!

test('a plain sees the whole sky, on all sides', () => {
  const surface = scene(30, 20, { ground: () => 50 })
  const { sky, buildings, sides } = skyView(surface, whole(surface), { ...options, sides: true })
  for (const view of [sky, buildings, ...Object.values(sides!)]) expect(new Set(view)).toEqual(new Set([1]))
})

test.each([0.25, 0.5, 1, 2])(
  'in the middle of an endless street whose houses are %f as high as it is wide: cos(atan(2H/W))',
  (ratio) => {
    const WIDTH = 21
    const height = ratio * WIDTH
    const surface = scene(61, 401, { buildings: (x) => (Math.abs(x - 30.5) < WIDTH / 2 ? 0 : height) })
    const turned = turn(surface)
    const expected = Math.cos(Math.atan((2 * height) / WIDTH))
    for (const [street, core] of [
      [surface, { left: 30, top: 200, width: 1, height: 1 }],
      [turned, { left: 200, top: 30, width: 1, height: 1 }],
    ] as const) {
      const { buildings } = skyView(street, core, { reach: 200, transmissivity: 0, directions: 64 })
      expect(Math.abs(buildings[0]! - expected)).toBeLessThan(0.01)
    }
  },
)

test('in a slanted street, whose walls are stairs of cells, it is the same within 0.02', () => {
  const surface = scene(301, 301, { buildings: (x, y) => (Math.abs(x - y) / Math.SQRT2 < 10.5 ? 0 : 15) })
  const { buildings } = skyView(
    surface,
    { left: 150, top: 150, width: 1, height: 1 },
    { reach: 150, transmissivity: 0, directions: 64 },
  )
  expect(Math.abs(buildings[0]! - Math.cos(Math.atan(30 / 21)))).toBeLessThan(0.02)
})

test.each([5, 20, 40])('in the middle of a round basin of radius 20 with walls of %i m: R² / (R² + H²)', (height) => {
  const surface = scene(81, 81, { buildings: (x, y) => (Math.hypot(x - 40.5, y - 40.5) < 20 ? 0 : height) })
  const { buildings } = skyView(surface, whole(surface), { ...options, directions: 64 })
  expect(Math.abs(middleOf(buildings, 81) - 400 / (400 + height ** 2))).toBeLessThan(0.015)
})

test('at the bottom of half a sphere dug in the ground, half of the sky', () => {
  // Cells a metre wide blunt its rim, which stands upright.
  const surface = scene(121, 121, {
    ground: (x, y) => 40 - Math.sqrt(Math.max(0, 1600 - (x - 60.5) ** 2 - (y - 60.5) ** 2)),
  })
  const { buildings } = skyView(surface, whole(surface), { ...options, directions: 64 })
  expect(Math.abs(middleOf(buildings, 121) - 0.5)).toBeLessThan(0.025)
})

test('on a slope, half of the sky and half of cos of the slope', () => {
  for (const tangent of [0.2, 0.5, 1]) {
    const surface = scene(101, 101, { ground: (x, y) => tangent * (x * 0.6 + y * 0.8) })
    const { buildings, sides } = skyView(surface, whole(surface), { ...options, reach: 40, sides: true })
    expect(Math.abs(middleOf(buildings, 101) - (0.5 + 0.5 / Math.hypot(1, tangent)))).toBeLessThan(0.01)
    // It climbs to the south and the east.
    expect(middleOf(sides!.south, 101)).toBeLessThan(middleOf(sides!.north, 101))
    expect(middleOf(sides!.east, 101)).toBeLessThan(middleOf(sides!.west, 101))
  }
})

test('opposite sides have the whole for mean, and a wall darkens its own side', () => {
  const surface = scene(61, 61, { buildings: (x) => (x > 40 ? 12 : 0), canopy: (_, y) => (y < 15 ? 8 : 0) })
  const { sky, sides } = skyView(surface, whole(surface), { ...options, sides: true })
  const { north, east, south, west } = sides!
  const at = 40 * 61 + 35
  expect([(north[at]! + south[at]!) / 2, (east[at]! + west[at]!) / 2]).toEqual([
    expect.closeTo(sky[at]!, 6),
    expect.closeTo(sky[at]!, 6),
  ])
  expect(east[at]).toBeLessThan(west[at]!)
  expect(north[30 * 61 + 30]).toBeLessThan(south[30 * 61 + 30]!)
})

test('in a wood without end only what goes through the crowns, and a tree hides nothing from above it', () => {
  const wood = scene(201, 201, { canopy: () => 12 })
  const seen = skyView(wood, { left: 100, top: 100, width: 1, height: 1 }, options)
  expect(seen.sky[0]).toBeCloseTo(0.2, 6)
  expect(seen.buildings[0]).toBe(1)
  const tower = scene(61, 61, { buildings: (x, y) => (Math.hypot(x - 30, y - 30) < 3 ? 20 : 0), canopy: () => 12 })
  const roof = skyView(tower, { left: 30, top: 30, width: 1, height: 1 }, { ...options, roofs: true })
  expect([roof.sky[0], roof.buildings[0]]).toEqual([1, 1])
})

test('transmissivity goes from no sky behind crowns to no crowns at all, in proportion', () => {
  const surface = town(70, 60, 13)
  const bare = { ...surface, canopy: new Float32Array(70 * 60) }
  const at = (transmissivity: number) => skyView(surface, whole(surface), { ...options, transmissivity })
  const [none, half, all] = [at(0), at(0.5), at(1)]
  expect(all.sky).toEqual(all.buildings)
  expect(all.buildings).toEqual(skyView(bare, whole(bare), options).buildings)
  none.sky.forEach((share, i) => {
    if (!Number.isNaN(share)) expect(half.sky[i]).toBeCloseTo((share + all.sky[i]!) / 2, 5)
  })
})

test('shares stay between what crowns let through and 1, and higher buildings never open the sky', () => {
  const next = random(9)
  const surface = town(80, 70, 17, { unknown: 2 })
  const raised = { ...surface, buildings: surface.buildings.map((height) => height + (height > 0 ? next() * 8 : 0)) }
  const { sky, buildings } = skyView(surface, whole(surface), options)
  const after = skyView(raised, whole(raised), options)
  let known = 0
  buildings.forEach((open, i) => {
    if (Number.isNaN(open)) return
    known++
    expect(open <= 1 && sky[i]! <= open && sky[i]! >= 0.2 * open - 1e-6).toBe(true)
    expect(after.buildings[i]! <= open).toBe(true)
  })
  expect(known).toBeGreaterThan(2000)
})

test('a town turned by a quarter or seen in a mirror has the same skies, to the bit', () => {
  const surface = town(53, 41, 21, { unknown: 2 })
  const { buildings } = skyView(surface, whole(surface), options)
  const [turned, mirrored] = [turn(surface), mirror(surface)]
  expect(skyView(turned, whole(turned), options).buildings).toEqual(turnValues(buildings, 53, 41))
  expect(skyView(mirrored, whole(mirrored), options).buildings).toEqual(mirrorValues(buildings, 53))
})

test('the kernel agrees to the bit with plain JavaScript', () => {
  for (const [seed, relief] of [
    [1, 0],
    [2, 15],
  ] as const) {
    const surface = town(43, 35, seed * 77, { unknown: 3, relief })
    for (const [reach, directions, roofs] of [
      [1, 8, false],
      [20, 16, true],
      [300, 12, false],
    ] as const) {
      const asked = { reach, transmissivity: 0.25, roofs, directions }
      const { sky, buildings } = skyView(surface, whole(surface), asked)
      expect({ sky, buildings }).toEqual(plainSky(surface, whole(surface), asked))
    }
  }
})

test('it is what rays traced exactly in as many directions see: buildings within 0.002, crowns within 0.02', () => {
  const surface = town(160, 160, 9, { relief: 0 })
  surface.ground.fill(10)
  const core = { left: 60, top: 60, width: 40, height: 40 }
  // All roofs of a path count within this reach, and crowns but for few.
  const { sky, buildings } = skyView(surface, core, { reach: 23, transmissivity: 0.2 })
  buildings.forEach((open, i) => {
    if (Number.isNaN(open) || i % 7) return
    const exact = exactSky(surface, 60 + Math.floor(i / 40), 60 + (i % 40), 23, 32, 0.2)
    expect(Math.abs(open - exact.buildings)).toBeLessThan(0.002)
    expect(Math.abs(sky[i]! - exact.sky)).toBeLessThan(0.02)
  })
})

test('thirty-two directions and fewer cells far away cost 0.015 on average against 360 directions and all cells', () => {
  const surface = town(460, 460, 9, { relief: 0 })
  surface.ground.fill(10)
  const core = { left: 200, top: 200, width: 60, height: 60 }
  const { sky } = skyView(surface, core, { reach: 200, transmissivity: 0.2 })
  let [squares, sum, count] = [0, 0, 0]
  sky.forEach((share, i) => {
    if (Number.isNaN(share) || i % 37) return
    const error = share - exactSky(surface, 200 + Math.floor(i / 60), 200 + (i % 60), 200, 360, 0.2).sky
    squares += error ** 2
    sum += error
    count++
  })
  expect(Math.sqrt(squares / count)).toBeLessThan(0.015)
  expect(Math.abs(sum / count)).toBeLessThan(0.005)
})
