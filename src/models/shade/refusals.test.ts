import { expect, test } from 'vitest'
import { OrchestraError } from '../../kernel/index.ts'
import { type Core, type ShadeOptions, type Surface, skyView, sunHours, sunlight } from './index.ts'
import { scene, whole } from './testing/scenes.ts'

const surface = scene(20, 10, { ground: () => 5 })
const options = { reach: 30, transmissivity: 0.1 }
const noon = { azimuth: 180, elevation: 40 }

/** The code of what is thrown, and whether it says what to do in both languages. */
function refusal(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    if (!(error instanceof OrchestraError)) throw error
    expect(
      [error.say.fr, error.say.en, error.remedy?.fr, error.remedy?.en].every((text) => text && text.length > 10),
    ).toBe(true)
    return error.code
  }
  return 'none'
}

const shine = (over: Partial<Surface>, core: Partial<Core> = {}, asked: Partial<ShadeOptions> = {}) =>
  refusal(() => sunlight({ ...surface, ...over }, { ...whole(surface), ...core }, noon, { ...options, ...asked }))

test('surfaces that do not hold together are refused', () => {
  expect(shine({ canopy: new Float32Array(3) })).toBe('shade.surface')
  expect(shine({ step: 0 })).toBe('shade.surface')
  expect(shine({ origin: [Number.NaN, 0] })).toBe('shade.surface')
  expect(shine({ trunk: 1.5 })).toBe('shade.surface')
})

test('cores out of the surface are refused, empty ones are empty', () => {
  for (const core of [{ left: -1 }, { width: 21 }, { top: 0.5 }, { height: Number.NaN }])
    expect(shine({}, core)).toBe('shade.core')
  expect(sunlight(surface, { left: 3, top: 3, width: 0, height: 4 }, noon, options).direct).toHaveLength(0)
})

test('options out of their range are refused', () => {
  for (const asked of [
    { reach: 0 },
    { reach: Number.NaN },
    { reach: 1e9 },
    { transmissivity: -0.1 },
    { transmissivity: 2 },
  ])
    expect(shine({}, {}, asked)).toBe('shade.options')
  for (const directions of [0, 10, 132, Number.NaN])
    expect(refusal(() => skyView(surface, whole(surface), { ...options, directions }))).toBe('shade.directions')
  const place = { latitude: 48, longitude: -2 }
  for (const step of [0, -5, 90, Number.NaN])
    expect(refusal(() => sunHours(surface, whole(surface), '2022-07-18', place, step, options))).toBe('shade.step')
  expect(refusal(() => sunHours(surface, whole(surface), 'yesterday', place, 15, options))).toBe('sun.date')
  for (const sun of [
    { azimuth: Number.NaN, elevation: 3 },
    { azimuth: 3, elevation: Number.POSITIVE_INFINITY },
    { azimuth: 3, elevation: 91 },
  ])
    expect(refusal(() => sunlight(surface, whole(surface), sun, options))).toBe('shade.sun')
})

test('a height that is none of the earth is named by its place; negative and missing ones above the ground are none', () => {
  for (const value of [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e6, -9999 * 2]) {
    const ground = surface.ground.slice()
    ground[3 * 20 + 7] = value
    expect(() => sunlight({ ...surface, ground }, whole(surface), noon, options)).toThrow(/ground, row 3, column 7/)
  }
  const odd = surface.ground.map((_, i) => [Number.NaN, -3, Number.NEGATIVE_INFINITY, 0][i % 4]!)
  const { direct } = sunlight({ ...surface, buildings: odd, canopy: odd }, whole(surface), noon, options)
  expect(direct.every((light) => light === 1)).toBe(true)
})

test('a surface of which nothing is known answers NaN', () => {
  const unknown = { ...surface, ground: surface.ground.map(() => Number.NaN) }
  expect(sunlight(unknown, whole(unknown), noon, options).direct.every(Number.isNaN)).toBe(true)
  expect(skyView(unknown, whole(unknown), options).sky.every(Number.isNaN)).toBe(true)
})
