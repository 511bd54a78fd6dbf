import type { Line } from '../planar/index.ts'
import type { Doorstep } from './reach.ts'

/** The line of each edge, from its first node to its last, as x, y, x, y… in metres. */
export type EdgeLines = readonly Line[]

/** Side of the squares that segments are sorted into (m): near the spacing of streets. */
const SQUARE = 100

/**
 * Finds the edge nearest to a place within a distance, and where along it: metres of `length`, which may be longer than the line
 * drawn. Gives undefined where there is none.
 */
export function nearestEdge(
  lines: EdgeLines,
  length: ArrayLike<number>,
  within: number,
): (x: number, y: number) => Doorstep | undefined {
  /** Edge and first position of each segment, by square. */
  const squares = new Map<string, [edge: number, at: number][]>()
  lines.forEach((line, edge) => {
    for (let at = 0; at + 3 < line.length; at += 2) {
      const [ax, ay, bx, by] = [line[at]!, line[at + 1]!, line[at + 2]!, line[at + 3]!]
      for (let u = squareOf(Math.min(ax, bx)); u <= squareOf(Math.max(ax, bx)); u++)
        for (let v = squareOf(Math.min(ay, by)); v <= squareOf(Math.max(ay, by)); v++) {
          const inside = squares.get(`${u} ${v}`)
          if (inside) inside.push([edge, at])
          else squares.set(`${u} ${v}`, [[edge, at]])
        }
    }
  })
  const reach = Math.ceil(within / SQUARE)
  return (x, y) => {
    let [best, edge, at, part] = [within, -1, 0, 0]
    const [u, v] = [squareOf(x), squareOf(y)]
    for (let i = u - reach; i <= u + reach; i++)
      for (let j = v - reach; j <= v + reach; j++)
        for (const [one, start] of squares.get(`${i} ${j}`) ?? []) {
          const { distance, share } = toSegment(lines[one]!, start, x, y)
          // Of two as near, the first: the answer does not depend on the order of squares.
          if (distance < best || (distance === best && one < edge))
            [best, edge, at, part] = [distance, one, start, share]
        }
    if (edge < 0) return undefined
    const line = lines[edge]!
    let [before, whole] = [0, 0]
    for (let i = 0; i + 3 < line.length; i += 2) {
      const size = Math.hypot(line[i + 2]! - line[i]!, line[i + 3]! - line[i + 1]!)
      before += i < at ? size : i === at ? size * part : 0
      whole += size
    }
    return { edge, along: whole === 0 ? 0 : (before / whole) * length[edge]!, aside: best }
  }
}

const squareOf = (metres: number) => Math.floor(metres / SQUARE)

/** How far a place is from a segment, and at which share of it is the nearest position. */
function toSegment(line: Line, at: number, x: number, y: number): { distance: number; share: number } {
  const [ax, ay] = [line[at]!, line[at + 1]!]
  const [dx, dy] = [line[at + 2]! - ax, line[at + 3]! - ay]
  const square = dx * dx + dy * dy
  const share = square === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / square))
  return { distance: Math.hypot(ax + share * dx - x, ay + share * dy - y), share }
}
