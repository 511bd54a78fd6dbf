import type { Geometry, Position } from '../../../kernel/index.ts'
import type { SpatialOp } from './ast.ts'

// Most filters are a box or a few strokes, and most rows they meet are points far from its border. Whether such a point is in is
// told here, thirty times faster than by GEOS; what is near the border is left to GEOS, whose arithmetic is exact.

/** Positions of a polygon above which GEOS, which indexes them, is faster. */
const MOST_POSITIONS = 500
/** How near the border is, as a share of the largest coordinate: 7 µm in Lambert-93. */
const NEAR = 1e-12

/** Whether a point passes; undefined when only GEOS can tell. */
export type PointTest = (x: number, y: number) => boolean | undefined

/** The test of points against a geometry of a filter, for `point op geometry`; undefined when there is none as simple. */
export function pointTest(op: SpatialOp, geometry: Geometry): PointTest | undefined {
  if (geometry.type !== 'Polygon') return undefined
  if (op !== 's_intersects' && op !== 's_within' && op !== 's_disjoint') return undefined
  const edges = edgesOf(geometry.coordinates)
  if (!edges) return undefined
  const near = edges.reduce((most, value) => Math.max(most, Math.abs(value)), 0) * NEAR
  const wanted = op !== 's_disjoint'

  return (x, y) => {
    let isIn = false
    for (let i = 0; i < edges.length; i += 4) {
      const [ax, ay, bx, by] = [edges[i]!, edges[i + 1]!, edges[i + 2]!, edges[i + 3]!]
      const [dx, dy] = [bx - ax, by - ay]
      const side = dx * (y - ay) - dy * (x - ax)
      const isBeside =
        y >= Math.min(ay, by) - near &&
        y <= Math.max(ay, by) + near &&
        x >= Math.min(ax, bx) - near &&
        x <= Math.max(ax, bx) + near
      if (isBeside && Math.abs(side) <= near * (Math.abs(dx) + Math.abs(dy))) return undefined
      // A ray to the east, even-odd: each edge holds its lower end only.
      if (ay > y !== by > y && dy > 0 === side > 0) isIn = !isIn
    }
    return isIn === wanted
  }
}

/** The edges of rings, four numbers each; undefined when there are too many. */
export function edgesOf(rings: readonly Position[][]): Float64Array | undefined {
  const count = rings.reduce((sum, ring) => sum + Math.max(0, ring.length - 1), 0)
  if (count === 0 || count > MOST_POSITIONS) return undefined
  const edges = new Float64Array(count * 4)
  let at = 0
  for (const ring of rings)
    for (let i = 1; i < ring.length; i++) {
      const [[ax, ay], [bx, by]] = [ring[i - 1] as [number, number], ring[i] as [number, number]]
      edges.set([ax, ay, bx, by], at)
      at += 4
    }
  return edges
}
