import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projector } from '../../../kernel/index.ts'
import { CELL, COLUMNS, type Field, heightAt, type Json, LEFT, openField, ROWS, TOP } from '../edr/testing.ts'
import { rounded } from './range.ts'

let field: Field
beforeAll(async () => {
  field = await openField()
}, 120_000)
afterAll(() => field?.house.close())

const here = '/ogc/collections/relief'
const read = async (path: string) => (await field.get(`${here}${path}`)).body as Json
const box = (column: number, row: number, columns: number, rows: number) =>
  `${LEFT + column * CELL},${TOP - (row + rows) * CELL},${LEFT + (column + columns) * CELL},${TOP - row * CELL}`
const LAMBERT = 'http://www.opengis.net/def/crs/EPSG/0/2154'

test('a raster is a collection that tells where it is and where it leads', async () => {
  const { body } = await field.get(here)
  expect(body.itemType).toBe('coverage')
  expect(body.storageCrs).toBe(LAMBERT)
  expect(body.crs).toContain(LAMBERT)
  expect(Object.keys(body.parameter_names)).toEqual(['height', 'cover'])
  const rels = body.links.map(({ rel }: Json) => rel.split('/').at(-1))
  for (const rel of [
    'self',
    'alternate',
    'coverage',
    'schema',
    'coverage-domainset',
    'map',
    'legend',
    'tilesets-map',
    'enclosure',
    'license',
  ])
    expect(rels).toContain(rel)
  expect(rels).not.toContain('items')
  for (const { href, type } of body.links.filter(({ href }: Json) => href.includes('/ogc/'))) {
    const answer = await field.app.request(href.replace(/^https?:\/\/[^/]+/, ''))
    expect([href, answer.status, answer.headers.get('Content-Type')?.split(';')[0]]).toEqual([
      href,
      200,
      type.split(';')[0],
    ])
  }
  const items = await field.get(`${here}/items`)
  expect([items.status, items.body.code]).toEqual([404, 'api.no-features'])
  const tiles = await field.get(`${here}/tiles`)
  expect([tiles.status, tiles.body.code]).toEqual([404, 'api.no-tiles'])
  const { body: list } = await field.get('/ogc/collections')
  expect(list.collections.map(({ id }: Json) => id)).toContain('relief')
})

test('its cells are given whole, in part, by band and coarser', async () => {
  const whole = await read('/coverage')
  expect(whole.domain.axes).toEqual({
    x: { start: LEFT + CELL / 2, stop: LEFT + (COLUMNS - 0.5) * CELL, num: COLUMNS },
    y: { start: TOP - CELL / 2, stop: TOP - (ROWS - 0.5) * CELL, num: ROWS },
  })
  expect(whole.domain.referencing[0].system).toEqual({ type: 'ProjectedCRS', id: LAMBERT })
  const { height } = whole.ranges
  expect([height.axisNames, height.shape]).toEqual([
    ['y', 'x'],
    [ROWS, COLUMNS],
  ])
  expect(height.values[0]).toBeNull()
  for (const [column, row] of [
    [1, 0],
    [39, 19],
    [40, 20],
    [79, 59],
  ] as const)
    expect(height.values[row * COLUMNS + column]).toBeCloseTo(heightAt(column, row), 4)
  const part = await read(`/coverage?bbox=${box(38, 18, 4, 3)}&bbox-crs=${LAMBERT}&properties=height`)
  expect(Object.keys(part.ranges)).toEqual(['height'])
  expect(part.ranges.height.shape).toEqual([3, 4])
  expect(part.ranges.height.values[0]).toBeCloseTo(heightAt(38, 18), 4)
  const subset = await read(
    `/coverage?subset=E(${LEFT + 3800}:${LEFT + 4200}),N(${TOP - 2100}:${TOP - 1800})&properties=height`,
  )
  expect(subset).toEqual(part)
  const coarse = await read('/coverage?scale-factor=2')
  expect(coarse.ranges.height.shape).toEqual([ROWS / 2, COLUMNS / 2])
  const sized = await read('/coverage?scale-size=E(20),N(10)')
  expect(sized.ranges.cover.shape).toEqual([10, 20])
  // Codes are never averaged.
  expect(new Set(sized.ranges.cover.values)).toEqual(new Set([1, 2]))
})

test('its value at a place is that of the cells around it', async () => {
  const [east, north] = [LEFT + 40.5 * CELL, TOP - 30.5 * CELL]
  const point = await read(`/coverage?subset=E(${east}),N(${north})`)
  expect([point.domain.domainType, point.ranges.height.values[0]]).toEqual(['Point', heightAt(40, 30)])
  const [lon, lat] = projector('EPSG:2154', 'EPSG:4326')([east, north])
  const there = await read(`/coverage?subset=Lon(${lon}),Lat(${lat})`)
  expect(there.ranges.height.values[0]).toBeCloseTo(heightAt(40, 30), 3)
})

test('it is given in another CRS, each cell at its place', async () => {
  const { domain, ranges } = await read('/coverage?crs=EPSG:3857&scale-size=E(40),N(30)')
  const { x, y } = domain.axes
  const back = projector('EPSG:3857', 'EPSG:2154')
  for (const [i, j] of [
    [10, 10],
    [30, 20],
  ] as const) {
    const at = (axis: Json, k: number) => axis.start + ((axis.stop - axis.start) * k) / (axis.num - 1)
    const [east, north] = back([at(x, i), at(y, j)]) as [number, number]
    const expected = (east - LEFT) / CELL - 0.5 + ((TOP - north) / CELL - 0.5) / 100
    expect(ranges.height.values[j * 40 + i]).toBeCloseTo(expected, 1)
  }
})

test('GDAL reads the GeoTIFF', async (context) => {
  try {
    execFileSync('gdalinfo', ['--version'])
  } catch {
    console.log('GDAL is not installed: its reading of the coverage is not tried.')
    return context.skip()
  }
  const folder = await mkdtemp(join(tmpdir(), 'coverage-'))
  try {
    for (const [query, wkt] of [
      ['', 'Lambert'],
      ['&crs=EPSG:4326', 'WGS 84'],
    ] as const) {
      const answer = await field.app.request(`${here}/coverage?f=GeoTIFF${query}`)
      expect(answer.headers.get('Content-Type')).toBe('image/tiff; application=geotiff')
      const path = join(folder, 'relief.tif')
      await writeFile(path, Buffer.from(await answer.arrayBuffer()))
      const info = JSON.parse(execFileSync('gdalinfo', ['-json', '-stats', path], { encoding: 'utf8' }))
      expect(info.coordinateSystem.wkt).toContain(wkt)
      expect(info.bands.map(({ description }: Json) => description)).toEqual(['height', 'cover'])
      expect(info.bands[0].unit).toBe('m')
      expect(info.bands[0].maximum).toBeCloseTo(heightAt(79, 59), 0)
      if (query === '')
        expect([info.size, info.geoTransform]).toEqual([
          [COLUMNS, ROWS],
          [LEFT, CELL, 0, TOP, 0, -CELL],
        ])
    }
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('documents tell what cells hold and where they are', async () => {
  const schema = await read('/coverage/schema')
  expect(schema.properties.height).toMatchObject({ type: 'number', 'x-ogc-unit': 'm', 'x-ogc-propertySeq': 1 })
  const { generalGrid } = await read('/coverage/domainset')
  expect(generalGrid.axis.map(({ lowerBound, upperBound }: Json) => [lowerBound, upperBound])).toEqual([
    [LEFT, LEFT + COLUMNS * CELL],
    [TOP - ROWS * CELL, TOP],
  ])
  expect(generalGrid.gridLimits.axis.map(({ upperBound }: Json) => upperBound)).toEqual([COLUMNS - 1, ROWS - 1])
})

const isPng = async (answer: Response) => {
  const bytes = Buffer.from(await answer.arrayBuffer())
  expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, 'image/png'])
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
}

test('pictures, tiles and legends', async () => {
  expect(await isPng(await field.app.request(`${here}/map?width=300`))).toEqual([300, expect.any(Number)])
  expect(
    await isPng(
      await field.app.request(
        `${here}/map?crs=${LAMBERT}&bbox=${box(0, 0, 40, 40)}&bbox-crs=${LAMBERT}&width=50&height=50`,
      ),
    ),
  ).toEqual([50, 50])
  const sets = await read('/map/tiles')
  expect(sets.tilesets.map(({ dataType }: Json) => dataType)).toEqual(['map', 'map'])
  for (const set of ['WebMercatorQuad', 'Lambert93Quad']) {
    const { tileSetLimits: _, tileMatrixSetLimits: limits } = await read(`/map/tiles/${set}`)
    for (const { tileMatrix, minTileRow, minTileCol } of [limits[0], limits[8], limits.at(-1)]) {
      const path = `${here}/map/tiles/${set}/${tileMatrix}/${minTileRow}/${minTileCol}`
      const answer = await field.app.request(path)
      if (answer.status === 204) continue
      expect(await isPng(answer)).toEqual([256, 256])
      const again = await field.app.request(path, { headers: { 'If-None-Match': answer.headers.get('ETag')! } })
      expect(again.status).toBe(304)
    }
  }
  expect((await field.app.request(`${here}/map/tiles/WebMercatorQuad/8/0/0`)).status).toBe(204)
  expect((await read('/map/tiles/WebMercatorQuad/tilejson')).tiles[0]).toContain(
    '/map/tiles/WebMercatorQuad/{z}/{y}/{x}',
  )
  const legend = await read('/map/legend?f=json')
  expect(legend).toMatchObject({ property: 'height', unit: 'm', from: 0, to: 80 })
  expect(legend.entries[0].colour).toMatch(/^#[0-9a-f]{6}$/)
  const svg = await (await field.app.request(`${here}/map/legend?lang=en`)).text()
  expect(svg).toContain('Elevation (m)')
})

test('what is refused says why', async () => {
  const status = async (path: string) => {
    const { status, body } = await field.get(`${here}${path}`)
    return [status, body.code]
  }
  expect(await status('/coverage?subset=Q(1:2)')).toEqual([400, 'api.bad-parameter'])
  expect(await status('/coverage?subset=E(5:1)')).toEqual([400, 'api.bad-parameter'])
  expect(await status('/coverage?subset=E(1:2)&bbox=0,0,1,1')).toEqual([400, 'api.bad-parameter'])
  expect(await status('/coverage?bbox=0,0,1,1')).toEqual([404, 'api.no-data'])
  expect(await status('/coverage?properties=depth')).toEqual([400, 'api.bad-parameter'])
  expect(await status('/coverage?scale-size=E(9999),N(9999)')).toEqual([413, 'api.too-large'])
  expect(await status('/coverage?crs=EPSG:9999')).toEqual([400, 'api.bad-parameter'])
  expect(await status('/coverage?f=netcdf')).toEqual([400, 'api.bad-parameter'])
  expect(await status('/map?width=5000')).toEqual([400, 'api.bad-parameter'])
  expect(await status('/map?bbox=1,1,1,1')).toEqual([400, 'api.bad-parameter'])
  expect(await status('/map/tiles/Nowhere/1/1/1')).toEqual([404, 'api.unknown-tile-matrix-set'])
  expect(await status('/map/tiles/WebMercatorQuad/3/9/9')).toEqual([404, 'api.no-tile'])
  expect((await field.get('/ogc/collections/weather/coverage')).body.code).toBe('api.no-coverage')
  expect((await field.get('/ogc/collections/nothing/coverage')).status).toBe(404)
})

test('a closed raster shows nothing but to those allowed', async () => {
  const closed = '/ogc/collections/secret_relief'
  expect((await field.get(closed)).body.extent).toBeUndefined()
  for (const path of [
    '/coverage',
    '/coverage/schema',
    '/coverage/domainset',
    '/map',
    '/map/legend',
    '/map/tiles',
    '/map/tiles/WebMercatorQuad',
    '/map/tiles/WebMercatorQuad/tilejson',
    '/map/tiles/WebMercatorQuad/0/0/0',
    '/position?coords=POINT(-1.65 48.12)',
    '/instances',
  ]) {
    expect([path, (await field.app.request(`${closed}${path}`)).status]).toEqual([path, 403])
    const allowed = await field.app.request(`${closed}${path}`, { headers: field.operator })
    expect([path, allowed.status < 300]).toEqual([path, true])
    expect(allowed.headers.get('Cache-Control') ?? 'private').toContain('private')
  }
})

test('ranges are widened to round numbers', () => {
  expect(rounded(0.3, 63)).toMatchObject({ from: 0, to: 80, ticks: [0, 20, 40, 60, 80] })
  expect(rounded(-1.2, 1.1)).toMatchObject({ from: -1.5, to: 1.5 })
  expect(rounded(5, 5).to).toBeGreaterThan(rounded(5, 5).from)
  expect(rounded(0.1, 0.35).ticks).toEqual([0.1, 0.15, 0.2, 0.25, 0.3, 0.35])
})
