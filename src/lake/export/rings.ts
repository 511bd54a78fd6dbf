import type { Position } from '../../kernel/index.ts'

/** Rings of a polygon turned one way: the outer one counterclockwise (RFC 7946) or clockwise (shapefile), holes the other. */
export function turnedRings(rings: readonly Position[][], outer: 'counterclockwise' | 'clockwise'): Position[][] {
  return rings.map((ring, i) => {
    const area = doubleArea(ring)
    const isWanted = area > 0 === ((outer === 'counterclockwise') === (i === 0))
    return area === 0 || isWanted ? ring : ring.toReversed()
  })
}

/** Twice the area of a ring, positive when it turns counterclockwise. */
function doubleArea(ring: readonly Position[]): number {
  let sum = 0
  // Relative to the first position, so that large coordinates do not drown a small area.
  const [x0, y0] = ring[0] ?? [0, 0]
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = ring[i - 1]!
    const [bx, by] = ring[i]!
    sum += (ax! - x0!) * (by! - y0!) - (bx! - x0!) * (ay! - y0!)
  }
  return sum
}
