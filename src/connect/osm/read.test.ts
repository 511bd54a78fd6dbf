import { expect, test } from 'vitest'
import { geometry, nullable, type Position, table, text } from '../../kernel/index.ts'
import { testOn } from '../testing/data.ts'
import { facts, t } from '../testing/facts.ts'
import { pbfOf } from '../testing/pbf.ts'
import { fileOf, readAll } from '../testing/run.ts'
import { isArea, multipolygon } from './areas.ts'
import { osm } from './index.ts'
import { type Raw, tagsOf } from './raw.ts'
import type { OsmElement } from './spec.ts'

const Thing = table('thing', {
  id: text({ ...t('id'), role: 'id' }),
  name: nullable(text(t('n'))),
  geometry: geometry(t('g')),
})
const source = (where?: (e: OsmElement) => boolean) =>
  osm({ ...facts, rows: Thing, map: { id: (e) => `${e.type}/${e.id}` }, ...(where && { where }) })

const node = (id: number, lon: number, lat: number, tags: [string, string][] = []): Raw => ({
  type: 'node',
  id,
  lon,
  lat,
  tags: tagsOf(tags),
})
const way = (id: number, refs: number[], tags: [string, string][] = []): Raw => ({
  type: 'way',
  id,
  refs,
  tags: tagsOf(tags),
})

const elements: Raw[] = [
  node(1, -2, 47, [
    ['natural', 'tree'],
    ['name', 'Chêne & <hêtre>'],
  ]),
  node(2, -1.9, 47),
  node(3, -1.9, 47.1),
  node(4, -2, 47.1),
  way(10, [1, 2, 3, 4, 1], [['building', 'yes']]),
  way(11, [1, 2, 3, 4, 1], [['highway', 'residential']]),
  way(12, [1, 2, 3], [['highway', 'footway']]),
  way(
    13,
    [1, 2, 99],
    [
      ['highway', 'path'],
      ['name', 'Coupé'],
    ],
  ),
  way(14, [1, 2, 3]),
  way(15, [1, 4, 3]),
  {
    type: 'relation',
    id: 20,
    tags: tagsOf([
      ['type', 'multipolygon'],
      ['landuse', 'forest'],
    ]),
    members: [
      { type: 'way', ref: 14, role: 'outer' },
      { type: 'way', ref: 15, role: '' },
    ],
  },
  {
    type: 'relation',
    id: 21,
    tags: tagsOf([['type', 'multipolygon']]),
    members: [{ type: 'way', ref: 14, role: 'outer' }],
  },
  {
    type: 'relation',
    id: 22,
    tags: tagsOf([['type', 'boundary']]),
    members: [{ type: 'way', ref: 999, role: 'outer' }],
  },
  { type: 'relation', id: 23, tags: tagsOf([['type', 'route']]), members: [{ type: 'way', ref: 14, role: '' }] },
]
const expected = [
  ['node/1', 'Point', 'Chêne & <hêtre>'],
  ['way/10', 'Polygon', null],
  ['way/11', 'LineString', null],
  ['way/12', 'LineString', null],
  ['relation/20', 'Polygon', null],
]

const xml = `<?xml version="1.0" encoding="UTF-8"?>
<osm version="0.6"><note>x</note><bounds minlat="47" minlon="-2" maxlat="48" maxlon="-1"/>
<node id="1" lat="47" lon="-2"><tag k="natural" v="tree"/><tag k="name" v="Chêne &amp; &lt;hêtre&gt;"/></node>
<node id="2" lat="47" lon="-1.9"/><node id="3" lat="47.1" lon="-1.9"/><node id="4" lat="47.1" lon="-2"/>
<way id="10"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="4"/><nd ref="1"/><tag k="building" v="yes"/></way>
<way id="11"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="4"/><nd ref="1"/><tag k="highway" v="residential"/></way>
<way id="12"><nd ref="1"/><nd ref="2"/><nd ref="3"/><tag k="highway" v="footway"/></way>
<way id="13"><nd ref="1"/><nd ref="2"/><nd ref="99"/><tag k="highway" v="path"/><tag k="name" v="Coupé"/></way>
<way id="14"><nd ref="1"/><nd ref="2"/><nd ref="3"/></way><way id="15"><nd ref="1"/><nd ref="4"/><nd ref="3"/></way>
<relation id="20"><member type="way" ref="14" role="outer"/><member type="way" ref="15" role=""/><tag k="type" v="multipolygon"/><tag k="landuse" v="forest"/></relation>
<relation id="21"><member type="way" ref="14" role="outer"/><tag k="type" v="multipolygon"/></relation>
<relation id="22"><member type="way" ref="999" role="outer"/><tag k="type" v="boundary"/></relation>
<relation id="23"><member type="way" ref="14" role=""/><tag k="type" v="route"/></relation>
</osm>`

test.each([
  ['XML', xml],
  ['PBF', pbfOf(elements)],
  ['PBF, not compressed', pbfOf(elements, { raw: true })],
])('%s: points, lines, areas, relations; what the extract lacks is set aside', async (_, content) => {
  const { rows, rejected } = await readAll(source(), fileOf('x.osm', content))
  expect(rows.map((r) => [r.id, r.geometry.type, r.name])).toEqual(expected)
  expect(rejected.map((r) => [r.place, r.reason.en])).toEqual([
    ['x.osm#way/13', 'geometry: the extract lacks some of its nodes'],
    ['x.osm#relation/21', 'geometry: its outlines do not close'],
    ['x.osm#relation/22', 'geometry: the extract lacks some of its outlines'],
  ])
  expect(rows[0]!.geometry).toEqual({ type: 'Point', coordinates: [-2, 47] })
  const chosen = await readAll(
    source((e) => e.tags.highway === 'footway'),
    fileOf('x.osm', content),
  )
  expect([chosen.rows.map((r) => r.id), chosen.rejected]).toEqual([['way/12'], []])
})

test('nodes out of order are found', async () => {
  const shuffled = [elements[3]!, elements[1]!, elements[0]!, elements[2]!, ...elements.slice(4)]
  const { rows } = await readAll(
    source((e) => e.type === 'way'),
    fileOf('x.pbf', pbfOf(shuffled)),
  )
  expect(rows.map((r) => r.id)).toEqual(['way/10', 'way/11', 'way/12'])
})

test('rings are joined from lines of any direction, with their holes', () => {
  const outer: Position[][] = [
    [
      [0, 0],
      [9, 0],
    ],
    [
      [9, 9],
      [9, 0],
    ],
    [
      [9, 9],
      [0, 9],
      [0, 0],
    ],
  ]
  const hole: Position[] = [
    [2, 2],
    [3, 2],
    [3, 3],
    [2, 2],
  ]
  expect(multipolygon(outer, [hole])).toEqual({
    type: 'Polygon',
    coordinates: [
      [
        [0, 0],
        [9, 0],
        [9, 9],
        [0, 9],
        [0, 0],
      ],
      [
        [2, 2],
        [3, 3],
        [3, 2],
        [2, 2],
      ],
    ],
  })
  expect(multipolygon(outer.slice(1), [])).toBeUndefined()
  expect(multipolygon(outer, [hole.map(([x, y]) => [x! + 50, y!])])).toBeUndefined()
})

test('which closed ways are areas', () => {
  for (const [tags, area] of [
    [{ building: 'yes' }, true],
    [{ highway: 'pedestrian' }, false],
    [{ highway: 'pedestrian', area: 'yes' }, true],
    [{ building: 'no' }, false],
    [{ landuse: 'forest', area: 'no' }, false],
    [{ natural: 'tree_row' }, false],
    [{ waterway: 'riverbank' }, true],
    [{ waterway: 'stream' }, false],
    [{ constructor: 'x', toString: 'y' }, false],
  ] as const)
    expect(isArea(tags), JSON.stringify(tags)).toBe(area)
})

test('what is no OSM file has a name', async () => {
  const codes = async (content: string | Uint8Array) =>
    readAll(source(), fileOf('x.osm', content)).then(
      () => 'read',
      (e) => [e.code, e.place, e.facts.line],
    )
  const pbf = pbfOf(elements)
  expect(await codes('')).toEqual(['osm.empty', 'x.osm', undefined])
  expect(await codes(xml.slice(0, xml.indexOf('<way id="10">') + 30))).toEqual(['osm.truncated', 'x.osm', 5])
  expect(await codes(xml.replace('</way>', '</wey>'))).toEqual(['osm.malformed', 'x.osm:5', 5])
  expect(await codes('<gpx><trk/></gpx>')).toEqual(['osm.malformed', 'x.osm', undefined])
  expect(await codes('hello')).toEqual(['osm.malformed', 'x.osm:1', 1])
  expect(await codes(pbf.subarray(0, pbf.length - 9))).toEqual(['osm.truncated', 'x.osm', undefined])
  expect(await codes(pbfOf(elements, { features: ['HistoricalInformation'] }))).toEqual([
    'osm.malformed',
    'x.osm',
    undefined,
  ])
  const entities = `<!DOCTYPE osm [<!ENTITY a "${'x'.repeat(100)}"><!ENTITY b "&a;&a;">]><osm><node id="1" lat="1" lon="1"><tag k="name" v="&b;"/></node></osm>`
  expect((await codes(entities))[0]).toBe('osm.malformed')
})

testOn('redon/osm_redon_2019.osm', 'each element of the extract, read or set aside', async (file) => {
  const count = async (where: (e: OsmElement) => boolean) => {
    const { rows, rejected } = await readAll(source(where), file)
    return rows.length + rejected.length
  }
  expect(await count((e) => e.type === 'way' && e.tags.highway !== undefined)).toBe(370)
  expect(await count((e) => e.type === 'way' && e.tags.building !== undefined)).toBe(1_066)
  expect(await count((e) => e.tags.natural === 'tree')).toBe(317)
})
