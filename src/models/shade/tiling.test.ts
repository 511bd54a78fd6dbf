import { expect, test } from 'vitest'
import { type Core, type Surface, skyView, sunHours, sunlight } from './index.ts'
import { random, town } from './testing/random.ts'
import { crop, whole } from './testing/scenes.ts'

const options = { reach: 25.5, transmissivity: 0.3 }
const suns = [7, 61, 118, 170, 212, 280, 330].map((azimuth, i) => ({ azimuth, elevation: 8 + i * 9 }))

/** Values of a core computed from no more than it and what is within reach of it. */
function alone(surface: Surface, core: Core, compute: (surface: Surface, core: Core) => Float32Array): Float32Array {
  const margin = Math.ceil(options.reach) + 1
  const [left, top] = [Math.max(0, core.left - margin), Math.max(0, core.top - margin)]
  const part = {
    left,
    top,
    width: Math.min(surface.width, core.left + core.width + margin) - left,
    height: Math.min(surface.height, core.top + core.height + margin) - top,
  }
  return compute(crop(surface, part), { ...core, left: core.left - left, top: core.top - top })
}

function valuesOf(values: Float32Array, { width }: Surface, core: Core): Float32Array {
  return Float32Array.from(
    { length: core.width * core.height },
    (_, i) => values[(core.top + Math.floor(i / core.width)) * width + core.left + (i % core.width)]!,
  )
}

/** Cuts a surface at random columns and rows. */
function cuts(surface: Surface, seed: number): Core[] {
  const next = random(seed)
  const edges = (length: number) => [
    0,
    ...[next(), next()].map((at) => Math.floor(at * length)).sort((a, b) => a - b),
    length,
  ]
  const [columns, rows] = [edges(surface.width), edges(surface.height)]
  return rows.slice(1).flatMap((bottom, r) =>
    columns.slice(1).map((right, c) => ({
      left: columns[c]!,
      top: rows[r]!,
      width: right - columns[c]!,
      height: bottom - rows[r]!,
    })),
  )
}

for (const seed of [1, 2, 3]) {
  const surface = town(151, 117, seed * 31, { unknown: 4 })

  test(`shadows are the same to the bit however a town is cut (${seed})`, () => {
    for (const sun of suns) {
      const all = sunlight(surface, whole(surface), sun, options).direct
      for (const core of cuts(surface, seed))
        expect(alone(surface, core, (s, c) => sunlight(s, c, sun, options).direct)).toEqual(
          valuesOf(all, surface, core),
        )
    }
  })

  test(`sky views are the same to the bit however a town is cut (${seed})`, () => {
    for (const name of ['sky', 'buildings'] as const) {
      const all = skyView(surface, whole(surface), options)[name]
      for (const core of cuts(surface, seed + 10))
        expect(alone(surface, core, (s, c) => skyView(s, c, options)[name])).toEqual(valuesOf(all, surface, core))
    }
  })
}

test('a core larger than what the kernel holds is cut by itself', () => {
  const surface = town(1100, 60, 8)
  const core = { left: 1000, top: 10, width: 80, height: 40 }
  const sun = { azimuth: 75, elevation: 20 }
  expect(alone(surface, core, (s, c) => sunlight(s, c, sun, options).direct)).toEqual(
    valuesOf(sunlight(surface, whole(surface), sun, options).direct, surface, core),
  )
  expect(alone(surface, core, (s, c) => skyView(s, c, options).sky)).toEqual(
    valuesOf(skyView(surface, whole(surface), options).sky, surface, core),
  )
})

test('hours of sun are the same however a town is cut, and on a grid of half metres', () => {
  const half = { ...town(90, 80, 6), step: 0.5, origin: [317_000.25, 6_746_000.25] as const }
  const hours = (s: Surface, c: Core) =>
    sunHours(s, c, '2022-07-18', { latitude: 47.65, longitude: -2.08 }, 60, options).hours
  const all = hours(half, whole(half))
  for (const core of cuts(half, 5)) {
    // Twice as many cells are within reach.
    const margin = 52
    const [left, top] = [Math.max(0, core.left - margin), Math.max(0, core.top - margin)]
    const part = {
      left,
      top,
      width: Math.min(90, core.left + core.width + margin) - left,
      height: Math.min(80, core.top + core.height + margin) - top,
    }
    expect(hours(crop(half, part), { ...core, left: core.left - left, top: core.top - top })).toEqual(
      valuesOf(all, half, core),
    )
  }
})
