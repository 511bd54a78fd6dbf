import { heading } from '../lattice.ts'
import type { Core, ShadeOptions, Sun, Surface } from '../surface.ts'
import { trace } from '../trace.ts'
import { type Cell, cellsOf, UNITS, type View, viewOf } from './cells.ts'

/** `sunlight`, by day, in plain JavaScript, ray by ray: what the kernel is compared with, to the bit and for speed. */
export function plainSunlight(
  surface: Surface,
  core: Core,
  { azimuth, elevation }: Sun,
  { reach, transmissivity, roofs = false }: ShadeOptions,
): Float32Array {
  const cells = cellsOf(surface)
  const towards = heading(azimuth)
  const rise = Math.tan((elevation * Math.PI) / 180) * towards.stretch * surface.step * UNITS
  const gained = (place: number) => Math.floor(rise * place + 0.5)
  const rows = Math.max(1, Math.floor(reach / (surface.step * towards.stretch)))
  const view = viewOf(surface, towards)
  const path = trace(view.slope, rows)

  const direct = new Float32Array(core.width * core.height)
  for (let i = 0; i < direct.length; i++) {
    const row = core.top + Math.floor(i / core.width)
    const column = core.left + (i % core.width)
    const cell = cells[row * surface.width + column]
    if (!cell || (cell.roof !== null && !roofs)) {
      direct[i] = Number.NaN
      continue
    }
    const eye = cell.roof ?? cell.ground
    const level = (cell.roof ?? groundOnLine(cells, view, row, column, 0, 0)!) + gained(view.placeOf(row, column) + 0.5)
    if (onLine(cells, view, row, column, rows).some(([height, place]) => height + gained(place) > level)) continue
    const isCrossed = path.some(({ up, right, enters, leaves }) => {
      const met = cells[view.at(row, column, up, right) ?? -1]
      return met && met.top !== null && eye + gained(enters) < met.top && eye + gained(leaves) > met.base
    })
    direct[i] = isCrossed ? transmissivity : 1
  }
  return direct
}

/** Ground of a cell where the line through it crosses the middle of its row, between it and that of its neighbour. */
function groundOnLine(
  cells: readonly (Cell | null)[],
  view: View,
  row: number,
  column: number,
  up: number,
  right: number,
) {
  const here = cells[view.at(row, column, up, right) ?? -1]
  if (!here) return null
  const at = 0.5 - view.slope * (view.placeOf(row, column) - up + 0.5)
  const beside = at - Math.floor(at) - 0.5
  const there = cells[view.at(row, column, up, right + (beside < 0 ? -1 : 1)) ?? -1]
  if (!there) return here.ground
  return here.ground + (((there.ground - here.ground) * Math.floor(Math.abs(beside) * 256 + 0.5)) >> 8)
}

/** Heights of what stands on the line through the middle of a cell's row, and their places. */
function onLine(
  cells: readonly (Cell | null)[],
  view: View,
  row: number,
  column: number,
  rows: number,
): readonly (readonly [height: number, place: number])[] {
  const lineAt = (place: number) => Math.floor(0.5 - view.slope * place)
  const from = view.placeOf(row, column)
  const start = lineAt(from + 0.5)
  const things: [number, number][] = []
  const addRoof = (up: number, right: number, place: number) => {
    const roof = cells[view.at(row, column, up, right) ?? -1]?.roof
    if (roof != null) things.push([roof, place])
  }
  for (let up = 0; up <= rows; up++) {
    const place = from - up
    const bottom = up === 0 ? place + 0.5 : place + 1
    const [entry, exit] = [lineAt(bottom) - start, lineAt(place) - start]
    if (exit !== entry) addRoof(up, exit, (0.5 - Math.max(lineAt(bottom), lineAt(place))) / view.slope)
    if (up === 0) continue
    addRoof(up, entry, place + 1)
    const ground = groundOnLine(cells, view, row, column, up, lineAt(place + 0.5) - start)
    if (ground !== null) things.push([ground, place + 0.5])
  }
  return things
}
