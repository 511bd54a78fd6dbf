import { expect, test } from 'vitest'
import { type Bbox, bboxOf, type Geometry, type Position } from '../../../kernel/index.ts'
import { filterGeometry } from './filter-geometry.ts'
import { openGeos } from './geos.ts'
import { innerBox } from './inner-box.ts'

const ringOf = (geometry: Geometry) => (geometry as Extract<Geometry, { type: 'Polygon' }>).coordinates[0]!
const polygon = ([w, s, e, n]: Bbox): Geometry => ({
  type: 'Polygon',
  coordinates: [
    [
      [w, s],
      [e, s],
      [e, n],
      [w, n],
      [w, s],
    ],
  ],
})

test('the inner box of boxes in degrees is within what they become in metres, and nearly fills it', async () => {
  const geos = await openGeos()
  for (const bbox of [
    [-1.7, 48.1, -1.69, 48.11],
    [-5, 47, 3, 49],
    [8, 41.5, 9.5, 43],
  ] as Bbox[]) {
    const { geometry } = filterGeometry({ bbox }, 'EPSG:2154', { crs: 'OGC:CRS84', axes: 'xy' })
    const inner = innerBox(ringOf(geometry))!
    const [outerHandle, innerHandle] = [geos.build(geometry)!, geos.build(polygon(inner))!]
    expect(geos.is('s_within', innerHandle, outerHandle)).toBe(true)
    const [minx, miny, maxx, maxy] = bboxOf(geometry)!
    const share = ((inner[2] - inner[0]) * (inner[3] - inner[1])) / ((maxx - minx) * (maxy - miny))
    expect(share).toBeGreaterThan(0.5)
    geos.free(outerHandle)
    geos.free(innerHandle)
  }
  geos.close()
})

test('a box that was not projected is its own; a ring with no box inside has none', () => {
  const bbox: Bbox = [0, 1, 2, 3]
  expect(innerBox(ringOf(polygon(bbox)))).toEqual(bbox)
  const turned: Position[] = [
    [0, 0],
    [1, 1],
    [0, 2],
    [-1, 1],
    [0, 0],
  ]
  expect(innerBox(turned)).toBeUndefined()
  expect(innerBox(turned.slice(1))).toBeUndefined()
})
