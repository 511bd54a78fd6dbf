import type { PackedLines } from './packed.ts'
import { SQUARE, sortedSegments, squareOf } from './squares.ts'

/** A place on one of many lines: on which of its segments, and how far from the position that was asked. */
export interface PlaceOnLine {
  readonly line: number
  /** Number of the segment in the line, from 0. */
  readonly segment: number
  /** Share of the segment, 0 to 1. */
  readonly share: number
  readonly x: number
  readonly y: number
  /** m. */
  readonly distance: number
}

/** Finds the place nearest to x, y within metres; `isAsked` passes over lines. */
export type FindNearest = (
  x: number,
  y: number,
  within: number,
  isAsked?: (line: number) => boolean,
) => PlaceOnLine | undefined

/** Sorts the segments of many lines by where they are, to find the one nearest to a position. Of two as near, the first. */
export function nearestOf(lines: PackedLines): FindNearest {
  const { offsets, coordinates } = lines
  const squares = sortedSegments(lines)
  return (x, y, within, isAsked) => {
    const [column, row] = [squareOf(x), squareOf(y)]
    let [best, on, share, px, py, distance] = [-1, 0, 0, 0, 0, within]
    const look = (at: number, line: number) => {
      const [ax, ay] = [coordinates[2 * at]!, coordinates[2 * at + 1]!]
      const [dx, dy] = [coordinates[2 * at + 2]! - ax, coordinates[2 * at + 3]! - ay]
      const length2 = dx * dx + dy * dy
      const part = length2 === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length2))
      const [qx, qy] = [ax + part * dx, ay + part * dy]
      const away = Math.hypot(qx - x, qy - y)
      // Of two as near, the first: the answer does not depend on the order of squares.
      if (away > distance || (away === distance && best >= 0 && best < at)) return
      if (isAsked && !isAsked(line)) return
      ;[best, on, share, px, py, distance] = [at, line, part, qx, qy, away]
    }
    // Rings of squares around: what is in the ring k is at least k - 1 squares away.
    const last = squares.farthest(column, row)
    for (let k = 0; k <= last && (k - 1) * SQUARE <= distance; k++) {
      const [west, east] = [Math.max(column - k, squareOf(x - distance)), Math.min(column + k, squareOf(x + distance))]
      const [south, north] = [squareOf(y - distance), squareOf(y + distance)]
      for (let u = west; u <= east; u++) {
        const step = k === 0 || Math.abs(u - column) === k ? 1 : 2 * k
        for (let v = row - k; v <= row + k; v += step) if (v >= south && v <= north) squares.each(u, v, look)
      }
    }
    return best < 0 ? undefined : { line: on, segment: best - offsets[on]!, share, x: px, y: py, distance }
  }
}

/** How much of its line lies before a place, 0 to 1 of its length; 0 of a line without length. */
export function shareOfLine({ offsets, coordinates }: PackedLines, { line, segment, share }: PlaceOnLine): number {
  const [first, last] = [offsets[line]!, offsets[line + 1]! - 1]
  let [before, whole] = [0, 0]
  for (let at = first; at < last; at++) {
    const [ax, ay] = [coordinates[2 * at]!, coordinates[2 * at + 1]!]
    const size = Math.hypot(coordinates[2 * at + 2]! - ax, coordinates[2 * at + 3]! - ay)
    before += at < first + segment ? size : at === first + segment ? size * share : 0
    whole += size
  }
  return whole === 0 ? 0 : Math.min(1, before / whole)
}
