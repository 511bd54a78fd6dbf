import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { expect, test } from 'vitest'
import { geometry, integer, nullable, table, text } from '../kernel/index.ts'
import { about, all, lakeOfTests, scatteredPoints } from './testing.ts'

// The files are read here by hyparquet, which shares nothing with what writes them.

const made = lakeOfTests()
const Place = table('place', {
  id: integer({ ...about('id'), role: 'id' }),
  place: geometry({ ...about('lieu'), types: ['Point'] }),
})

async function metadataOf(path: string) {
  const file = await asyncBufferFromFile(path)
  const metadata = await parquetMetadataAsync(file)
  const values = Object.fromEntries(metadata.key_value_metadata!.map(({ key, value }) => [key, JSON.parse(value!)]))
  return { file, metadata, geo: values.geo, orchestra: values.orchestra }
}

test('another reader finds the rows, the geo metadata and the shape', async () => {
  const rows = scatteredPoints(1000)
  const stored = await made.lake.writeRows(Place, [rows])
  const { file, geo, orchestra } = await metadataOf(made.lake.path(stored.hash))
  expect(geo).toEqual({
    version: '1.1.0',
    primary_column: 'place',
    columns: {
      place: {
        encoding: 'WKB',
        geometry_types: ['Point'],
        bbox: stored.bbox,
        covering: {
          bbox: { xmin: ['bbox', 'xmin'], ymin: ['bbox', 'ymin'], xmax: ['bbox', 'xmax'], ymax: ['bbox', 'ymax'] },
        },
      },
    },
  })
  expect(orchestra).toMatchObject({ name: 'place', key: ['id'], columns: { id: { title: { fr: 'id' } } } })
  const read = await parquetReadObjects({ file, compressors })
  expect(read.length).toBe(1000)
  const byId = new Map(rows.map((row) => [row.id, row.place.coordinates]))
  for (const row of read) {
    const [x, y] = byId.get(Number(row.id))!
    expect(row.place).toMatchObject({ type: 'Point', coordinates: [x, y] })
    expect(row.bbox).toEqual({ xmin: x, ymin: y, xmax: x, ymax: y })
  }
})

test.each([
  ['EPSG:4326', undefined],
  ['OGC:CRS84', undefined],
  ['EPSG:2154', { type: 'ProjectedCRS', name: 'RGF93 v1 / Lambert-93', id: { authority: 'EPSG', code: 2154 } }],
  ['EPSG:3948', { type: 'ProjectedCRS', name: 'RGF93 v1 / CC48', id: { authority: 'EPSG', code: 3948 } }],
  ['EPSG:27700', null],
])('the crs of %s', async (crs, expected) => {
  const shape = table('t', { g: geometry({ ...about('g'), crs }) })
  const { hash } = await made.lake.writeRows(shape, [[{ g: { type: 'Point', coordinates: [1, 2] } }]])
  const { geo } = await metadataOf(made.lake.path(hash))
  if (expected) expect(geo.columns.g.crs).toMatchObject(expected)
  else expect(geo.columns.g.crs).toBe(expected)
})

test('a shape with a bbox column and a second geometry stays valid', async () => {
  const shape = table('t', {
    bbox: text(about('bbox')),
    g: nullable(geometry(about('g'))),
    entrance: nullable(geometry({ ...about('e'), role: 'title' })),
  })
  const row = { bbox: 'mine', g: null, entrance: { type: 'Point', coordinates: [1, 2] } }
  const { hash } = await made.lake.writeRows(shape, [[row]])
  const { geo } = await metadataOf(made.lake.path(hash))
  expect(geo.primary_column).toBe('g')
  expect(geo.columns.g.covering.bbox.xmin).toEqual(['lake_bbox', 'xmin'])
  expect(geo.columns.entrance).toEqual({ encoding: 'WKB', geometry_types: [] })
  expect(await all(made.lake.read({ shape, hashes: [hash] }))).toEqual([row])
})

test('a small box touches few row groups', async () => {
  const stored = await made.lake.writeRows(Place, [scatteredPoints(200_000)])
  const { metadata } = await metadataOf(made.lake.path(stored.hash))
  const box = [-1.69, 48.1, -1.67, 48.12]
  const touched = metadata.row_groups.filter(({ columns }) => {
    const side = (name: string, which: 'min_value' | 'max_value') =>
      Number(columns.find((c) => c.meta_data!.path_in_schema.at(-1) === name)!.meta_data!.statistics![which])
    return (
      side('xmax', 'max_value') >= box[0]! &&
      side('xmin', 'min_value') <= box[2]! &&
      side('ymax', 'max_value') >= box[1]! &&
      side('ymin', 'min_value') <= box[3]!
    )
  })
  expect(metadata.row_groups.length).toBeGreaterThanOrEqual(12)
  expect(touched.length).toBeLessThanOrEqual(2)
})
