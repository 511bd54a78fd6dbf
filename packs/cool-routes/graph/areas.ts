import { contains, type Line, type Polygon } from '../../../src/models/planar/index.ts'

/** Gates of an area, at most: a square with more is crossed along its edge. */
const MOST_GATES = 16
/** Places of a straight line that must be inside an area for it to be crossed there. */
const LOOKS = 8
/** Positions in the same square of a centimetre are one. */
const name = (x: number, y: number) => `${Math.round(x * 100)} ${Math.round(y * 100)}`

/**
 * Straight lines across an area, from each place where another way meets its edge to each other that is seen from there: one walks
 * across a square, not around it.
 * @param isGate whether another way has a position there
 */
export function acrossOf(area: Polygon, isGate: (x: number, y: number) => boolean): Line[] {
  const gates = new Map<string, readonly [number, number]>()
  for (const ring of area)
    for (let i = 0; i + 3 < ring.length; i += 2) {
      const [x, y] = [ring[i]!, ring[i + 1]!]
      if (isGate(x, y)) gates.set(name(x, y), [x, y])
    }
  if (gates.size > MOST_GATES) return []
  const list = [...gates.values()]
  return list.flatMap(([ax, ay], i) =>
    list.slice(i + 1).flatMap(([bx, by]) => {
      for (let look = 1; look < LOOKS; look++) {
        const share = look / LOOKS
        if (!contains(area, ax + share * (bx - ax), ay + share * (by - ay))) return []
      }
      return [Float64Array.of(ax, ay, bx, by)]
    }),
  )
}

/** Tells whether two lines or more of a network have a position at a place. */
export function meetings(lines: readonly Line[]): (x: number, y: number) => boolean {
  const once = new Map<string, number>()
  const shared = new Set<string>()
  lines.forEach((line, index) => {
    for (let i = 0; i + 1 < line.length; i += 2) {
      const at = name(line[i]!, line[i + 1]!)
      const first = once.get(at)
      if (first === undefined) once.set(at, index)
      else if (first !== index) shared.add(at)
    }
  })
  return (x, y) => shared.has(name(x, y))
}
