import type { Bbox, Geometry, Position } from '../../../kernel/index.ts'
import type { BboxLiteral } from './ast.ts'
import { pointTest } from './point-test.ts'

/**
 * A box inside a ring that was the border of a box before it was projected, its four sides cut in as many pieces: south, east,
 * north, west. What lies strictly within it is within the ring, whatever the bend of the sides. Undefined when there is none.
 */
export function innerBox(ring: readonly Position[]): Bbox | undefined {
  const pieces = (ring.length - 1) / 4
  if (!Number.isInteger(pieces) || pieces < 1) return undefined
  const side = (i: number, axis: 0 | 1) =>
    ring.slice(i * pieces, (i + 1) * pieces + 1).map((position) => position[axis]!)
  const box: Bbox = [Math.max(...side(3, 0)), Math.max(...side(0, 1)), Math.min(...side(1, 0)), Math.min(...side(2, 1))]
  const [minx, miny, maxx, maxy] = box
  // No side passes through it: it is wholly in the ring, or wholly out.
  const isIn = pointTest('s_within', { type: 'Polygon', coordinates: [[...ring]] })
  return minx < maxx && miny < maxy && isIn?.((minx + maxx) / 2, (miny + maxy) / 2) === true ? box : undefined
}

/** The box of which all that is strictly inside is inside a geometry of a filter, where it was drawn as a box. */
export const innerOf = (geometry: Geometry, drawn: Geometry | BboxLiteral): Bbox | undefined =>
  'bbox' in drawn && geometry.type === 'Polygon' ? innerBox(geometry.coordinates[0]!) : undefined
