import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { geometry, integer, table, text } from '../../../kernel/index.ts'
import { given, openTestHouse, place, type TestHouse } from '../../../pipeline/testing.ts'
import { createApi } from '../../index.ts'
import type { Problem } from '../../json/shapes.ts'
import { compileFilter, parseFilter } from '../cql2/index.ts'
import { countMatched } from './count.ts'
import { readPage } from './page.ts'
import type { Page } from './testing.ts'

// What an open service is sent sooner or later, over real connections.

const t = (s: string) => ({ title: { fr: s, en: s } })
const Zone = table('zone', {
  id: integer({ ...t('id'), role: 'id' }),
  name: text(t('name')),
  outline: geometry({ ...t('outline'), types: ['Polygon'] }),
})
const Spot = table('spot', {
  id: integer({ ...t('id'), role: 'id' }),
  name: text(t('name')),
  outline: geometry({ ...t('outline'), types: ['Point'] }),
})
const SPOTS = 20
const VERTICES = 1_000_000
const [LON, LAT] = [-1.6, 48.1]

/** A disc of a million vertices, and small squares around it. */
function zones() {
  const disc = Array.from({ length: VERTICES }, (_, i) => {
    const angle = (2 * Math.PI * i) / VERTICES
    return [LON + 0.01 * Math.cos(angle), LAT + 0.01 * Math.sin(angle)]
  })
  disc.push(disc[0]!)
  const squares = Array.from({ length: 50 }, (_, i) => {
    const [x, y] = [LON + 0.02 + i * 1e-3, LAT]
    return [
      [x, y],
      [x + 5e-4, y],
      [x + 5e-4, y + 5e-4],
      [x, y + 5e-4],
      [x, y],
    ]
  })
  return [disc, ...squares].map((ring, id) => ({
    id,
    name: id === 0 ? 'disc' : `square ${id}`,
    outline: { type: 'Polygon' as const, coordinates: [ring] },
  }))
}

let house: TestHouse
let server: Server
let base = ''
beforeAll(async () => {
  const source = given(
    { name: 'zones', rows: Zone, publish: { access: 'open', theme: 'regions' } },
    async function* () {
      yield zones()
    },
  )
  const spots = given({ name: 'spots', rows: Spot, publish: { access: 'open', theme: 'regions' } }, async function* () {
    yield Array.from({ length: SPOTS }, (_, id) => ({
      id,
      name: `spot ${id}`,
      outline: { type: 'Point' as const, coordinates: [LON, LAT + id / 1000] },
    }))
  })
  house = await openTestHouse(place([source, spots]))
  for (const name of ['zones', 'spots']) house.contents.set(`test:${name}`, '1')
  const { steps } = await house.run()
  expect(steps.map(({ state }) => state)).toEqual(['done', 'done'])
  const app = createApi({ chain: house.chain, version: '0.0.1' })
  server = serve({ fetch: app.fetch, port: 0 }) as Server
  await new Promise<void>((resolve) => server.once('listening', resolve))
  base = `http://localhost:${(server.address() as AddressInfo).port}`
}, 120_000)
afterAll(async () => {
  server?.closeAllConnections()
  server?.close()
  await house?.close()
})

const items = '/ogc/collections/zones/items'
const get = (path: string) => fetch(`${base}${path}`)
const page = async (query: string) => (await (await get(`${items}?${query}`)).json()) as Page
const problem = async (path: string) => {
  const answer = await get(path)
  return { ...((await answer.json()) as Problem), status: answer.status }
}
const encoded = encodeURIComponent
/** The service is well, and its data as it was. */
const isWell = async () => expect((await page('limit=1&offset=1')).numberMatched).toBe(51)

describe('a polygon of a million vertices', () => {
  test('in the data: a page with it is cut there, and the rest follows', async () => {
    const first = await page('limit=10')
    const seen = [...first.features]
    for (let offset = seen.length; offset < 51; ) {
      const next = await page(`limit=60&offset=${offset}`)
      expect(next.numberReturned).toBeGreaterThan(0)
      seen.push(...next.features)
      offset += next.numberReturned
    }
    const disc = seen.find(({ id }) => id === 0)!.geometry as { coordinates: number[][][] }
    expect(disc.coordinates[0]!.length).toBe(VERTICES + 1)
    expect(new Set(seen.map(({ id }) => id)).size).toBe(51)
  }, 60_000)

  test('in the data: filters, tiles and downloads bear it', async () => {
    const inside = encoded(`S_INTERSECTS(outline, POINT(${LON} ${LAT}))`)
    expect((await page(`properties=name&skipGeometry=true&filter=${inside}`)).features.map(({ id }) => id)).toEqual([0])
    const tile = await get('/ogc/collections/zones/tiles/WebMercatorQuad/12/1419/2029')
    expect([200, 204]).toContain(tile.status)
    expect((await tile.arrayBuffer()).byteLength).toBeLessThan(500_000)
    const file = await get('/download/zones/geojson')
    expect((await file.arrayBuffer()).byteLength).toBeGreaterThan(20_000_000)
    await isWell()
  }, 60_000)

  test('in a filter: refused before it is read', async () => {
    const ring = Array.from({ length: VERTICES }, (_, i) => `${i % 180} ${i % 90}`).join(',')
    const answer = await get(`${items}?filter=${encoded(`S_WITHIN(outline, POLYGON((${ring})))`)}`).catch(
      () => undefined,
    )
    // The server of HTTP refuses such a line, or cuts the connection while it is being sent.
    if (answer) expect(answer.status).toBe(431)
    await isWell()
  })
})

describe('filters nested a thousand deep', () => {
  test.each([
    ['text: parentheses', `filter=${encoded(`${'('.repeat(1000)}id = 1${')'.repeat(1000)}`)}`],
    ['text: not', `filter=${encoded(`${'NOT '.repeat(1000)}id = 1`)}`],
    ['text: arithmetic', `filter=${encoded(`id = ${'-('.repeat(1000)}1${')'.repeat(1000)}`)}`],
    ['JSON', `filter-lang=cql2-json&filter=${encoded(`${'{"op":"not","args":['.repeat(300)}true${']}'.repeat(300)}`)}`],
    ['JSON: arrays', `filter-lang=cql2-json&filter=${'['.repeat(5000)}`],
    [
      'WKT',
      `filter=${encoded(`S_INTERSECTS(outline, ${'GEOMETRYCOLLECTION('.repeat(400)}POINT(1 1)${')'.repeat(400)})`)}`,
    ],
  ])('%s', async (_, query) => {
    const { status, code } = await problem(`${items}?${query}`)
    expect([status, code.split('.')[0]]).toEqual([400, 'cql2'])
    await isWell()
  })
})

test('absurd coordinate systems and boxes are refused by name', async () => {
  const absurd = [
    'EPSG:0',
    'EPSG:-1',
    'EPSG:99999999999999999999',
    '+proj=merc',
    'file:///etc/passwd',
    'constructor',
    '',
  ]
  for (const crs of absurd.filter(Boolean))
    for (const query of [
      `crs=${encoded(crs)}`,
      `bbox=1,2,3,4&bbox-crs=${encoded(crs)}`,
      `filter=true&filter-crs=${encoded(crs)}`,
    ]) {
      const { status, code } = await problem(`${items}?${query}`)
      expect([query, status, code]).toEqual([query, 400, 'api.bad-parameter'])
    }
  for (const box of ['1e400,0,1,1', '-1e300,-1e300,1e300,1e300', '0,0,0', '1,2,3,4,5', '-,0,1,1', '1;2;3;4'])
    expect((await problem(`${items}?bbox=${encoded(box)}`)).status).toBe(400)
  for (const box of ['-1e8,-1e8,1e8,1e8', '0,0,0,0', '-180,-90,180,90'])
    expect((await get(`${items}?limit=1&skipGeometry=true&bbox=${box}`)).status).toBe(200)
  await isWell()
})

test('nothing goes in by any parameter', async () => {
  const payloads = [
    "'; drop table data; --",
    "' or '1'='1",
    '" or 1=1 --',
    "*/ union select * from read_csv_auto('/etc/passwd') --",
    "1) union all select content from read_text('/etc/passwd') --",
    '$1',
    '../../../../etc/passwd',
    'id\u0000',
    "outline) from read_blob('/etc/passwd') --",
    '__proto__',
    '😀'.repeat(50),
    'a'.repeat(3000),
  ]
  const parameters = [
    'bbox',
    'bbox-crs',
    'datetime',
    'filter',
    'filter-lang',
    'filter-crs',
    'sortby',
    'properties',
    'crs',
    'version',
    'pin',
    'limit',
    'offset',
    'skipGeometry',
    'f',
    'id',
    'name',
    'lang',
    'nothing',
  ]
  const collection = '/ogc/collections/spots'
  const places = [
    `${collection}/items`,
    `${collection}/items/1`,
    `${collection}/tiles/WebMercatorQuad/9/177/253`,
    '/download/spots/csv',
    `${collection}/changes`,
    '/api/datasets/spots/rows',
  ]
  const ask = async (path: string) => {
    const answer = await get(path)
    expect(answer.status, path).toBeLessThan(500)
    expect(await answer.text()).not.toContain('root:')
  }
  for (const payload of payloads) {
    for (const parameter of parameters)
      await Promise.all(places.map((path) => ask(`${path}?${parameter}=${encoded(payload)}`)))
    await Promise.all(
      [`${collection}/items/`, '/download/spots/', '/ogc/collections/', '/download/'].map((path) =>
        ask(`${path}${encoded(payload)}`),
      ),
    )
  }
  const { numberMatched } = (await (await get(`${collection}/items?limit=1`)).json()) as Page
  expect(numberMatched).toBe(SPOTS)
  await isWell()
}, 60_000)

test('what costs too much is refused with the reason', async () => {
  const { status, code, say, remedy } = await problem(`${items}?sortby=name&offset=1000000`)
  expect([status, code]).toEqual([400, 'api.too-costly'])
  expect(say.en).toMatch(/skipping more than/)
  expect(remedy?.fr).toMatch(/Restreignez/)
})

test('a filter that leaves too many geometries to be compared is refused; what narrows it is answered', async () => {
  const { lake } = house.chain
  const rows = 210_000
  const batches = function* () {
    for (let i = 0; i < rows; i += 5000)
      yield Array.from({ length: 5000 }, (_, k) => ({
        ...{ id: i + k, name: `n${(i + k) % 3}` },
        outline: { type: 'Point', coordinates: [LON + ((i + k) % 700) * 1e-5, LAT + Math.floor((i + k) / 700) * 1e-5] },
      }))
  }
  const { hash } = await lake.writeRows(Spot, batches())
  const ask = (filter: string) => {
    const reading = {
      snapshot: { table: { shape: Spot, hashes: [hash] }, counts: [rows], rows },
      ...{ columns: ['id'], sort: [], offset: 0, limit: 10 },
      filters: [compileFilter(parseFilter(filter, 'cql2-text'), Spot)],
    }
    return readPage(lake, reading, ({ batch, row, at }) => `"id":${batch.number(at('id'), row)}`)
  }
  // No point is on the border, and GEOS alone can tell.
  const ring = `POLYGON((${LON - 1} ${LAT - 1},${LON + 1} ${LAT - 1},${LON + 1} ${LAT + 1},${LON - 1} ${LAT + 1},${LON - 1} ${LAT - 1}))`
  await expect(ask(`S_TOUCHES(outline, ${ring})`)).rejects.toMatchObject({ code: 'api.too-costly' })
  expect(await ask(`S_TOUCHES(outline, ${ring}) AND id < 5000`)).toMatchObject({ texts: [], seen: 0 })
  await isWell()
})

test('a count on a sample is near the truth, and says that it is one', async () => {
  const rows = 200_000
  const Number_ = table('number', { id: integer({ ...t('id'), role: 'id' }), name: text(t('name')) })
  const { hash } = await house.chain.lake.writeRows(Number_, [
    Array.from({ length: rows }, (_, id) => ({ id, name: id % 10 === 3 ? 'three' : 'other' })),
  ])
  const snapshot = { table: { shape: Number_, hashes: [hash] }, counts: [rows], rows }
  const filters = [compileFilter(parseFilter("name = 'three'", 'cql2-text'), Number_)]
  const { lake } = house.chain
  expect(await countMatched(lake, snapshot, filters)).toEqual({ count: rows / 10, estimated: false })
  const sampling = { exactRows: 1000, windows: 8, windowRows: 2000 }
  const { count, estimated } = await countMatched(lake, snapshot, filters, sampling)
  expect(estimated).toBe(true)
  expect(Math.abs(count - rows / 10)).toBeLessThan(rows / 100)
})
