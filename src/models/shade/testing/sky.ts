import { heading } from '../lattice.ts'
import { LOWEST_SLOPE } from '../sky.ts'
import type { Core, ShadeOptions, Surface } from '../surface.ts'
import { type Crossing, type Landing, land, thin, trace } from '../trace.ts'
import { type Cell, cellsOf, UNITS, viewOf } from './cells.ts'

const f = Math.fround
const PARTS = 24
/** Unknown ground lies this low: a billion units. */
const NONE = -0x3f3f3f40

/** The parts of the sky below an elevation whose sin² is `square / (square + distance²)`. */
const partsBelow = (square: number, distanceSquared: number) =>
  nearest(f(f(square / f(square + distanceSquared)) * PARTS))

function nearest(value: number): number {
  const down = Math.floor(value)
  const rest = value - down
  return down + (rest > 0.5 || (rest === 0.5 && down % 2 !== 0) ? 1 : 0)
}

/** `skyView` in plain JavaScript, one quarter of the sky after the other: what the kernel is compared with, to the bit. */
export function plainSky(
  surface: Surface,
  core: Core,
  { reach, transmissivity, roofs = false, directions = 32 }: ShadeOptions & { directions?: number },
): { sky: Float32Array; buildings: Float32Array } {
  const cells = cellsOf(surface)
  const count = core.width * core.height
  const [sky, buildings] = [new Float32Array(count), new Float32Array(count)]
  const each = directions / 4
  const quarters = [0, 1, 2, 3].map((quarter) =>
    Array.from({ length: each }, (_, i) => {
      const towards = heading(quarter * 90 + ((i + 0.5) * 90) / each)
      const view = viewOf(surface, towards)
      const length = towards.stretch * surface.step
      const rows = Math.max(1, Math.floor(reach / length))
      return { view, path: thin(trace(view.slope, rows)), landings: land(view.slope, rows), units: length * UNITS }
    }),
  )
  for (let i = 0; i < count; i++) {
    const row = core.top + Math.floor(i / core.width)
    const column = core.left + (i % core.width)
    const cell = cells[row * surface.width + column]
    if (!cell || (cell.roof !== null && !roofs)) {
      sky[i] = buildings[i] = Number.NaN
      continue
    }
    let [seenSum, skySum] = [0, 0]
    for (const directionsOf of quarters) {
      let [seen, hidden] = [0, 0]
      for (const { view, path, landings, units } of directionsOf) {
        const one = lookUp(cell, path, landings, units, (up, right) => cells[view.at(row, column, up, right) ?? -1])
        seen += one.seen
        hidden += one.hidden
      }
      const open = seen / (each * 65536)
      seenSum += open
      skySum += open - (1 - transmissivity) * Math.min(hidden / (each * PARTS), open)
    }
    buildings[i] = seenSum / 4
    sky[i] = skySum / 4
  }
  return { sky, buildings }
}

function lookUp(
  cell: Cell,
  path: readonly Crossing[],
  landings: readonly Landing[],
  units: number,
  at: (up: number, right: number) => Cell | null | undefined,
): { seen: number; hidden: number } {
  const eye = cell.roof ?? cell.ground
  let slope = 0
  for (const { up, right, next, share } of landings) {
    const [here, there] = [at(up, right)?.ground ?? NONE, at(up, right + next)?.ground ?? NONE]
    const height = f(here + f(f(there - here) * f(share)))
    slope = Math.max(slope, f(f(height - eye) * f(1 / (up * units))))
  }
  const parts = new Uint8Array(PARTS)
  path.forEach(({ up, right, enters, leaves }, i) => {
    const met = at(up, right)
    const [near, far] = [units * enters, units * leaves]
    if (met && met.roof !== null && i > 0) slope = Math.max(slope, f((met.roof - eye) * f(1 / near)))
    if (met && met.top !== null && met.top - eye > Math.trunc(LOWEST_SLOPE * near)) {
      const base = f(Math.max(0, met.base - eye) ** 2)
      const end = i > 0 ? partsBelow(f((met.top - eye) ** 2), f(near * near)) : PARTS
      parts.fill(1, partsBelow(base, f(far * far)), end)
    }
  })
  const square = f(slope * slope)
  const whole = f(1 + square)
  parts.fill(0, 0, nearest(f(f(square / whole) * PARTS)))
  return { seen: nearest(f(f(1 / whole) * 65536)), hidden: parts.reduce((sum, part) => sum + part, 0) }
}
