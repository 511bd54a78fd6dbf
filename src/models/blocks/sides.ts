import type { Line, Polygon } from '../planar/index.ts'
import { GRID } from './faces.ts'

/** Lengths of the sides that faces share: for each face, its neighbours and the metres in common. */
export type Neighbours = Map<number, number>[]

/** Finds which of faces that share sides exactly are neighbours. Those that touch at a position alone are not. */
export function neighboursOf(faces: readonly Polygon[]): Neighbours {
  const numbers = numbering(faces)
  const neighbours: Neighbours = faces.map(() => new Map())
  /** Side → the face met first on it. */
  const open = new Map<number, number>()
  faces.forEach((face, index) => {
    for (const ring of face)
      eachSide(ring, numbers, (side, length) => {
        const other = open.get(side)
        if (other === undefined) {
          open.set(side, index)
          return
        }
        open.delete(side)
        // A side with the same face on both sides is a loose end inside it.
        if (other === index) return
        neighbours[index]!.set(other, (neighbours[index]!.get(other) ?? 0) + length)
        neighbours[other]!.set(index, (neighbours[other]!.get(index) ?? 0) + length)
      })
  })
  return neighbours
}

/** A number for each position, those of the grid being one. */
function numbering(faces: readonly Polygon[]): (x: number, y: number) => number {
  const [ox, oy] = faces[0]?.[0] ?? [0, 0]
  const known = new Map<number, number>()
  // Two whole numbers of 26 bits in one of 53: a grid of a centimetre goes 335 km each way.
  const key = (x: number, y: number) =>
    (Math.round((x - ox!) / GRID) + 2 ** 25) * 2 ** 26 + Math.round((y - oy!) / GRID) + 2 ** 25
  return (x, y) => {
    const name = key(x, y)
    const found = known.get(name)
    if (found !== undefined) return found
    known.set(name, known.size)
    return known.size - 1
  }
}

/** Sides named by their two ends, whichever comes first. 2^26 positions at most. */
function eachSide(
  ring: Line,
  numbers: (x: number, y: number) => number,
  visit: (side: number, length: number) => void,
): void {
  let last = numbers(ring[0]!, ring[1]!)
  for (let i = 2; i < ring.length; i += 2) {
    const next = numbers(ring[i]!, ring[i + 1]!)
    if (next === last) continue
    const side = Math.min(last, next) * 2 ** 26 + Math.max(last, next)
    visit(side, Math.hypot(ring[i]! - ring[i - 2]!, ring[i + 1]! - ring[i - 1]!))
    last = next
  }
}
