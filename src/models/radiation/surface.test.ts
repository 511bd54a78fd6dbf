import { expect, test } from 'vitest'
import { vapourPressure } from '../comfort/index.ts'
import { rennesHeatWave } from '../heat-day/index.ts'
import { blackBody } from './constants.ts'
import { type HourWeather, type SurfaceKind, surfaceKinds, wallKind } from './index.ts'
import { skyEmissivity } from './sky.ts'
import { surfaceExcess } from './surface.ts'
import { night, noon } from './testing.ts'

const at = (hour: number) => ({ ...noon.sun, hour })
const total = (kind: SurfaceKind, hour: number, cloud = 0) => {
  const { prompt, stored } = surfaceExcess(kind, at(hour), cloud)
  return prompt + stored
}

test('at its hour the excess is that of Lindberg et al. 2016', () => {
  // Dark asphalt: 0.58 × 62.9 − 9.78 = 26.7 K; grass: 0.21 × 62.9 − 3.38 = 9.8 K.
  expect(total(surfaceKinds.asphalt, 15)).toBeCloseTo(26.702, 2)
  expect(total(surfaceKinds.grass, 14)).toBeCloseTo(9.829, 2)
  expect(total(surfaceKinds.water, 12)).toBe(0)
})

test('the wave has no step from midnight to midnight, and never goes below the air', () => {
  for (const kind of [...Object.values(surfaceKinds), wallKind]) {
    const day = Array.from({ length: 24 * 60 + 1 }, (_, i) => total(kind, (i / 60) % 24))
    for (let i = 1; i < day.length; i++) {
      expect(Math.abs(day[i]! - day[i - 1]!)).toBeLessThan(0.2)
      expect(day[i]).toBeGreaterThanOrEqual(0)
    }
  }
})

test('clouds take their share, and a low winter sun may warm nothing', () => {
  expect(total(surfaceKinds.asphalt, 15, 0.6)).toBeCloseTo(0.4 * total(surfaceKinds.asphalt, 15), 10)
  expect(surfaceExcess(surfaceKinds.asphalt, { ...noon.sun, highest: 15 }, 0)).toEqual({ prompt: 0, stored: 0 })
  const polar = { ...night.sun, rise: Number.NaN, set: Number.NaN }
  expect(surfaceExcess(surfaceKinds.asphalt, polar, 0)).toEqual({ prompt: 0, stored: 0 })
})

/** Conductivity W m⁻¹ K⁻¹, heat capacity MJ m⁻³ K⁻¹: Oke, Boundary Layer Climates (1987), tables 2.1 and 7.4. Depth in m. */
const materials = {
  asphalt: [0.75, 1.94, 1],
  paving: [1.51, 2.11, 1],
  // Tiles over insulation.
  roof: [0.84, 1.77, 0.03],
  // Dry, sandy.
  soil: [0.3, 1.28, 1],
  brick: [0.83, 1.37, 1],
} as const

/** Excess over the air of a surface in the open, each quarter of an hour of solar time, by conduction after four days alike. */
function conducted([conductivity, capacity, depth]: readonly [number, number, number], kind: SurfaceKind) {
  const hours = rennesHeatWave({ latitude: 48.07, longitude: -1.73, timezone: 'Europe/Paris' }).hours as HourWeather[]
  const sorted = [...hours].sort((a, b) => a.sun.hour - b.sun.hour)
  const weather = (hour: number) => {
    const after = sorted.findIndex(({ sun }) => sun.hour > hour)
    const [a, b] = [sorted.at(after - 1)!, sorted.at(after)!]
    const span = (b.sun.hour - a.sun.hour + 24) % 24
    const share = ((hour - a.sun.hour + 24) % 24) / span
    const between = (name: 'temperature' | 'humidity' | 'global') => a[name] * (1 - share) + b[name] * share
    return { temperature: between('temperature'), humidity: between('humidity'), global: between('global') }
  }
  const cell = 0.01
  const seconds = 30
  // Forced convection over a rough flat surface at 2 m/s: McAdams, Heat Transmission (1954), 5.7 + 3.8 v.
  const convection = 5.7 + 3.8 * 2
  const column = new Float64Array(Math.round(depth / cell)).fill(33)
  const excess = new Map<number, number>()
  for (let step = 0; step < (4 * 86_400) / seconds; step++) {
    const hour = ((step * seconds) / 3600) % 24
    const { temperature, humidity, global } = weather(hour)
    const sky = blackBody(temperature) * skyEmissivity(temperature, vapourPressure(temperature, humidity), 0)
    let into =
      (1 - kind.albedo) * global +
      kind.emissivity * (sky - blackBody(column[0]!)) -
      convection * (column[0]! - temperature)
    for (let i = 0; i < column.length; i++) {
      const down = i + 1 < column.length ? (conductivity * (column[i]! - column[i + 1]!)) / cell : 0
      column[i]! += ((into - down) * seconds) / (capacity * 1e6 * cell)
      into = down
    }
    if (Number.isInteger(hour * 4)) excess.set(hour, column[0]! - temperature)
  }
  return excess
}

test('what is kept from sunset to dawn is what conduction keeps, within 6 % of the highest', () => {
  for (const [name, material] of Object.entries(materials)) {
    const kind = name === 'brick' ? wallKind : surfaceKinds[name as Exclude<keyof typeof materials, 'brick'>]
    const excess = conducted(material, kind)
    const highest = Math.max(...excess.values())
    const peak = kind.warming[0] * 62.9 + kind.warming[1]
    for (const [hour, kelvin] of excess)
      if (hour >= 20 || hour <= 4)
        expect(Math.abs(Math.max(0, kelvin / highest) - total(kind, hour) / peak)).toBeLessThan(0.06)
  }
})
