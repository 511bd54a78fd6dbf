import { heading } from '../lattice.ts'
import type { Core, ShadeOptions, Sun, Surface } from '../surface.ts'
import { trace } from '../trace.ts'
import { type Around, around, NONE, UNITS, view } from './around.ts'

/**
 * `sunlight`, by day, in plain JavaScript: the same rays over typed arrays, each until it is stopped or passes over everything. What the
 * kernel is compared with, to the bit and for speed.
 */
export function plainSunlight(
  surface: Surface,
  core: Core,
  { azimuth, elevation }: Sun,
  { reach, transmissivity, roofs = false }: ShadeOptions,
): Float32Array {
  const towards = heading(azimuth)
  const rise = Math.tan((elevation * Math.PI) / 180) * towards.stretch * surface.step * UNITS
  const rows = Math.max(1, Math.floor(reach / (surface.step * towards.stretch)))
  const cells = around(surface, core, rows + 2)
  const { up, right, slope, placeOf } = view(surface, core, towards, cells.width)
  const line = { up, right, slope, rise, rows }

  const gained = (place: number) => Math.floor(rise * place + 0.5)
  const path = trace(slope, rows)
  const toCell = Int32Array.from(path, (at) => at.up * up + at.right * right)
  const comesIn = Float64Array.from(path, (at) => gained(at.enters))
  const goesOut = Float64Array.from(path, (at) => gained(at.leaves))

  const direct = new Float32Array(core.width * core.height)
  for (let row = 0; row < core.height; row++) {
    for (let column = 0; column < core.width; column++) {
      const cell = cells.first + row * cells.width + column
      const to = row * core.width + column
      const hasRoof = cells.roof[cell] !== NONE
      if (cells.ground[cell] === NONE || (hasRoof && !roofs)) {
        direct[to] = Number.NaN
        continue
      }
      if (isStopped(cells, cell, placeOf(row, column), line)) continue
      const eye = Math.max(cells.ground[cell]!, cells.roof[cell]!)
      direct[to] = 1
      for (let i = 0; i < toCell.length && eye + comesIn[i]! < cells.highest; i++) {
        const at = cell + toCell[i]!
        if (eye + comesIn[i]! >= cells.top[at]! || eye + goesOut[i]! <= cells.base[at]!) continue
        direct[to] = transmissivity
        break
      }
    }
  }
  return direct
}

interface Line {
  readonly up: number
  readonly right: number
  readonly slope: number
  readonly rise: number
  readonly rows: number
}

/** Whether ground or a roof stands on the line through the middle of a cell's row. */
function isStopped(cells: Around, cell: number, place: number, { up, right, slope, rise, rows }: Line): boolean {
  const columnAt = (at: number) => Math.floor(0.5 - slope * at)
  const gained = (at: number) => Math.floor(rise * at + 0.5)
  const { ground, roof, highest } = cells
  const start = columnAt(place + 0.5)

  const groundAt = (middle: number, row: number): number => {
    const at = 0.5 - slope * (row + 0.5)
    const beside = at - Math.floor(at) - 0.5
    const [here, there] = [ground[middle]!, ground[middle + (beside < 0 ? -right : right)]!]
    if (here === NONE || there === NONE) return here
    return here + (((there - here) * Math.floor(Math.abs(beside) * 256 + 0.5)) >> 8)
  }
  const level = Math.max(roof[cell]!, groundAt(cell, place)) + gained(place + 0.5)

  for (let step = 0; step <= rows; step++) {
    const row = place - step
    if (level - gained(row + 1) > highest && step > 0) return false
    const bottom = step === 0 ? row + 0.5 : row + 1
    const [entry, exit] = [columnAt(bottom), columnAt(row)]
    const across = cell + step * up
    if (exit !== entry) {
      const crossing = (0.5 - Math.max(entry, exit)) / slope
      if (roof[across + (exit - start) * right]! + gained(crossing) > level) return true
    }
    if (step === 0) continue
    if (roof[across + (entry - start) * right]! + gained(row + 1) > level) return true
    if (groundAt(across + (columnAt(row + 0.5) - start) * right, row) + gained(row + 0.5) > level) return true
  }
  return false
}
