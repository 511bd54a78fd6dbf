import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Geometry } from '../../../kernel/index.ts'
import type { Problem } from '../../json/shapes.ts'
import { COUNTERS, openTown, type Town } from '../../testing.ts'
import { linkOf, openPlots, type Page, type Plots, plotRows, SIDE, SOUTH, STEP, WEST } from './testing.ts'

let town: Town
let plots: Plots
beforeAll(async () => {
  town = await openTown()
  plots = await openPlots()
}, 120_000)
afterAll(async () => {
  await town?.house.close()
  await plots?.house.close()
})

const counters = '/ogc/collections/counters/items'
const land = '/ogc/collections/plots/items'
const crs = (code: number) => `http://www.opengis.net/def/crs/EPSG/0/${code}`

async function allPages(get: Plots['get'], first: string): Promise<Page['features'][number][]> {
  const features: Page['features'][number][] = []
  for (let url: string | undefined = first; url; ) {
    const { body, status } = await get<Page>(url)
    expect(status).toBe(200)
    expect(body.numberReturned).toBe(body.features.length)
    features.push(...body.features)
    url = linkOf(body, 'next')
  }
  return features
}

test('a page is GeoJSON in degrees, with its numbers, links and moment', async () => {
  const { body, headers } = await town.get<Page & { timeStamp: string; type: string }>(`${counters}?limit=3`)
  expect(headers.get('Content-Type')).toBe('application/geo+json')
  expect(headers.get('Content-Crs')).toBe('<http://www.opengis.net/def/crs/OGC/1.3/CRS84>')
  expect(body).toMatchObject({ type: 'FeatureCollection', numberMatched: COUNTERS, numberReturned: 3 })
  expect(Number.isNaN(Date.parse(body.timeStamp))).toBe(false)
  expect(body.links.map((link) => link.rel)).toEqual(['self', 'alternate', 'alternate', 'next', 'collection'])
  const [lon, lat] = (body.features[0]!.geometry as { coordinates: number[] }).coordinates
  expect([lon! > -1.8 && lon! < -1.6, lat! > 48 && lat! < 48.3]).toEqual([true, true])
  expect(body.features[0]!.properties).toHaveProperty('lanes')
})

test('pages follow one another, forwards and backwards, each feature once', async () => {
  const features = await allPages(town.get, `${counters}?limit=60`)
  expect(new Set(features.map((one) => one.id)).size).toBe(COUNTERS)
  const second = linkOf((await town.get<Page>(`${counters}?limit=60`)).body, 'next')!
  const { body } = await town.get<Page>(second)
  expect(linkOf(body, 'prev')).toBeDefined()
  const first = await town.get<Page>(linkOf(body, 'prev')!)
  expect(first.body.features.map((one) => one.id)).toEqual(features.slice(0, 60).map((one) => one.id))
})

test('a limit above the maximum gives the maximum', async () => {
  expect((await town.get<Page>(`${counters}?limit=99999999`)).body.numberReturned).toBe(COUNTERS)
})

test('bbox keeps the features whose geometry meets it, not only their box, and those that are nowhere', async () => {
  // The upper right corner of a cell: the box of the triangle is there, the triangle is not.
  const [x, y] = [WEST + 3 * STEP, SOUTH + 2 * STEP]
  const corner = [x + STEP * 0.7, y + STEP * 0.7, x + STEP * 0.8, y + STEP * 0.8].join(',')
  const { features } = (await plots.get<Page>(`${land}?bbox=${corner}`)).body
  expect(features.map((one) => one.geometry)).toEqual([null])
  const inside = [x + STEP * 0.1, y + STEP * 0.1, x + STEP * 0.2, y + STEP * 0.2].join(',')
  const { body } = await plots.get<Page>(`${land}?bbox=${inside}`)
  expect(body.features.filter((one) => one.geometry).map((one) => one.properties.number)).toEqual([3])
  const heights = inside.split(',')
  heights.splice(2, 0, '0')
  expect((await plots.get<Page>(`${land}?bbox=${heights.join(',')},100`)).body.numberMatched).toBe(2)
})

test('the whole world holds every feature, and the antipodes those that are nowhere', async () => {
  for (const box of ['-180,-90,180,90', '-1.9,47.9,-1.5,48.3'])
    expect((await plots.get<Page>(`${land}?bbox=${box}&limit=1`)).body.numberMatched).toBe(SIDE * SIDE)
  expect((await town.get<Page>(`${counters}?bbox=-180,-90,180,90&limit=1`)).body.numberMatched).toBe(COUNTERS)
  // East of the antimeridian to the west of it.
  expect((await plots.get<Page>(`${land}?bbox=170,-90,-170,90`)).body.numberMatched).toBe(1)
  expect((await plots.get<Page>(`${land}?bbox=170,-90,0,90&limit=1`)).body.numberMatched).toBe(SIDE * SIDE)
  // The antimeridian itself, a parallel across it, and what has an edge on it.
  for (const box of ['180,-90,-180,90', '170,20,-170,20', '180,-90,-179,90', '180,5,-180,5'])
    expect([box, (await plots.get<Page>(`${land}?bbox=${box}`)).body.numberMatched]).toEqual([box, 1])
  expect((await plots.get<Page>(`${land}?bbox=180,47,0,49&limit=1`)).body.numberMatched).toBe(SIDE * SIDE)
})

test.each(['1e308,1,2,3', '-1e30,-1e30,1e30,1e30', '1,2,3,1e10'])('the box %s is nowhere on Earth', async (box) => {
  for (const query of [`bbox=${box}`, `bbox=${box}&bbox-crs=${crs(3857)}`]) {
    const { status, body } = await town.get<Problem>(`${counters}?${query}`)
    expect([status, body.code, body.place]).toEqual([400, 'api.bad-parameter', 'bbox'])
  }
})

test.each(['lanes>99999999999999999999', 'lanes=1e308', 'lanes+9223372036854775807>1e300', 'lanes<-1e300'])(
  'a filter by a number larger than any integer finds none: %s',
  async (filter) => {
    const { status, body } = await town.get<Page>(`${counters}?filter=${encodeURIComponent(filter)}`)
    expect([status, body.numberMatched]).toEqual([200, 0])
  },
)

test('bbox-crs and crs follow the axes of their authority', async () => {
  const metres = '351950,6788950,352250,6789050'
  const lambert = await town.get<Page>(`${counters}?bbox=${metres}&bbox-crs=${crs(2154)}&crs=${crs(2154)}`)
  expect(lambert.headers.get('Content-Crs')).toBe(`<${crs(2154)}>`)
  expect(lambert.body.features.map((one) => (one.geometry as { coordinates: number[] }).coordinates).sort()).toEqual([
    [352_000, 6_789_000],
    [352_100, 6_789_000],
    [352_200, 6_789_000],
  ])
  const ids = lambert.body.features.map((one) => one.id)
  const lonlat = await town.get<Page>(`${counters}?limit=3&crs=http://www.opengis.net/def/crs/OGC/1.3/CRS84&id=c0`)
  const latlon = await town.get<Page>(`${counters}?limit=3&crs=${crs(4326)}&id=c0`)
  const at = (page: Page) => (page.features[0]!.geometry as { coordinates: number[] }).coordinates
  expect(at(latlon.body)).toEqual(at(lonlat.body).toReversed())
  const [lon, lat] = at(lonlat.body) as [number, number]
  const around = [lat - 5e-4, lon - 1e-4, lat + 5e-4, lon + 3e-3].join(',')
  const found = await town.get<Page>(`${counters}?bbox=${around}&bbox-crs=${crs(4326)}`)
  expect(found.body.features.map((one) => one.id)).toEqual(ids)
  for (const code of [3857, 3948]) {
    const { headers, status } = await town.get(`${counters}?limit=1&crs=${crs(code)}`)
    expect([status, headers.get('Content-Crs')]).toEqual([200, `<${crs(code)}>`])
  }
})

test('a box in another CRS keeps what lies on its very edge', async () => {
  for (const name of [crs(3857), crs(3948), 'http://www.opengis.net/def/crs/OGC/1.3/CRS84']) {
    const { body } = await town.get<Page>(`${counters}?limit=1000&crs=${name}`)
    const positions = body.features.map((one) => (one.geometry as { coordinates: number[] }).coordinates)
    const [xs, ys] = [0, 1].map((i) => positions.map((position) => position[i]!)) as [number[], number[]]
    const box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
    const found = await town.get<Page>(`${counters}?limit=1&bbox=${box}&bbox-crs=${name}`)
    expect([name, found.body.numberMatched]).toEqual([name, COUNTERS])
  }
  // Across the antimeridian, far from here.
  expect((await town.get<Page>(`${counters}?bbox=170,-90,-170,90`)).body.numberMatched).toBe(0)
})

test('datetime keeps an instant, an interval, an open one; what has no time is of any', async () => {
  const hourly = '/ogc/collections/hourly/items'
  const matched = async (when: string) =>
    (await town.get<Page>(`${hourly}?limit=1&datetime=${when}`)).body.numberMatched
  expect(await matched('2024-03-25T10:00:00Z')).toBe(1)
  expect(await matched('2024-03-25T10:00:00Z/2024-03-25T12:30:00Z')).toBe(3)
  expect(await matched('2024-03-25T11:00:00%2B01:00')).toBe(1)
  expect(await matched('2024-04-07T20:00:00Z/..')).toBe(4)
  expect(await matched('../2024-03-25T01:00:00Z')).toBe(2)
  expect(await matched('/2024-03-25T01:00:00Z')).toBe(2)
  expect(await matched('2030-01-01/2031-01-01')).toBe(0)
  expect((await town.get<Page>(`${counters}?datetime=2030-01-01`)).body.numberMatched).toBe(COUNTERS)
  const dated = plotRows.filter((row) => row.surveyed === '2024-02-15').length
  expect((await plots.get<Page>(`${land}?datetime=2024-02-01/2024-02-28&limit=1`)).body.numberMatched).toBe(dated)
})

test('properties are parameters, all of which hold', async () => {
  const { body } = await town.get<Page>(`${counters}?lanes=1&open=true`)
  expect(body.features.length).toBeGreaterThan(10)
  expect(body.features.every((one) => one.properties.lanes === 1 && one.properties.open === true)).toBe(true)
  const woods = plotRows.filter((row) => row.use === 'l’été' && row.number === 5).length
  const found = await plots.get<Page>(`${land}?use=${encodeURIComponent('l’été')}&number=5`)
  expect(found.body.numberMatched).toBe(woods)
})

test('filters in CQL2 text and JSON, their geometries in the CRS said', async () => {
  const one = await town.get<Page>(
    `${counters}?limit=2&filter=${encodeURIComponent("lanes >= 1 AND name LIKE 'Compteur%'")}`,
  )
  expect(one.body.features).toHaveLength(2)
  expect(one.body.numberMatched).toBe(Array.from({ length: COUNTERS }, (_, i) => i).filter((i) => i % 3 >= 1).length)
  const document = { op: 'in', args: [{ property: 'id' }, ['c3', 'c4']] }
  const two = await town.get<Page>(
    `${counters}?filter-lang=cql2-json&filter=${encodeURIComponent(JSON.stringify(document))}`,
  )
  expect(two.body.features.map((f) => f.id).sort()).toEqual(['c3', 'c4'])
  const box = encodeURIComponent('S_INTERSECTS(at, BBOX(351950,6788950,352250,6789050))')
  const three = await town.get<Page>(`${counters}?filter=${box}&filter-crs=${crs(2154)}`)
  expect(three.body.numberMatched).toBe(3)
  const [x, y] = [WEST + 3 * STEP, SOUTH + 2 * STEP]
  const line = `LINESTRING(${y + STEP * 0.05} ${x + STEP * 0.05},${y + STEP * 0.05} ${x + STEP * 1.05})`
  const four = await plots.get<Page>(
    `${land}?filter-crs=${crs(4326)}&filter=${encodeURIComponent(`S_CROSSES(outline, ${line})`)}`,
  )
  expect(four.body.features.map((f) => f.properties.number).sort()).toEqual([3, 4])
})

test('spatial filters, a box and conditions hold together, page after page', async () => {
  const circle = 'POLYGON((-1.8 48,-1.7 48,-1.7 48.1,-1.8 48.1,-1.8 48))'
  const filter = encodeURIComponent(`S_INTERSECTS(outline, ${circle}) OR use IS NULL`)
  const bbox = '-1.75,47.9,-1.5,48.5'
  const features = await allPages(plots.get, `${land}?limit=7&filter=${filter}&bbox=${bbox}`)
  const expected = plotRows.filter((row) => {
    // Nowhere: the box keeps it, the filter only by its use.
    if (!row.outline) return row.use === null
    const [x, y] = row.outline.coordinates[0]![0]! as [number, number]
    const isIn = x + STEP * 0.9 >= -1.75 - 1e-9
    return isIn && (row.use === null || (x <= -1.7 + 1e-9 && y <= 48.1 + 1e-9))
  })
  const key = (p: Record<string, unknown>) => `${p.sheet} ${p.number}`
  expect(features.map((one) => key(one.properties)).sort()).toEqual(expected.map(key).sort())
})

test('sorting by several properties, some missing, leaves no doubt', async () => {
  const features = await allPages(plots.get, `${land}?limit=90&sortby=use,-number`)
  expect(features).toHaveLength(SIDE * SIDE)
  const uses = features.map((one) => one.properties.use)
  expect(uses.indexOf(null)).toBe(uses.filter((use) => use !== null).length)
  const fields = features.filter((one) => one.properties.use === 'field').map((one) => Number(one.properties.number))
  expect(fields).toEqual(fields.toSorted((a, b) => b - a))
})

test('properties and skipGeometry give less', async () => {
  const { body } = await plots.get<Page>(`${land}?limit=2&properties=use,tags&skipGeometry=true&offset=4`)
  expect(body.features[0]!.geometry).toBeNull()
  expect(Object.keys(body.features[0]!.properties)).toEqual(['use', 'tags'])
  expect(body.features[0]!.id).toMatch(/,/)
})

test('rings turn as RFC 7946 says', async () => {
  const { body } = await plots.get<Page>(`${land}?limit=1&filter=${encodeURIComponent('number = 3')}`)
  const [ring] = (body.features[0]!.geometry as Extract<Geometry, { type: 'Polygon' }>).coordinates as [
    number,
    number,
  ][][]
  const area = ring!.slice(1).reduce((sum, [x, y], i) => sum + (ring![i]![0] * y - x * ring![i]![1]), 0)
  expect(area).toBeGreaterThan(0)
})

test('JSON-FG has time, place and type; its place is in the CRS asked for', async () => {
  type Fg = Page & { conformsTo: string[]; featureType: string; coordRefSys?: string }
  const plain = await plots.get<Fg>(`${land}?f=jsonfg&limit=2&offset=1`)
  expect(plain.body.conformsTo).toContain('http://www.opengis.net/spec/json-fg-1/1.0/conf/core')
  expect(plain.body.featureType).toBe('plots')
  const [plot] = plain.body.features
  const { surveyed } = plot!.properties
  expect(plot).toMatchObject({ place: null, time: surveyed === null ? null : { date: surveyed } })
  expect(plot!.geometry).not.toBeNull()
  const metres = await plots.get<Fg>(`${land}?f=jsonfg&limit=1&offset=1&crs=${crs(2154)}`)
  expect(metres.body.coordRefSys).toBe(crs(2154))
  expect(metres.body.features[0]).toMatchObject({ geometry: null, place: { type: 'Polygon' } })
  const hour = await town.get<Fg>('/ogc/collections/hourly/items?f=jsonfg&limit=1')
  expect(hour.body.features[0]).toMatchObject({ geometry: null, time: { timestamp: '2024-03-25T00:00:00.000Z' } })
})

test('each feature is found by its id: a key of one or two columns, or its place', async () => {
  for (const [get, path] of [
    [town.get, `${counters}?limit=4`],
    [plots.get, `${land}?limit=45&offset=10`],
    [town.get, '/ogc/collections/hourly/items?limit=3&offset=100'],
    [town.get, '/ogc/collections/daily/items?limit=14'],
  ] as const) {
    const { body } = await get<Page>(path)
    const base = path.split('?')[0]!
    for (const feature of body.features) {
      const alone = await get<Page['features'][number] & Page>(`${base}/${encodeURIComponent(String(feature.id))}`)
      expect(alone.status).toBe(200)
      expect(alone.body).toMatchObject({ id: feature.id, properties: feature.properties })
      expect(alone.body.links.map((link) => link.rel)).toEqual(['self', 'alternate', 'alternate', 'collection'])
    }
  }
})

test.each([
  `${counters}/none`,
  `${counters}/c0,c1`,
  '/ogc/collections/hourly/items/99999',
  '/ogc/collections/hourly/items/-1',
  '/ogc/collections/nothing/items',
  '/ogc/collections/plan/items',
])('%s is not found', async (path) => {
  expect((await town.get<Problem>(path)).status).toBe(404)
})

test.each([
  'limit=0',
  'limit=x',
  'offset=-1',
  'bbox=1,2,3',
  'bbox=a,b,c,d',
  'bbox=1,50,2,49',
  'bbox=0,0,1,1&bbox-crs=EPSG:9999',
  'bbox=NaN,0,1,Infinity',
  'crs=http://www.opengis.net/def/crs/EPSG/0/9999999999',
  'crs=file:///etc/passwd',
  'filter-crs=urn:x&filter=true',
  'datetime=yesterday',
  'datetime=2024-01-02/2024-01-01',
  'datetime=../..',
  'datetime=2024-02-30',
  'unknown=1',
  'lanes=many',
  'open=2',
  'f=shapefile',
  'sortby=at',
  'sortby=nothing',
  'properties=nothing',
  `filter=${encodeURIComponent('lanes =')}`,
  `filter=${encodeURIComponent('nothing = 1')}`,
  `filter=${encodeURIComponent("lanes = 'x'")}`,
  `filter=${encodeURIComponent('S_INTERSECTS(at, POLYGON((0 0,1 1,1 0,0 1,0 0)))')}`,
  'filter-lang=sql&filter=1',
])('%s is refused, with what to do', async (query) => {
  const { body, status, headers } = await town.get<Problem>(`${counters}?${query}`)
  expect([status, headers.get('Content-Type')]).toEqual([400, 'application/problem+json; charset=utf-8'])
  expect(body.say.fr).not.toBe(body.say.en)
  expect(body.code).toMatch(/^(api\.bad-parameter|cql2\.)/)
})

test('hostile filters are refused or harmless', async () => {
  const deep = `${'('.repeat(3000)}lanes = 1${')'.repeat(3000)}`
  expect((await town.get<Problem>(`${counters}?filter=${encodeURIComponent(deep)}`)).body.code).toBe('cql2.too-large')
  const nested = `${'{"op":"not","args":['.repeat(2000)}true${']}'.repeat(2000)}`
  const asJson = await town.get<Problem>(`${counters}?filter-lang=cql2-json&filter=${encodeURIComponent(nested)}`)
  expect([asJson.status, asJson.body.code]).toEqual([400, 'cql2.too-large'])
  const ring = Array.from({ length: 90_000 }, (_, i) => `${i % 180} ${i % 90}`).join(',')
  const wide = await town.get<Problem>(`${counters}?filter=${encodeURIComponent(`S_WITHIN(at, POLYGON((${ring})))`)}`)
  expect([wide.status, wide.body.code]).toEqual([400, 'cql2.too-large'])
  const injected = encodeURIComponent("name = '''; drop table data; --'")
  expect((await town.get<Page>(`${counters}?filter=${injected}`)).body).toMatchObject({ numberMatched: 0 })
  expect((await town.get<Page>(`${counters}?name=${encodeURIComponent("' or 1=1 --")}`)).body.numberMatched).toBe(0)
})

test('formats: by name, by Accept, or none', async () => {
  const type = async (path: string, Accept: string) =>
    (await town.app.request(path, { headers: { Accept } })).headers.get('Content-Type')!.split(';')[0]
  expect(await type(counters, 'text/html,application/xhtml+xml,*/*;q=0.8')).toBe('text/html')
  expect(await type(counters, 'application/json')).toBe('application/geo+json')
  expect(await type(counters, '*/*')).toBe('application/geo+json')
  expect(await type(`${counters}?f=json`, 'text/html')).toBe('application/geo+json')
  const refused = await town.get<Problem>(counters, { Accept: 'image/png' })
  expect([refused.status, refused.body.code]).toEqual([406, 'api.not-acceptable'])
})

test('an answer known already costs nothing, in its own format and language only', async () => {
  const json = await town.app.request(counters)
  const tag = json.headers.get('ETag')!
  const again = async (headers: Record<string, string>) =>
    (await town.app.request(counters, { headers: { 'If-None-Match': tag, ...headers } })).status
  expect(await again({})).toBe(304)
  expect(await again({ Accept: 'text/html' })).toBe(200)
  expect(await again({ 'Accept-Language': 'en' })).toBe(200)
})

test('closed data is refused, whatever the way', async () => {
  for (const path of ['staff/items', 'staff/items/p1', 'residents/items', 'residents/items?f=html'])
    expect((await town.app.request(`/ogc/collections/${path}`)).status, path).toBe(403)
  const read = await town.get<Page>('/ogc/collections/staff/items', town.operator)
  expect([read.status, read.headers.get('Cache-Control')]).toEqual([200, 'private, no-store'])
})
