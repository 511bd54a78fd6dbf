import Delaunator from 'delaunator'
import type { Cells } from '../planar/index.ts'
import { fillOutside } from './outside.ts'
import { sorted } from './points.ts'
import { rimOf } from './rim.ts'

/** A terrain of triangles between points: continuous, and exactly that of the points where they are. */
export interface Tin {
  /** Points it stands on. */
  readonly count: number
  /**
   * The elevation at the centre of each cell, row by row from the north. Outside the triangles, that of the nearest
   * place of their rim; NaN without any point. A cell has the same value in any window. Where
   * `wanted` is 0 a cell may be left NaN.
   */
  fill(cells: Cells, wanted?: Uint8Array): Float64Array
}

/** Triangulates points (Delaunay) given as x0, y0, x1, y1… and their elevations, in metres. Their order changes nothing. */
export function triangulate(coordinates: ArrayLike<number>, elevations: ArrayLike<number>): Tin {
  const { xy, z } = sorted(coordinates, elevations)
  const delaunay = z.length > 0 ? new Delaunator(xy) : { triangles: [], halfedges: [], hull: [] }
  const { triangles, sides } = rimOf(xy, delaunay.triangles, delaunay.halfedges, delaunay.hull)
  return {
    count: z.length,
    fill(cells, wanted) {
      const values = new Float64Array(cells.width * cells.height).fill(Number.NaN)
      for (let t = 0; t < triangles.length; t += 3)
        fillTriangle(xy, z, triangles[t]!, triangles[t + 1]!, triangles[t + 2]!, cells, values)
      if (z.length > 0) fillOutside(xy, z, sides, cells, values, wanted)
      return values
    },
  }
}

/** Cells whose centre is this near to a triangle, m, are in it: none is lost between two by rounding. */
const EDGE = 1e-6

function fillTriangle(
  xy: Float64Array,
  z: Float64Array,
  a: number,
  b: number,
  c: number,
  { step, column, row, width, height }: Cells,
  values: Float64Array,
): void {
  const [ax, ay, bx, by, cx, cy] = [xy[2 * a]!, xy[2 * a + 1]!, xy[2 * b]!, xy[2 * b + 1]!, xy[2 * c]!, xy[2 * c + 1]!]
  const [west, east] = [column * step, (column + width) * step]
  if (Math.max(ax, bx, cx) < west || Math.min(ax, bx, cx) > east) return
  // Lines of cells are counted from the north.
  const first = Math.max(0, row - Math.ceil(Math.max(ay, by, cy) / step))
  const last = Math.min(height - 1, row - Math.floor(Math.min(ay, by, cy) / step))
  if (first > last) return

  // The plane z = za + p (x − ax) + q (y − ay).
  const cross = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay)
  const p = ((z[b]! - z[a]!) * (cy - ay) - (z[c]! - z[a]!) * (by - ay)) / cross
  const q = ((z[c]! - z[a]!) * (bx - ax) - (z[b]! - z[a]!) * (cx - ax)) / cross

  for (let line = first; line <= last; line++) {
    const y = (row - line + 0.5) * step
    let [from, to] = [Infinity, -Infinity]
    for (let side = 0; side < 3; side++) {
      // Always from the south, so that a side is the same for the triangles on both its sides.
      let [ux, uy, vx, vy] = side === 0 ? [ax, ay, bx, by] : side === 1 ? [bx, by, cx, cy] : [cx, cy, ax, ay]
      if (uy > vy) [ux, uy, vx, vy] = [vx, vy, ux, uy]
      if (y < uy || y > vy) continue
      const x = uy === vy ? ux : ux + ((vx - ux) * (y - uy)) / (vy - uy)
      from = Math.min(from, x, uy === vy ? vx : x)
      to = Math.max(to, x, uy === vy ? vx : x)
    }
    const left = Math.max(0, Math.ceil((from - EDGE) / step - 0.5) - column)
    const right = Math.min(width - 1, Math.floor((to + EDGE) / step - 0.5) - column)
    for (let i = left; i <= right; i++)
      values[line * width + i] = z[a]! + p * ((column + i + 0.5) * step - ax) + q * (y - ay)
  }
}
