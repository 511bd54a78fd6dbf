import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { geometry, integer, nullable, type Position, table, text } from '../../kernel/index.ts'
import { testOn } from '../testing/data.ts'
import { facts, t } from '../testing/facts.ts'
import { fileAt, fileOf, readAll, scratch } from '../testing/run.ts'
import { dbfOf, shpOf, type TestShape } from '../testing/shp.ts'
import { zipOf } from '../testing/zip.ts'
import { shapefile } from './index.ts'

const Bare = table('bare', { geometry: nullable(geometry(t('g'))) })
const Named = table('named', { name: text({ ...t('n'), role: 'id' }), geometry: nullable(geometry(t('g'))) })

const geometries = async (shapes: readonly TestShape[]) => {
  const { rows, rejected } = await readAll(
    shapefile({ ...facts, rows: Bare, crs: 'EPSG:4326' }),
    fileOf('x.shp', shpOf(shapes)),
  )
  return { got: rows.map((r) => r.geometry), rejected: rejected.map((r) => r.reason.en) }
}

// Outer rings turn clockwise in a shapefile.
const square = (x: number, y: number, side: number): Position[] => [
  [x, y],
  [x, y + side],
  [x + side, y + side],
  [x + side, y],
  [x, y],
]

test('each type of shape', async () => {
  expect(
    await geometries([
      { type: 1, parts: [[[1, 2]]] },
      { type: 11, parts: [[[1, 2, 3]]] },
      { type: 21, parts: [[[1, 2]]] },
      {
        type: 8,
        parts: [
          [
            [1, 2],
            [3, 4],
          ],
        ],
      },
      { type: 18, parts: [[[1, 2, 5]]] },
      {
        type: 3,
        parts: [
          [
            [1, 2],
            [3, 4],
          ],
        ],
      },
      {
        type: 13,
        parts: [
          [
            [1, 2, 7],
            [3, 4, 8],
          ],
        ],
      },
      {
        type: 3,
        parts: [
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
      { type: 5, parts: [square(0, 0, 1)] },
      { type: 0, parts: [] },
    ]),
  ).toEqual({
    got: [
      { type: 'Point', coordinates: [1, 2] },
      { type: 'Point', coordinates: [1, 2, 3] },
      { type: 'Point', coordinates: [1, 2] },
      {
        type: 'MultiPoint',
        coordinates: [
          [1, 2],
          [3, 4],
        ],
      },
      { type: 'MultiPoint', coordinates: [[1, 2, 5]] },
      {
        type: 'LineString',
        coordinates: [
          [1, 2],
          [3, 4],
        ],
      },
      {
        type: 'LineString',
        coordinates: [
          [1, 2, 7],
          [3, 4, 8],
        ],
      },
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
      { type: 'Polygon', coordinates: [square(0, 0, 1).reverse()] },
      null,
    ],
    rejected: [],
  })
})

test('holes go to the smallest ring around them', async () => {
  const island = [square(0, 0, 10), square(4, 4, 2), square(3, 3, 4).reverse(), square(4.5, 4.5, 1).reverse()]
  const { got } = await geometries([
    { type: 5, parts: island },
    { type: 5, parts: [square(0, 0, 1).reverse()] },
  ])
  const holesIn = (got[0] as { coordinates: Position[][][] }).coordinates.map((rings) =>
    rings.slice(1).map((r) => r[0]![0]),
  )
  expect(holesIn).toEqual([[3], [4.5]])
  expect(got[1]?.type).toBe('Polygon')
})

test('shapes that cannot be read are set aside', async () => {
  const { got, rejected } = await geometries([
    { type: 31, parts: [square(0, 0, 1)] },
    { type: 1, parts: [[[1, 2]]] },
  ])
  expect([got.length, rejected]).toEqual([1, ['unknown shape type 31']])
})

const roofs = {
  'roofs.shp': shpOf([1, 2, 3].map((x) => ({ type: 1, parts: [[[700_000 + x, 6_600_000]]] }))),
  'roofs.dbf': dbfOf(['NAME'], [['Préfecture'], ['*Gone'], ['Gare']], 'latin1'),
  'roofs.prj': 'PROJCS["RGF93_Lambert_93",GEOGCS["GCS_RGF93"]]',
  'roofs.cpg': '1252',
}
const without = (...names: string[]) => Object.entries(roofs).filter(([name]) => !names.includes(name))
const zipped = (files: [string, string | Uint8Array][]) =>
  fileOf('roofs.zip', zipOf(files.map(([name, content]) => ({ name: `d/${name}`, content }))))

test('attributes, encoding and CRS come from the files beside, in a zip or a folder', async () => {
  const source = shapefile({ ...facts, rows: Named, map: { name: 'NAME' } })
  const folder = scratch()
  for (const [name, content] of without()) writeFileSync(join(folder, name.toUpperCase()), content)
  for (const file of [zipped(without()), zipped(without('roofs.cpg')), fileAt(join(folder, 'ROOFS.SHP'))]) {
    const { rows, rejected } = await readAll(source, file)
    expect(rows.map((r) => r.name)).toEqual(['Préfecture', 'Gare'])
    // The origin of Lambert-93 is 46.5° N, 3° E.
    expect(
      (rows[0]!.geometry as { coordinates: number[] }).coordinates.map((c) => Math.round(c * 1000) / 1000),
    ).toEqual([3, 46.5])
    expect(rejected.map((r) => [r.place.split('#')[1], r.reason.fr])).toEqual([['2', 'effacé par son producteur']])
  }
})

test('what is missing or wrong has a name', async () => {
  const source = shapefile({ ...facts, rows: Named, map: { name: 'NAME' } })
  const shp = roofs['roofs.shp']
  const other = (name: string, content: string | Uint8Array): [string, string | Uint8Array][] => [
    ...without(name),
    [name, content],
  ]
  for (const [files, code] of [
    [without('roofs.shp'), 'shapefile.no-shp'],
    [[...without(), ['b.shp', shp]], 'shapefile.no-shp'],
    [without('roofs.prj'), 'shapefile.no-crs'],
    [other('roofs.prj', 'PROJCS["Mars"]'), 'crs.unknown'],
    [without('roofs.dbf'), 'shapefile.missing-column'],
    [other('roofs.dbf', dbfOf(['NOM'], [['a'], ['b'], ['c']])), 'shapefile.missing-column'],
    [other('roofs.dbf', dbfOf(['NAME'], [['a']])), 'shapefile.truncated'],
    [other('roofs.dbf', roofs['roofs.dbf'].subarray(0, 80)), 'shapefile.truncated'],
    [other('roofs.shp', shp.subarray(0, 140)), 'shapefile.truncated'],
    [
      other('roofs.shp', Buffer.concat([shp.subarray(0, 104), Buffer.alloc(4, 0xff), shp.subarray(108)])),
      'shapefile.malformed',
    ],
    [other('roofs.shp', 'not a shape, by far, whatever its name says of it'.repeat(4)), 'shapefile.malformed'],
    [other('roofs.shp', ''), 'shapefile.empty'],
    [other('roofs.shp', '<html></html>'), 'shapefile.html-page'],
  ] as [[string, string | Uint8Array][], string][])
    await expect(readAll(source, zipped(files)), code).rejects.toMatchObject({ code })
  const page = fileOf('x.shp', '<!doctype html><title>Connexion</title>')
  await expect(readAll(shapefile({ ...facts, rows: Bare, crs: 'EPSG:4326' }), page)).rejects.toMatchObject({
    code: 'shapefile.html-page',
  })
})

const Roof = table('roof', { geometry: geometry({ ...t('g'), types: ['Polygon', 'MultiPolygon'], crs: 'EPSG:2154' }) })
testOn('redon/bdtopo_v3/BATIMENT.shp', '3D roofs without attributes, in Lambert-93', async (file) => {
  const { rows, rejected } = await readAll(shapefile({ ...facts, rows: Roof }), file)
  expect([rows.length, rejected.length]).toEqual([6_342, 0])
  const heights = rows
    .flatMap((r) => JSON.stringify(r.geometry).match(/\[[^[\]]+\]/g) ?? [])
    .map((p) => JSON.parse(p)[2] as number)
  expect(heights.every((z) => z > -1001 && z < 120)).toBe(true)
  expect(JSON.parse(/\[[^[\]]+\]/.exec(JSON.stringify(rows[0]!.geometry))![0])[0]).toBeGreaterThan(300_000)
})

const Hedge = table('hedge', {
  id: text({ ...t('id'), role: 'id' }),
  geometry: geometry({ ...t('g'), types: ['LineString'] }),
})
testOn('redon/bdtopo_v3/HAIE.shp', 'hedges, brought to longitude and latitude', async (file) => {
  const { rows, rejected } = await readAll(shapefile({ ...facts, rows: Hedge, map: { id: 'ID' } }), file)
  expect([rows.length, rejected.length]).toEqual([748, 0])
  expect(rows.every((r) => Math.abs(r.geometry.coordinates[0]![0]! + 2.08) < 0.2)).toBe(true)
})

const District = table(
  'district',
  { id: integer(t('id')), name: text(t('n')), geometry: geometry({ ...t('g'), types: ['MultiPolygon'] }) },
  { key: ['id'] },
)
testOn('rennes/sous_quartiers_45.shp', 'districts and their names', async (file) => {
  const source = shapefile({ ...facts, rows: District, map: { id: 'objectid', name: 'nomsquart' } })
  const { rows, rejected } = await readAll(source, file)
  expect([rows.length, rejected.length]).toEqual([45, 0])
  expect(rows.map((r) => r.name)).toContain('Saint-Hélier')
})
testOn('rennes/sous_quartiers_45.shp', 'a copy without the files beside it lacks its CRS', async ({ path }) => {
  const alone = join(scratch(), 'alone.shp')
  copyFileSync(path, alone)
  await expect(readAll(shapefile({ ...facts, rows: Bare }), fileAt(alone))).rejects.toMatchObject({
    code: 'shapefile.no-crs',
  })
})

const Change = table('change', { geometry: geometry({ ...t('g'), types: ['MultiPolygon'] }) })
testOn('arcachon/A_B_2015_2018.shp', 'land cover changes', async (file) => {
  const { rows, rejected } = await readAll(shapefile({ ...facts, rows: Change }), file)
  expect([rows.length, rejected.length]).toEqual([3_970, 0])
})
