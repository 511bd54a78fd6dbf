import { expect, test } from 'vitest'
import { sunlight, sunlights } from './index.ts'
import { exactLight } from './testing/exact.ts'
import { random, town } from './testing/random.ts'
import { mirror, mirrorValues, scene, turn, turnValues, whole } from './testing/scenes.ts'
import { plainSunlight } from './testing/sunlight.ts'

const options = { reach: 100, transmissivity: 0.2 }
const sixteen = Array.from({ length: 16 }, (_, i) => i * 22.5 + 3)

test.each([20, 40, 65])(
  'the shadow of a tower is as long as its height over the tangent of %i degrees, all around',
  (elevation) => {
    const HALF = 10.5
    const HEIGHT = 15
    const middle = 70.5
    const isTower = (x: number, y: number) => Math.max(Math.abs(x - middle), Math.abs(y - middle)) < HALF
    const surface = scene(141, 141, { ground: () => 30, buildings: (x, y) => (isTower(x, y) ? HEIGHT : 0) })
    for (const azimuth of sixteen) {
      const { direct } = sunlight(surface, whole(surface), { azimuth, elevation }, options)
      const [dx, dy] = [-Math.sin((azimuth * Math.PI) / 180), Math.cos((azimuth * Math.PI) / 180)]
      let length = 0
      for (let far = 0; far < 70; far += 0.1) {
        const [x, y] = [middle + dx * far, middle + dy * far]
        const light = direct[Math.floor(y) * 141 + Math.floor(x)]!
        if (light === 0) length = far - HALF / Math.max(Math.abs(dx), Math.abs(dy))
      }
      // Half a diagonal of a cell on one side, what the cell adds on the other.
      expect(Math.abs(length - HEIGHT / Math.tan((elevation * Math.PI) / 180)), `azimuth ${azimuth}`).toBeLessThan(1.5)
    }
  },
)

test('a wall shades what lies behind it and nothing before it', () => {
  const surface = scene(60, 60, { buildings: (_, y) => (y > 30 && y < 33 ? 10 : 0) })
  const { direct } = sunlight(surface, whole(surface), { azimuth: 180, elevation: 45 }, options)
  const column = Array.from({ length: 60 }, (_, row) => direct[row * 60 + 30])
  // Ten metres to the north of its north side; the middle of the tenth cell is 9.5 m away.
  expect(column.slice(15, 20)).toEqual([1, 1, 1, 1, 1])
  expect(column.slice(20, 30)).toEqual(Array(10).fill(0))
  expect(column.slice(30, 33)).toEqual(Array(3).fill(Number.NaN))
  expect(column.slice(33)).toEqual(Array(27).fill(1))
})

test('a hill shades the valley behind it, and a slope that the sun grazes is in the sun', () => {
  // A ridge 20 m high that climbs and falls by half a metre a metre.
  const surface = scene(200, 20, { ground: (x) => Math.max(0, 20 - Math.abs(x - 100) / 2) })
  const lit = (elevation: number) => {
    const { direct } = sunlight(surface, whole(surface), { azimuth: 270, elevation }, options)
    return Array.from({ length: 200 }, (_, column) => direct[10 * 200 + column]!)
  }
  // The slope is at 26.6°: a sun just above reaches it all, one below leaves it in the dark to h / tan from the ridge.
  expect(lit(27).every((light) => light === 1)).toBe(true)
  const low = lit(15)
  expect(low.slice(0, 100).every((light) => light === 1)).toBe(true)
  const dark = low.filter((light) => light === 0).length
  expect(Math.abs(dark - 20 / Math.tan((15 * Math.PI) / 180))).toBeLessThan(2)
})

test('nothing shades a plain, and at night there is no sun anywhere', () => {
  const surface = scene(40, 40, { ground: () => 12 })
  for (const azimuth of sixteen) {
    expect(
      sunlight(surface, whole(surface), { azimuth, elevation: 0.5 }, options).direct.every((light) => light === 1),
    ).toBe(true)
    for (const elevation of [0, -0.1, -40])
      expect(
        sunlight(surface, whole(surface), { azimuth, elevation }, options).direct.every((light) => light === 0),
      ).toBe(true)
  }
})

test('unknown ground and buildings are NaN, by day and by night; roofs have their own light when asked', () => {
  const surface = scene(30, 30, {
    ground: (x) => (x < 5 ? Number.NaN : 10),
    buildings: (x, y) => (x > 20 && x < 25 && y > 10 && y < 20 ? (y < 15 ? 9 : 3) : 0),
  })
  for (const elevation of [30, -10]) {
    const { direct } = sunlight(surface, whole(surface), { azimuth: 180, elevation }, options)
    expect([...direct].filter(Number.isNaN)).toHaveLength(5 * 30 + 5 * 10)
  }
  const { direct } = sunlight(surface, whole(surface), { azimuth: 0, elevation: 45 }, { ...options, roofs: true })
  // The low roof lies in the shade of the high one to the north for the six metres between them.
  expect([11, 12, 13, 14, 15, 16, 17, 18, 19].map((row) => direct[row * 30 + 22])).toEqual([1, 1, 1, 1, 0, 0, 0, 0, 0])
})

test('crowns let through their share, all or nothing at the limits, and shade nothing above them', () => {
  const surface = town(90, 80, 11)
  const bare = { ...surface, canopy: new Float32Array(90 * 80) }
  const sun = { azimuth: 215, elevation: 35 }
  const light = (s: typeof surface, transmissivity: number) =>
    sunlight(s, whole(s), sun, { ...options, transmissivity }).direct
  expect(light(surface, 1)).toEqual(light(bare, 0))
  const [through, stopped] = [light(surface, 0.25), light(surface, 0)]
  expect(new Set(through)).toEqual(new Set([0, 0.25, 1, Number.NaN]))
  expect(stopped).toEqual(through.map((share) => (share === 0.25 ? 0 : share)))

  const high = scene(40, 40, { buildings: (x) => (x > 20 ? 25 : 0), canopy: (x) => (x < 20 ? 20 : 0) })
  const { direct } = sunlight(high, whole(high), { azimuth: 270, elevation: 2 }, { ...options, roofs: true })
  expect([...direct].filter((_, i) => i % 40 > 20).every((share) => share === 1)).toBe(true)
})

test('under its crown a tree shades its foot, and low sun comes in below the branches', () => {
  // A crown 9 m wide from 4 to 16 m.
  const surface = scene(81, 81, { canopy: (x, y) => (Math.hypot(x - 40.5, y - 40.5) < 4.5 ? 16 : 0) })
  const at = (elevation: number, column: number) =>
    sunlight(surface, whole(surface), { azimuth: 270, elevation }, options).direct[40 * 81 + column]
  expect(at(60, 40)).toBeCloseTo(0.2)
  // A ray at 30° has climbed 2.6 m when it leaves the crown's outline, below its base.
  expect(at(30, 40)).toBe(1)
  // Eight metres to the east it meets the crown; far away it passes over.
  expect(at(45, 50)).toBeCloseTo(0.2)
  expect(at(45, 62)).toBe(1)
})

test('higher buildings never shade less, higher and denser crowns neither', () => {
  const next = random(3)
  const surface = town(70, 70, 5)
  const raised = { ...surface, buildings: surface.buildings.map((height) => height + (height > 0 ? next() * 8 : 0)) }
  for (const azimuth of sixteen) {
    const sun = { azimuth, elevation: 10 + next() * 50 }
    const { direct } = sunlight(surface, whole(surface), sun, options)
    const after = sunlight(raised, whole(raised), sun, options).direct
    expect(direct.every((light, i) => Number.isNaN(light) || after[i]! <= light)).toBe(true)
    const denser = sunlight(surface, whole(surface), sun, { ...options, transmissivity: 0.1 }).direct
    expect(direct.every((light, i) => Number.isNaN(light) || denser[i]! <= light)).toBe(true)
  }
})

test('a town turned by a quarter or seen in a mirror has the same shadows, to the bit', () => {
  const surface = town(53, 41, 21, { unknown: 2 })
  for (const azimuth of sixteen) {
    const sun = { azimuth, elevation: 25 }
    const { direct } = sunlight(surface, whole(surface), sun, options)
    const turned = turn(surface)
    expect(sunlight(turned, whole(turned), { ...sun, azimuth: azimuth + 90 }, options).direct).toEqual(
      turnValues(direct, 53, 41),
    )
    const mirrored = mirror(surface)
    expect(sunlight(mirrored, whole(mirrored), { ...sun, azimuth: -azimuth }, options).direct).toEqual(
      mirrorValues(direct, 53),
    )
  }
})

test('turned by an eighth, as much is shaded within one part in twenty-five', () => {
  // A disc of ground with a tower and a tree on it, so that turning changes no border.
  const drawn = (angle: number) => {
    const [c, s] = [Math.cos(angle), Math.sin(angle)]
    const turned = (x: number, y: number) => [(x - 150) * c + (y - 150) * s, (y - 150) * c - (x - 150) * s] as const
    return scene(300, 300, {
      ground: (x, y) => (Math.hypot(x - 150, y - 150) < 145 ? 0 : Number.NaN),
      buildings: (x, y) => (Math.max(...turned(x, y).map(Math.abs)) < 30 ? 30 : 0),
      canopy: (x, y) => (Math.hypot(turned(x, y)[0] - 70, turned(x, y)[1]) < 15 ? 20 : 0),
    })
  }
  const lit = (angle: number, azimuth: number) => {
    const surface = drawn((angle * Math.PI) / 180)
    const { direct } = sunlight(surface, whole(surface), { azimuth, elevation: 30 }, options)
    return direct.reduce((sum, light) => sum + (Number.isNaN(light) ? 0 : 1 - light), 0)
  }
  for (const azimuth of [10, 100, 200, 305])
    expect(Math.abs(lit(45, azimuth + 45) / lit(0, azimuth) - 1)).toBeLessThan(1 / 25)
})

test('the kernel agrees to the bit with plain JavaScript, ray by ray', () => {
  for (const seed of [1, 2]) {
    const surface = town(33, 25, seed * 77, { unknown: 3 })
    for (const azimuth of [0, 44.9, 45, 90, 170, 200, 315, 359.9])
      for (const elevation of [0.3, 12, 40, 89.95])
        for (const [reach, roofs] of [
          [1, false],
          [20, true],
          [300, false],
        ] as const) {
          const asked = { reach, transmissivity: 0.25, roofs }
          const sun = { azimuth, elevation }
          const { direct } = sunlight(surface, whole(surface), sun, asked)
          expect(direct, `${azimuth} ${elevation} ${reach}`).toEqual(plainSunlight(surface, whole(surface), sun, asked))
        }
  }
})

test('it differs from rays traced exactly in one cell of fifty at most, on the borders of shadows', () => {
  const surface = town(260, 260, 9, { relief: 0 })
  surface.ground.fill(10)
  const core = { left: 100, top: 100, width: 60, height: 60 }
  let [different, asked] = [0, 0]
  for (const azimuth of [3, 70, 141, 222, 300])
    for (const elevation of [20, 50]) {
      const { direct } = sunlight(surface, core, { azimuth, elevation }, options)
      direct.forEach((light, i) => {
        if (Number.isNaN(light)) return
        asked++
        const [row, column] = [100 + Math.floor(i / 60), 100 + (i % 60)]
        if (Math.abs(light - exactLight(surface, row, column, azimuth, elevation, 100, 0.2)) > 0.01) different++
      })
    }
  expect(different / asked).toBeLessThan(0.02)
})

test('several suns at once give what each gives alone', () => {
  const surface = town(50, 40, 4)
  const suns = [100, 180, 250].map((azimuth) => ({ azimuth, elevation: 30 }))
  const together = sunlights(surface, whole(surface), suns, options)
  suns.forEach((sun, i) => {
    expect(together[i]).toEqual(sunlight(surface, whole(surface), sun, options))
  })
})
