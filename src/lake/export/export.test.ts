import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { date, geometry, instant, integer, json, nullable, table, text } from '../../kernel/index.ts'
import { exportTable, type Row, type TableFiles } from '../index.ts'
import { about, all, lakeOfTests, scatteredPoints } from '../testing.ts'

const made = lakeOfTests()
const Stop = table('stop', {
  id: integer({ ...about('id'), role: 'id' }),
  name: nullable(text(about('nom'))),
  at: instant(about('heure')),
  day: date(about('jour')),
  more: nullable(json(about('reste'))),
  place: nullable(geometry({ ...about('lieu'), types: ['Point'], crs: 'EPSG:2154' })),
})
const moment = { at: new Date('2024-01-01T12:00:00Z'), day: '2024-01-01' }
// The town hall of Rennes, in Lambert-93.
const hall = { type: 'Point', coordinates: [351_900, 6_789_300] }
const stops: Row[] = [
  { id: 1, name: 'République, « A »', more: { a: 'b"c' }, place: hall, ...moment },
  { id: 2, name: '', more: null, place: null, ...moment },
  { id: 3, name: null, more: [1], place: null, ...moment },
  { id: 4, name: '=1+1\nligne', more: 'x', place: null, ...moment },
]

const bytesOf = async (bytes: AsyncIterable<Uint8Array>) => Buffer.concat(await Array.fromAsync(bytes))
const written = async (rows: Row[], traced = false): Promise<TableFiles> => {
  const { hash } = await made.lake.writeRows(Stop, [rows], { traced })
  return { shape: Stop, hashes: [hash], traced }
}

test('GeoJSON is in longitude and latitude, whole and readable', async () => {
  const out = JSON.parse(
    (await bytesOf(exportTable(made.lake, await written(stops), { format: 'geojson' }))).toString(),
  )
  expect(out.type).toBe('FeatureCollection')
  expect(out.features.length).toBe(4)
  const [lon, lat] = out.features[0].geometry.coordinates
  expect([Math.abs(lon + 1.68) < 0.02, Math.abs(lat - 48.11) < 0.02]).toEqual([true, true])
  expect(out.features[0]).toMatchObject({
    type: 'Feature',
    id: 1,
    properties: { name: 'République, « A »', day: '2024-01-01' },
  })
  expect(out.features.slice(1).map((f: { geometry: unknown }) => f.geometry)).toEqual([null, null, null])
})

test('an empty table is a valid GeoJSON and CSV', async () => {
  const empty = { shape: Stop, hashes: [] }
  expect(JSON.parse((await bytesOf(exportTable(made.lake, empty, { format: 'geojson' }))).toString()).features).toEqual(
    [],
  )
  expect((await bytesOf(exportTable(made.lake, empty, { format: 'csv' }))).toString()).toBe(
    'lon,lat,id,name,at,day,more,place\r\n',
  )
})

test('rings of GeoJSON follow the right hand', async () => {
  const shape = table('t', { g: geometry(about('g')) })
  const clockwise = [
    [0, 0],
    [0, 3],
    [3, 3],
    [3, 0],
    [0, 0],
  ]
  const hole = [
    [1, 1],
    [2, 1],
    [2, 2],
    [1, 2],
    [1, 1],
  ]
  const { hash } = await made.lake.writeRows(shape, [[{ g: { type: 'Polygon', coordinates: [clockwise, hole] } }]])
  const bytes = await bytesOf(exportTable(made.lake, { shape, hashes: [hash] }, { format: 'geojson' }))
  const [outer, inner] = JSON.parse(bytes.toString()).features[0].geometry.coordinates
  expect([outer, inner]).toEqual([clockwise.toReversed(), hole.toReversed()])
})

test('CSV is read back by DuckDB as it was, a missing text apart from an empty one', async () => {
  const csv = (await bytesOf(exportTable(made.lake, await written(stops), { format: 'csv' }))).toString()
  expect(csv.split('\r\n')[0]).toBe('lon,lat,id,name,at,day,more,place')
  // Inside the folder of the lake: DuckDB may open no other.
  const path = join(made.folder, 'objects', 'out.csv')
  await writeFile(path, csv)
  const rows = await made.lake.query(
    {
      sql: [
        `select id, name, "at", day, more, lon, place::VARCHAR as wkt from read_csv('${path}', header = true,
        all_varchar = true, force_not_null = [], nullstr = '', allow_quoted_nulls = false) order by id`,
      ],
      values: [],
    },
    new Map(),
  )
  expect(rows.map((row) => row.name)).toEqual(stops.map((row) => row.name))
  expect(rows.map((row) => row.more && JSON.parse(String(row.more)))).toEqual(stops.map((row) => row.more))
  expect(rows[0]).toMatchObject({
    at: '2024-01-01T12:00:00.000Z',
    wkt: expect.stringMatching(/^POINT \(-1\.6\d+ 48\.1\d*\)$/),
  })
})

test('a column alone keeps a line for each row, missing values too', async () => {
  for (const column of ['name', 'more', 'place']) {
    const options = { format: 'csv', columns: [column], positions: 'wkt' } as const
    const csv = (await bytesOf(exportTable(made.lake, await written(stops), options))).toString()
    const lines = csv.split('\r\n')
    expect([lines.length, lines.at(-1), lines.slice(0, -1).includes('')], column).toEqual([stops.length + 2, '', false])
  }
})

test('Parquet is the object itself, or one copy without the numbers of the source', async () => {
  const plain = await written(stops)
  const bytes = await bytesOf(exportTable(made.lake, plain, { format: 'parquet' }))
  const traced = await written(
    stops.map((row, i) => ({ ...row, _row: i + 1 })),
    true,
  )
  expect(traced.hashes).not.toEqual(plain.hashes)
  // The copy has the same rows: it is the same bytes.
  expect((await bytesOf(exportTable(made.lake, traced, { format: 'parquet' }))).equals(bytes)).toBe(true)
  const path = join(made.folder, 'out.parquet')
  await writeFile(path, bytes)
  expect((await made.lake.writeFile(path, 'application/vnd.apache.parquet')).hash).toBe(plain.hashes[0])
})

test('several files and a selection make one file', async () => {
  const Place = table('place', { id: integer({ ...about('id'), role: 'id' }), place: geometry({ ...about('lieu') }) })
  const rows = scatteredPoints(6000)
  const parts = [rows.slice(0, 3000), rows.slice(3000)]
  const hashes = await Promise.all(parts.map(async (part) => (await made.lake.writeRows(Place, [part])).hash))
  const files = { shape: Place, hashes }
  const path = join(made.folder, 'merged.parquet')
  await writeFile(path, await bytesOf(exportTable(made.lake, files, { format: 'parquet', columns: ['id'] })))
  const { hash } = await made.lake.writeFile(path, 'application/vnd.apache.parquet')
  const Ids = table('place', { id: Place.columns.id })
  const ids = (await all(made.lake.read({ shape: Ids, hashes: [hash] }))).map((row) => Number(row.id))
  expect(ids.toSorted((a, b) => a - b)).toEqual(rows.map((row) => row.id))
})
