import { expect, test } from 'vitest'
import { GroundClass, hourTerms, radiantFluxes, type Spot } from './index.ts'
import { night, noon } from './testing.ts'

const open: Spot = { sky: 1, skyOfBuildings: 1, direct: 1, warmed: 1, ground: GroundClass.asphalt }
const shaded: Spot = { ...open, direct: 0 }
const [day, dark] = [hourTerms(noon), hourTerms(night)]
const radiant = (spot: Partial<Spot>, hour = day) => radiantFluxes({ ...open, ...spot }, hour).radiant
const grounds = [1, 2, 3, 4, 5, 6, 7] as const
const shares = [0, 0.2, 0.4, 0.6, 0.8, 1]

test('the budget closes: as much is absorbed as is emitted at the mean radiant temperature', () => {
  for (const ground of grounds)
    for (const sky of shares)
      for (const direct of shares)
        for (const hour of [day, dark]) {
          const f = radiantFluxes({ sky, skyOfBuildings: Math.max(sky, 0.7), direct, warmed: 0.5, ground }, hour)
          expect(0.97 * 5.670374419e-8 * (f.radiant + 273.15) ** 4).toBeCloseTo(f.absorbed, 8)
          // Side by side: six faces weighted 0.06 and 0.22, and the beam by the projected area of VDI 3787.
          const short = 0.06 * (f.shortDown + f.shortUp) + 0.88 * f.shortSide + f.beam * hour.projected
          const long = 0.06 * (f.longDown + f.longUp) + 0.88 * f.longSide
          expect(0.7 * short + 0.97 * long).toBeCloseTo(f.absorbed, 8)
        }
})

test('a closed place as warm as its air is felt at the temperature of the air', () => {
  const closed = { sky: 0, skyOfBuildings: 0, direct: 0, warmed: 0 }
  expect(radiant({ ...closed, ground: GroundClass.grass }, dark)).toBeCloseTo(22, 9)
  // Under a black sky too.
  const covered = hourTerms({ ...night, cloud: 1 })
  expect(radiant({ sky: 0.6, skyOfBuildings: 0.8, direct: 0, warmed: 0 }, covered)).toBeCloseTo(22, 9)
})

test('at night there is no radiation of the sun, whatever the inputs say', () => {
  const odd = hourTerms({ ...night, global: 5, direct: 3, diffuse: 2 })
  const { beam, shortDown, shortUp, shortSide } = radiantFluxes(open, odd)
  expect([beam, shortDown, shortUp, shortSide]).toEqual([0, 0, 0, 0])
})

test('at night, the more sky the colder; by day, the more sun the hotter', () => {
  const falling = (values: number[]) => expect(values).toEqual([...values].sort((a, b) => b - a))
  for (const ground of grounds) {
    falling(shares.map((sky) => radiant({ sky, skyOfBuildings: sky, direct: 0, warmed: sky, ground }, dark)))
    falling(shares.map((sky) => radiant({ sky, skyOfBuildings: 1, direct: 0, warmed: 0, ground }, dark)))
    falling([...shares].reverse().map((direct) => radiant({ direct, ground })))
  }
})

test('brighter walls send more back, and hotter ground emits more', () => {
  const street: Spot = { ...shaded, sky: 0.4, skyOfBuildings: 0.4 }
  const albedos = [0, 0.2, 0.5, 0.9].map(
    (wallAlbedo) => radiantFluxes(street, hourTerms(noon, { wallAlbedo })).shortSide,
  )
  expect(albedos).toEqual([...albedos].sort((a, b) => a - b))
  expect(radiant({ ground: GroundClass.asphalt })).toBeGreaterThan(radiant({ ground: GroundClass.paving }))
  expect(radiant({ ground: GroundClass.paving })).toBeGreaterThan(radiant({ ground: GroundClass.grass }))
  expect(radiant({ ground: GroundClass.grass })).toBeGreaterThan(radiant({ ground: GroundClass.water }))
  const cool = hourTerms(noon, { waterTemperature: 22 })
  expect(radiant({ ground: GroundClass.water }, cool)).toBeLessThan(radiant({ ground: GroundClass.water }))
})

test('asphalt that had the sun all day is warmer at night than asphalt that had none', () => {
  const [sun, none] = [radiant({ direct: 0, warmed: 1 }, dark), radiant({ direct: 0, warmed: 0 }, dark)]
  expect(sun - none).toBeGreaterThan(0.5)
  expect(sun - none).toBeLessThan(5)
})

test('a sunny July noon is felt at 55 to 70 °C in the open, and 15 to 30 K less in the shade', () => {
  // Kántor, Gál et al., Advances in Meteorology 2018, 2650642: 65–75 °C at exposed places of a square of Szeged at the hottest, 30–35 °C under
  // mature trees; Kántor, Kovács and Takács, Open Geosciences 8 (2016): 22.1 K less under one tree, mean of summer days.
  for (const ground of [1, 2, 4, 5] as const) {
    const inSun = radiant({ ground })
    expect(inSun).toBeGreaterThan(55)
    expect(inSun).toBeLessThan(70)
    const byBuilding = radiant({ ground, sky: 0.5, skyOfBuildings: 0.5, direct: 0, warmed: 0.3 })
    const underTree = radiant({ ground, sky: 0.1, skyOfBuildings: 0.9, direct: 0.03, warmed: 0.1 })
    for (const shade of [byBuilding, underTree]) {
      expect(inSun - shade).toBeGreaterThan(15)
      expect(inSun - shade).toBeLessThan(30)
    }
  }
})

test('long-wave radiation of an open clear sky is that of the SOLWEIG package', () => {
  // solweig 0.1.0b96, flat open asphalt, 48.07° N 1.73° W: Ldown at 22 °C and 55 %, 38 °C and 20 %.
  expect(radiantFluxes(open, dark).longDown).toBeCloseTo(347.68, 1)
  expect(radiantFluxes(open, hourTerms({ ...noon, temperature: 38, humidity: 20 })).longDown).toBeCloseTo(422.03, 0)
})

test('ground of no class is not known', () => expect(radiant({ ground: GroundClass.none })).toBeNaN())
