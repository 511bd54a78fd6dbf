import { afterAll, beforeAll, expect, test } from 'vitest'
import { projector } from '../../../kernel/index.ts'
import { checkCoverageJson } from './testing/check-covjson.ts'
import {
  CELL,
  EAST,
  type Field,
  HOURS,
  heightAt,
  type Json,
  LEFT,
  NORTH,
  openField,
  POSTS,
  START,
  TOP,
} from './testing.ts'

let field: Field
beforeAll(async () => {
  field = await openField()
}, 120_000)
afterAll(() => field?.house.close())

const ask = async (path: string) => {
  const { status, body } = await field.get(`/ogc/collections/${path}`)
  expect([path, status]).toEqual([path, 200])
  if (body.type?.startsWith('Coverage')) checkCoverageJson(body)
  return body as Json
}
/** A question that is right, and for which there is nothing. */
const isEmpty = async (path: string) => {
  const answer = await field.app.request(`/ogc/collections/${path}`)
  const [id] = path.split('/')
  expect(answer.headers.get('Link')).toContain(`/ogc/collections/${id}>; rel="collection"`)
  return answer.status === 204 && (await answer.text()) === ''
}
const refused = async (path: string) => {
  const { status, body } = await field.get(`/ogc/collections/${path}`)
  return [status, body.code]
}
const lonlat = projector('EPSG:2154', 'EPSG:4326')
/** A position in degrees, from metres east and north of the first post. */
const near = (east: number, north = 0) => lonlat([EAST + east, NORTH + north]).map((value) => value.toFixed(7))
const point = (east: number, north = 0) => `POINT(${near(east, north).join(' ')})`
const hour = (i: number) => new Date(START + i * 3_600_000).toISOString()

test('a position gives the series of the nearest station', async () => {
  const body = await ask(`weather/position?coords=${point(1900, 300)}`)
  expect([body.type, body.id, body.domain.domainType]).toEqual(['Coverage', 'p2', 'PointSeries'])
  expect(body.domain.axes.t.values).toEqual(Array.from({ length: HOURS }, (_, i) => hour(i)))
  expect(body.ranges.air.values[5]).toBe(205)
  expect(body.ranges.air.values[3]).toBeNull()
  expect(body.ranges.gusts.dataType).toBe('integer')
  expect(body.parameters.air.unit.symbol).toEqual({ value: 'Cel', type: 'http://www.opengis.net/def/uom/UCUM/' })
  expect(body.parameters.air.observedProperty.label.fr).toBe('Température de l’air')
  const several = await ask(
    `weather/position?coords=MULTIPOINT((${near(0).join(' ')}),(${near(10).join(' ')}),(${near(4000).join(' ')}))`,
  )
  expect(several.coverages.map(({ id }: Json) => id)).toEqual(['p0', 'p4'])
  expect(await isEmpty('weather/position?coords=POINT(-1.05 52.5)')).toBe(true)
})

test('periods and parameters are those asked for', async () => {
  const times = async (datetime: string) =>
    (await ask(`weather/position?coords=${point(0)}&datetime=${datetime}&parameter-name=gusts`)).domain.axes.t.values
  expect(await times('2025-07-07')).toHaveLength(24)
  expect(await times('2025-07-07/2025-07-08')).toHaveLength(48)
  expect(await times('2025-07-07T05:00:00Z')).toEqual([hour(5)])
  expect(await times('2025-07-07T05:00:00Z/2025-07-07T07:00:00Z')).toEqual([5, 6, 7].map(hour))
  expect(await times('2025-07-08T22:00:00Z/..')).toEqual([46, 47].map(hour))
  expect(await times('../2025-07-07T00:00:00Z')).toEqual([hour(0)])
  expect(await times('2025-07-07T07:00:00+02:00')).toEqual([hour(5)])
  const one = await ask(`weather/position?coords=${point(0)}&parameter-name=gusts`)
  expect(Object.keys(one.ranges)).toEqual(['gusts'])
  expect(await isEmpty(`weather/position?coords=${point(0)}&datetime=2030-01-01`)).toBe(true)
  expect(await refused(`weather/position?coords=${point(0)}&datetime=someday`)).toEqual([400, 'api.bad-parameter'])
  expect(await refused(`weather/position?coords=${point(0)}&parameter-name=rain`)).toEqual([400, 'api.bad-parameter'])
})

test.each(['to=NaN', 'from=NaN', 'to=2025-02-30', 'to=0', 'from=&to=-271821-05'])(
  'the page told a day that is none says so: %s',
  async (query) => {
    const answer = await field.app.request(`/ogc/collections/weather/edr?lang=en&${query}`)
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('role="alert"><p>Parameter &#39;datetime&#39;')
  },
)

test.each([
  'relief/coverage?bbox=1e308,1,2,3',
  'relief/cube?bbox=-1e308,-1e308,1e308,1e308',
  'relief/area?coords=POLYGON((-1e308 -1e308,1e308 -1e308,1e308 1e308,-1e308 -1e308))',
  'relief/position?coords=POINT(1e200 1e200)',
  'weather/position?coords=POINT(1e10 1e10)',
])('%s is nowhere on Earth', async (path) => {
  expect(await refused(path)).toEqual([400, 'api.bad-parameter'])
})

test('a radius gives the stations no farther than that, in any unit', async () => {
  const ids = async (within: string) =>
    (await ask(`weather/radius?coords=${point(0)}&datetime=2025-07-07&${within}`)).coverages.map(({ id }: Json) => id)
  expect(await ids('within=1100&within-units=m')).toEqual(['p0', 'p1'])
  expect(await ids('within=2.1&within-units=km')).toEqual(['p0', 'p1', 'p2'])
  expect(await ids('within=2.1&within-units=mi')).toEqual(['p0', 'p1', 'p2', 'p3'])
  expect(await ids('within=0.1&within-units=m')).toEqual(['p0'])
  const nobody = await ask('weather/radius?coords=POINT(2 45)&within=1&within-units=km')
  expect(nobody.coverages).toEqual([])
  expect(await refused(`weather/radius?coords=${point(0)}&within=1`)).toEqual([400, 'api.bad-parameter'])
  expect(await refused(`weather/radius?coords=${point(0)}&within=-1&within-units=m`)).toEqual([
    400,
    'api.bad-parameter',
  ])
  expect(await refused(`weather/radius?coords=${point(0)}&within=1&within-units=parsec`)).toEqual([
    400,
    'api.bad-parameter',
  ])
})

test('areas and boxes give the stations they touch, whole lines included', async () => {
  const [w, s] = near(500, -100)
  const [e, n] = near(2500, 100)
  const ring = `((${w} ${s},${e} ${s},${e} ${n},${w} ${n},${w} ${s}))`
  const area = await ask(`weather/area?coords=POLYGON${ring}&datetime=2025-07-07T05:00:00Z`)
  expect(area.coverages.map(({ id }: Json) => id)).toEqual(['p1', 'p2'])
  const cube = await ask(`weather/cube?bbox=${w},${s},${e},${n}&datetime=2025-07-07T05:00:00Z&z=0`)
  expect(cube).toEqual(area)
  const metres = await ask(
    `weather/cube?bbox=${EAST + 500},${NORTH - 100},${EAST + 2500},${NORTH + 100}&crs=EPSG:2154&datetime=2025-07-07T05:00:00Z`,
  )
  expect(metres.coverages.map(({ domain }: Json) => domain.axes.x.values[0])).toEqual([EAST + 1000, EAST + 2000])
  const roads = await ask('flows/area?coords=POLYGON((-1.66 48.09,-1.65 48.09,-1.65 48.11,-1.66 48.11,-1.66 48.09))')
  expect(roads.coverages.map(({ id }: Json) => id)).toEqual(['r1'])
  expect(roads.coverages[0].domain.axes).toEqual({
    x: { values: [-1.65] },
    y: { values: [48.1] },
    t: { values: ['2025-07-07', '2025-07-08', '2025-07-09'] },
  })
  expect((await ask('flows/area?coords=POLYGON((0 0,1 0,1 1,0 0))')).coverages).toEqual([])
  const days = await ask('flows/cube?bbox=-2,48,-1,49&datetime=2025-07-08T00:00:00Z/..')
  expect(days.coverages.map(({ ranges }: Json) => ranges.cars.values)).toEqual([
    [1, 2],
    [11, 12],
  ])
})

test('locations are listed, and each gives its series', async () => {
  const list = await ask('weather/locations')
  expect(list.features).toHaveLength(POSTS)
  expect(list.features[1]).toMatchObject({
    id: 'p1',
    properties: { label: 'Poste 1', 'parameter-name': ['air', 'gusts'] },
  })
  const [west, south] = near(900, -50)
  const [east, north] = near(2100, 50)
  expect((await ask(`weather/locations?bbox=${west},${south},${east},${north}`)).features).toHaveLength(2)
  const { edrqueryendpoint } = list.features[0].properties
  const one = await ask(edrqueryendpoint.replace(/^.*\/ogc\/collections\//, ''))
  expect([one.type, one.id]).toEqual(['Coverage', 'p0'])
  expect(await refused('weather/locations/p9')).toEqual([404, 'api.unknown-location'])
  expect(await refused('relief/locations')).toEqual([404, 'api.no-such-query'])
})

test('the forms of an answer agree', async () => {
  const path = `weather/position?coords=${point(0)}&datetime=2025-07-07T04:00:00Z/2025-07-07T05:00:00Z`
  const features = await ask(`${path}&f=GeoJSON`)
  expect(features.features.map(({ properties }: Json) => [properties.datetime, properties.air])).toEqual([
    [hour(4), 4],
    [hour(5), 5],
  ])
  expect(features.parameters.map(({ id }: Json) => id)).toEqual(['air', 'gusts'])
  const csv = await field.app.request(`/ogc/collections/${path}&f=csv`)
  expect(csv.headers.get('Content-Type')).toBe('text/csv; charset=utf-8')
  const [lon, lat] = near(0).map(Number)
  // What a spreadsheet would run is shown as a text, and quotes are doubled.
  expect(await csv.text()).toBe(
    `location,name,x,y,datetime,air,gusts\r\np0,"'=1+1, ""quoted""",${lon},${lat},${hour(4)},4,4\r\np0,"'=1+1, ""quoted""",${lon},${lat},${hour(5)},5,5\r\n`,
  )
  const accept = async (type: string) =>
    (await field.app.request(`/ogc/collections/${path}`, { headers: { Accept: type } })).headers.get('Content-Type')
  expect(await accept('application/prs.coverage+json')).toBe('application/prs.coverage+json')
  expect(await accept('application/json')).toBe('application/prs.coverage+json')
  expect(await accept('application/geo+json')).toBe('application/geo+json')
  expect(await accept('image/png')).toContain('problem+json')
  expect(await refused(`${path}&f=netCDF`)).toEqual([400, 'api.bad-parameter'])
})

test('positions are asked and given in the CRS asked for, axes in the order of its authority', async () => {
  const body = await ask(`weather/position?coords=POINT(${EAST + 10} ${NORTH})&crs=EPSG:2154&datetime=2025-07-07`)
  expect([body.domain.axes.x.values, body.domain.axes.y.values]).toEqual([[EAST], [NORTH]])
  expect(body.domain.referencing[0]).toEqual({
    coordinates: ['x', 'y'],
    system: { type: 'ProjectedCRS', id: 'http://www.opengis.net/def/crs/EPSG/0/2154' },
  })
  const [lon, lat] = near(0)
  const north = await ask(`weather/position?coords=POINT(${lat} ${lon})&crs=EPSG:4326&datetime=2025-07-07`)
  expect(north.domain.referencing[0].coordinates).toEqual(['y', 'x'])
  expect(north.domain.axes.x.values[0]).toBeCloseTo(Number(lon), 6)
  const feature = await ask(
    `weather/position?coords=POINT(${lat} ${lon})&crs=EPSG:4326&datetime=2025-07-07T00:00:00Z&f=GeoJSON`,
  )
  expect(feature.features[0].geometry.coordinates[0]).toBeCloseTo(Number(lat), 6)
  expect(await refused(`weather/position?coords=${point(0)}&crs=EPSG:27700`)).toEqual([400, 'api.bad-parameter'])
})

/** Columns and rows of the raster as a position in Lambert-93. */
const cell = (column: number, row: number) => [LEFT + column * CELL, TOP - row * CELL]

test('a raster is read at positions, between the centres of its cells', async () => {
  const at = async (column: number, row: number) =>
    (await ask(`relief/position?coords=POINT(${cell(column, row).join(' ')})&crs=EPSG:2154&parameter-name=height`))
      .ranges.height.values[0]
  expect(await at(10.5, 20.5)).toBeCloseTo(heightAt(10, 20), 4)
  expect(await at(11, 20.5)).toBeCloseTo(heightAt(10.5, 20), 4)
  // Between two files.
  expect(await at(40, 20)).toBeCloseTo(heightAt(39.5, 19.5), 4)
  const codes = await ask(
    `relief/position?coords=MULTIPOINT(${cell(39.9, 5).join(' ')},${cell(40.1, 5).join(' ')})&crs=EPSG:2154`,
  )
  expect(codes.coverages.map(({ ranges }: Json) => ranges.cover.values[0])).toEqual([1, 2])
  expect(await isEmpty('relief/position?coords=POINT(3 45)')).toBe(true)
  const feature = await ask(`relief/position?coords=${point(1000, 1000)}&f=GeoJSON`)
  expect(feature.features[0].properties.height).toBeCloseTo(heightAt(19.5, 39.5), 1)
})

test('a raster is read in boxes, polygons and circles', async () => {
  const [w, s] = cell(10, 14)
  const [e, n] = cell(14, 10)
  const cube = await ask(`relief/cube?bbox=${w},${s},${e},${n}&crs=EPSG:2154`)
  expect(cube.domain.axes.x).toEqual({ start: w! + CELL / 2, stop: e! - CELL / 2, num: 4 })
  expect(cube.ranges.height.values[0]).toBeCloseTo(heightAt(10, 10), 4)
  const coarse = await ask(`relief/cube?bbox=${w},${s},${e},${n}&crs=EPSG:2154&resolution-x=2&resolution-y=1`)
  expect(coarse.ranges.height.shape).toEqual([1, 2])
  const triangle = await ask(
    `relief/area?coords=POLYGON((${w! + 30} ${s},${e! + 30} ${s},${e! + 30} ${n},${w! + 30} ${s}))&crs=EPSG:2154&parameter-name=cover`,
  )
  expect(triangle.ranges.cover.values.map((value: Json) => (value === null ? 0 : 1))).toEqual([
    ...[0, 0, 0, 0, 0],
    ...[0, 0, 0, 1, 0],
    ...[0, 0, 1, 1, 0],
    ...[0, 1, 1, 1, 0],
  ])
  const circle = await ask(`relief/radius?coords=${point(1000, 1000)}&within=900&within-units=m&parameter-name=cover`)
  const cells = circle.ranges.cover.values.filter((value: Json) => value !== null).length
  expect(cells / ((Math.PI * 900 ** 2) / CELL ** 2)).toBeCloseTo(1, 1)
  // In degrees by default, the cells stay in their own CRS.
  const degrees = await ask(`relief/cube?bbox=${near(0, 0).join()},${near(500, 500).join()}`)
  expect(degrees.domain.referencing[0].system.id).toContain('2154')
  expect(await isEmpty('relief/cube?bbox=0,0,1,1')).toBe(true)
  expect(await refused('relief/cube?bbox=1,2')).toEqual([400, 'api.bad-parameter'])
  const tiff = await field.app.request(`/ogc/collections/relief/cube?bbox=${w},${s},${e},${n}&crs=EPSG:2154&f=GeoTIFF`)
  expect(tiff.headers.get('Content-Type')).toBe('image/tiff; application=geotiff')
  expect(Buffer.from(await tiff.arrayBuffer()).toString('latin1', 0, 2)).toBe('II')
})

test('a raster is read along lines, with times when they are given', async () => {
  const [a, b] = [cell(5.5, 5.5), cell(9.5, 5.5)]
  const line = await ask(
    `relief/trajectory?coords=LINESTRING(${a.join(' ')},${b.join(' ')})&crs=EPSG:2154&parameter-name=height`,
  )
  expect(line.domain.domainType).toBe('MultiPoint')
  expect(line.domain.axes.composite.values).toEqual([5.5, 6.5, 7.5, 8.5, 9.5].map((column) => cell(column, 5.5)))
  expect(line.ranges.height.values).toEqual([5.05, 6.05, 7.05, 8.05, 9.05])
  const track = await ask(
    `relief/trajectory?coords=LINESTRINGM(${a.join(' ')} 0,${b.join(' ')} 400)&crs=EPSG:2154&parameter-name=height`,
  )
  expect(track.domain.domainType).toBe('Trajectory')
  expect(track.domain.axes.composite.values[1]).toEqual(['1970-01-01T00:01:40.000Z', ...cell(6.5, 5.5)])
  const csv = await (
    await field.app.request(
      `/ogc/collections/relief/trajectory?coords=LINESTRING(${a.join(' ')},${b.join(' ')})&crs=EPSG:2154&f=CSV`,
    )
  ).text()
  expect(csv.split('\r\n')[1]).toBe(`${a.join()},5.05,1`)
  expect(await refused('relief/trajectory?coords=LINESTRING(-1.6 48.1,-1.6 78.1)')).toEqual([413, 'api.too-large'])
  expect(await refused('weather/trajectory?coords=LINESTRING(-1.6 48.1,-1.6 48.2)')).toEqual([404, 'api.no-such-query'])
})

test('what is about the whole territory is a series of the territory', async () => {
  const { features } = await ask('climate/locations')
  expect(features).toMatchObject([{ id: 'territory', geometry: { type: 'Polygon' } }])
  const [west, south] = features[0].geometry.coordinates[0][0]
  const [east, north] = features[0].geometry.coordinates[0][2]
  const body = await ask(`climate/position?coords=POINT(${(west + east) / 2} ${(south + north) / 2})`)
  expect([body.id, body.ranges.rain.values]).toEqual(['territory', [0, 0.1, 0.2]])
  expect((await ask('climate/area?coords=POLYGON((100 0,101 0,101 1,100 0))')).coverages).toEqual([])
})

test('levels are refused where there are none, and what has no series says so', async () => {
  expect(await refused(`weather/position?coords=${point(0)}&z=10`)).toEqual([400, 'api.bad-parameter'])
  expect(await refused('posts/position?coords=POINT(0 0)')).toEqual([404, 'api.no-data-queries'])
  expect(await refused('nothing/position?coords=POINT(0 0)')).toEqual([404, 'api.unknown-collection'])
  expect(await refused(`weather/position?coords=${point(0)}&colour=red`)).toEqual([400, 'api.bad-parameter'])
})

test('closed data shows nothing but to those allowed, whatever the question', async () => {
  const [lon, lat] = near(0)
  const questions = [
    `position?coords=${point(0)}`,
    `radius?coords=${point(0)}&within=1&within-units=km`,
    'area?coords=POLYGON((-2 48,-1 48,-1 49,-2 48))',
    'cube?bbox=-2,48,-1,49',
    'locations',
    'locations/p0',
    'instances',
  ]
  for (const question of questions) {
    const path = `/ogc/collections/secret_weather/${question}`
    expect([question, (await field.app.request(path)).status]).toEqual([question, 403])
    const allowed = await field.app.request(path, { headers: field.operator })
    expect([question, allowed.status]).toEqual([question, 200])
    expect(allowed.headers.get('Cache-Control') ?? 'private').toContain('private')
  }
  expect(JSON.stringify((await field.get('/ogc/collections/secret_weather')).body)).not.toContain(lon!.slice(0, 7))
  expect(lat).toBeDefined()
})

test('an answer is that of one version, which can be asked again', async () => {
  const path = `weather/position?coords=${point(0)}&datetime=2025-07-07T05:00:00Z&parameter-name=air`
  const first = await field.app.request(`/ogc/collections/${path}`)
  const etag = first.headers.get('ETag')!
  expect((await field.app.request(`/ogc/collections/${path}`, { headers: { 'If-None-Match': etag } })).status).toBe(304)
  const { instances } = await ask('weather/instances')
  expect(instances).toHaveLength(1)
  const { href } = instances[0].data_queries.position.link
  field.change(2)
  await field.house.run()
  expect((await ask(path)).ranges.air.values).toEqual([10])
  expect((await field.app.request(`/ogc/collections/${path}`, { headers: { 'If-None-Match': etag } })).status).toBe(200)
  const there = href.replace(/^.*\/ogc\/collections\//, '')
  const question = path.slice(path.indexOf('?'))
  expect((await ask(`${there}${question}`)).ranges.air.values).toEqual([5])
  const later = await ask('weather/instances')
  expect(later.instances.length).toBe(2)
  const earlier = later.instances[1].data_queries.position.link.href.replace(/^.*\/ogc\/collections\//, '')
  expect((await ask(`${earlier}${question}`)).ranges.air.values).toEqual([5])
  expect(await refused(`weather/instances/9-0123456789abcdef/position${question}`)).toEqual([410, 'api.version-gone'])
  expect(await refused(`weather/instances/whatever/position${question}`)).toEqual([400, 'api.bad-parameter'])
})
