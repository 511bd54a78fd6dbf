import { createCanvas, loadImage } from '@napi-rs/canvas'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { projector } from '../../kernel/index.ts'
import { openField } from '../ogc/edr/testing.ts'
import { CORNER, openWoods, SIDE, WOOD, type Woods } from '../ogc/styles/testing.ts'
import { openTown } from '../testing.ts'

let woods: Woods
beforeAll(async () => {
  woods = await openWoods()
}, 120_000)
afterAll(() => woods?.house.close())

const ask = (query: Record<string, string | number>) =>
  woods.app.request(`/wms?${new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))}`)

/** A picture that was asked for, and the colour of its pixels. */
async function picture(query: Record<string, string | number>) {
  const answer = await ask({
    SERVICE: 'WMS',
    VERSION: '1.3.0',
    REQUEST: 'GetMap',
    STYLES: '',
    FORMAT: 'image/png',
    ...query,
  })
  if (!answer.ok) throw new Error(await answer.text())
  expect(answer.headers.get('Content-Type')).toBe('image/png')
  const image = await loadImage(Buffer.from(await answer.arrayBuffer()))
  const context = createCanvas(image.width, image.height).getContext('2d')
  context.drawImage(image, 0, 0)
  const at = (x: number, y: number): number[] => [...context.getImageData(x, y, 1, 1).data]
  return { width: image.width, height: image.height, at }
}

/** The box of the woods in a CRS: low corner then high one, in the order of its axes. */
function boxIn(crs: string, axes: 'xy' | 'yx'): string {
  const project = projector('EPSG:2154', crs === 'CRS:84' ? 'OGC:CRS84' : crs)
  const corners = [0, SIDE].flatMap((dx) => [0, SIDE].map((dy) => project([CORNER[0] + dx, CORNER[1] + dy])))
  const xs = corners.map(([x]) => x!)
  const ys = corners.map(([, y]) => y!)
  const [minx, miny, maxx, maxy] = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
  return (axes === 'xy' ? [minx, miny, maxx, maxy] : [miny, minx, maxy, maxx]).join()
}

/** `#rrggbb` drawn full: 0.85 of it over white. */
const over = (hex: string) =>
  [1, 3, 5].map((i) => Math.round(Number.parseInt(hex.slice(i, i + 2), 16) * 0.85 + 255 * 0.15))

describe.each([
  ['1.3.0', 'EPSG:2154', 'xy'],
  ['1.3.0', 'CRS:84', 'xy'],
  ['1.3.0', 'EPSG:4326', 'yx'],
  ['1.3.0', 'EPSG:3857', 'xy'],
  ['1.3.0', 'EPSG:3948', 'xy'],
  ['1.1.1', 'EPSG:4326', 'xy'],
  ['1.1.1', 'EPSG:2154', 'xy'],
] as const)('WMS %s in %s', (version, crs, axes) => {
  test('what is in the north west of the data is in the upper left of the picture', async () => {
    const name = version === '1.3.0' ? 'CRS' : 'SRS'
    const { at } = await picture({
      VERSION: version,
      LAYERS: 'squares',
      [name]: crs,
      BBOX: boxIn(crs, axes),
      WIDTH: 200,
      HEIGHT: 200,
    })
    const near = (pixel: number[], colour: number[]) => pixel.slice(0, 3).every((v, i) => Math.abs(v - colour[i]!) <= 2)
    // The third square is the wood: in the west, in the north.
    expect(near(at(60, 60), over(WOOD)), String(at(60, 60))).toBe(true)
    expect(near(at(60, 140), over('#ddcc77')), String(at(60, 140))).toBe(true)
  })
})

const whole = {
  CRS: 'EPSG:2154',
  BBOX: [...CORNER, CORNER[0] + SIDE, CORNER[1] + SIDE].join(),
  WIDTH: 200,
  HEIGHT: 200,
}

test('the ground is seen through where nothing is drawn, or is of the colour asked for', async () => {
  const clear = await picture({ ...whole, LAYERS: 'trees', TRANSPARENT: 'TRUE' })
  expect(clear.at(0, 0)).toEqual([0, 0, 0, 0])
  // A tree stands every ten pixels, from the fifth on.
  expect(clear.at(105, 94)[3]).toBe(255)
  const red = await picture({ ...whole, LAYERS: 'trees', BGCOLOR: '0xFF0000' })
  expect(red.at(0, 0)).toEqual([255, 0, 0, 255])
  const both = await picture({ ...whole, LAYERS: 'squares,trees', STYLES: 'squares,trees.one-colour' })
  expect(both.at(105, 94)).toEqual([0, 92, 143, 255])
})

test('neighbouring areas of one colour leave no hairline between them', async () => {
  const [x, y] = CORNER
  // Far enough for outlines not to be drawn: 80.5 m a pixel.
  const far = [x - 80_000, y - 80_000, x + 81_000, y + 81_000].join()
  const { at } = await picture({ ...whole, BBOX: far, LAYERS: 'squares', WIDTH: 2000, HEIGHT: 2000 })
  // The field is two squares side by side: it spans pixels 994 to 1006, its halves meet at the 1000th.
  const line = Array.from({ length: 7 }, (_, i) => at(997 + i, 1003))
  // Without care the pixel they share would let a quarter of the ground through: some thirty levels of the blue.
  for (const channel of [0, 1, 2]) {
    const levels = line.map((pixel) => pixel[channel]!)
    expect(Math.max(...levels) - Math.min(...levels)).toBeLessThan(5)
  }
})

test('a place tells what is there, as data, as a page and as a text', async () => {
  const info = (format: string, more = {}) =>
    ask({
      ...{ SERVICE: 'WMS', VERSION: '1.3.0', REQUEST: 'GetFeatureInfo', LAYERS: 'squares,trees', STYLES: '' },
      ...{ QUERY_LAYERS: 'trees,squares', I: 105, J: 95, INFO_FORMAT: format, FEATURE_COUNT: 3, ...whole, ...more },
    })
  const { features } = (await (await info('application/json')).json()) as { features: { properties: object }[] }
  expect(features.map(({ properties }) => properties)).toEqual([
    { id: 210, easting: CORNER[0] + 525, height: 4.5, kind: 'kind 0' },
    { id: 's3', use: 'pond' },
  ])
  expect(await (await info('text/html')).text()).toContain('<dt>Hauteur</dt><dd>4.5 m</dd>')
  expect(await (await info('text/plain')).text()).toContain('Hauteur : 4.5 m')
  const outside = await info('application/json', { I: 200 })
  expect([outside.status, await outside.text()]).toEqual([400, expect.stringContaining('code="InvalidPoint"')])
})

test('the capabilities of both versions name the layers, their boxes in the order of axes, and legends that are there', async () => {
  const text = await (await ask({ SERVICE: 'WMS', REQUEST: 'GetCapabilities' })).text()
  expect(text).toContain('<WMS_Capabilities version="1.3.0"')
  expect([...text.matchAll(/<Layer queryable="1"><Name>(\w+)</g)].map(([, name]) => name)).toEqual(['trees', 'squares'])
  expect(text).toContain('<ContactPersonPrimary><ContactPerson>Test</ContactPerson><ContactOrganization>Test</')
  const box = /<BoundingBox CRS="EPSG:4326" minx="([\d.-]+)" miny="([\d.-]+)"/.exec(text)!.slice(1).map(Number)
  expect(box.map(Math.round)).toEqual([48, -2])
  for (const [, href] of text.matchAll(/<LegendURL.*?xlink:href="([^"]+)"/g)) {
    const answer = await woods.app.request(href!.replaceAll('&amp;', '&'))
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, 'image/png'])
  }
  const old = await (await ask({ SERVICE: 'WMS', REQUEST: 'GetCapabilities', VERSION: '1.1.1' })).text()
  expect(old).toContain('<WMT_MS_Capabilities version="1.1.1"')
  expect(old).toContain('<SRS>EPSG:3857</SRS>')
})

test('capabilities asked again ask nothing of the data, and are those of the asker in the words of the asker', async () => {
  const field = await openField()
  try {
    const admin = { headers: field.operator }
    const read = vi.spyOn(field.house.chain.lake, 'query')
    const told = async (more = '', init = {}) =>
      await (await field.app.request(`/wms?REQUEST=GetCapabilities&lang=en${more}`, init)).text()
    const first = await told('', admin)
    expect(first).toContain('<Name>secret_relief</Name>')
    expect(read).toHaveBeenCalled()
    read.mockClear()
    expect(await told('', admin)).toBe(first)
    expect(read).not.toHaveBeenCalled()
    const anybody = await told()
    expect(anybody).toContain('<Name>relief</Name>')
    expect(anybody).not.toContain('secret')
    expect(await told('&VERSION=1.1.1')).toContain('<WMT_MS_Capabilities version="1.1.1"')
    expect(
      await (await field.app.request('http://elsewhere.example/wms?REQUEST=GetCapabilities&lang=en')).text(),
    ).toContain('http://elsewhere.example/wms?SERVICE=WMS&amp;VERSION=1.3.0&amp;REQUEST=GetLegendGraphic')
    expect(read).not.toHaveBeenCalled()
  } finally {
    await field.house.close()
  }
}, 60_000)

test('the largest picture that is announced is drawn, a wide screen too', async () => {
  const text = await (await ask({ SERVICE: 'WMS', REQUEST: 'GetCapabilities' })).text()
  const [width, height] = ['MaxWidth', 'MaxHeight'].map((name) =>
    Number(new RegExp(`<${name}>(\\d+)<`).exec(text)?.[1]),
  )
  const drawn = async (WIDTH: number, HEIGHT: number) => {
    const { width: w, height: h } = await picture({ ...whole, LAYERS: 'squares', WIDTH, HEIGHT })
    return [w, h]
  }
  expect(await drawn(width!, height!)).toEqual([width, height])
  expect(await drawn(3840, 2160)).toEqual([3840, 2160])
})

test.each([
  [{ LAYERS: 'shrubs' }, 404, 'LayerNotDefined'],
  [{ LAYERS: 'trees', STYLES: 'trees.heigth' }, 404, 'StyleNotDefined'],
  [{ LAYERS: 'trees', STYLES: 'squares' }, 400, 'StyleNotDefined'],
  [{ LAYERS: 'trees', CRS: 'EPSG:9999' }, 400, 'InvalidCRS'],
  [{ LAYERS: 'trees', CRS: 'EPSG:4326); drop' }, 400, 'InvalidCRS'],
  [{ LAYERS: 'trees', FORMAT: 'image/tiff' }, 400, 'InvalidFormat'],
  [{ LAYERS: 'trees', WIDTH: 5000 }, 400, 'InvalidParameterValue'],
  [{ LAYERS: 'trees', WIDTH: 4000, HEIGHT: 4000 }, 400, 'InvalidParameterValue'],
  [{ LAYERS: 'trees', BBOX: '1,2,3' }, 400, 'InvalidParameterValue'],
  [{ LAYERS: 'trees', BBOX: '3,2,1,4' }, 400, 'InvalidParameterValue'],
  [{ LAYERS: 'trees', CRS: 'CRS:84', BBOX: '-1e30,-1e30,1e30,1e30' }, 400, 'InvalidParameterValue'],
  [{ LAYERS: 'trees', CRS: 'EPSG:3857', BBOX: '1e200,1,1e201,2' }, 400, 'InvalidParameterValue'],
  [{ LAYERS: Array(9).fill('trees').join() }, 400, 'InvalidParameterValue'],
  [{ LAYERS: '' }, 400, 'MissingParameterValue'],
  [{ REQUEST: 'DropTables' }, 400, 'OperationNotSupported'],
])('%o is told as an exception', async (query, status, code) => {
  const answer = await ask({
    ...{ SERVICE: 'WMS', VERSION: '1.3.0', REQUEST: 'GetMap', STYLES: '' },
    ...whole,
    ...query,
  })
  const text = await answer.text()
  expect([answer.status, /code="(\w+)"/.exec(text)?.[1], answer.headers.get('Content-Type')], text).toEqual([
    status,
    code,
    'text/xml; charset=utf-8',
  ])
})

test('what is closed is neither drawn, nor told, nor listed', async () => {
  const town = await openTown()
  try {
    const capabilities = await (await town.app.request('/wms?REQUEST=GetCapabilities')).text()
    expect(capabilities).toContain('<Name>counters</Name>')
    expect(capabilities).not.toContain('staff')
    const box = 'CRS=EPSG:2154&BBOX=351000,6788000,355000,6791000&WIDTH=20&HEIGHT=20'
    for (const layer of ['staff', 'residents'])
      for (const request of ['GetMap', 'GetLegendGraphic', `GetFeatureInfo&QUERY_LAYERS=${layer}&I=1&J=1`]) {
        const answer = await town.app.request(`/wms?REQUEST=${request}&LAYERS=${layer}&LAYER=${layer}&${box}`)
        expect([layer, request, answer.status]).toEqual([layer, request, 403])
      }
  } finally {
    await town.house.close()
  }
}, 60_000)

test('a picture is named by the version it shows', async () => {
  const query = { SERVICE: 'WMS', VERSION: '1.3.0', REQUEST: 'GetMap', STYLES: '', LAYERS: 'trees', ...whole }
  const first = await ask(query)
  const tag = first.headers.get('ETag')!
  const url = `/wms?${new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))}`
  expect((await woods.app.request(url, { headers: { 'If-None-Match': tag } })).status).toBe(304)
})
