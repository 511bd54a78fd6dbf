import { expect, test } from 'vitest'
import { bboxOf, type Geometry, type Position, sql } from '../kernel/index.ts'
import { seeded } from '../kernel/testing/random.ts'
import { lakeOfTests } from './testing.ts'
import { Unfit } from './unfit.ts'
import { readWkb, WkbWriter } from './wkb.ts'

const made = lakeOfTests()
const random = seeded(1)
const many = <T>(make: () => T): T[] => Array.from({ length: Math.floor(random() * 4) }, make)

function anyGeometry(ordinates: number, depth = 0): Geometry {
  const position = (): Position => Array.from({ length: ordinates }, () => (random() - 0.5) * 10 ** (random() * 12))
  const line = () => many(position)
  const rings = () => many(line)
  switch (Math.floor(random() * (depth < 3 ? 7 : 6))) {
    case 0:
      return { type: 'Point', coordinates: position() }
    case 1:
      return { type: 'LineString', coordinates: line() }
    case 2:
      return { type: 'Polygon', coordinates: rings() }
    case 3:
      return { type: 'MultiPoint', coordinates: line() }
    case 4:
      return { type: 'MultiLineString', coordinates: rings() }
    case 5:
      return { type: 'MultiPolygon', coordinates: many(rings) }
    default:
      return { type: 'GeometryCollection', geometries: many(() => anyGeometry(ordinates, depth + 1)) }
  }
}

function encode(geometry: unknown): Uint8Array {
  const writer = new WkbWriter()
  writer.write(geometry)
  return writer.slice(0, writer.end).slice()
}

test('2,000 random geometries, 2D and 3D, come back exactly, with their box', () => {
  const writer = new WkbWriter()
  for (let i = 0; i < 2000; i++) {
    const geometry = anyGeometry(2 + (i % 2))
    writer.end = 0
    writer.write(geometry)
    expect(readWkb(writer.slice(0, writer.end))).toEqual(geometry)
    const box = Number.isNaN(writer.minx) ? undefined : [writer.minx, writer.miny, writer.maxx, writer.maxy]
    expect(box).toEqual(bboxOf(geometry))
  }
})

test.each([
  ['POINT (1 2)', { type: 'Point', coordinates: [1, 2] }],
  ['POINT EMPTY', { type: 'Point', coordinates: [] }],
  [
    'LINESTRING Z (1 2 3, 4 5 6)',
    {
      type: 'LineString',
      coordinates: [
        [1, 2, 3],
        [4, 5, 6],
      ],
    },
  ],
  [
    'POLYGON ((0 0, 1 0, 1 1, 0 0))',
    {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 0],
        ],
      ],
    },
  ],
  [
    'MULTIPOINT Z (1 2 3, 4 5 6)',
    {
      type: 'MultiPoint',
      coordinates: [
        [1, 2, 3],
        [4, 5, 6],
      ],
    },
  ],
  [
    'MULTILINESTRING ((0 0, 1 1))',
    {
      type: 'MultiLineString',
      coordinates: [
        [
          [0, 0],
          [1, 1],
        ],
      ],
    },
  ],
  [
    'MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)))',
    {
      type: 'MultiPolygon',
      coordinates: [
        [
          [
            [0, 0],
            [1, 0],
            [1, 1],
            [0, 0],
          ],
        ],
      ],
    },
  ],
  [
    'GEOMETRYCOLLECTION Z (POINT Z (1 2 3))',
    { type: 'GeometryCollection', geometries: [{ type: 'Point', coordinates: [1, 2, 3] }] },
  ],
] as const)('the bytes of %s are those that DuckDB writes', async (text, geometry) => {
  const rows = await made.lake.query<{ bytes: string }>(
    sql`select hex(ST_AsWKB(${text}::GEOMETRY)) as bytes`,
    new Map(),
  )
  expect(Buffer.from(encode(geometry)).toString('hex').toUpperCase()).toBe(rows[0]!.bytes)
})

test('big endian and EWKB flags are read', () => {
  const point = { type: 'Point', coordinates: [1, 2] }
  expect(readWkb(Buffer.from('00000000013ff00000000000004000000000000000', 'hex'))).toEqual(point)
  const z = Buffer.from('0101000080000000000000f03f00000000000000400000000000000840', 'hex')
  expect(readWkb(z)).toEqual({ type: 'Point', coordinates: [1, 2, 3] })
})

test('cut or altered bytes are refused, never a crash nor a huge allocation', () => {
  for (let i = 0; i < 500; i++) {
    const bytes = encode(anyGeometry(2))
    const cut = bytes.slice(0, Math.floor(random() * bytes.length))
    expect(() => readWkb(cut)).toThrow(Unfit)
    bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256)
    try {
      readWkb(bytes)
    } catch (error) {
      expect(error).toBeInstanceOf(Unfit)
    }
  }
})

test.each([
  ['not an object', 'POINT(1 2)'],
  ['an unknown type', { type: 'Circle', coordinates: [1, 2] }],
  ['an inherited name', { type: 'toString', coordinates: [1, 2] }],
  ['one number', { type: 'Point', coordinates: [1] }],
  ['text', { type: 'Point', coordinates: ['1', '2'] }],
  ['infinity', { type: 'Point', coordinates: [1, Number.POSITIVE_INFINITY] }],
  [
    'mixed dimensions',
    {
      type: 'LineString',
      coordinates: [
        [1, 2],
        [1, 2, 3],
      ],
    },
  ],
  [
    'wrong nesting',
    {
      type: 'Polygon',
      coordinates: [
        [1, 2],
        [3, 4],
      ],
    },
  ],
  ['no coordinates', { type: 'LineString' }],
])('a geometry with %s is refused', (_, geometry) => {
  expect(() => encode(geometry)).toThrow(Unfit)
})

test('a bomb of nested collections is refused', () => {
  let bomb: Geometry = { type: 'Point', coordinates: [1, 2] }
  for (let i = 0; i < 100_000; i++) bomb = { type: 'GeometryCollection', geometries: [bomb] }
  expect(() => encode(bomb)).toThrow(Unfit)
})
