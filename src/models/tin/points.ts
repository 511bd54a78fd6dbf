/** Points as flat arrays, in one order whatever the order they came in, one a place. */
export interface Points {
  /** x0, y0, x1, y1… */
  readonly xy: Float64Array
  readonly z: Float64Array
}

/** Points closer than this, m, are one place: a road and the bridge over it. */
const SAME = 0.01

/** Sorts points from west to east and keeps the lowest of those at one place: the ground passes below the bridge. */
export function sorted(xy: ArrayLike<number>, z: ArrayLike<number>): Points {
  const key = (i: number, axis: 0 | 1) => Math.round(xy[2 * i + axis]! / SAME)
  const order = Uint32Array.from({ length: z.length }, (_, i) => i).filter((i) => Number.isFinite(z[i]))
  order.sort((a, b) => key(a, 0) - key(b, 0) || key(a, 1) - key(b, 1) || z[a]! - z[b]!)
  const kept = order.filter((i, n) => {
    const before = order[n - 1]
    return before === undefined || key(i, 0) !== key(before, 0) || key(i, 1) !== key(before, 1)
  })
  return {
    xy: Float64Array.from({ length: 2 * kept.length }, (_, n) => xy[2 * kept[n >> 1]! + (n & 1)]!),
    z: Float64Array.from(kept, (i) => z[i]!),
  }
}
