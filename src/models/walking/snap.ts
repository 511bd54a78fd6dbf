import type { WalkingGraph } from './graph.ts'
import type { OnEdge } from './search.ts'

/** The place on a graph nearest to a position. */
export interface Snapped extends OnEdge {
  readonly x: number
  readonly y: number
  /** m. */
  readonly away: number
}

/** Side of the squares that edges are sorted into, m: about one block. */
const SQUARE = 100

/**
 * Sorts the edges of a graph by where they are, and gives the function that finds the place nearest to x, y on an edge that
 * `usable` marks, within `reach` metres; undefined when none is.
 */
export function openSnap({
  edges,
}: WalkingGraph): (x: number, y: number, usable: Uint8Array, reach: number) => Snapped | undefined {
  const { offsets, coordinates } = edges.geometry
  const squares = new Map<string, number[]>()
  const square = (value: number) => Math.floor(value / SQUARE)
  for (let edge = 0; edge < edges.from.length; edge++)
    for (const key of squaresOf(edge)) {
      const inside = squares.get(key)
      if (inside) inside.push(edge)
      else squares.set(key, [edge])
    }

  function squaresOf(edge: number): Set<string> {
    const keys = new Set<string>()
    for (let i = offsets[edge]!; i + 1 < offsets[edge + 1]!; i++) {
      const [ax, ay, bx, by] = coordinates.subarray(2 * i, 2 * i + 4) as unknown as [number, number, number, number]
      for (let column = square(Math.min(ax, bx)); column <= square(Math.max(ax, bx)); column++)
        for (let row = square(Math.min(ay, by)); row <= square(Math.max(ay, by)); row++) keys.add(`${column} ${row}`)
    }
    return keys
  }

  return (x, y, usable, reach) => {
    let best: Snapped | undefined
    const rings = Math.ceil(reach / SQUARE)
    for (let ring = 0; ring <= rings; ring++) {
      // What is beyond this ring is farther than what was found.
      if (best && best.away <= (ring - 1) * SQUARE) break
      for (const key of ringOf(square(x), square(y), ring))
        for (const edge of squares.get(key) ?? []) {
          if (!usable[edge]) continue
          const near = nearestOn(edge, x, y)
          if (near.away <= reach && (!best || near.away < best.away)) best = near
        }
    }
    return best
  }

  function nearestOn(edge: number, x: number, y: number): Snapped {
    let [walked, total] = [0, 0]
    let best: Omit<Snapped, 'edge' | 'along'> = { x, y, away: Number.POSITIVE_INFINITY }
    for (let i = offsets[edge]!; i + 1 < offsets[edge + 1]!; i++) {
      const [ax, ay, bx, by] = coordinates.subarray(2 * i, 2 * i + 4) as unknown as [number, number, number, number]
      const size = Math.hypot(bx - ax, by - ay)
      const share = size === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / size ** 2))
      const [px, py] = [ax + share * (bx - ax), ay + share * (by - ay)]
      const away = Math.hypot(px - x, py - y)
      if (away < best.away) {
        best = { x: px, y: py, away }
        walked = total + share * size
      }
      total += size
    }
    return { ...best, edge, along: total === 0 ? 0 : Math.min(1, walked / total) }
  }
}

/** The squares around one, at so many squares from it. */
function* ringOf(column: number, row: number, ring: number): Generator<string> {
  for (let dx = -ring; dx <= ring; dx++) {
    const isSide = Math.abs(dx) === ring
    for (let dy = -ring; dy <= ring; dy += isSide || ring === 0 ? 1 : 2 * ring) yield `${column + dx} ${row + dy}`
  }
}
