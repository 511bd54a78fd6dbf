import { describe, expect, test } from 'vitest'
import type { Geometry, Position } from '../kernel/index.ts'
import { wkt } from './export/wkt.ts'
import { TextSink } from './text-sink.ts'
import { WkbWriter } from './wkb.ts'
import { geojsonWriter, wktWriter } from './wkb-text.ts'

const wkbOf = (geometry: Geometry): Uint8Array => {
  const writer = new WkbWriter()
  writer.write(geometry)
  return writer.slice(0, writer.end).slice()
}
const textOf = (write: (wkb: Uint8Array, sink: TextSink) => void, geometry: Geometry): string => {
  const sink = new TextSink()
  write(wkbOf(geometry), sink)
  return sink.takeText()
}

/** Counterclockwise, with a hole the other way. */
const right: Position[][] = [
  [
    [0, 0],
    [9, 0],
    [9, 9],
    [0, 9],
    [0, 0],
  ],
  [
    [2, 2],
    [2, 3],
    [3, 3],
    [3, 2],
    [2, 2],
  ],
]
const wrong = right.map((ring) => ring.toReversed())
const geometries: Geometry[] = [
  { type: 'Point', coordinates: [1.5, -2] },
  { type: 'Point', coordinates: [1, 2, 3.25] },
  { type: 'Point', coordinates: [] },
  {
    type: 'LineString',
    coordinates: [
      [1, 2],
      [3, 4],
      [5.125, -6],
    ],
  },
  {
    type: 'LineString',
    coordinates: [
      [1, 2, 3],
      [3, 4, 5],
    ],
  },
  { type: 'LineString', coordinates: [] },
  { type: 'Polygon', coordinates: right },
  { type: 'Polygon', coordinates: [] },
  {
    type: 'MultiPoint',
    coordinates: [
      [1, 2],
      [3, 4],
    ],
  },
  { type: 'MultiPoint', coordinates: [] },
  {
    type: 'MultiLineString',
    coordinates: [
      [
        [1, 2],
        [3, 4],
      ],
      [
        [5, 6],
        [7, 8],
      ],
    ],
  },
  {
    type: 'MultiPolygon',
    coordinates: [
      right,
      [
        [
          [20, 20],
          [21, 20],
          [21, 21],
          [20, 20],
        ],
      ],
    ],
  },
  { type: 'MultiPolygon', coordinates: [] },
  {
    type: 'GeometryCollection',
    geometries: [
      { type: 'Point', coordinates: [1, 2] },
      {
        type: 'GeometryCollection',
        geometries: [
          {
            type: 'LineString',
            coordinates: [
              [1, 2],
              [3, 4],
            ],
          },
        ],
      },
      { type: 'Polygon', coordinates: right },
    ],
  },
  { type: 'GeometryCollection', geometries: [] },
]

describe.each(geometries)('$type', (geometry) => {
  test('is written as JSON writes it', () => {
    expect(JSON.parse(textOf(geojsonWriter(), geometry))).toEqual(geometry)
    expect(JSON.parse(textOf(geojsonWriter({ turn: true }), geometry))).toEqual(geometry)
  })
  test('is written as well-known text', () => {
    expect(textOf(wktWriter(), geometry)).toBe(wkt(geometry))
  })
})

test('rings that turn the wrong way are turned, those without area left as they are', () => {
  const turned = (coordinates: Position[][]) =>
    JSON.parse(textOf(geojsonWriter({ turn: true }), { type: 'Polygon', coordinates })).coordinates
  expect(turned(wrong)).toEqual(right)
  const flat = [
    [
      [0, 0],
      [1, 1],
      [2, 2],
      [0, 0],
    ],
  ]
  expect(turned(flat)).toEqual(flat)
})

test('positions are moved, heights kept; an empty point stays where it is not', () => {
  const move = ([x, y]: Position): Position => [y! * 2, x! * 2]
  const moved = (geometry: Geometry) => JSON.parse(textOf(geojsonWriter({ move }), geometry)).coordinates
  expect(moved({ type: 'Point', coordinates: [1, 2, 3] })).toEqual([4, 2, 3])
  expect(
    moved({
      type: 'LineString',
      coordinates: [
        [1, 2],
        [3, 4],
      ],
    }),
  ).toEqual([
    [4, 2],
    [8, 6],
  ])
  expect(moved({ type: 'Point', coordinates: [] })).toEqual([])
})

test('the bytes of either order, and heights told by the high bit', () => {
  const bytes = new DataView(new ArrayBuffer(29))
  bytes.setUint8(0, 0)
  bytes.setUint32(1, 0x8000_0001, false)
  ;[1.5, 2.5, 3.5].forEach((value, i) => void bytes.setFloat64(5 + i * 8, value, false))
  const sink = new TextSink()
  geojsonWriter()(new Uint8Array(bytes.buffer), sink)
  expect(sink.takeText()).toBe('{"type":"Point","coordinates":[1.5,2.5,3.5]}')
})

test('a ring of a hundred thousand positions', () => {
  const ring = Array.from({ length: 100_000 }, (_, i) => [Math.round(i ** 0.5 * 1e6) / 1e6, i])
  const polygon: Geometry = { type: 'Polygon', coordinates: [ring] }
  expect(JSON.parse(textOf(geojsonWriter(), polygon))).toEqual(polygon)
})
