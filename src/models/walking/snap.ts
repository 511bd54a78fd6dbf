import { nearestOf, shareOfLine } from '../planar/index.ts'
import type { WalkingGraph } from './graph.ts'
import type { OnEdge } from './search.ts'

/** The place on a graph nearest to a position. */
export interface Snapped extends OnEdge {
  readonly x: number
  readonly y: number
  /** m. */
  readonly away: number
}

/**
 * Sorts the edges of a graph by where they are, and gives the function that finds the place nearest to x, y on an edge that
 * `usable` marks, within `reach` metres; undefined when none is.
 */
export function openSnap({
  edges: { geometry },
}: WalkingGraph): (x: number, y: number, usable: Uint8Array, reach: number) => Snapped | undefined {
  const near = nearestOf(geometry)
  return (x, y, usable, reach) => {
    const place = near(x, y, reach, (edge) => usable[edge]! > 0)
    return (
      place && { edge: place.line, along: shareOfLine(geometry, place), x: place.x, y: place.y, away: place.distance }
    )
  }
}
