import { expect, test } from 'vitest'
import { geometry, nullable, number, table, text } from '../../kernel/index.ts'
import { testOn } from '../testing/data.ts'
import { facts, t } from '../testing/facts.ts'
import { fileOf, readAll } from '../testing/run.ts'
import { exportAddress } from './address.ts'
import { opendatasoft } from './index.ts'

const Road = table('road', {
  id: text({ ...t('id'), role: 'id' }),
  speed: nullable(number(t('v'))),
  line: geometry({ ...t('l'), types: ['LineString'] }),
})
const Spot = table('spot', {
  id: text({ ...t('id'), role: 'id' }),
  speed: nullable(number(t('v'))),
  at: geometry({ ...t('at'), types: ['Point'] }),
})

const line = {
  type: 'LineString',
  coordinates: [
    [-1.7, 48.1],
    [-1.6, 48.2],
  ],
}
const expected = [{ id: 'a', speed: 12.5, line, _row: 1 }]

const flat = {
  id: 'a',
  speed: 12.5,
  geo_shape: { type: 'Feature', geometry: line, properties: {} },
  geo_point_2d: { lon: -1.65, lat: 48.15 },
}
const v1 = {
  datasetid: 'x',
  recordid: 'r1',
  fields: { id: 'a', speed: 12.5, geo_shape: line, geo_point_2d: [48.15, -1.65] },
  geometry: { type: 'Point', coordinates: [-1.65, 48.15] },
}

const forms: Record<string, string> = {
  'v2.1 json export': JSON.stringify([flat]),
  'v2.1 jsonl export': `${JSON.stringify(flat)}\n`,
  'v2.1 geojson export': JSON.stringify({
    type: 'FeatureCollection',
    features: [
      { type: 'Feature', geometry: line, properties: { id: 'a', speed: 12.5, geo_point_2d: flat.geo_point_2d } },
    ],
  }),
  'v2.1 csv export': `\uFEFFid;speed;geo_shape;geo_point_2d\na;12.5;"${JSON.stringify(line).replaceAll('"', '""')}";48.15, -1.65\n`,
  'v2.1 records': JSON.stringify({ total_count: 1, results: [flat] }),
  'v1 export': JSON.stringify([v1]),
  'v1 search': JSON.stringify({ nhits: 1, parameters: { rows: 10 }, records: [v1] }),
}

test.each(Object.entries(forms))('%s', async (form, content) => {
  const csvMap = form.includes('csv') ? { map: { line: 'geo_shape' } } : {}
  const { rows, rejected } = await readAll(opendatasoft({ ...facts, rows: Road, ...csvMap }), fileOf('x', content))
  expect(rejected).toEqual([])
  expect(rows).toEqual(expected)
  const spots = await readAll(opendatasoft({ ...facts, rows: Spot, map: { at: 'geo_point_2d' } }), fileOf('x', content))
  expect(spots.rows).toEqual([{ id: 'a', speed: 12.5, at: { type: 'Point', coordinates: [-1.65, 48.15] }, _row: 1 }])
})

test('the point is taken where only points are allowed', async () => {
  const { rows } = await readAll(opendatasoft({ ...facts, rows: Spot }), fileOf('x.json', forms['v1 search']!))
  expect(rows[0]!.at.coordinates).toEqual([-1.65, 48.15])
})

test('an answer cut by the portal is refused', async () => {
  for (const content of [
    JSON.stringify({ total_count: 11_000, results: [flat] }),
    JSON.stringify({ nhits: 11_000, parameters: {}, records: [v1] }),
    JSON.stringify({ results: [flat], total_count: 2 }),
  ])
    await expect(readAll(opendatasoft({ ...facts, rows: Road }), fileOf('x.json', content))).rejects.toMatchObject({
      code: 'opendatasoft.cut',
      facts: { count: 1 },
    })
})

test('pages and paged searches become exports, with their filters', () => {
  const host = 'https://data.example.org'
  const whole = `${host}/api/explore/v2.1/catalog/datasets/trafic/exports/json`
  for (const [address, expected] of [
    [`${host}/explore/dataset/trafic/`, whole],
    [`${host}/explore/dataset/trafic/information/?sort=x`, whole],
    [`${host}/api/explore/v2.1/catalog/datasets/trafic/records?limit=100&offset=200`, whole],
    [`${host}/api/v2.0/catalog/datasets/trafic/records`, whole],
    [`${host}/api/records/1.0/search/?dataset=trafic&rows=10000`, whole],
    [`${host}/api/records/1.0/search/?dataset=trafic&refine.year=2021`, `${whole}?refine=year%3A%222021%22`],
    [`${host}/api/explore/v2.1/catalog/datasets/trafic/records?where=day%3D{key}`, `${whole}?where=day%3D{key}`],
    [`${host}/api/records/1.0/search/?dataset=trafic&q=bus`, `${host}/api/records/1.0/search/?dataset=trafic&q=bus`],
    [`${whole}`, whole],
    [`${host}/explore/dataset/trafic/download/?format=json`, `${host}/explore/dataset/trafic/download/?format=json`],
    ['synthetic:42', 'synthetic:42'],
  ])
    expect(exportAddress(address!)).toBe(expected)
  expect(opendatasoft({ ...facts, rows: Road, address: `${host}/explore/dataset/trafic/` }).address).toBe(whole)
})

const Segment = table(
  'segment',
  {
    reference: text(t('r')),
    name: nullable(text(t('n'))),
    shape: geometry({ ...t('s'), types: ['LineString', 'MultiLineString'] }),
  },
  { key: ['reference'] },
)
testOn('rennes/traffic_fcd_segments_2021-06-18_ods.json', 'every segment of a v1 search', async (file) => {
  const source = opendatasoft({
    ...facts,
    rows: Segment,
    map: { reference: 'predefinedlocationreference', name: 'denomination' },
  })
  const { rows, rejected } = await readAll(source, file)
  // Of the 2,368 records, 105 have no geometry of any kind.
  expect([rows.length, rejected.length]).toEqual([2_263, 105])
  expect(new Set(rejected.map((r) => r.reason.fr))).toEqual(new Set(['shape : valeur absente']))
})

const Iris = table('iris', { shape: geometry({ ...t('s'), types: ['MultiPolygon'] }) })
testOn('rennes/iris_rennes_metropole.json', 'every block of a v2.1 export', async (file) => {
  const { rows, rejected } = await readAll(opendatasoft({ ...facts, rows: Iris }), file)
  expect([rows.length, rejected.length]).toEqual([172, 0])
})
