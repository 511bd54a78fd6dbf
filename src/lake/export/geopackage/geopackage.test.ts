import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { type Geometry, geometry, integer, table } from '../../../kernel/index.ts'
import { about, lakeOfTests } from '../../testing.ts'
import { readWkb } from '../../wkb.ts'
import { exported, Mixed, mixed, Place, places, Stop, stops } from '../testing.ts'

const made = lakeOfTests()

async function open(bytes: Buffer): Promise<DatabaseSync> {
  const path = join(made.folder, 'read.gpkg')
  await writeFile(path, bytes)
  return new DatabaseSync(path, { readOnly: true })
}

test('a table is what the standard asks for', async () => {
  const db = await open(await exported(made.lake, Stop, [stops], { format: 'gpkg' }))
  expect(db.prepare('PRAGMA application_id').get()).toMatchObject({ application_id: 0x47504b47 })
  expect(db.prepare('PRAGMA integrity_check').get()).toMatchObject({ integrity_check: 'ok' })
  expect(db.prepare('PRAGMA foreign_key_check').all()).toEqual([])
  expect(db.prepare('SELECT * FROM gpkg_contents').get()).toMatchObject({
    ...{ table_name: 'stop', data_type: 'features', srs_id: 2154 },
    ...{ min_x: 351_900, max_x: 352_000, min_y: 6_789_000, max_y: 6_789_300 },
  })
  expect(db.prepare('SELECT * FROM gpkg_geometry_columns').get()).toMatchObject({
    ...{ table_name: 'stop', column_name: 'lieu', geometry_type_name: 'POINT', srs_id: 2154, z: 0, m: 0 },
  })
  expect(db.prepare('SELECT * FROM gpkg_data_columns WHERE column_name = ?').get('vitesse')).toMatchObject({
    title: 'vitesse (km/h)',
  })
  const types = db.prepare("SELECT name, type FROM pragma_table_info('stop')").all()
  expect(types.map(({ name, type }) => `${name} ${type}`)).toEqual([
    ...['fid INTEGER', 'lieu POINT', 'id INTEGER', 'nom_de_la_station TEXT', 'nom_de_la_commune TEXT'],
    ...['vitesse DOUBLE', 'ouvert BOOLEAN', 'heure DATETIME', 'jour DATE', 'reste TEXT'],
  ])
  expect({ ...db.prepare('SELECT * FROM stop WHERE id = 1').get() }).toMatchObject({
    ...{ nom_de_la_station: 'République, « A » <&>', vitesse: 12.5, ouvert: 1 },
    ...{ heure: '2024-07-01T12:00:00.250Z', jour: '2024-07-01', reste: '{"a":["b\\"c"]}' },
  })
  db.close()
})

test('every geometry comes back from its blob', async () => {
  const db = await open(await exported(made.lake, Mixed, [mixed], { format: 'gpkg' }))
  const rows = db.prepare('SELECT id, shape FROM mixed ORDER BY id').all() as { id: number; shape: Uint8Array | null }[]
  const headers = { none: 8, boxed: 40 }
  const back = rows.map(({ id, shape }) => {
    const header = shape && (shape[3]! & 0b10 ? headers.boxed : headers.none)
    return { id, shape: shape && readWkb(shape.subarray(header!)) }
  })
  expect(back).toEqual(mixed)
  db.close()
})

test('the index is sound and finds what is in a box, in any CRS and from several files', async () => {
  const lists = [places.slice(0, 3000), places.slice(3000)]
  const db = await open(await exported(made.lake, Place, lists, { format: 'gpkg' }))
  expect(Object.values(db.prepare("SELECT rtreecheck('rtree_place_place')").get()!)).toEqual(['ok'])
  const box = { x0: -1.7, x1: -1.6, y0: 48.1, y1: 48.2 }
  const found = db
    .prepare(
      'SELECT p.id FROM rtree_place_place r JOIN place p ON p.fid = r.id WHERE maxx >= ? AND minx <= ? AND maxy >= ? AND miny <= ?',
    )
    .all(box.x0, box.x1, box.y0, box.y1)
    .map(({ id }) => Number(id))
  const inside = places.filter(
    ({
      place: {
        coordinates: [x, y],
      },
    }) => x! >= box.x0 && x! <= box.x1 && y! >= box.y0 && y! <= box.y1,
  )
  expect(found.toSorted((a, b) => a - b)).toEqual(inside.map(({ id }) => id))
  db.close()
})

test.each([1, 51, 52, 102, 103, 2700])('the index of %i rows is sound', async (count) => {
  const db = await open(await exported(made.lake, Place, [places.slice(0, count)], { format: 'gpkg' }))
  expect(Object.values(db.prepare("SELECT rtreecheck('rtree_place_place')").get()!)).toEqual(['ok'])
  expect(db.prepare('SELECT count(*) AS n FROM rtree_place_place').get()).toMatchObject({ n: count })
  db.close()
})

test('polygons of one part and of many are one type', async () => {
  const shape = table('zone', {
    id: integer({ ...about('id'), role: 'id' }),
    zone: geometry({ ...about('zone'), types: ['Polygon', 'MultiPolygon'] }),
  })
  const polygons = mixed.filter(({ shape: g }) => (g as Geometry | null)?.type.endsWith('Polygon'))
  const rows = polygons.map(({ id, shape: zone }) => ({ id, zone }))
  const db = await open(await exported(made.lake, shape, [rows], { format: 'gpkg', name: 'zones' }))
  expect(db.prepare('SELECT geometry_type_name AS t FROM gpkg_geometry_columns').get()).toEqual({ t: 'MULTIPOLYGON' })
  const types = db
    .prepare('SELECT zone FROM zones')
    .all()
    .map(({ zone }) => readWkb((zone as Uint8Array).subarray(40)).type)
  expect(types).toEqual(['MultiPolygon', 'MultiPolygon'])
  db.close()
})

test('a table without geometry, and an empty one', async () => {
  const plain = await open(await exported(made.lake, Stop, [stops], { format: 'gpkg', columns: ['id', 'jour'] }))
  expect(plain.prepare('SELECT data_type, srs_id FROM gpkg_contents').get()).toMatchObject({
    data_type: 'attributes',
    srs_id: null,
  })
  expect(plain.prepare('SELECT count(*) AS n FROM stop').get()).toMatchObject({ n: 3 })
  plain.close()
  const empty = await open(await exported(made.lake, Place, [], { format: 'gpkg' }))
  expect(empty.prepare('SELECT count(*) AS n FROM rtree_place_place').get()).toMatchObject({ n: 0 })
  empty.close()
})
