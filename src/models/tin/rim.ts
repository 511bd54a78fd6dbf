/** The triangles of a triangulation that are kept, and the sides around them: x, y places as pairs of points. */
export interface Rim {
  readonly triangles: readonly number[]
  /** Pairs of points: the ends of each side. */
  readonly sides: readonly number[]
}

/**
 * A triangle at the rim lower than this share of its outer side is no ground: points in a row that are not quite straight make
 * slivers there, which join places far apart over all that lies between.
 */
const FLAT = 0.01

/** Takes away, from the outside in, the flat triangles at the rim of a triangulation. */
export function rimOf(
  xy: Float64Array,
  triangles: ArrayLike<number>,
  halfedges: ArrayLike<number>,
  hull: ArrayLike<number>,
): Rim {
  const count = triangles.length / 3
  const isGone = new Uint8Array(count)
  const isOuter = (edge: number) => {
    const twin = halfedges[edge]!
    return twin === -1 || isGone[Math.floor(twin / 3)] === 1
  }
  const waiting = Array.from({ length: count }, (_, t) => t).reverse()
  while (waiting.length > 0) {
    const t = waiting.pop()!
    const edges = [3 * t, 3 * t + 1, 3 * t + 2]
    if (isGone[t] || !edges.some((edge) => isOuter(edge) && isFlat(xy, triangles, edge))) continue
    isGone[t] = 1
    for (const edge of edges) if (halfedges[edge] !== -1) waiting.push(Math.floor(halfedges[edge]! / 3))
  }
  const kept: number[] = []
  const sides: number[] = []
  for (let t = 0; t < count; t++) {
    if (isGone[t]) continue
    kept.push(triangles[3 * t]!, triangles[3 * t + 1]!, triangles[3 * t + 2]!)
    for (const edge of [3 * t, 3 * t + 1, 3 * t + 2])
      if (isOuter(edge)) sides.push(triangles[edge]!, triangles[after(edge)]!)
  }
  // All in a row: the row itself is the ground.
  if (sides.length === 0)
    for (let i = 0; i < hull.length; i++) sides.push(hull[i]!, hull[Math.min(i + 1, hull.length - 1)]!)
  return { triangles: kept, sides }
}

const after = (edge: number) => (edge % 3 === 2 ? edge - 2 : edge + 1)

function isFlat(xy: Float64Array, triangles: ArrayLike<number>, edge: number): boolean {
  const [a, b, c] = [triangles[edge]!, triangles[after(edge)]!, triangles[after(after(edge))]!]
  const [dx, dy] = [xy[2 * b]! - xy[2 * a]!, xy[2 * b + 1]! - xy[2 * a + 1]!]
  const twice = dx * (xy[2 * c + 1]! - xy[2 * a + 1]!) - dy * (xy[2 * c]! - xy[2 * a]!)
  return Math.abs(twice) < FLAT * (dx * dx + dy * dy)
}
