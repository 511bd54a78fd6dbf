import { boxOf } from './measure.ts'
import type { Polygon } from './shapes.ts'

/**
 * A window of the cells of the plane: cell (column, row) is the square whose south-west corner is (column × step, row × step).
 * The same cells whatever the window, so that tiles fit together.
 */
export interface Cells {
  /** Side of a cell, m. */
  readonly step: number
  /** First column, from the west. */
  readonly column: number
  /** Last row, from the south: the northernmost. */
  readonly row: number
  readonly width: number
  readonly height: number
}

/** Receives a stretch of cells: `line` is counted from the north of the window, `from` to `to` (left out) from its west. */
export type Span = (line: number, from: number, to: number) => void

/**
 * Visits the cells of a window whose centre is inside a polygon (even-odd rule). A centre on a side belongs to exactly one of
 * the two polygons that share it: polygons without gaps or overlaps share out the cells without any left or taken twice.
 */
export function eachSpan(polygon: Polygon, cells: Cells, visit: Span): void {
  const { step, column, row, width, height } = cells
  const [, miny, , maxy] = boxOf(polygon)
  // Lines from the north whose centres may lie between.
  const first = Math.max(0, row - Math.floor(maxy / step) - 1)
  const last = Math.min(height - 1, row - Math.floor(miny / step) + 1)
  if (first > last) return
  const counts = new Int32Array(last - first + 2)
  eachCrossing(polygon, cells, first, last, (line) => {
    counts[line - first + 1]!++
  })
  for (let i = 1; i < counts.length; i++) counts[i]! += counts[i - 1]!
  const xs = new Float64Array(counts.at(-1)!)
  const next = counts.slice()
  eachCrossing(polygon, cells, first, last, (line, x) => {
    xs[next[line - first]!++] = x
  })
  for (let line = first; line <= last; line++) {
    const [from, to] = [counts[line - first]!, counts[line - first + 1]!]
    if (to - from > 2) xs.subarray(from, to).sort()
    else if (to - from === 2 && xs[from]! > xs[from + 1]!) [xs[from], xs[from + 1]] = [xs[from + 1]!, xs[from]!]
    for (let i = from; i + 1 < to; i += 2) {
      const left = Math.max(0, Math.ceil(xs[i]! / step - 0.5) - column)
      const right = Math.min(width, Math.ceil(xs[i + 1]! / step - 0.5) - column)
      if (left < right) visit(line, left, right)
    }
  }
}

/** Calls `visit` with the x where each side crosses the middle of each line of cells. */
function eachCrossing(
  polygon: Polygon,
  { step, row }: Cells,
  first: number,
  last: number,
  visit: (line: number, x: number) => void,
): void {
  for (const ring of polygon)
    for (let i = 2; i < ring.length; i += 2) {
      let [ax, ay, bx, by] = [ring[i - 2]!, ring[i - 1]!, ring[i]!, ring[i + 1]!]
      if (ay === by) continue
      // Always from the south: a side gives the same x to the polygons on both its sides.
      if (ay > by) [ax, ay, bx, by] = [bx, by, ax, ay]
      const from = Math.max(first, row - Math.ceil(by / step - 0.5) + 1)
      const to = Math.min(last, row - Math.ceil(ay / step - 0.5))
      for (let line = from; line <= to; line++)
        visit(line, ax + ((bx - ax) * ((row - line + 0.5) * step - ay)) / (by - ay))
    }
}

/** How many cells of the plane have their centre inside a polygon. */
export function cellCount(polygon: Polygon, step: number): number {
  const [minx, miny, maxx, maxy] = boxOf(polygon)
  const column = Math.floor(minx / step)
  const row = Math.floor(maxy / step)
  let count = 0
  eachSpan(
    polygon,
    { step, column, row, width: Math.floor(maxx / step) - column + 1, height: row - Math.floor(miny / step) + 1 },
    (_, from, to) => {
      count += to - from
    },
  )
  return count
}
