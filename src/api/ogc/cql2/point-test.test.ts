import { expect, test } from 'vitest'
import type { Geometry, Position } from '../../../kernel/index.ts'
import type { SpatialOp } from './ast.ts'
import { openGeos } from './geos.ts'
import { pointTest } from './point-test.ts'

const star: Position[] = Array.from({ length: 41 }, (_, i) => {
  const angle = ((i % 40) * 2 * Math.PI) / 40
  const far = i % 2 === 0 ? 10 : 4
  return [352_000 + far * Math.cos(angle), 6_789_000 + far * Math.sin(angle)]
})
const hole: Position[] = [
  [351_999, 6_788_999],
  [351_999, 6_789_001],
  [352_001, 6_789_001],
  [352_001, 6_788_999],
  [351_999, 6_788_999],
]
const withHole: Geometry = { type: 'Polygon', coordinates: [star, hole] }
const box: Geometry = {
  type: 'Polygon',
  coordinates: [
    [
      [0, 0],
      [4, 0],
      [4, 4],
      [0, 4],
      [0, 0],
    ],
  ],
}

test('it says what GEOS says, or leaves it to GEOS', async () => {
  const geos = await openGeos()
  for (const [polygon, x0, y0, side] of [
    [withHole, 351_989, 6_788_989, 22],
    [box, -1, -1, 6],
  ] as const) {
    const prepared = geos.prepare(geos.build(polygon)!)
    let told = 0
    for (let i = 0; i < 5000; i++) {
      // Whole numbers come as well: corners and borders of the box.
      const [u, v] = [(i * 0.618_033_988) % 1, (i * 0.754_877_666) % 1]
      const [x, y] =
        i % 3 === 0 ? [Math.round(x0 + u * side), Math.round(y0 + v * side)] : [x0 + u * side, y0 + v * side]
      const point = geos.build({ type: 'Point', coordinates: [x, y] })!
      for (const op of ['s_intersects', 's_within', 's_disjoint'] as SpatialOp[]) {
        const found = pointTest(op, polygon)!(x, y)
        if (found === undefined) continue
        told++
        expect([op, x, y, found]).toEqual([op, x, y, prepared.is(op, point)])
      }
      geos.free(point)
    }
    expect(told).toBeGreaterThan(10_000)
    prepared.free()
  }
  geos.close()
})

test('borders and corners are left to GEOS', () => {
  const test = pointTest('s_intersects', box)!
  for (const [x, y] of [
    [0, 0],
    [4, 4],
    [2, 0],
    [4, 1],
    [0, 3.5],
  ] as const)
    expect(test(x, y)).toBeUndefined()
  expect([test(2, 2), test(5, 2), test(2, -1e-6)]).toEqual([true, false, false])
})

test('other predicates, other geometries and long borders are for GEOS', () => {
  expect(pointTest('s_touches', box)).toBeUndefined()
  expect(pointTest('s_contains', box)).toBeUndefined()
  expect(pointTest('s_intersects', { type: 'Point', coordinates: [0, 0] })).toBeUndefined()
  expect(pointTest('s_intersects', { type: 'Polygon', coordinates: [] })).toBeUndefined()
  const ring = Array.from({ length: 1000 }, (_, i) => [i, i * i])
  expect(pointTest('s_intersects', { type: 'Polygon', coordinates: [ring] })).toBeUndefined()
})
