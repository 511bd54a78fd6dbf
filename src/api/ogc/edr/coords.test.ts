import { expect, test } from 'vitest'
import { CRS84, crsOf } from '../common/crs.ts'
import { type CoordsKind, readCoords } from './coords.ts'
import { distanceTo, pointOf } from './distance.ts'
import { readSpan } from './period.ts'

const all: CoordsKind[] = ['POINT', 'MULTIPOINT', 'LINESTRING', 'MULTILINESTRING', 'POLYGON', 'MULTIPOLYGON']
const read = (text: string) => readCoords(text, all, CRS84)

test('geometries are read as they are written, however they are written', () => {
  expect(read('POINT(-1.5 48)')).toEqual({ kind: 'POINT', hasZ: false, hasM: false, parts: [[[[-1.5, 48]]]] })
  expect(read(' point ( -1.5   4.8e1 ) ').parts).toEqual([[[[-1.5, 48]]]])
  expect(read('MULTIPOINT((1 2),(3 4))').parts).toEqual(read('MULTIPOINT(1 2,3 4)').parts)
  expect(read('LINESTRINGZM(1 2 3 4,5 6 7 8)')).toMatchObject({
    hasZ: true,
    hasM: true,
    parts: [
      [
        [
          [1, 2, 3, 4],
          [5, 6, 7, 8],
        ],
      ],
    ],
  })
  expect(read('LINESTRING M (1 2 3,5 6 7)').hasM).toBe(true)
  expect(read('POLYGON((0 0,1 0,1 1,0 0),(0 0,1 0,1 1,0 0))').parts).toHaveLength(1)
  expect(read('MULTIPOLYGON(((0 0,1 0,1 1,0 0)),((0 0,1 0,1 1,0 0)))').parts).toHaveLength(2)
  expect(readCoords('POINT(48 -1.5)', all, crsOf('EPSG:4326')).parts).toEqual([[[[-1.5, 48]]]])
})

test.each([
  '',
  'POINT',
  'POINT()',
  'POINT(1)',
  'POINT(1 2 3)',
  'POINT(a b)',
  'POINT(1 2,3 4)',
  'POINT(1 NaN)',
  'POINT(1e10 2)',
  'POLYGON((-1e308 -1e308,1e308 -1e308,1e308 1e308,-1e308 -1e308))',
  'POINT((1 2))',
  'POINT(1 2))',
  '(1 2)',
  'LINESTRING(1 2)',
  'LINESTRINGM(1 2,3 4)',
  'LINESTRINGZ()',
  'POLYGON()',
  'POLYGON((0 0,1 0,1 1))',
  'POLYGON((0 0,1 0,1 1,2 2))',
  'POLYGON(0 0,1 0,1 1,0 0)',
  'CIRCLE(1 2)',
  `${'('.repeat(100_000)}`,
  `POINT${' '.repeat(400_000)}`,
  `POINT(${'1'.repeat(400_000)}x 2)`,
  `POLYGON(${'('.repeat(1000)}`,
])('%s is refused with an example', (text) => {
  expect(() => read(text)).toThrow(expect.objectContaining({ code: 'api.bad-parameter', place: 'coords' }))
})

test('a geometry of too many positions is refused', () => {
  const ring = Array.from({ length: 20_000 }, (_, i) => `${i} 0`).join()
  expect(() => read(`LINESTRING(${ring})`)).toThrow(/more than 10000/)
})

test('distances are those of the Earth', () => {
  const rennes = [-1.6778, 48.1173] as const
  // To Nantes, by the formula of haversines on the same sphere: 100.4 km.
  expect(distanceTo({ type: 'Point', coordinates: [-1.5536, 47.2184] }, rennes) / 1000).toBeCloseTo(100.4, 0)
  const line = {
    type: 'LineString' as const,
    coordinates: [
      [0, 0],
      [0, 10],
    ],
  }
  expect(distanceTo(line, [1, 5]) / 1000).toBeCloseTo(111.195 * Math.cos((5 * Math.PI) / 180), 0)
  const square = {
    type: 'Polygon' as const,
    coordinates: [
      [
        [0, 0],
        [2, 0],
        [2, 2],
        [0, 2],
        [0, 0],
      ],
    ],
  }
  expect(distanceTo(square, [1, 1])).toBe(0)
  expect(distanceTo(square, [3, 1]) / 1000).toBeCloseTo(111.195, 0)
  expect(distanceTo({ type: 'Point', coordinates: [-179.9, 0] }, [179.9, 0]) / 1000).toBeCloseTo(22.24, 1)
})

test('one position stands for each geometry', () => {
  expect(
    pointOf({
      type: 'LineString',
      coordinates: [
        [0, 0],
        [4, 0],
        [4, 4],
      ],
    }),
  ).toEqual([4, 0])
  expect(
    pointOf({
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [2, 0],
          [2, 2],
          [0, 2],
          [0, 0],
        ],
      ],
    }),
  ).toEqual([1, 1])
  expect(
    pointOf({
      type: 'MultiPoint',
      coordinates: [
        [3, 4],
        [5, 6],
      ],
    }),
  ).toEqual([3, 4])
  expect(pointOf({ type: 'MultiLineString', coordinates: [] })).toBeUndefined()
})

test('a day is all of it, and ends may be open', () => {
  const day = Date.parse('2025-07-07T00:00:00Z')
  expect(readSpan('2025-07-07')).toEqual({ from: day, to: day + 86_400_000, isOpen: true })
  expect(readSpan('2025-07-07T00:00:00Z/..')).toEqual({ from: day, to: undefined, isOpen: false })
  expect(readSpan('2025-07-07T00:00:00Z')).toEqual({ from: day, to: day, isOpen: false })
  expect(() => readSpan('yesterday')).toThrow()
})
