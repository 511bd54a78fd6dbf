import { beforeAll, describe, expect, test } from 'vitest'
import { type Geometry, geometry, integer, nullable, projector, table } from '../../../kernel/index.ts'
import { seeded } from '../../../kernel/testing/random.ts'
import { about, lakeOfTests } from '../../../lake/testing.ts'
import type { BoxIndex } from '../../read/box-index.ts'
import { openBoxes } from '../../read/boxes.ts'
import type { Snapshot } from '../../read/snapshots.ts'
import { crsOf } from '../common/crs.ts'
import { type CompileOptions, compileFilter, parseFilter } from '../cql2/index.ts'
import { planByBox } from './by-box.ts'
import { readPage } from './page.ts'
import { columnsToRead, featureWriter, type Writing } from './writer.ts'

const made = lakeOfTests()
const id = integer({ ...about('id'), role: 'id' })
const place = (types: Geometry['type'][]) => nullable(geometry({ ...about('lieu'), types, crs: 'EPSG:2154' }))
const Point = table('point', { id, place: place(['Point']) })
const Mixed = table('mixed', { id, place: place(['Point', 'LineString', 'Polygon']) })
const toLambert = projector('EPSG:4326', 'EPSG:2154')

const random = seeded(11)
const spot = (): [number, number] => [-1.75 + random() * 0.2, 48.05 + random() * 0.15]
const pointAt = (p: number[]): Geometry => ({ type: 'Point', coordinates: toLambert(p) })
const mixedAt = ([x, y]: [number, number], i: number): Geometry => {
  const [w, h] = [0.0005 + random() * 0.004, 0.0005 + random() * 0.004]
  if (i % 3 === 0) return { type: 'LineString', coordinates: [toLambert([x, y]), toLambert([x + w, y + h])] }
  const ring = [
    [x, y],
    [x + w, y],
    [x, y + h],
    [x, y],
  ].map(toLambert)
  return i % 3 === 1 ? { type: 'Polygon', coordinates: [ring] } : pointAt([x, y])
}
/** Some nowhere, one empty, one on a corner of the boxes asked for. */
const corner: [number, number] = [-1.7, 48.1]
const rowsOf = (count: number, make: (at: [number, number], i: number) => Geometry) =>
  Array.from({ length: count }, (_, i) => ({
    id: i,
    place:
      i % 97 === 0
        ? null
        : i === 5
          ? ({ type: 'Point', coordinates: [] } as Geometry)
          : make(i === 7 ? corner : spot(), i),
  }))

interface Version {
  readonly snapshot: Snapshot
  readonly boxes: BoxIndex
}
async function versionOf(shape: typeof Point, files: ReturnType<typeof rowsOf>[]): Promise<Version> {
  const stored = await Promise.all(files.map((rows) => made.lake.writeRows(shape, [rows])))
  const counts = stored.map(({ rows }) => rows)
  const snapshot = {
    node: { name: shape.name },
    pin: String(files.length),
    table: { shape, hashes: stored.map(({ hash }) => hash) },
    counts,
    rows: counts.reduce((a, b) => a + b),
  } as unknown as Snapshot
  const indexes = openBoxes(made.lake, { fewest: 0 })
  await indexes.made(snapshot)
  return { snapshot, boxes: indexes.of(snapshot)! }
}

const versions: Record<string, Version> = {}
beforeAll(async () => {
  versions.points = await versionOf(Point, [rowsOf(6000, pointAt)])
  versions.mixed = await versionOf(Mixed as unknown as typeof Point, [rowsOf(3000, mixedAt)])
  versions.files = await versionOf(Point, [rowsOf(900, pointAt), rowsOf(40, pointAt), rowsOf(1500, pointAt)])
  versions.many = await versionOf(
    Point,
    Array.from({ length: 12 }, () => rowsOf(20, pointAt)),
  )
})

const metres = (w: number, s: number, e: number, n: number) => {
  const [[x0, y0], [x1, y1]] = [toLambert([w, s]), toLambert([e, n])] as [number[], number[]]
  return [x0, y0, x1, y1]
}
const lambert = { crs: 'EPSG:2154' } as const
const filters: [name: string, filter: object, options?: CompileOptions][] = [
  ['a box in degrees', box(...corner, -1.67, 48.12)],
  ['a small one', box(...corner, -1.6995, 48.1004)],
  ['one around all', box(-1.9, 47.9, -1.4, 48.4)],
  ['one far away', box(2, 47, 3, 48)],
  ['a box in metres', box(...(metres(...corner, -1.66, 48.13) as [number, number, number, number])), lambert],
  ['within a box', { op: 's_within', args: [{ property: 'place' }, { bbox: [-1.72, 48.07, -1.6, 48.18] }] }],
  [
    'a triangle',
    {
      op: 's_intersects',
      args: [{ property: 'place' }, { type: 'Polygon', coordinates: [[corner, [-1.6, 48.1], [-1.65, 48.2], corner]] }],
    },
  ],
]
function box(...bbox: [number, number, number, number]) {
  return { op: 's_intersects', args: [{ property: 'place' }, { bbox }] }
}

describe.each(['points', 'mixed', 'files', 'many'])('%s', (name) => {
  test.each(filters)('%s: boxes and a query give the same pages and counts', async (_, filter, options) => {
    const { snapshot, boxes } = versions[name]!
    const { shape } = snapshot.table
    const writing: Writing = { shape, properties: ['id'], geometry: true, crs: crsOf('OGC:CRS84'), jsonfg: false }
    const compiled = compileFilter(parseFilter(filter, 'cql2-json'), shape, options)
    const page = (offset: number, limit: number, index?: BoxIndex) => {
      const reading = { snapshot, columns: columnsToRead(writing), filters: [compiled], sort: [], offset, limit }
      return readPage(made.lake, reading, featureWriter(writing), index)
    }
    const whole = await page(0, 9000)
    expect(whole.seen).toBe(whole.texts.length)
    expect(await page(0, 9000, boxes)).toEqual(whole)
    const count = whole.texts.length
    for (const [offset, limit] of [
      [0, 10],
      [3, 1],
      [Math.floor(count / 2), 50],
      [Math.max(0, count - 5), 5],
      [count, 10],
      [count + 1000, 10],
    ] as const) {
      const found = await page(offset, limit, boxes)
      expect(found.texts).toEqual(whole.texts.slice(offset, offset + limit))
      expect([found.seen, found.more]).toEqual([Math.max(0, count - offset), count > offset + limit])
    }
  })
})

test('points are told by their boxes alone; of the rest only what crosses the border is looked at', () => {
  const plan = (name: string, filter: object) => {
    const { snapshot, boxes } = versions[name]!
    const { byBox } = compileFilter(parseFilter(filter, 'cql2-json'), snapshot.table.shape)
    const reading = { snapshot, columns: [], filters: [], sort: [], offset: 0, limit: 10 }
    return planByBox(reading, boxes, byBox!()!)!
  }
  // That on the corner is told by its geometry.
  expect(plan('points', box(...corner, -1.67, 48.12)).doubts).toHaveLength(1)
  const { sure, doubts } = plan('mixed', box(-1.7, 48.1, -1.6, 48.15))
  expect(sure).toBeGreaterThan(3 * doubts.length)
  expect(doubts.length).toBeGreaterThan(0)
})

test('a page spread over many files is left to a query', () => {
  const { snapshot, boxes } = versions.many!
  const { byBox } = compileFilter(parseFilter(box(-1.9, 47.9, -1.4, 48.4), 'cql2-json'), snapshot.table.shape)
  const reading = { snapshot, columns: [], filters: [], sort: [], offset: 0 }
  expect(planByBox({ ...reading, limit: 1000 }, boxes, byBox!()!)).toBeUndefined()
  expect(planByBox({ ...reading, limit: 10 }, boxes, byBox!()!)).toBeDefined()
})
