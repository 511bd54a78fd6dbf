import type { Point } from './near.ts'

/** A polygon: its outer ring, then its holes, in metres. */
export type Rings = readonly (readonly Point[])[]

/**
 * The share of the area of polygons (0 to 1) where `inside` holds, by sampling the centres of `side` × `side` squares
 * of their bounding box. For a square cut by a straight line the error is below 1 / side; it is far smaller on average.
 * Polygons too thin to hold a sample give 0.
 */
export function areaShare(polygons: readonly Rings[], inside: (x: number, y: number) => boolean, side: number): number {
  const xs = polygons.flatMap((rings) => rings[0]!.map(([x]) => x))
  const ys = polygons.flatMap((rings) => rings[0]!.map(([, y]) => y))
  const [minX, maxX, minY, maxY] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  let [samples, hits] = [0, 0]
  for (let i = 0; i < side; i++) {
    const x = minX + ((i + 0.5) / side) * (maxX - minX)
    for (let j = 0; j < side; j++) {
      const y = minY + ((j + 0.5) / side) * (maxY - minY)
      if (!polygons.some((rings) => contains(rings, x, y))) continue
      samples++
      if (inside(x, y)) hits++
    }
  }
  return samples === 0 ? 0 : hits / samples
}

/** Even-odd rule: a line from the position to the east crosses the rings an odd number of times. */
function contains(rings: Rings, x: number, y: number): boolean {
  let odd = false
  for (const ring of rings) {
    let [ax, ay] = ring.at(-1)!
    for (const [bx, by] of ring) {
      if (by > y !== ay > y && x < ((ax - bx) * (y - by)) / (ay - by) + bx) odd = !odd
      ax = bx
      ay = by
    }
  }
  return odd
}
