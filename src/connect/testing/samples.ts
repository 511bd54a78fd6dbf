import { gzipSync } from 'node:zlib'
import type { Source, Table } from '../../kernel/index.ts'
import {
  boolean,
  date,
  geometry,
  instant,
  integer,
  json as jsonColumn,
  nullable,
  number,
  table,
  text,
} from '../../kernel/index.ts'
import { csv, geojson, gtfs, json, opendatasoft, osm, shapefile } from '../index.ts'
import type { Raw } from '../osm/raw.ts'
import { tagsOf } from '../osm/raw.ts'
import { facts, t } from './facts.ts'
import { pbfOf } from './pbf.ts'
import { dbfOf, shpOf } from './shp.ts'
import { zipOf } from './zip.ts'

/** A valid file of each kind of source, small, with every type of column, and how many rows it gives. */
export interface Sample {
  readonly kind: string
  readonly name: string
  readonly bytes: Uint8Array
  readonly source: Source
  readonly rows: number
}

const Everything = table('everything', {
  id: text({ ...t('id'), role: 'id' }),
  count: nullable(integer(t('count'))),
  speed: nullable(number(t('speed'))),
  open: nullable(boolean(t('open'))),
  at: nullable(instant(t('at'))),
  day: nullable(date(t('day'))),
  more: nullable(jsonColumn(t('more'))),
  place: nullable(geometry(t('place'))),
})

const COUNT = 40

const records = Array.from({ length: COUNT }, (_, i) => ({
  id: `é${i}`,
  count: i * 1000,
  speed: i / 3,
  open: i % 2 === 0,
  at: new Date(Date.UTC(2024, 2, 31, i)).toISOString(),
  day: `2024-02-${String((i % 29) + 1).padStart(2, '0')}`,
  more: { a: [i], b: 'x"y\n;' },
  place: {
    type: 'Polygon',
    coordinates: [
      [
        [0, 0],
        [i + 1, 0],
        [i + 1, 1],
        [0, 0],
      ],
    ],
  },
}))

const quoted = (value: unknown) =>
  `"${(typeof value === 'object' ? JSON.stringify(value) : String(value)).replaceAll('"', '""')}"`
const csvText = [
  Object.keys(records[0]!).join(';'),
  ...records.map((r) => Object.values(r).map(quoted).join(';')),
].join('\r\n')
const features = records.map(({ place, ...properties }) => ({ type: 'Feature', properties, geometry: place }))
const collection = {
  type: 'FeatureCollection',
  name: 'essai',
  crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:OGC:1.3:CRS84' } },
  features,
}

const feed = zipOf([
  { name: 'agency.txt', content: 'agency_id,agency_name,agency_timezone\n1,STAR,Europe/Paris\n' },
  {
    name: 'stops.txt',
    content: `stop_id,stop_name,stop_lat,stop_lon\n${Array.from({ length: COUNT }, (_, i) => `${i},"Arrêt, ${i}",48.1,-1.6\n`).join('')}`,
  },
  {
    name: 'stop_times.txt',
    content: `trip_id,stop_id,stop_sequence,arrival_time,departure_time\n${Array.from({ length: COUNT }, (_, i) => `1,${i},${i},${i}:00:00,${i}:01:00\n`).join('')}`,
  },
])

const roof = [
  [300000, 6700000, 12],
  [300000, 6700010, 12],
  [300010, 6700010, 13],
  [300000, 6700000, 12],
]
const shapes = zipOf([
  { name: 'roofs.shp', content: shpOf(Array.from({ length: COUNT }, () => ({ type: 15, parts: [roof] }))) },
  {
    name: 'roofs.dbf',
    content: dbfOf(
      ['ID', 'COUNT'],
      records.map((r) => [r.id, String(r.count)]),
    ),
  },
  { name: 'roofs.prj', content: 'PROJCS["RGF93_Lambert_93",GEOGCS["GCS_RGF93"]]' },
  { name: 'roofs.cpg', content: 'UTF-8' },
])
const bareShp = shpOf(
  Array.from({ length: COUNT }, (_, i) => ({
    type: 13,
    parts: [
      [
        [i, 0, 1],
        [i, 1, 2],
      ],
      [
        [i, 2, 3],
        [i, 3, 4],
      ],
    ],
  })),
)

const osmElements: Raw[] = [
  ...Array.from(
    { length: COUNT },
    (_, i): Raw => ({
      type: 'node',
      id: i + 1,
      lon: -2 + (i % 4 > 1 ? 0.001 : 0),
      lat: 47 + ((i + 1) % 4 > 1 ? 0.001 : 0),
      tags: tagsOf(i % 2 ? [['natural', 'tree']] : []),
    }),
  ),
  {
    type: 'way',
    id: 100,
    refs: [1, 2, 3, 4, 1],
    tags: tagsOf([
      ['building', 'yes'],
      ['name', 'Préfecture'],
    ]),
  },
  { type: 'way', id: 101, refs: [1, 2, 3], tags: tagsOf([['highway', 'residential']]) },
  { type: 'way', id: 102, refs: [1, 2, 3], tags: tagsOf([]) },
  { type: 'way', id: 103, refs: [3, 4, 1], tags: tagsOf([]) },
  {
    type: 'relation',
    id: 200,
    members: [
      { type: 'way', ref: 102, role: 'outer' },
      { type: 'way', ref: 103, role: 'outer' },
    ],
    tags: tagsOf([
      ['type', 'multipolygon'],
      ['landuse', 'forest'],
    ]),
  },
]

/** The same elements as XML. */
function xmlOf(elements: readonly Raw[]): string {
  const attribute = (value: string) => value.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`)
  const tags = (e: Raw) =>
    Object.entries(e.tags)
      .map(([k, v]) => `<tag k="${attribute(k)}" v="${attribute(v)}"/>`)
      .join('')
  const body = elements.map((e) => {
    if (e.type === 'node') return `<node id="${e.id}" lat="${e.lat}" lon="${e.lon}">${tags(e)}</node>`
    if (e.type === 'way') return `<way id="${e.id}">${e.refs.map((r) => `<nd ref="${r}"/>`).join('')}${tags(e)}</way>`
    return `<relation id="${e.id}">${e.members.map((m) => `<member type="${m.type}" ref="${m.ref}" role="${m.role}"/>`).join('')}${tags(e)}</relation>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<osm version="0.6">\n${body.join('\n')}\n</osm>\n`
}

const Element = table('element', {
  id: text({ ...t('id'), role: 'id' }),
  name: nullable(text(t('name'))),
  geometry: geometry(t('geometry')),
})
const OSM_ROWS = COUNT / 2 + 3
const osmSource = osm({ ...facts, rows: Element, map: { id: '@id' } })

const Roof = table(
  'roof',
  { ID: text(t('ID')), COUNT: integer(t('COUNT')), geometry: geometry({ ...t('g'), crs: 'EPSG:2154' }) },
  { key: ['ID'] },
)
const Line = table('line', { geometry: geometry({ ...t('g'), types: ['MultiLineString'] }) })

const sample = <S extends Table>(
  kind: string,
  name: string,
  content: string | Uint8Array,
  rows: number,
  source: Source<S>,
): Sample => ({
  kind,
  name,
  rows,
  bytes: Buffer.from(content as string),
  source: source as unknown as Source,
})

export const samples: readonly Sample[] = [
  sample('csv', 'a.csv', csvText, COUNT, csv({ ...facts, rows: Everything })),
  sample('csv.gz', 'a.csv.gz', gzipSync(csvText), COUNT, csv({ ...facts, rows: Everything })),
  sample(
    'csv in zip',
    'a.zip',
    zipOf([{ name: 'a.csv', content: csvText }]),
    COUNT,
    csv({ ...facts, rows: Everything }),
  ),
  sample(
    'json',
    'a.json',
    JSON.stringify({ data: { items: records } }),
    COUNT,
    json({ ...facts, rows: Everything, path: 'data.items' }),
  ),
  sample(
    'ndjson',
    'a.ndjson',
    records.map((r) => JSON.stringify(r)).join('\n'),
    COUNT,
    json({ ...facts, rows: Everything }),
  ),
  sample('geojson', 'a.geojson', JSON.stringify(collection), COUNT, geojson({ ...facts, rows: Everything })),
  sample(
    'geojson lines',
    'a.geojsonl',
    features.map((f) => JSON.stringify(f)).join('\n'),
    COUNT,
    geojson({ ...facts, rows: Everything }),
  ),
  sample(
    'opendatasoft',
    'a.json',
    JSON.stringify(records),
    COUNT,
    opendatasoft({ ...facts, rows: Everything, map: { place: 'place' } }),
  ),
  sample(
    'opendatasoft v1',
    'a.json',
    JSON.stringify({
      nhits: COUNT,
      records: records.map(({ place, ...fields }, i) => ({
        recordid: String(i),
        fields: { ...fields, geo_shape: place },
      })),
    }),
    COUNT,
    opendatasoft({ ...facts, rows: Everything }),
  ),
  sample('gtfs stops', 'a.zip', feed, COUNT, gtfs(facts).stops),
  sample('gtfs times', 'a.zip', feed, COUNT, gtfs(facts).stopTimes),
  sample('shapefile', 'a.zip', shapes, COUNT, shapefile({ ...facts, rows: Roof })),
  sample('shp alone', 'a.shp', bareShp, COUNT, shapefile({ ...facts, rows: Line, crs: 'EPSG:4326' })),
  sample('osm xml', 'a.osm', xmlOf(osmElements), OSM_ROWS, osmSource),
  sample('osm pbf', 'a.pbf', pbfOf(osmElements), OSM_ROWS, osmSource),
  sample('osm pbf, raw', 'a.pbf', pbfOf(osmElements, { raw: true }), OSM_ROWS, osmSource),
]
