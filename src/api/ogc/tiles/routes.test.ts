import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projector } from '../../../kernel/index.ts'
import type { Problem } from '../../json/shapes.ts'
import { COUNTERS, openTown, type Town } from '../../testing.ts'
import { tileSide, webMercatorQuad } from './matrix-sets.ts'
import { decode } from './testing.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
}, 120_000)
afterAll(() => town?.house.close())

const tiles = '/ogc/collections/counters/tiles/WebMercatorQuad'

/** The tile of a level over the middle of the counters of the town. */
function address(z: number): string {
  const [x, y] = projector('EPSG:2154', 'EPSG:3857')([353_200, 6_789_450]) as [number, number]
  const side = tileSide(webMercatorQuad, z)
  const [left, top] = webMercatorQuad.origin
  return `${tiles}/${z}/${Math.floor((top - y) / side)}/${Math.floor((x - left) / side)}`
}

test('a tile is sent compressed to who takes it, plain to others, with what caches need', async () => {
  const packed = await town.app.request(address(12), { headers: { 'Accept-Encoding': 'gzip, br' } })
  const plain = await town.app.request(address(12))
  expect([packed.status, plain.status]).toEqual([200, 200])
  expect(packed.headers.get('Content-Type')).toBe('application/vnd.mapbox-vector-tile')
  expect([packed.headers.get('Content-Encoding'), plain.headers.get('Content-Encoding')]).toEqual(['gzip', null])
  expect(packed.headers.get('Vary')).toContain('Accept-Encoding')
  expect(packed.headers.get('Cache-Control')).toBe('public, no-cache')
  const bytes = new Uint8Array(await plain.arrayBuffer())
  expect(gunzipSync(await packed.arrayBuffer())).toEqual(Buffer.from(bytes))
  const features = decode(bytes)
  expect(features.length).toBeGreaterThan(COUNTERS / 2)
  expect(Object.keys(features[0]!.properties).sort()).toEqual(['id', 'lanes', 'name', 'open'])
  expect(features[0]!.properties.open).toBeTypeOf('boolean')
  const ETag = plain.headers.get('ETag')!
  const again = await town.app.request(address(12), { headers: { 'If-None-Match': ETag } })
  expect([again.status, again.headers.get('ETag')]).toEqual([304, ETag])
})

test('attributes are chosen; one that is not there is refused by its name', async () => {
  const tile = await town.app.request(`${address(12)}?properties=name,lanes`)
  expect(Object.keys(decode(new Uint8Array(await tile.arrayBuffer()))[0]!.properties).sort()).toEqual(['lanes', 'name'])
  const { status, body } = await town.get<Problem>(`${address(12)}?properties=nam`)
  expect([status, body.code, body.place]).toEqual([400, 'api.bad-parameter', 'properties'])
  expect(body.remedy?.en).toContain('name')
})

test('an empty place is 204; outside of the set, a level too deep or nonsense is 404', async () => {
  expect((await town.app.request(`${tiles}/10/0/0`)).status).toBe(204)
  for (const wrong of ['1/2/0', '1/0/2', '23/0/0', '-1/0/0', '1/0/x', '1/0/0.5', '1/0/1e0', `9/0/${'9'.repeat(400)}`]) {
    const { status, body } = await town.get<Problem>(`${tiles}/${wrong}`)
    expect([status, body.code], wrong).toEqual([404, 'api.no-tile'])
    expect(body.remedy?.fr).toContain('22')
  }
})

test('unknown sets, datasets without geometry, other formats and parameters are explained', async () => {
  const ask = async (path: string) => {
    const { status, body } = await town.get<Problem>(path)
    return [status, body.code]
  }
  expect(await ask('/ogc/tileMatrixSets/WebMercator')).toEqual([404, 'api.unknown-tile-matrix-set'])
  expect(await ask('/ogc/collections/counters/tiles/x/0/0/0')).toEqual([404, 'api.unknown-tile-matrix-set'])
  expect(await ask('/ogc/collections/hourly/tiles')).toEqual([404, 'api.no-tiles'])
  expect(await ask('/ogc/collections/countrs/tiles')).toEqual([404, 'api.unknown-dataset'])
  expect(await ask(`${address(9)}?f=png`)).toEqual([400, 'api.bad-parameter'])
  expect(await ask(`${address(9)}?x=1`)).toEqual([400, 'api.bad-parameter'])
  expect(await ask('/ogc/collections/counters/tiles/Lambert93Quad/tilejson')).toEqual([404, 'api.no-tiles'])
  expect(await ask('/ogc/nothing')).toEqual([404, 'api.unknown-address'])
})

test.each(['', '/WebMercatorQuad', '/WebMercatorQuad/tilejson', '/WebMercatorQuad/0/0/0'])(
  'what is closed is refused before anything else: tiles%s',
  async (path) => {
    for (const name of ['staff', 'residents']) {
      const { status, body } = await town.get<Problem>(`/ogc/collections/${name}/tiles${path}`)
      expect([status, body.code]).toEqual([403, 'api.refused'])
    }
  },
)

test('the documents lead from the tilesets to the tiles', async () => {
  interface Linked {
    links: { rel: string; href: string; templated?: boolean }[]
  }
  const list = await town.get<{ tilesets: (Linked & { crs: string })[] }>('/ogc/collections/counters/tiles?lang=fr')
  expect(list.body.tilesets.map((one) => one.crs)).toEqual([
    'http://www.opengis.net/def/crs/EPSG/0/3857',
    'http://www.opengis.net/def/crs/EPSG/0/2154',
  ])
  for (const { links } of list.body.tilesets) {
    const { href } = links.find((one) => one.rel === 'self')!
    const tileset = await town.get<
      Linked & { tileMatrixSetLimits: { tileMatrix: string; minTileRow: number; minTileCol: number }[] }
    >(new URL(href).pathname)
    const limit = tileset.body.tileMatrixSetLimits[11]!
    const template = tileset.body.links.find((one) => one.rel === 'item')!
    expect(template.templated).toBe(true)
    const filled = template.href
      .replace('{tileMatrix}', limit.tileMatrix)
      .replace('{tileRow}', String(limit.minTileRow))
      .replace('{tileCol}', String(limit.minTileCol))
    const tile = await town.app.request(filled)
    expect(tile.status).toBe(200)
    expect(decode(new Uint8Array(await tile.arrayBuffer())).length).toBeGreaterThan(0)
    const scheme = tileset.body.links.find((one) => one.rel.endsWith('tiling-scheme'))!
    expect((await town.get(new URL(scheme.href).pathname)).status).toBe(200)
  }
})

test('TileJSON says where the data is, who made it, and what the attributes are', async () => {
  const { body } = await town.get<{
    tiles: string[]
    bounds: number[]
    attribution: string
    vector_layers: { id: string; fields: Record<string, string> }[]
  }>(`${tiles}/tilejson`)
  expect(body.tiles).toEqual([`http://localhost${tiles}/{z}/{y}/{x}?f=mvt`])
  expect(body.bounds[0]).toBeGreaterThan(-1.8)
  expect(body.bounds[2]).toBeLessThan(-1.5)
  expect(body.attribution).toContain('test')
  expect(body.vector_layers[0]).toMatchObject({ id: 'counters', fields: { lanes: 'lanes' } })
})
