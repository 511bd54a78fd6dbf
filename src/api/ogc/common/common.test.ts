import { Validator } from '@seriousme/openapi-schema-validator'
import { parseHTML } from 'linkedom'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTown, type Town } from '../../testing.ts'
import type { Page } from '../features/testing.ts'
import { conformanceOf } from './conformance.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
}, 120_000)
afterAll(() => town?.house.close())

interface Link {
  readonly rel: string
  readonly href: string
  readonly type?: string
  readonly title?: string
}
interface Collection {
  readonly id: string
  readonly crs: readonly string[]
  readonly storageCrs?: string
  readonly links: readonly Link[]
  readonly extent?: { readonly spatial?: object; readonly temporal?: object }
}
const pathOf = (href: string) => href.replace(/^https?:\/\/[^/]+/, '')
const follow = async ({ href, type }: Link) => {
  const answer = await town.app.request(pathOf(href))
  return { status: answer.status, type: answer.headers.get('Content-Type')?.split(';')[0], wanted: type?.split(';')[0] }
}

test('the landing page leads to all that the standards ask for', async () => {
  const { body } = await town.get<{ links: Link[] }>('/ogc')
  const rels = body.links.map((link) => link.rel)
  for (const rel of ['self', 'alternate', 'service-desc', 'service-doc', 'conformance', 'data'])
    expect(rels).toContain(rel)
  for (const link of body.links) {
    const { status, type, wanted } = await follow(link)
    expect([link.href, status, type]).toEqual([link.href, 200, wanted])
  }
  const conformsTo = conformanceOf({ processes: { caller: undefined } } as never)
  expect((await town.get<{ conformsTo: string[] }>('/ogc/conformance')).body.conformsTo).toEqual(conformsTo)
  expect(new Set(conformsTo).size).toBe(conformsTo.length)
})

test('every table that may be read is a collection, with what it is given in and where it leads', async () => {
  const { body } = await town.get<{ collections: Collection[]; links: Link[] }>('/ogc/collections')
  expect(body.collections.map(({ id }) => id)).toEqual([...['counters', 'hourly', 'daily'], 'catalogue'])
  const counters = body.collections[0]!
  expect(counters.storageCrs).toBe('http://www.opengis.net/def/crs/EPSG/0/2154')
  expect(counters.crs[0]).toBe('http://www.opengis.net/def/crs/OGC/1.3/CRS84')
  expect(counters.crs).toHaveLength(5)
  expect(body.collections[1]!.extent?.temporal).toEqual({
    interval: [['2024-03-25T00:00:00.000Z', '2024-04-07T23:00:00.000Z']],
    trs: 'http://www.opengis.net/def/uom/ISO-8601/0/Gregorian',
  })
  for (const collection of body.collections) {
    const alone = await town.get<Collection>(`/ogc/collections/${collection.id}`)
    expect(alone.body).toEqual(collection)
    for (const link of collection.links.filter(({ href }) => href.includes('/ogc/') || href.includes('/download/'))) {
      expect(link.type, link.href).toBeDefined()
      const { status, type, wanted } = await follow(link)
      expect([link.href, status], link.href).toEqual([link.href, 200])
      expect(type, link.href).toBe(wanted)
    }
  }
})

test('a closed collection is listed to whoever may read it, and described to all without what its data would tell', async () => {
  const { body } = await town.get<Collection>('/ogc/collections/residents')
  expect(body.extent).toBeUndefined()
  const list = await town.get<{ collections: Collection[] }>('/ogc/collections', town.operator)
  expect(list.body.collections.map(({ id }) => id)).toEqual(['counters', 'hourly', 'daily', 'staff', 'catalogue'])
})

test('schemas, queryables and sortables name the columns with their units and roles', async () => {
  type Schema = { $id: string; properties: Record<string, Record<string, unknown>>; additionalProperties: boolean }
  const at = async (kind: string, id = 'counters') => (await town.get<Schema>(`/ogc/collections/${id}/${kind}`)).body
  expect(Object.keys((await at('schema')).properties)).toEqual(['id', 'name', 'lanes', 'open', 'at'])
  expect((await at('queryables')).properties.at).toMatchObject({
    'x-ogc-role': 'primary-geometry',
    format: 'geometry-point',
  })
  expect(Object.keys((await at('sortables')).properties)).not.toContain('at')
  expect((await at('schema', 'hourly')).properties.time).toMatchObject({ 'x-ogc-role': 'primary-instant' })
  expect((await at('queryables')).$id).toMatch(/\/ogc\/collections\/counters\/queryables$/)
})

test('the definition is OpenAPI 3.0, complete, with the parameters as the standard writes them', async () => {
  type Parameter = { name: string; in: string; style?: string; explode?: boolean; required: boolean; schema: object }
  type Definition = {
    openapi: string
    servers: { url: string }[]
    paths: Record<string, { get: { operationId: string; parameters: Parameter[] } }>
    components: { schemas: object }
  }
  const { body, headers } = await town.get<Definition>('/ogc/api')
  expect(headers.get('Content-Type')).toBe('application/vnd.oai.openapi+json;version=3.0')
  expect(body.openapi).toBe('3.0.3')
  expect(body.servers[0]!.url).toMatch(/\/ogc$/)
  const served = town.app.routes
    .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/ogc') && !path.includes('*'))
    .map(({ path }) => path.replace(/^\/ogc/, '').replace(/:\w+/g, '{}') || '/')
  expect(
    Object.keys(body.paths)
      .map((path) => path.replace(/\{\w+\}/g, '{}'))
      .sort(),
  ).toEqual([...new Set(served)].sort())
  const { parameters } = body.paths['/collections/{collectionId}/items']!.get
  const named = (name: string) => parameters.find((one) => one.name === name)!
  expect(named('collectionId')).toMatchObject({ in: 'path', required: true })
  expect(named('limit')).toMatchObject({
    ...{ in: 'query', required: false, style: 'form', explode: false },
    schema: { type: 'integer', minimum: 1, maximum: 10_000, default: 100 },
  })
  expect(named('bbox')).toMatchObject({
    ...{ in: 'query', required: false, style: 'form', explode: false },
    schema: { type: 'array', minItems: 4, maxItems: 6, items: { type: 'number' } },
  })
  expect(named('datetime')).toMatchObject({ in: 'query', style: 'form', explode: false, schema: { type: 'string' } })
  const text = JSON.stringify(body)
  for (const [, name] of text.matchAll(/#\/components\/schemas\/(\w+)/g))
    expect(body.components.schemas).toHaveProperty(name!)
  // Words of 3.1 that 3.0 has not.
  expect(text).not.toMatch(/"const":|"patternProperties":|"type":"null"|"type":\[/)
  const { valid, errors } = await new Validator().validate(structuredClone(body))
  expect({ valid, errors }).toEqual({ valid: true, errors: undefined })
  const operations = [...text.matchAll(/"operationId":"([^"]+)"/g)].map(([, name]) => name!)
  expect(new Set(operations).size).toBe(operations.length)
  for (const name of ['getTileSetsList', 'getTileSet', 'getTile'])
    expect(operations).toEqual(expect.arrayContaining([`ogc.collection.vector.${name}`, `ogc.collection.map.${name}`]))
})

const pages = [
  '/ogc',
  '/ogc/conformance',
  '/ogc/api.html',
  '/ogc/api?f=html',
  '/ogc/processes',
  '/ogc/processes/what-if-hourly',
  '/ogc/processes/echo',
  '/ogc/jobs',
  '/ogc/collections',
  '/ogc/collections/counters',
  '/ogc/collections/hourly',
  '/ogc/collections/hourly/edr?f=html',
  '/ogc/collections/counters/schema',
  '/ogc/collections/counters/queryables',
  '/ogc/collections/counters/items?limit=7&offset=7',
  '/ogc/collections/hourly/items?limit=7',
  '/ogc/collections/counters/items/c3',
  '/ogc/collections/catalogue',
  '/ogc/collections/catalogue/items?limit=2',
  '/ogc/collections/catalogue/items/counters',
]

test.each(pages.flatMap((path) => (['fr', 'en'] as const).map((language) => [path, language] as const)))(
  'the page %s in %s is whole: language, headings, tables, links that answer',
  async (path, language) => {
    const headers = { Accept: 'text/html', 'Accept-Language': language }
    const answer = await town.app.request(`http://town.example${path}`, { headers })
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, 'text/html; charset=UTF-8'])
    expect(answer.headers.get('Content-Security-Policy')).toContain("style-src 'self'")
    const { document } = parseHTML(await answer.text())
    const all = (selector: string) => [...document.querySelectorAll(selector)]
    expect(document.documentElement.getAttribute('lang')).toBe(language)
    expect([all('h1').length, all('main').length, all('[style], style, script').length]).toEqual([1, 1, 0])
    expect(document.documentElement.textContent).not.toMatch(/undefined|\[object |NaN/)
    expect(all('table').every((table) => table.querySelector('caption') && table.querySelector('th[scope]'))).toBe(true)
    for (const href of new Set(all('a[href]').map((link) => link.getAttribute('href')!)))
      if (pathOf(href).startsWith('/ogc'))
        expect((await town.app.request(pathOf(href), { headers })).status, href).toBe(200)
  },
)

test('the page of a collection tells moments and CRS as people write them', async () => {
  const { document } = parseHTML(await (await town.app.request('/ogc/collections/counters?f=html&lang=en')).text())
  const told = document.querySelector('dl')!.textContent
  expect(told).toContain('CRS84, EPSG:4326')
  expect(told).not.toMatch(/def\/crs|\dT\d|Z\b/)
})

test('what people may type in data stays text in pages', async () => {
  const text = await (await town.app.request('/ogc/collections/counters/items?f=html&limit=250')).text()
  expect(text).toContain('&quot;quoted&quot;')
  const odd = await town.app.request('/ogc/collections/catalogue/items?f=html&q=%22%3E%3Cscript%3E')
  expect(await odd.text()).not.toContain('<script>')
})

test('the catalogue is searched by words, place, time and id, page by page', async () => {
  const search = async (query: string) =>
    (await town.get<Page>(`/ogc/collections/catalogue/items?${query}`)).body.features.map(({ id }) => id)
  expect(await search('')).toEqual(['counters', 'daily', 'hourly', 'plan', 'residents', 'staff'])
  expect(await search('q=BIKE')).toEqual(['hourly'])
  expect((await search('q=bike,plan')).sort()).toEqual(['hourly', 'plan'])
  expect(await search('q=bike%20plan')).toEqual([])
  expect(await search('externalIds=plan')).toEqual([])
  expect(await search('externalIds=&ids=plan')).toEqual(['plan'])
  expect(await search('ids=plan,daily')).toEqual(['daily', 'plan'])
  expect(await search('bbox=0,0,1,1')).not.toContain('counters')
  expect(await search('bbox=-1.8,48,-1.5,48.5&q=counters')).toEqual(['counters'])
  expect(await search('datetime=2020-01-01/2020-12-31')).not.toContain('hourly')
  expect(await search('type=service')).toEqual([])
  const first = await town.get<Page>('/ogc/collections/catalogue/items?limit=4')
  const next = first.body.links.find(({ rel }) => rel === 'next')!
  expect((await town.get<Page>(pathOf(next.href))).body.features.map(({ id }) => id)).toEqual(['residents', 'staff'])
  expect((await town.get('/ogc/collections/catalogue/items?limt=4')).status).toBe(400)
  expect((await town.get('/ogc/collections/catalogue/items/nothing')).status).toBe(404)
})
