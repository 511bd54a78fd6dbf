import { type Line, lengthOf, nearestOf, packed } from '../../../src/models/planar/index.ts'
import { middles, pieceOf, walker } from './along.ts'

/** m between two looks along a road. */
const LOOK = 2
/** Pieces shorter than this, m, are the slack between two drawings of one way. */
const SHORTEST = 8

/**
 * The pieces of roads along which no detailed way runs within `covered` metres, and the number of the road each comes from: what a
 * background tells where the detailed survey is silent. A road that nothing covers is kept whole, as it is.
 */
export function piecesOutside(
  roads: readonly Line[],
  ways: readonly Line[],
  covered: number,
): { readonly road: number; readonly line: Line }[] {
  const near = nearestOf(packed(ways))
  const pieces: { road: number; line: Line }[] = []
  roads.forEach((line, road) => {
    const length = lengthOf(line)
    const looks = middles(line, LOOK)
    const each = length / looks.length
    const walk = walker(line)
    const isFree = looks.map((distance) => near(...walk(distance).at, covered) === undefined)
    if (isFree.every(Boolean)) {
      pieces.push({ road, line })
      return
    }
    for (let from = 0; from < isFree.length; from++) {
      if (!isFree[from]) continue
      let to = from
      while (to + 1 < isFree.length && isFree[to + 1]) to++
      const [start, end] = [from * each, (to + 1) * each]
      if (end - start >= SHORTEST) pieces.push({ road, line: pieceOf(line, start, end) })
      from = to
    }
  })
  return pieces
}
