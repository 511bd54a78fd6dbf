import { expect, test } from 'vitest'
import type { Geometry, Position } from '../kernel/index.ts'
import { checkGeometries } from './index.ts'

const square = (x: number, y: number, side: number): Position[] => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
  [x, y],
]
const bowTie: Position[] = [
  [0, 0],
  [1, 1],
  [1, 0],
  [0, 1],
  [0, 0],
]

test('valid, empty and missing geometries pass', async () => {
  const valid: (Geometry | null)[] = [
    { type: 'Polygon', coordinates: [square(0, 0, 9), square(1, 1, 2)] },
    { type: 'Polygon', coordinates: [square(0, 0, 9).map((p) => [...p, 30])] },
    { type: 'Polygon', coordinates: [] },
    { type: 'Point', coordinates: [1, 2] },
    // A line may cross itself: it is valid, though not simple.
    { type: 'LineString', coordinates: bowTie },
    null,
  ]
  expect(await checkGeometries(valid)).toEqual(valid.map(() => undefined))
})

test.each<[string, Geometry, string, Position | undefined]>([
  ['a bow tie', { type: 'Polygon', coordinates: [bowTie] }, 'la ligne se croise elle-même', [0.5, 0.5]],
  ['a hole outside', { type: 'Polygon', coordinates: [square(0, 0, 1), square(5, 5, 1)] }, 'trou hors de', [5, 5]],
  ['an open ring', { type: 'Polygon', coordinates: [bowTie.slice(0, 3)] }, 'anneau non fermé', undefined],
  [
    'a line of one place',
    {
      type: 'LineString',
      coordinates: [
        [0, 0],
        [0, 0],
      ],
    },
    'trop peu de points',
    [0, 0],
  ],
  [
    'parts that overlap',
    { type: 'MultiPolygon', coordinates: [[square(0, 0, 2)], [square(1, 1, 2)]] },
    'croise',
    [1, 2],
  ],
  [
    'a broken part',
    { type: 'GeometryCollection', geometries: [{ type: 'Polygon', coordinates: [bowTie] }] },
    'croise',
    [0.5, 0.5],
  ],
])('%s is refused with its place', async (_, geometry, reason, at) => {
  const [problem] = await checkGeometries([geometry])
  expect(problem!.reason.fr).toContain(reason)
  expect(problem!.at).toEqual(at)
})

test('a big geometry after a small one', async () => {
  const ring = Array.from({ length: 20_000 }, (_, i) => [Math.cos(i / 3000), Math.sin(i / 3000)])
  const [small, big] = await checkGeometries([
    { type: 'Polygon', coordinates: [square(0, 0, 1)] },
    { type: 'Polygon', coordinates: [[...ring, ring[0]!]] },
  ])
  expect(small).toBeUndefined()
  expect(big).toMatchObject({ reason: { en: 'Self-intersection' } })
})
