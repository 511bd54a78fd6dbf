import { createCanvas, loadImage } from '@napi-rs/canvas'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  bind,
  type Columns,
  definePack,
  fileAsset,
  integer,
  number,
  projector,
  type TilePartitions,
  table,
} from '../../../kernel/index.ts'
import { both, given, openTestHouse, place, type TestHouse } from '../../../pipeline/testing.ts'
import { createApi } from '../../index.ts'
import { checkCoverageJson } from '../edr/testing/check-covjson.ts'
import type { Json } from '../edr/testing.ts'

// A raster whose bands are the hours of a day on the clock of Paris, cut in two tiles.

const SIDE = 40
const grid: TilePartitions = {
  by: 'tile',
  crs: 'EPSG:2154',
  origin: [352_000, 6_789_000],
  size: SIDE,
  columns: 2,
  rows: 1,
}
const [WEST, SOUTH] = grid.origin
const HOURS = Array.from({ length: 24 }, (_, hour) => hour)
const bandOf = (hour: number) => `h${String(hour).padStart(2, '0')}`
const hours = <T>(of: (hour: number) => T) => Object.fromEntries(HOURS.map((hour) => [bandOf(hour), of(hour)]))
/** Degrees at an hour, at a cell from the west: it warms by one an hour, and by one every ten metres eastwards. */
const heatAt = (hour: number, column: number) => hour + 10 + Math.floor(column / 10)

const Row = table('row', { id: integer({ title: both('id'), role: 'id' }) })
const seed = given({ name: 'seed', rows: Row, address: 'synthetic:seed' }, async function* () {
  yield [{ id: 1, _row: 1 }]
})
const pack = definePack({
  id: 'heat',
  title: both('Heat'),
  description: both('Heat'),
  code: import.meta.url,
  inputs: { seed: Row },
  parameters: {},
  assets: ({ seed }) => {
    const bands = hours((hour) => number({ title: both(`Felt at ${hour}`), unit: 'Cel' })) as Columns
    const common = {
      kind: 'raster' as const,
      from: { seed },
      partitions: grid,
      publish: { licence: 'CC0-1.0', access: 'open', theme: 'environment' } as const,
    }
    const times = {
      parameter: 'felt',
      title: { fr: 'Ressenti', en: 'Felt temperature' },
      at: hours((hour) => `2022-07-18T${String(hour).padStart(2, '0')}:00`),
      shown: 'h15',
    }
    const felt = (name: string, style?: { limits: number[]; titles: { fr: string; en: string }[] }) =>
      fileAsset({
        ...common,
        name,
        title: both(name),
        bands,
        times,
        ...(style && { style }),
        make: (_, run) => {
          const first = run.partition!.bbox![0] - WEST
          return run.raster({
            ...{ bbox: run.partition!.bbox!, step: 1, crs: grid.crs, type: 'int16' },
            bands: HOURS.map((hour) => ({
              name: bandOf(hour),
              values: Float32Array.from({ length: SIDE ** 2 }, (_, i) => heatAt(hour, first + (i % SIDE))),
              scale: 0.1,
            })),
          })
        },
      })
    const ground = fileAsset({
      ...common,
      name: 'ground',
      title: both('ground'),
      bands: { code: integer({ title: both('code') }) },
      styles: {
        code: {
          codes: [
            { value: 1, title: { fr: 'herbe', en: 'grass' }, colour: '#2f6b3c' },
            { value: 2, title: { fr: 'eau', en: 'water' }, colour: '#4f8fc0' },
          ],
        },
      },
      make: (_, run) =>
        run.raster({
          ...{ bbox: run.partition!.bbox!, step: 1, crs: grid.crs, type: 'uint8' },
          bands: [{ name: 'code', values: Uint8Array.from({ length: SIDE ** 2 }, (_, i) => i % 3) }],
        }),
    })
    const titles = ['fresh', 'warm', 'hot'].map(both)
    return [felt('felt', { limits: [20, 30], titles }), felt('felt_plain'), ground]
  },
})

let house: TestHouse
let app: ReturnType<typeof createApi>
beforeAll(async () => {
  house = await openTestHouse(place([seed], [bind(pack, { inputs: { seed } })]))
  const { run, steps } = await house.run()
  if (run.state !== 'done') throw new Error(JSON.stringify(steps.map(({ error }) => error)))
  app = createApi({ chain: house.chain, version: '0.0.1' })
}, 120_000)
afterAll(() => house?.close())

const here = '/ogc/collections/felt'
async function get(path: string): Promise<{ status: number; body: Json }> {
  const answer = await app.request(path, { headers: { 'Accept-Language': 'en' } })
  const text = await answer.text()
  return { status: answer.status, body: text.startsWith('{') ? JSON.parse(text) : text }
}
const read = async (path: string) => (await get(`${here}${path}`)).body
const [LON, LAT] = projector('EPSG:2154', 'EPSG:4326')([WEST + 15.5, SOUTH + 20.5]) as [number, number]
const POINT = `POINT(${LON} ${LAT})`
const query = (given: Record<string, string>) => `?${new URLSearchParams(given)}`
/** 15:00 in Paris in July. */
const AT_15 = '2022-07-18T13:00:00Z'

test('the collection tells one parameter and the time it covers', async () => {
  const body = await read('')
  expect(Object.keys(body.parameter_names)).toEqual(['felt'])
  expect(body.parameter_names.felt).toMatchObject({ unit: { symbol: { value: 'Cel' } } })
  expect(body.extent.temporal.interval).toEqual([['2022-07-17T22:00:00.000Z', '2022-07-18T21:00:00.000Z']])
  const { generalGrid } = await read('/coverage/domainset')
  expect(generalGrid.axisLabels).toEqual(['E', 'N', 'time'])
  expect([generalGrid.axis[2].coordinate[0], generalGrid.axis[2].coordinate.length]).toEqual([
    '2022-07-17T22:00:00Z',
    24,
  ])
  const { properties } = await read('/coverage/schema')
  expect(properties.h15).toMatchObject({ 'x-ogc-unit': 'Cel', 'x-orchestra-datetime': AT_15 })
})

test('a position gives all the hours in one answer, in each form', async () => {
  const body = await read(`/position${query({ coords: POINT })}`)
  checkCoverageJson(body)
  expect(body.domain.domainType).toBe('PointSeries')
  expect([body.domain.axes.t.values[15], body.domain.axes.t.values.length]).toEqual([AT_15, 24])
  expect(body.ranges.felt.values).toEqual(HOURS.map((hour) => heatAt(hour, 15)))
  const features = (await read(`/position${query({ coords: POINT, f: 'GeoJSON' })}`)).features
  expect([features.length, features[15].properties.datetime, features[15].properties.felt]).toEqual([24, AT_15, 26])
  const lines = (await read(`/position${query({ coords: POINT, f: 'CSV' })}`)).trim().split('\r\n')
  expect([lines[0], lines.length]).toEqual(['x,y,datetime,felt', 25])
  const { body: page } = await get(`${here}/edr?lon=${LON}&lat=${LAT}`)
  expect(page).toContain('class="chart"')
})

test('an instant, a period or none choose the hours', async () => {
  const at = async (datetime: string) => get(`${here}/position${query({ coords: POINT, datetime })}`)
  // An hour tells what is so until the next.
  for (const datetime of [AT_15, '2022-07-18T13:59:59Z', '2022-07-18T15:30:00+02:00']) {
    const { body } = await at(datetime)
    expect([datetime, body.domain.axes.t.values, body.ranges.felt.values]).toEqual([datetime, [AT_15], [26]])
  }
  const { body } = await at('2022-07-18T10:00:00Z/2022-07-18T12:00:00Z')
  expect(body.ranges.felt.values).toEqual([12, 13, 14].map((hour) => heatAt(hour, 15)))
  expect((await at('2022-07-18')).body.ranges.felt.values).toHaveLength(22)
  expect((await at('2022-07-19')).status).toBe(204)
})

test('boxes, lines and lines with times', async () => {
  const box = await read(
    `/cube${query({ bbox: `${LON - 1e-4},${LAT - 1e-4},${LON + 1e-4},${LAT + 1e-4}`, datetime: `${AT_15}/..` })}`,
  )
  checkCoverageJson(box)
  expect(box.ranges.felt.axisNames).toEqual(['t', 'y', 'x'])
  expect(box.ranges.felt.shape[0]).toBe(9)
  const line = `LINESTRING(${LON} ${LAT},${LON + 1e-4} ${LAT})`
  const along = await read(`/trajectory${query({ coords: line })}`)
  checkCoverageJson(along)
  expect(along.domain.domainType).toBe('MultiPointSeries')
  expect(along.ranges.felt.shape).toEqual([24, along.domain.axes.composite.values.length])
  // Someone who walks from noon to three in the afternoon feels the hour of each place.
  const [noon, three] = [Date.UTC(2022, 6, 18, 10) / 1000, Date.UTC(2022, 6, 18, 13) / 1000]
  const walk = await read(
    `/trajectory${query({ coords: `LINESTRINGM(${LON} ${LAT} ${noon},${LON} ${LAT} ${three})` })}`,
  )
  checkCoverageJson(walk)
  expect([walk.domain.domainType, walk.ranges.felt.values[0], walk.ranges.felt.values.at(-1)]).toEqual([
    'Trajectory',
    heatAt(12, 15),
    heatAt(15, 15),
  ])
})

test('cells have a time axis, and an image a band an hour', async () => {
  const whole = await read(`/coverage${query({ datetime: '2022-07-18T12:00:00Z/2022-07-18T13:00:00Z' })}`)
  checkCoverageJson(whole)
  expect(whole.ranges.felt.shape).toEqual([2, SIDE, 2 * SIDE])
  expect([whole.ranges.felt.values[0], whole.ranges.felt.values.at(-1)]).toEqual([heatAt(14, 0), heatAt(15, 79)])
  expect((await read('/coverage?properties=h15')).domain.axes.t.values).toEqual([AT_15])
  expect((await read('/coverage?properties=felt')).domain.axes.t.values).toHaveLength(24)
  const tiff = await app.request(`${here}/coverage?f=GeoTIFF&datetime=${AT_15}`)
  expect(Buffer.from(await tiff.arrayBuffer()).toString('latin1')).toContain(`felt ${AT_15}`)
  expect((await get(`${here}/coverage?datetime=2021-01-01`)).status).toBe(400)
  expect((await get('/ogc/collections/ground/coverage?datetime=2021-01-01')).status).toBe(400)
})

test('maps and tiles of an hour: by its band, by its time; the usual one without', async () => {
  const picture = async (path: string) => {
    const answer = await app.request(`${here}${path}`)
    return [answer.status, Buffer.from(await answer.arrayBuffer()).toString('base64')] as const
  }
  const [status, byBand] = await picture('/map?width=80&properties=h15')
  expect(status).toBe(200)
  expect((await picture(`/map?width=80&datetime=${AT_15}`))[1]).toBe(byBand)
  expect((await picture('/map?width=80'))[1]).toBe(byBand)
  expect((await picture('/map?width=80&properties=h03'))[1]).not.toBe(byBand)
  expect((await picture('/map?width=80&datetime=2023-01-01T00:00:00Z'))[0]).toBe(400)
  const tiles = await read('/map/tiles/WebMercatorQuad')
  const { tileMatrix, minTileRow, minTileCol } = tiles.tileMatrixSetLimits.at(-3)
  const tile = `/map/tiles/WebMercatorQuad/${tileMatrix}/${minTileRow}/${minTileCol}`
  const [done, drawn] = await picture(`${tile}?datetime=${AT_15}`)
  expect([done, (await picture(`${tile}?properties=h15`))[1] === drawn]).toEqual([200, true])
  expect((await picture(`${tile}?properties=h05`))[1]).not.toBe(drawn)
})

test('stated classes are those of the legend and of the colours, at any hour', async () => {
  const legend = await read('/map/legend?f=json')
  expect(legend).toMatchObject({ property: 'felt', unit: 'Cel' })
  expect(legend.classes.map(({ title, from, to }: Json) => [title, from, to])).toEqual([
    ['fresh (below 20)', undefined, 20],
    ['warm (20 to 30)', 20, 30],
    ['hot (30 and above)', 30, undefined],
  ])
  expect(await read('/map/legend?f=json&properties=h03')).toEqual(legend)
  expect(await read('/map/legend')).toContain('hot (30 and above)')
  const answer = await app.request(`${here}/map?crs=http://www.opengis.net/def/crs/EPSG/0/2154&width=80&properties=h15`)
  const canvas = createCanvas(80, 40).getContext('2d')
  canvas.drawImage(await loadImage(Buffer.from(await answer.arrayBuffer())), 0, 0)
  const { data } = canvas.getImageData(0, 20, 80, 1)
  const hex = (x: number) => `#${Buffer.from(data.subarray(4 * x, 4 * x + 3)).toString('hex')}`
  const colours = new Set(Array.from({ length: 80 }, (_, x) => hex(x)))
  // 25 to 32 degrees at three in the afternoon.
  expect([...colours]).toEqual(legend.classes.slice(1).map(({ colour }: Json) => colour))
})

test('without stated classes the hours share one range, so that their maps compare', async () => {
  const at = async (hour: number) =>
    (await get(`/ogc/collections/felt_plain/map/legend?f=json&properties=${bandOf(hour)}`)).body
  const [night, day] = [await at(4), await at(15)]
  expect([night.from, night.to]).toEqual([day.from, day.to])
  expect([night.from <= 10, night.to >= 40]).toEqual([true, true])
})

test('WMS tells the times of a layer, and draws the one asked for', async () => {
  const { body: told } = await get('/wms?SERVICE=WMS&REQUEST=GetCapabilities&VERSION=1.3.0')
  expect(told).toContain(`<Dimension name="time" units="ISO8601" default="${AT_15}">2022-07-17T22:00:00Z,`)
  expect(told.match(/<Name>felt[^<]*<\/Name>/g)).toEqual([
    '<Name>felt</Name>',
    '<Name>felt</Name>',
    '<Name>felt_plain</Name>',
    '<Name>felt_plain</Name>',
  ])
  const bbox = [WEST, SOUTH, WEST + 2 * SIDE, SOUTH + SIDE].join()
  const map = async (asked: string, layer = 'felt') => {
    const of = `LAYERS=${layer}&STYLES=&CRS=EPSG:2154&BBOX=${bbox}&WIDTH=80&HEIGHT=40&FORMAT=image/png`
    const answer = await app.request(`/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&${of}${asked}`)
    return answer.headers.get('Content-Type')?.startsWith('image')
      ? Buffer.from(await answer.arrayBuffer()).toString('base64')
      : answer.text()
  }
  expect(await map('')).toBe(await map(`&TIME=${AT_15}`))
  expect(await map('&TIME=2022-07-18T01:00:00Z')).not.toBe(await map(''))
  expect(await map('&TIME=2023-01-01T00:00:00Z')).toContain('InvalidDimensionValue')
  expect(await map('&TIME=noon')).toContain('ServiceException')
  expect(await map('&TIME=2022-07-18T01:00:00Z', 'ground')).toBe(await map('', 'ground'))
})

test('codes have the colours and the words stated; others are not drawn', async () => {
  const { body: legend } = await get('/ogc/collections/ground/map/legend?f=json')
  expect(legend.classes.map(({ title, colour }: Json) => [title, colour])).toEqual([
    ['grass', '#2f6b3c'],
    ['water', '#4f8fc0'],
  ])
})
