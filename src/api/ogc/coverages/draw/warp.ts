import type { Position } from '../../../../kernel/index.ts'

/** Puts the place of `count` pixels of a row, in another CRS, into `xs` and `ys`. NaN where the CRS has none. */
export type Row = (y: number, xs: Float64Array, ys: Float64Array) => void

/**
 * Follows rows of pixels into another CRS: exactly at some pixels, straight between them wherever the middle is not off by
 * more than `tolerance` (in units of that CRS). A projection costs a hundred times what a straight line does.
 * @param left x of the centre of the first pixel
 * @param side width of a pixel
 */
export function rowsThrough(
  project: (position: Position) => Position,
  left: number,
  side: number,
  tolerance: number,
): Row {
  return (y, xs, ys) => {
    const exact = (i: number): void => {
      const [px = Number.NaN, py = Number.NaN] = place(project, [left + i * side, y])
      xs[i] = px
      ys[i] = py
    }
    const fill = (from: number, to: number): void => {
      if (to - from < 2) return
      const middle = (from + to) >> 1
      exact(middle)
      const share = (middle - from) / (to - from)
      const far = (all: Float64Array) => Math.abs(all[from]! + (all[to]! - all[from]!) * share - all[middle]!)
      // The difference of NaN is never small: such stretches are followed pixel by pixel.
      if (far(xs) < tolerance && far(ys) < tolerance) {
        straight(xs, from, to)
        straight(ys, from, to)
        return
      }
      fill(from, middle)
      fill(middle, to)
    }
    exact(0)
    exact(xs.length - 1)
    fill(0, xs.length - 1)
  }
}

function straight(all: Float64Array, from: number, to: number): void {
  const [start, slope] = [all[from]!, (all[to]! - all[from]!) / (to - from)]
  for (let i = from + 1; i < to; i++) all[i] = start + slope * (i - from)
}

/** Where a projection has no answer, nowhere. */
function place(project: (position: Position) => Position, position: Position): Position {
  try {
    return project(position)
  } catch {
    return []
  }
}
