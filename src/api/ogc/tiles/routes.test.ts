import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projector } from '../../../kernel/index.ts'
import type { Problem } from '../../json/shapes.ts'
import { openSnapshots } from '../../read/snapshots.ts'
import { COUNTERS, openTown, type Town } from '../../testing.ts'
import { tileSide, webMercatorQuad } from './matrix-sets.ts'
import { openTilePool } from './pool.ts'
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

test('a filter, of values or of geometries, chooses what is drawn', async () => {
  const countOf = async (query: Record<string, string>) => {
    const tile = await town.app.request(`${address(12)}?${new URLSearchParams(query)}`)
    expect([200, 204]).toContain(tile.status)
    return tile.status === 204 ? 0 : decode(new Uint8Array(await tile.arrayBuffer())).length
  }
  const all = await countOf({})
  const open = await countOf({ filter: 'open = true' })
  expect(open).toBeGreaterThan(0)
  expect(open + (await countOf({ filter: 'open = false' }))).toBe(all)
  // Half a square, cut along its diagonal: only the geometries tell.
  const square = 'POLYGON((352950 6789250, 353450 6789250, 353450 6789750, 352950 6789750, 352950 6789250))'
  const triangle = 'POLYGON((352950 6789250, 353450 6789250, 353450 6789750, 352950 6789250))'
  const inside = (shape: string) => countOf({ filter: `S_INTERSECTS(at, ${shape})`, 'filter-crs': 'EPSG:2154' })
  const [whole, half] = [await inside(square), await inside(triangle)]
  expect(half).toBeGreaterThan(0)
  expect(half).toBeLessThan(whole)
  expect(await countOf({ filter: 'lanes = 99' })).toBe(0)
  // Counters have no time of their own: they are of any.
  expect(await countOf({ datetime: '2030-01-01' })).toBe(all)
})

test('the same filter written otherwise is the same tile; one that will not do is refused', async () => {
  const plain = await town.app.request(`${address(12)}?filter=${encodeURIComponent('open=true  AND lanes=1')}`)
  const json = encodeURIComponent(
    JSON.stringify({
      op: 'and',
      args: [
        { op: '=', args: [{ property: 'open' }, true] },
        { op: '=', args: [{ property: 'lanes' }, 1] },
      ],
    }),
  )
  const other = await town.app.request(`${address(12)}?filter-lang=cql2-json&filter=${json}`)
  expect(await other.arrayBuffer()).toEqual(await plain.arrayBuffer())
  for (const [query, code] of [
    ['filter=opn%3Dtrue', 'cql2.unknown-property'],
    ['filter=lanes%3D%27a%27', 'cql2.type'],
    [`filter=${'('.repeat(3000)}`, 'cql2.too-large'],
    [`filter=${'x'.repeat(5000)}`, 'api.bad-parameter'],
    ['datetime=hier', 'api.bad-parameter'],
    ['filter-crs=EPSG:1&filter=true', 'api.bad-parameter'],
  ])
    expect((await town.get<Problem>(`${address(12)}?${query}`)).body.code, query).toBe(code)
})

test('what a drawing thread throws is thrown here, and the next tile is drawn', async () => {
  const { lake, graph } = town.house.chain
  const pool = openTilePool(lake)
  const shape = graph.byName.get('counters')!.rows
  const job = { rows: 10, layer: 'x', columns: [], set: 'WebMercatorQuad', around: [-1.6, 48.1] as const }
  const [, z, y, x] = /(\d+)\/(\d+)\/(\d+)$/.exec(address(12))!.map(Number)
  const draw = (hashes: readonly string[]) =>
    pool.draw({ ...job, table: { shape, hashes }, tile: { z: z!, x: x!, y: y! } })
  await expect(draw(['0'.repeat(64)])).rejects.toMatchObject({ code: 'lake.missing' })
  const { table } = await openSnapshots(town.house.chain).current(graph.byName.get('counters')!)
  expect((await draw(table.hashes)).features).toBeGreaterThan(COUNTERS / 2)
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

test('a tile of several collections has a layer for each, of those one may read', async () => {
  const set = (await town.get<{ layers: { id: string }[] }>('/ogc/tiles/WebMercatorQuad')).body
  const names = set.layers.map(({ id }) => id)
  expect(names).toContain('counters')
  const whole = (path: string, headers = {}) =>
    town.app.request(path.replace('/ogc/collections/counters/tiles', '/ogc/tiles'), { headers })
  const one = await whole(`${address(12)}?collections=counters`)
  const alone = await town.app.request(address(12))
  expect(Buffer.from(await one.arrayBuffer())).toEqual(Buffer.from(await alone.arrayBuffer()))
  const tag = one.headers.get('ETag')!
  expect((await whole(`${address(12)}?collections=counters`, { 'If-None-Match': tag })).status).toBe(304)
  expect((await whole(`${address(12)}?collections=nothing`)).status).toBe(404)
  expect((await whole(`${address(12)}?collections=${Array(9).fill('counters').join()}`)).status).toBe(400)
  const restricted = town.house.chain.graph.nodes.filter(({ publish }) => publish && publish.access !== 'open')
  expect(names.filter((name) => restricted.some((node) => node.name === name))).toEqual([])
})
