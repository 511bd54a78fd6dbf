import { expect, test } from 'vitest'
import { geometry, nullable, number, table, text } from '../../kernel/index.ts'
import { testOn } from '../testing/data.ts'
import { facts, t } from '../testing/facts.ts'
import { fileOf, readAll } from '../testing/run.ts'
import { geojson } from './index.ts'

const Place = table('place', { id: text({ ...t('id'), role: 'id' }), geometry: nullable(geometry(t('geometry'))) })
const Any = table('any', { geometry: geometry(t('geometry')) })

const point = (x: number, y: number, ...z: number[]) => ({ type: 'Point', coordinates: [x, y, ...z] })
const feature = (id: string | undefined, at: unknown) => ({ type: 'Feature', properties: { id }, geometry: at })
const collection = (features: unknown[], more: object = {}) =>
  JSON.stringify({ type: 'FeatureCollection', ...more, features })

const read = (content: string) => readAll(geojson({ ...facts, rows: Place }), fileOf('x.geojson', content))
const codeOf = (content: string) =>
  read(content).then(
    () => 'read',
    (e) => e.code,
  )

test('features, heights, null geometries', async () => {
  const { rows, rejected } = await read(collection([feature('a', point(-1.6, 48.1, 30)), feature('b', null)]))
  expect(rows).toEqual([
    { id: 'a', geometry: point(-1.6, 48.1, 30), _row: 1 },
    { id: 'b', geometry: null, _row: 2 },
  ])
  expect(rejected).toEqual([])
})

test('a feature alone, one a line, RFC 8142 sequences', async () => {
  const [a, b] = [feature('a', point(0, 1)), feature('b', point(2, 3))].map((f) => JSON.stringify(f))
  for (const [content, count] of [
    [a, 1],
    [`${a}\n${b}\n`, 2],
    [`\u001e${a}\n\u001e${b}\n`, 2],
  ] as const)
    expect((await read(content!)).rows.length).toBe(count)
})

test('the id of the feature itself, and the whole feature in functions', async () => {
  const content = collection([{ type: 'Feature', id: 7, properties: { n: 2 }, geometry: point(0, 1) }])
  const Row = table('row', { id: text(t('id')), twice: number(t('n')), at: geometry(t('at')) }, { key: ['id'] })
  const source = geojson({
    ...facts,
    rows: Row,
    map: { twice: (f) => Number(f.properties.n) * 2, at: (f) => f.geometry! },
    where: (f) => f.geometry?.type === 'Point',
  })
  const { rows } = await readAll(source, fileOf('x.geojson', content))
  expect(rows).toEqual([{ id: '7', twice: 4, at: point(0, 1), _row: 1 }])
})

test('the crs member is honoured, wherever it is', async () => {
  const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::3857' } }
  const features = [feature('a', point(-186_000, 6_125_000))]
  const { rows } = await read(collection(features, { crs }))
  const { coordinates } = rows[0]!.geometry as { coordinates: number[] }
  // Inverse spherical Mercator by hand: x / 6378137 rad, 2 atan(e^(y / 6378137)) − 90°.
  expect(coordinates[0]).toBeCloseTo((-186_000 / 6_378_137) * (180 / Math.PI), 6)
  expect(coordinates[1]).toBeCloseTo((2 * Math.atan(Math.exp(6_125_000 / 6_378_137)) * 180) / Math.PI - 90, 6)

  const late = JSON.stringify({ type: 'FeatureCollection', features, crs })
  expect(await codeOf(late)).toBe('geojson.malformed')
  const declared = geojson({ ...facts, rows: Place, crs: 'EPSG:3857' })
  expect((await readAll(declared, fileOf('x.geojson', late))).rows[0]!.geometry).toEqual(rows[0]!.geometry)
  expect(await codeOf(collection(features, { crs: { type: 'name', properties: { name: 'EPSG:1' } } }))).toBe(
    'crs.unknown',
  )
  expect(await codeOf(collection(features, { crs: 3 }))).toBe('geojson.malformed')
  expect((await read(collection(features))).rejected[0]!.reason.fr).toContain('hors de la Terre')
})

test('what is no GeoJSON has a name', async () => {
  expect(await codeOf('{"type":"Topology","objects":{}}')).toBe('geojson.missing-records')
  expect(await codeOf('{"type":"FeatureCollection","features":[{"type":"Feature"')).toBe('geojson.truncated')
  expect(await codeOf('{"type":"FeatureCollection","features":null}')).toBe('geojson.malformed')
  const { rejected } = await read(
    collection([feature('a', { type: 'Point', coordinates: [1] }), feature('b', 'x'), 4, feature(undefined, null)]),
  )
  expect(rejected.map((r) => r.place).sort()).toEqual(['x.geojson#1', 'x.geojson#2', 'x.geojson#3', 'x.geojson#4'])
})

// The number of features of each real file, counted once with another tool.
for (const [file, features] of Object.entries({
  communes_35: 332,
  buildings_beaulieu_h: 595,
  buildings_villejean_h: 177,
  insee_grid_1km_35: 6_536,
  insee_grid_200m_rennes_metropole: 6_772,
  osm_streets_2013: 7_181,
  poi_organismes: 2_617,
  qpv_rennes: 5,
  trees_villejean_walk: 53,
  velostar_stations: 55,
  zac_rm: 212,
  metro_lines: 73,
  metro_stations: 30,
}))
  testOn(`rennes/${file}.geojson`, 'every feature, in longitude and latitude', async (at) => {
    const { rows, rejected } = await readAll(geojson({ ...facts, rows: Any }), at)
    expect([rows.length, rejected.length]).toEqual([features, 0])
    const first = JSON.stringify(rows[0]!.geometry)
    const [x, y] = /\[(-?[\d.]+),(-?[\d.]+)/.exec(first)!.slice(1).map(Number)
    expect([x! > -3 && x! < -1, y! > 47 && y! < 49]).toEqual([true, true])
  })
