/** A point of the town's own plane: metres east and north of its south-west corner. */
export type Point = readonly [u: number, v: number]

/** The half of the plane where a·u + b·v ≤ c. */
export type HalfPlane = readonly [a: number, b: number, c: number]

export const distance = (p: Point, q: Point) => Math.hypot(q[0] - p[0], q[1] - p[1])

/** The point at share t of the way from p to q. */
export const along = (p: Point, q: Point, t: number): Point => [p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])]

/** The next item of a ring. */
export const next = <T>(ring: readonly T[], i: number): T => ring[(i + 1) % ring.length]!

/** Area of a ring in m², positive when it turns anticlockwise. */
export function area(ring: readonly Point[]): number {
  let sum = 0
  for (let i = 0; i < ring.length; i++) {
    const [p, q] = [ring[i]!, next(ring, i)]
    sum += p[0] * q[1] - q[0] * p[1]
  }
  return sum / 2
}

/** The mean of the corners: inside, for a convex ring. */
export function middle(ring: readonly Point[]): Point {
  let [u, v] = [0, 0]
  for (const p of ring) {
    u += p[0]
    v += p[1]
  }
  return [u / ring.length, v / ring.length]
}

/** The part of a convex ring inside a half-plane: empty when none (Sutherland and Hodgman, 1974, one edge). */
export function clip(ring: readonly Point[], [a, b, c]: HalfPlane): Point[] {
  const kept: Point[] = []
  for (let i = 0; i < ring.length; i++) {
    const [p, q] = [ring[i]!, next(ring, i)]
    const dp = a * p[0] + b * p[1] - c
    const dq = a * q[0] + b * q[1] - c
    if (dp <= 0) kept.push(p)
    if (dp < 0 !== dq < 0 && dp !== 0 && dq !== 0) kept.push(along(p, q, dp / (dp - dq)))
  }
  return kept.length < 3 ? [] : kept
}

/** The inner side of edge i of an anticlockwise ring, `inset` metres in. Its [a, b] is the unit normal pointing out. */
export function inside(ring: readonly Point[], i: number, inset = 0): HalfPlane {
  const [p, q] = [ring[i]!, next(ring, i)]
  const length = distance(p, q) || 1
  const a = (q[1] - p[1]) / length
  const b = -(q[0] - p[0]) / length
  return [a, b, a * p[0] + b * p[1] - inset]
}

/** Whether a convex anticlockwise ring holds a point at least `margin` metres from its edges. */
export function holds(ring: readonly Point[], p: Point, margin = 0): boolean {
  for (let i = 0; i < ring.length; i++) {
    const [a, b, c] = inside(ring, i, margin)
    if (a * p[0] + b * p[1] > c) return false
  }
  return true
}

/** A line with a point at least every `step` metres, ends included. */
export function densify(line: readonly Point[], step: number): Point[] {
  const dense: Point[] = [line[0]!]
  for (let i = 1; i < line.length; i++) {
    const [p, q] = [line[i - 1]!, line[i]!]
    const pieces = Math.max(1, Math.ceil(distance(p, q) / step))
    for (let k = 1; k <= pieces; k++) dense.push(k === pieces ? q : along(p, q, k / pieces))
  }
  return dense
}
