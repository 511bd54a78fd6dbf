import type { Cells } from '../planar/index.ts'

/** Gives the cells still without a value that of the nearest place of some sides, interpolated along them. */
export function fillOutside(
  xy: Float64Array,
  z: Float64Array,
  sides: readonly number[],
  { step, column, row, width, height }: Cells,
  values: Float64Array,
  wanted: Uint8Array | undefined,
): void {
  for (let line = 0; line < height; line++)
    for (let i = 0; i < width; i++) {
      const at = line * width + i
      if (Number.isNaN(values[at]) && wanted?.[at] !== 0)
        values[at] = nearest(xy, z, sides, (column + i + 0.5) * step, (row - line + 0.5) * step)
    }
}

function nearest(xy: Float64Array, z: Float64Array, sides: readonly number[], x: number, y: number): number {
  let [best, value] = [Infinity, Number.NaN]
  for (let n = 0; n < sides.length; n += 2) {
    const [a, b] = [sides[n]!, sides[n + 1]!]
    const [ax, ay] = [xy[2 * a]!, xy[2 * a + 1]!]
    const [dx, dy] = [xy[2 * b]! - ax, xy[2 * b + 1]! - ay]
    const length2 = dx * dx + dy * dy
    const t = length2 === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length2))
    const distance2 = (ax + t * dx - x) ** 2 + (ay + t * dy - y) ** 2
    if (distance2 < best) [best, value] = [distance2, z[a]! + t * (z[b]! - z[a]!)]
  }
  return value
}
