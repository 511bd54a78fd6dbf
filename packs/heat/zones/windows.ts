import type { Bbox } from '../../../src/kernel/index.ts'
import { boxOf, type Cells, eachSpan, type Polygon } from '../../../src/models/planar/index.ts'

/** Cells a side of a window: what is in memory at once. */
const SIDE = 1024

/** A part of the plane looked at in one go. */
export interface Window {
  readonly cells: Cells
  readonly bbox: Bbox
}

/** Windows over a box, whose cells are those of the whole plane. */
export function windowsOver([west, south, east, north]: Bbox, step: number): Window[] {
  const side = SIDE * step
  const windows: Window[] = []
  for (let top = Math.ceil(north / side); top > Math.floor(south / side); top--)
    for (let left = Math.floor(west / side); left < Math.ceil(east / side); left++)
      windows.push({
        cells: { step, column: left * SIDE, row: top * SIDE - 1, width: SIDE, height: SIDE },
        bbox: [left * side, (top - 1) * side, (left + 1) * side, top * side],
      })
  return windows
}

/** Things with polygons, each numbered by its place in the list. */
export interface Shaped {
  readonly polygons: readonly Polygon[]
}

/** Which of some things may lie in a window. */
export function indexOf(things: readonly Shaped[], step: number): (window: Window) => readonly number[] {
  const side = SIDE * step
  const found = new Map<string, number[]>()
  things.forEach(({ polygons }, index) => {
    const [west, south, east, north] = boxOf(polygons.flat())
    for (let left = Math.floor(west / side); left <= Math.floor(east / side); left++)
      for (let low = Math.floor(south / side); low <= Math.floor(north / side); low++) {
        const key = `${left} ${low}`
        const inside = found.get(key)
        if (inside) inside.push(index)
        else found.set(key, [index])
      }
  })
  return ({ bbox: [west, south] }) => found.get(`${Math.round(west / side)} ${Math.round(south / side)}`) ?? []
}

/** The block of each cell of a window, by its number; -1 where there is none. */
export function paintBlocks(blocks: readonly Shaped[], present: readonly number[], cells: Cells): Int32Array {
  const painted = new Int32Array(cells.width * cells.height).fill(-1)
  for (const index of present)
    for (const polygon of blocks[index]!.polygons)
      eachSpan(polygon, cells, (line, from, to) =>
        painted.fill(index, line * cells.width + from, line * cells.width + to),
      )
  return painted
}

/** Counts the cells of a thing in each block of a window. */
export function eachShare(
  { polygons }: Shaped,
  cells: Cells,
  painted: Int32Array,
  visit: (block: number, count: number) => void,
): void {
  for (const polygon of polygons)
    eachSpan(polygon, cells, (line, from, to) => {
      for (let i = line * cells.width + from, end = line * cells.width + to; i < end; ) {
        const block = painted[i]!
        const start = i
        while (i < end && painted[i] === block) i++
        if (block >= 0) visit(block, i - start)
      }
    })
}
