import { type Line, nearestOf, packed, shareOfLine } from '../planar/index.ts'
import type { Doorstep } from './reach.ts'

/**
 * Finds the edge nearest to a place within a distance, and where along it: metres of `length`, which may be longer than the line
 * drawn, from its first node to its last. Gives undefined where there is none.
 */
export function nearestEdge(
  lines: readonly Line[],
  length: ArrayLike<number>,
  within: number,
): (x: number, y: number) => Doorstep | undefined {
  const drawn = packed(lines)
  const near = nearestOf(drawn)
  return (x, y) => {
    const place = near(x, y, within)
    if (!place) return undefined
    const { line: edge, distance: aside } = place
    return { edge, along: shareOfLine(drawn, place) * length[edge]!, aside }
  }
}
