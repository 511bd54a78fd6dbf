import { expect, test } from 'vitest'
import { projector } from '../../kernel/index.ts'
import { deltaT } from './delta-t.ts'
import { gridAzimuth, sunPosition, sunTimes } from './index.ts'

/** The example of Reda & Andreas (2004), table A5.1. */
const golden = {
  latitude: 39.742476,
  longitude: -105.1786,
  elevation: 1830.14,
  pressure: 820,
  temperature: 11,
  deltaT: 67,
}
const redon = { latitude: 47.65, longitude: -2.08 }
const HOUR = 3_600_000

test('the published case of the Solar Position Algorithm', () => {
  const sun = sunPosition(new Date('2003-10-17T19:30:30Z'), golden)
  expect(Math.abs(sun.zenith - 50.11162)).toBeLessThan(1e-4)
  expect(Math.abs(sun.azimuth - 194.34024)).toBeLessThan(1e-4)
  expect(Math.abs(sun.distance - 0.9965422974)).toBeLessThan(1e-9)
  expect(sun.elevation + sun.zenith).toBeCloseTo(90, 12)
})

// Made with pvlib 0.16.1 (spa.py), another implementation of the same algorithm.
test.each([
  [{ ...redon, elevation: 10, deltaT: 69.3 }, '2022-07-18T12:00:00Z', 26.832085130574107, 172.43640471753815],
  [{ ...redon, elevation: 10, deltaT: 69.3 }, '2022-07-18T18:30:00Z', 77.12094149591624, 287.1106212451975],
  [
    { latitude: -75, longitude: 120, elevation: 3000, pressure: 650, temperature: -40, deltaT: 69.3 },
    '2022-07-18T00:00:00Z',
    103.42220822637961,
    57.5233027095162,
  ],
  [
    { latitude: 0, longitude: 0, pressure: 1013, temperature: 20, deltaT: 40.2 },
    '1970-01-01T00:00:00Z',
    156.93051900591303,
    181.92066454973173,
  ],
] as const)('agrees with another implementation: %j at %s', (place, at, zenith, azimuth) => {
  const sun = sunPosition(new Date(at), place)
  expect(sun.zenith).toBeCloseTo(zenith, 8)
  expect(sun.azimuth).toBeCloseTo(azimuth, 8)
})

test('sunrise, noon and sunset of the published case', () => {
  // The algorithm's own program says 06:12:43 and, for the sunset before (its day is that of Greenwich), 17:20:19, at UTC−7.
  const near = (at: Date | undefined, iso: string) => Math.abs(at!.getTime() - Date.parse(iso)) < 1000
  expect(near(sunTimes('2003-10-17', golden).rise, '2003-10-17T13:12:43Z')).toBe(true)
  expect(near(sunTimes('2003-10-16', golden).set, '2003-10-17T00:20:19Z')).toBe(true)
  expect(near(sunTimes('2003-10-17', golden).transit, '2003-10-17T18:46:04.97Z')).toBe(true)
})

test('at sunrise and sunset the upper edge is on the horizon, and at noon the sun is highest', () => {
  for (const day of ['2022-01-10', '2022-03-20', '2022-07-18', '2022-11-02']) {
    const { rise, transit, set } = sunTimes(day, redon)
    const elevation = (at: Date) => sunPosition(at, { ...redon, pressure: 0 }).elevation
    // Radius and refraction below the horizon of the centre of the earth, which the place sees 0.0024° lower.
    for (const at of [rise!, set!]) expect(elevation(at)).toBeCloseTo(-0.8333 - 0.0024, 3)
    const noon = elevation(transit)
    for (const minutes of [-120, -30, 30, 120])
      expect(elevation(new Date(transit.getTime() + minutes * 60_000))).toBeLessThan(noon)
    expect(rise!.getTime()).toBeLessThan(transit.getTime())
    expect(transit.toISOString().slice(0, 10)).toBe(day)
  }
})

test('afternoons mirror mornings', () => {
  // Near a solstice the sun hardly moves among the stars in a day.
  const { transit } = sunTimes('2022-06-21', redon)
  for (const hours of [1, 3, 5, 7]) {
    const before = sunPosition(new Date(transit.getTime() - hours * HOUR), redon)
    const after = sunPosition(new Date(transit.getTime() + hours * HOUR), redon)
    expect(Math.abs(before.elevation - after.elevation)).toBeLessThan(0.01)
    expect(Math.abs(before.azimuth + after.azimuth - 360)).toBeLessThan(0.02)
  }
})

test('the year and the two hemispheres', () => {
  const noon = (day: string, latitude: number) => {
    const place = { latitude, longitude: 0, pressure: 0 }
    return sunPosition(sunTimes(day, place).transit, place)
  }
  // Without air, the noon of a solstice is the latitude and the obliquity away from the zenith.
  expect(noon('2022-06-21', 48).zenith).toBeCloseTo(48 - 23.438, 2)
  expect(noon('2022-12-21', 48).zenith).toBeCloseTo(48 + 23.438, 2)
  expect(noon('2022-06-21', -48).zenith).toBeCloseTo(48 + 23.438, 2)
  // In the south the sun of noon is in the north.
  expect(noon('2022-06-21', 48).azimuth).toBeCloseTo(180, 2)
  expect(Math.cos((noon('2022-06-21', -48).azimuth * Math.PI) / 180)).toBeCloseTo(1, 6)
})

test('at a pole the sun keeps its height all day, and neither rises nor sets', () => {
  for (const [latitude, above] of [
    [90, true],
    [-90, false],
  ] as const) {
    const place = { latitude, longitude: 0 }
    const elevations = [0, 6, 12, 18].map((hour) => sunPosition(new Date(Date.UTC(2022, 5, 21, hour)), place).elevation)
    expect(Math.max(...elevations) - Math.min(...elevations)).toBeLessThan(0.01)
    expect(elevations.every((elevation) => elevation > 0 === above)).toBe(true)
    expect(Object.keys(sunTimes('2022-06-21', place))).toEqual(['transit'])
  }
})

test('the polar night and the polar day begin where they should', () => {
  // Beyond 90 − 23.44 − 0.83 degrees the midsummer sun does not set; beyond 90 − 23.44 + 0.83 the midwinter sun does not rise.
  const rises = (day: string, latitude: number) => 'rise' in sunTimes(day, { latitude, longitude: 25 })
  expect([rises('2022-06-21', 65.6), rises('2022-06-21', 65.9)]).toEqual([true, false])
  expect([rises('2022-12-21', 67.3), rises('2022-12-21', 67.5)]).toEqual([true, false])
})

test('refraction lifts a low sun by half a degree, a high one hardly, and none below the horizon', () => {
  const lift = (at: string) => {
    const straight = sunPosition(new Date(at), { ...redon, pressure: 0 })
    return [straight.elevation, sunPosition(new Date(at), redon).elevation - straight.elevation] as const
  }
  const { rise } = sunTimes('2022-07-18', redon)
  const [low, lifted] = lift(new Date(rise!.getTime() + 5 * 60_000).toISOString())
  expect(low).toBeLessThan(0.5)
  expect(lifted).toBeGreaterThan(0.4)
  expect(lift('2022-07-18T12:00:00Z')[1]).toBeLessThan(0.01)
  expect(lift('2022-07-18T00:00:00Z')[1]).toBe(0)
})

test('ΔT is what was measured, and stays the last measure beyond', () => {
  expect(deltaT(new Date('2020-01-01'))).toBeCloseTo(69.36, 2)
  expect(deltaT(new Date('2022-07-18'))).toBeCloseTo(69.25, 1)
  expect(deltaT(new Date('2100-01-01'))).toBe(69.14)
  expect(deltaT(new Date('1900-01-01'))).toBe(45.48)
})

test('the north of Lambert-93 leans where its cone says, and no map leans on its own meridian', () => {
  const project = projector('EPSG:4326', 'EPSG:2154')
  // Convergence of a conic projection: (longitude − 3°) × sin of the mean parallel, 0.7256077650 for Lambert-93 (IGN, NTG 71).
  expect(gridAzimuth(180, redon, project)).toBeCloseTo(180 - (redon.longitude - 3) * 0.725607765, 4)
  expect(gridAzimuth(0, { latitude: 46, longitude: 3 }, project) % 360).toBeCloseTo(0, 6)
  expect(gridAzimuth(-10, { latitude: 46, longitude: 3 }, project)).toBeCloseTo(350, 6)
})

test('places and dates that do not exist are refused by name', () => {
  const at = new Date('2022-07-18T12:00:00Z')
  for (const place of [
    { latitude: 91, longitude: 0 },
    { latitude: Number.NaN, longitude: 0 },
    { latitude: 0, longitude: 181 },
  ])
    expect(() => sunPosition(at, place)).toThrow(/place to look at the sun/)
  expect(() => sunPosition(new Date('what'), redon)).toThrow(/date to look at the sun/)
  expect(() => sunTimes('2022-13-45', redon)).toThrow(/date to look at the sun/)
})
