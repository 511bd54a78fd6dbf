import type { Position, RowOf } from '../../src/kernel/index.ts'
import { projector } from '../../src/kernel/index.ts'
import { given } from '../mobility/testing/territory.ts'
import { Place, type WalkEdge } from './shapes.ts'

// A town of 9 × 9 junctions, 100 m apart, in the CRS of Rennes; a main road along its south.

export const crs = 'EPSG:3948'
export const [EAST, NORTH] = [1_352_000, 7_223_000]
const toDegrees = projector(crs, 'EPSG:4326')
export const at = (x: number, y: number): Position => toDegrees([EAST + x, NORTH + y])
export const point = (x: number, y: number) => ({ type: 'Point' as const, coordinates: at(x, y) })
const SIDE = 9

type Edge = RowOf<typeof WalkEdge>
function edge(x: number, y: number, east: boolean): Edge {
  const [u, v] = east ? [x + 1, y] : [x, y + 1]
  return {
    ...{ id: `${x} ${y} ${east ? 'e' : 'n'}`, from: `${x} ${y}`, to: `${u} ${v}`, kind: 'street' },
    ...{ name: east ? `Rue ${y}` : `Avenue ${x}`, class: y === 0 && east ? 'primary' : 'residential' },
    ...{ length: 100, climb: x >= 6 ? 10 : 0, drop: 0, speed_limit: y === 0 && east ? 50 : null },
    line: { type: 'LineString', coordinates: [at(x * 100, y * 100), at(u * 100, v * 100)] },
  }
}
export const edges = Array.from({ length: SIDE * SIDE }, (_, i) => [i % SIDE, Math.floor(i / SIDE)] as const).flatMap(
  ([x, y]) => [...(x < SIDE - 1 ? [edge(x, y, true)] : []), ...(y < SIDE - 1 ? [edge(x, y, false)] : [])],
)
export const sidewalk: Edge = {
  ...{
    ...edge(0, 0, true),
    id: 'walk',
    from: 'a',
    to: 'b',
    kind: 'sidewalk',
    name: null,
    class: 'footway',
    speed_limit: null,
  },
  line: { type: 'LineString', coordinates: [at(0, 6), at(100, 6)] },
}

export const places = given('places', Place, [
  { id: 'food', kind: 'food', location: point(20, 20) },
  { id: 'far', kind: 'school', location: point(790, 790) },
  { id: 'bench', kind: 'bench', location: point(0, 0) },
  { id: 'lost', kind: 'food', location: point(5000, 0) },
])
