import Type from 'typebox'
import { Value } from 'typebox/value'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkCoverageJson } from './testing/check-covjson.ts'
import { type Field, type Json, openField } from './testing.ts'

// What the abstract tests of OGC API – EDR (19-086r4, annex A) ask, by their numbers there, on each collection that says it
// answers the question. Corridors (100 to 131) are not offered, and not declared.

let field: Field
let collections: Json[]
let definition: Json
beforeAll(async () => {
  field = await openField()
  collections = (await get('/collections')).body.collections
  definition = (await get('/api')).body
}, 120_000)
afterAll(() => field?.house.close())

const get = (path: string, accept = 'application/json') => field.get<Json>(`/ogc${path}`, { Accept: accept })
const pathOf = (href: string) => href.replace(/^.*?\/ogc\//, '/')
const answering = (query: string) =>
  collections.filter(({ data_queries, access }) => data_queries[query] && access === 'open')
const CRS84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84'
const queries = ['position', 'radius', 'area', 'cube', 'trajectory', 'locations'] as const

test('1 to 5: HTTP, the landing page and the definition of the API', async () => {
  const { status, body } = await get('')
  expect(status).toBe(200)
  const rels = body.links.map(({ rel }: Json) => rel)
  for (const rel of ['service-desc', 'service-doc', 'conformance', 'data']) expect(rels).toContain(rel)
  expect(definition.openapi).toMatch(/^3\.0/)
  expect((await get('', 'text/turtle')).status).toBe(406)
})

test('6 and 7: the conformance declaration', async () => {
  const { body } = await get('/conformance')
  for (const name of ['core', 'collections', 'json', 'geojson', 'edr-geojson', 'covjson', 'oas30', 'instances'])
    for (const version of ['1.0', '1.1'])
      expect(body.conformsTo).toContain(`http://www.opengis.net/spec/ogcapi-edr-1/${version}/conf/${name}`)
  // Coverages and instances are no pages.
  expect(body.conformsTo.filter((uri: string) => /ogcapi-edr.*html/.test(uri))).toEqual([])
})

test('8: every collection is given in CRS84', () => {
  for (const { crs } of collections) expect(crs).toContain(CRS84)
})

test('9 to 16: each collection is found where it should be, with its extent and links', async () => {
  expect(collections.length).toBeGreaterThan(0)
  for (const told of collections) {
    const { status, body } = await get(`/collections/${told.id}`)
    expect([status, body.id]).toEqual([200, told.id])
    expect(body).toEqual(told)
    // What is closed tells nothing of where its data is.
    if (body.access === undefined || body.access === 'open') {
      expect(body.extent.spatial.bbox[0]).toHaveLength(4)
      expect(body.extent.spatial.crs).toBe(CRS84)
    }
    const rels = body.links.map(({ rel }: Json) => rel)
    for (const rel of ['self', 'alternate', 'data']) expect(rels).toContain(rel)
    expect(Object.keys(body.data_queries).length).toBeGreaterThan(0)
    for (const [name, { link }] of Object.entries<Json>(body.data_queries)) {
      expect([link.rel, link.variables.query_type]).toEqual(['data', name])
      const { output_formats, default_output_format } = link.variables
      if (default_output_format) expect(output_formats).toContain(default_output_format)
      for (const details of link.variables.crs_details ?? []) expect(details.wkt).toMatch(/^(GEOG|PROJ)CS\[/)
    }
    expect(body.output_formats.length).toBeGreaterThan(0)
  }
})

test('17: parameters are defined', () => {
  for (const { parameter_names } of collections)
    for (const [name, parameter] of Object.entries<Json>(parameter_names)) {
      expect(parameter).toMatchObject({ type: 'Parameter', id: name })
      expect(parameter.observedProperty.label.length).toBeGreaterThan(0)
      expect(parameter.observedProperty.id.length).toBeGreaterThan(0)
      expect(parameter.unit.symbol.type).toBe('http://www.opengis.net/def/uom/UCUM/')
    }
})

test('18 and 19: documents as JSON', async () => {
  for (const path of ['', '/conformance', '/collections']) {
    const { status, headers } = await get(path)
    expect([status, headers.get('Content-Type')]).toEqual([200, 'application/json'])
  }
})

const Position = Type.Array(Type.Number(), { minItems: 2 })
const Features = Type.Object({
  type: Type.Enum(['FeatureCollection']),
  features: Type.Array(
    Type.Object({
      type: Type.Enum(['Feature']),
      id: Type.Optional(Type.String()),
      geometry: Type.Object({
        type: Type.Enum(['Point', 'LineString', 'Polygon']),
        coordinates: Type.Union([Position, Type.Array(Position), Type.Array(Type.Array(Position))]),
      }),
      properties: Type.Object({ 'parameter-name': Type.Array(Type.String()) }),
    }),
  ),
  parameters: Type.Array(
    Type.Object({ type: Type.Enum(['Parameter']), observedProperty: Type.Object({ label: Type.String() }) }),
  ),
  links: Type.Array(Type.Object({ href: Type.String(), rel: Type.String() })),
})

/** A question about the middle of a collection, over all its time, as a client makes it from its description alone. */
function questionAbout(collection: Json, query: string): string {
  const [w, s, e, n] = collection.extent.spatial.bbox[0]
  const [x, y] = [(w + e) / 2, (s + n) / 2]
  const interval = collection.extent.temporal?.interval[0]
  const [parameter] = Object.keys(collection.parameter_names)
  const where: Record<string, string> = {
    position: `coords=POINT(${x}+${y})`,
    radius: `coords=POINT(${x}+${y})&within=20&within-units=${collection.data_queries.radius?.link.variables.within_units[1]}`,
    area: `coords=POLYGON((${x - 1}+${y - 1},${x - 1}+${y + 1},${x + 1}+${y + 1},${x + 1}+${y - 1},${x - 1}+${y - 1}))`,
    cube: `bbox=${w},${s},${e},${n}`,
    trajectory: `coords=LINESTRING(${w}+${y},${e}+${y})`,
  }
  const { href } = collection.data_queries[query].link
  return `${pathOf(href)}?${where[query]}&parameter-name=${parameter}&crs=${CRS84}${interval ? `&datetime=${interval.join('/')}` : ''}`
}

test('20 to 23: GeoJSON of locations and positions', async () => {
  for (const collection of answering('locations')) {
    const { body, headers } = await get(`${pathOf(collection.data_queries.locations.link.href)}?f=GeoJSON`)
    expect(headers.get('Content-Type')).toBe('application/geo+json')
    expect(Value.Errors(Features, body)).toEqual([])
    for (const { properties } of body.features) {
      expect(properties.label.length).toBeGreaterThan(0)
      expect((await get(pathOf(properties.edrqueryendpoint))).status).toBe(200)
    }
  }
  for (const collection of answering('position')) {
    const { body } = await get(`${questionAbout(collection, 'position')}&f=GeoJSON`)
    expect(Value.Errors(Features, body)).toEqual([])
    expect(body.features.length).toBeGreaterThan(0)
    for (const { id } of body.features) if (id) expect((await get(pathOf(id))).status).toBe(200)
  }
})

test.each(['position', 'radius', 'area', 'cube', 'trajectory'] as const)(
  '24 and 25, 37 to 49, 53 to 65, 69 to 81, 91 to 99: a %s asked from what the collection says of itself',
  async (query) => {
    const found = answering(query)
    expect(found.length).toBeGreaterThan(0)
    for (const collection of found)
      for (const format of collection.data_queries[query].link.variables.output_formats) {
        const answer = await field.app.request(`/ogc${questionAbout(collection, query)}&f=${format}`)
        expect([collection.id, format, answer.status]).toEqual([collection.id, format, 200])
        if (format !== 'CoverageJSON') continue
        const body = (await answer.json()) as Json
        checkCoverageJson(body)
        expect(Object.keys(body.parameters)).toEqual(Object.keys(collection.parameter_names).slice(0, 1))
        const [first] = body.type === 'Coverage' ? [body] : body.coverages
        expect(Object.values<Json>(first.ranges)[0].values.some((value: Json) => value !== null)).toBe(true)
      }
  },
)

test('26 and 27: pages for people', async () => {
  for (const path of [
    '',
    '/conformance',
    '/collections',
    '/api.html',
    ...answering('position').map(({ id }) => `/collections/${id}/edr`),
  ]) {
    const answer = await field.app.request(`/ogc${path}`, { headers: { Accept: 'text/html' } })
    const text = await answer.text()
    expect([path, answer.status]).toEqual([path, 200])
    for (const part of ['<html', '<body>', '</body>', '</html>']) expect(text.toLowerCase()).toContain(part)
  }
})

test('34, 35, 36, 50, 51, 52, 66, 67, 68, 82 to 89: questions without what they need, or with what is no geometry', async () => {
  const bad: Record<string, string[]> = {
    position: ['', '?coords=', '?coords=POINT()', '?coords=LINESTRING(0 0,1 1)'],
    radius: ['', '?coords=POINT(0 0)', '?coords=POINT(0 0)&within=1', '?within=1&within-units=km'],
    area: ['', '?coords=', '?coords=POLYGON()', '?coords=POINT(0 0)'],
    cube: ['', '?bbox=', '?bbox=1,2,3', '?bbox=a,b,c,d'],
    trajectory: ['', '?coords=', ...['', 'M', 'Z', 'ZM'].map((suffix) => `?coords=LINESTRING${suffix}()`)],
  }
  for (const [query, questions] of Object.entries(bad))
    for (const { id } of answering(query))
      for (const question of questions)
        expect([id, query, question, (await get(`/collections/${id}/${query}${question}`)).status]).toEqual([
          id,
          query,
          question,
          400,
        ])
})

test('38 to 48, 54 to 64, 70 to 80, 92 to 98, 139 to 145: parameters as the definition tells them', () => {
  for (const query of queries) {
    const { parameters } = definition.paths[`/collections/{collectionId}/${query}`].get
    const named = (name: string) => parameters.find((one: Json) => one.name === name)
    const optional = ['parameter-name', 'datetime', 'crs', 'f', 'z']
    for (const name of optional)
      expect(named(name)).toMatchObject({
        in: 'query',
        required: false,
        style: 'form',
        explode: false,
        schema: { type: 'string' },
      })
    const needed = { cube: ['bbox'], radius: ['coords', 'within', 'within-units'], locations: [] as string[] }[
      query as 'cube'
    ] ?? ['coords']
    for (const name of needed)
      expect(named(name)).toMatchObject({ in: 'query', required: true, style: 'form', explode: false })
    if (needed.includes('coords')) expect(named('coords').schema.type).toBe('string')
  }
})

test('136: a list of locations is given when none is named', async () => {
  for (const { id } of answering('locations'))
    expect((await get(`/collections/${id}/locations`)).body.features.length).toBeGreaterThan(0)
})

test('146 and after: instances are collections, and answer like them', async () => {
  for (const collection of answering('instances')) {
    const { body } = await get(`/collections/${collection.id}/instances`)
    expect(body.instances.length).toBeGreaterThan(0)
    for (const instance of body.instances) {
      const { status, body: alone } = await get(`/collections/${collection.id}/instances/${instance.id}`)
      expect([status, alone.id]).toEqual([200, instance.id])
      expect(alone.crs).toContain(CRS84)
      expect((await get(questionAbout(alone, 'position'))).status).toBe(200)
    }
  }
})
