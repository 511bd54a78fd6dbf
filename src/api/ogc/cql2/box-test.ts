import { type Bbox, bboxOf, columnOfRole, type Geometry } from '../../../kernel/index.ts'
import { type BboxLiteral, type Expression, isCall, isProperty } from './ast.ts'
import type { Context } from './context.ts'
import { filterGeometry } from './filter-geometry.ts'
import { innerOf } from './inner-box.ts'
import { edgesOf, pointTest } from './point-test.ts'

/** What boxes tell of a filter that asks for nothing but a place, in the CRS of the geometries. */
export interface BoxTest {
  /** Met, sides included, by the box of every row that passes. */
  readonly box: Bbox
  /** Whether all that is in a box passes, or nothing; undefined when geometries must be looked at. */
  tells(minx: number, miny: number, maxx: number, maxy: number): boolean | undefined
}

/** The test of a filter by boxes; undefined when it asks for something else than to meet, or to be in, a polygon of its own. */
export function boxTest(filter: Expression, context: Context): BoxTest | undefined {
  if (!isCall(filter) || (filter.op !== 's_intersects' && filter.op !== 's_within')) return undefined
  const [a, b] = filter.args as [Expression, Expression]
  if (!isProperty(a) || columnOfRole(context.shape, 'geometry') !== a.property) return undefined
  if (typeof b !== 'object' || !('type' in b || 'bbox' in b)) return undefined
  const { crs = 'EPSG:4326', geometryTypes: types = [] } = context.shape.columns[a.property]!
  const { geometry, project } = filterGeometry(b as Geometry | BboxLiteral, crs, context)
  if (project || geometry.type !== 'Polygon') return undefined
  const arePoints = types.length === 1 && types[0] === 'Point'
  const box = bboxOf(geometry)!
  // A box in the CRS of points, its border included.
  if (arePoints && filter.op === 's_intersects' && 'bbox' in b && geometry.coordinates[0]!.length === 5)
    return { box, tells: (minx, miny, maxx, maxy) => isIn(box, minx, miny, maxx, maxy) || undefined }
  const ofPoint = pointTest(filter.op, geometry)
  const inner = innerOf(geometry, b as Geometry | BboxLiteral)
  const edges = edgesOf(geometry.coordinates)
  if (!ofPoint || !edges) return undefined
  return {
    box,
    tells(minx, miny, maxx, maxy) {
      // Most of what a box holds is far from its sides.
      if (inner && minx > inner[0] && miny > inner[1] && maxx < inner[2] && maxy < inner[3]) return true
      const isPoint = arePoints && minx === maxx && miny === maxy
      // A box that no edge comes near is wholly in, or wholly out.
      return isPoint || !isNear(edges, minx, miny, maxx, maxy) ? ofPoint(minx, miny) : undefined
    },
  }
}

const isIn = (box: Bbox, minx: number, miny: number, maxx: number, maxy: number): boolean =>
  minx >= box[0] && miny >= box[1] && maxx <= box[2] && maxy <= box[3]

/** Whether the box of an edge, four numbers each, meets a box. */
function isNear(edges: Float64Array, minx: number, miny: number, maxx: number, maxy: number): boolean {
  for (let i = 0; i < edges.length; i += 4) {
    const [ax, ay, bx, by] = [edges[i]!, edges[i + 1]!, edges[i + 2]!, edges[i + 3]!]
    const isApart =
      (ax < minx && bx < minx) || (ax > maxx && bx > maxx) || (ay < miny && by < miny) || (ay > maxy && by > maxy)
    if (!isApart) return true
  }
  return false
}
