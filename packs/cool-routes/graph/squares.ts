import type { Line } from '../../../src/models/planar/index.ts'

/** The place of a network nearest to a position: on which segment of which line, how far along it, and how far away. */
export interface Place {
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

/** Side of the squares in which segments are sorted, m: near the spacing of streets. */
const SQUARE = 32

/** Finds, of the segments of many lines, the one nearest to a position within a distance. `isAsked` passes over lines. */
export function nearestOf(lines: readonly Line[]) {
  const squares = new Map<number, number[]>()
  const key = (u: number, v: number) => u * 0x2000000 + v
  const segments: number[] = []
  lines.forEach((line, index) => {
    for (let i = 0; i + 3 < line.length; i += 2) {
      const at = segments.push(index, i / 2) - 2
      const [ax, ay, bx, by] = [line[i]!, line[i + 1]!, line[i + 2]!, line[i + 3]!]
      for (let u = squareOf(Math.min(ax, bx)); u <= squareOf(Math.max(ax, bx)); u++)
        for (let v = squareOf(Math.min(ay, by)); v <= squareOf(Math.max(ay, by)); v++) {
          const inside = squares.get(key(u, v))
          if (inside) inside.push(at)
          else squares.set(key(u, v), [at])
        }
    }
  })
  return (x: number, y: number, within: number, isAsked?: (line: number, segment: number) => boolean) => {
    let best: Place | undefined
    for (let u = squareOf(x - within); u <= squareOf(x + within); u++)
      for (let v = squareOf(y - within); v <= squareOf(y + within); v++)
        for (const at of squares.get(key(u, v)) ?? []) {
          const [line, segment] = [segments[at]!, segments[at + 1]!]
          const place = placeOn(lines[line]!, segment, x, y)
          if (place.distance > (best?.distance ?? within) || (isAsked && !isAsked(line, segment))) continue
          if (best && place.distance === best.distance && line > best.line) continue
          best = { line, segment, ...place }
        }
    return best
  }
}

const squareOf = (coordinate: number) => Math.floor(coordinate / SQUARE)

function placeOn(line: Line, segment: number, x: number, y: number) {
  const i = 2 * segment
  const [ax, ay] = [line[i]!, line[i + 1]!]
  const [dx, dy] = [line[i + 2]! - ax, line[i + 3]! - ay]
  const length2 = dx * dx + dy * dy
  const share = length2 === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length2))
  const [px, py] = [ax + share * dx, ay + share * dy]
  return { share, x: px, y: py, distance: Math.hypot(px - x, py - y) }
}
