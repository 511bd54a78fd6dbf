import { heading } from '../lattice.ts'
import { LOWEST_SLOPE } from '../sky.ts'
import type { Core, ShadeOptions, Surface } from '../surface.ts'
import { lookedAt } from '../trace.ts'
import { type Around, around, NONE, nearest, UNITS, view } from './around.ts'

const f = Math.fround
const PARTS = 24
const WHOLE = 65_536

/**
 * `skyView` in plain JavaScript: the same cells of the same paths, on typed arrays, one direction after the other. What the kernel is
 * compared with, to the bit and for speed.
 */
export function plainSky(
  surface: Surface,
  core: Core,
  { reach, transmissivity, roofs = false, directions = 32 }: ShadeOptions & { directions?: number },
): { sky: Float32Array; buildings: Float32Array } {
  const cells = around(surface, core, Math.floor(reach / surface.step) + 2)
  const each = directions / 4
  const count = core.width * core.height
  const open = new Float64Array(count)
  const clear = new Float64Array(count)
  for (let quarter = 0; quarter < 4; quarter++) {
    const [seen, hidden] = [new Float64Array(count), new Float64Array(count)]
    for (let i = 0; i < each; i++)
      look(surface, core, cells, reach, quarter * 90 + ((i + 0.5) * 90) / each, seen, hidden)
    for (let i = 0; i < count; i++) {
      const share = seen[i]! / (each * WHOLE)
      open[i]! += share
      clear[i]! += share - (1 - transmissivity) * Math.min(hidden[i]! / (each * PARTS), share)
    }
  }
  const isAsked = (i: number) => {
    const cell = cells.first + Math.floor(i / core.width) * cells.width + (i % core.width)
    return cells.ground[cell] !== NONE && (roofs || cells.roof[cell] === NONE)
  }
  const share = (values: Float64Array) => Float32Array.from(values, (sum, i) => (isAsked(i) ? sum / 4 : Number.NaN))
  return { sky: share(clear), buildings: share(open) }
}

function look(
  surface: Surface,
  core: Core,
  { width, ground, roof, top, base, first }: Around,
  reach: number,
  azimuth: number,
  seen: Float64Array,
  hidden: Float64Array,
): void {
  const towards = heading(azimuth)
  const { up, right, slope } = view(surface, core, towards, width)
  const units = towards.stretch * surface.step * UNITS
  const rows = Math.max(1, Math.floor(reach / (towards.stretch * surface.step)))

  const { ground: landings, roofs: roofPath, crowns } = lookedAt(slope, rows)
  const toLand = Int32Array.from(landings, (at) => at.up * up + at.right * right)
  const toNext = Int32Array.from(landings, (at) => at.next * right)
  const shares = Float32Array.from(landings, (at) => at.share)
  const nearnessOfLand = Float32Array.from(landings, (at) => 1 / (at.up * units))
  const toRoof = Int32Array.from(roofPath, (at) => at.up * up + at.right * right)
  const nearness = Float32Array.from(roofPath, (at) => 1 / (at.enters * units))
  const toCrown = Int32Array.from(crowns, (at) => at.up * up + at.right * right)
  const nearSquare = Float32Array.from(crowns, (at) => (at.enters * units) ** 2)
  const farSquare = Float32Array.from(crowns, (at) => (at.leaves * units) ** 2)
  const least = Int32Array.from(crowns, (at) => LOWEST_SLOPE * at.enters * units)

  for (let row = 0; row < core.height; row++) {
    for (let column = 0; column < core.width; column++) {
      const cell = first + row * width + column
      const eye = Math.max(ground[cell]!, roof[cell]!)
      let steepest = 0
      for (let i = 0; i < toLand.length; i++) {
        const here = ground[cell + toLand[i]!]!
        const there = ground[cell + toLand[i]! + toNext[i]!]!
        const height = f(f(here) + f(f(there - here) * shares[i]!))
        steepest = Math.max(steepest, f(f(height - eye) * nearnessOfLand[i]!))
      }
      for (let i = 1; i < toRoof.length; i++)
        steepest = Math.max(steepest, f(f(roof[cell + toRoof[i]!]! - eye) * nearness[i]!))
      const square = f(steepest * steepest)
      const whole = f(1 + square)

      let parts = 0
      for (let i = 0; i < toCrown.length; i++) {
        const at = cell + toCrown[i]!
        if (top[at]! - eye <= least[i]!) continue
        const foot = squared(Math.max(0, base[at]! - eye))
        const head = squared(top[at]! - eye)
        const high = i === 0 ? PARTS : partsBelow(f(head / f(head + nearSquare[i]!)))
        parts |= 2 ** high - 2 ** partsBelow(f(foot / f(foot + farSquare[i]!)))
      }
      parts &= ~(2 ** partsBelow(f(square / whole)) - 1)

      const to = row * core.width + column
      seen[to]! += nearest(f(f(1 / whole) * WHOLE))
      for (; parts; parts &= parts - 1) hidden[to]!++
    }
  }
}

const squared = (height: number) => f(f(height) * f(height))

/** The parts of the sky below an elevation, told by the weight of the sky below it. */
const partsBelow = (weight: number) => nearest(f(weight * PARTS))
