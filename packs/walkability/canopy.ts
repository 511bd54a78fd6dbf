import type { InputTable } from '../../src/kernel/index.ts'
import { eachPiece, type Streets } from './network.ts'

/** Looks are this far apart along a way, and this far on each side of it (m): the width of a street. */
const APART = 5
const ASIDE = [-10, -5, 0, 5, 10]
/** Crowns lower than this are hedges (m). */
const LOWEST = 2
/** Side of the windows that the raster is read by (m). */
const WINDOW = 1000

/** The share of the surroundings of each edge that is under crowns; null where the raster has no cell. */
export async function canopyAlong(surface: InputTable, { lines }: Streets): Promise<(number | null)[]> {
  const looks = new Map<string, { edge: number; x: number; y: number }[]>()
  for (const [edge, line] of lines.entries())
    eachPiece(line, APART, (px, py, _, dx, dy) => {
      for (const aside of ASIDE) {
        const [x, y] = [px - dy * aside, py + dx * aside]
        const name = `${Math.floor(x / WINDOW)} ${Math.floor(y / WINDOW)}`
        const inside = looks.get(name)
        if (inside) inside.push({ edge, x, y })
        else looks.set(name, [{ edge, x, y }])
      }
    })
  const [seen, under] = [new Uint32Array(lines.length), new Uint32Array(lines.length)]
  for (const [name, points] of looks) {
    const [u, v] = name.split(' ').map(Number) as [number, number]
    const bbox = [u * WINDOW, v * WINDOW, (u + 1) * WINDOW, (v + 1) * WINDOW] as const
    const { origin, step, width, height, bands } = await surface.grid({ bbox, bands: ['canopy'] })
    for (const { edge, x, y } of points) {
      const [column, row] = [Math.floor((x - origin[0]) / step[0]), Math.floor((origin[1] - y) / step[1])]
      if (column < 0 || row < 0 || column >= width || row >= height) continue
      const top = bands[0]![row * width + column]!
      if (Number.isNaN(top)) continue
      seen[edge]!++
      if (top >= LOWEST) under[edge]!++
    }
  }
  return lines.map((_, edge) => (seen[edge]! > 0 ? under[edge]! / seen[edge]! : null))
}
