import { Hono } from 'hono'
import { parseHTML } from 'linkedom'
import type { TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { globalIdOf } from '../catalogue/index.ts'
import type {
  AssetList,
  Checks,
  Dataset,
  Lineage,
  Problem,
  QuarantinePage,
  Territory,
  VersionPage,
} from './json/shapes.ts'
import { hasFrench } from './ops/french.ts'
import { routes } from './routes.ts'
import { openTown, type Town } from './testing.ts'

/** What RUDI calls the dataset `hourly`. */
const HOURLY = globalIdOf('test', { id: 'hourly' })

let town: Town
beforeAll(async () => {
  town = await openTown()
  await town.house.chain.store.query(
    `insert into job (id, territory, process, state, access, creator, inputs, request, results, progress, finished)
     values ($1, 'test', 'echo', 'successful', 'open', 'anonymous', '{}', $2, $3, 100, now())`,
    [JOB, '{"response":"document","outputs":{"text":{"transmission":"value"}}}', '{"text":{"value":"hello"}}'],
  )
  await town.house.chain.store.query(
    `with run as (insert into harvest_run (territory, source, started, ended, state, mode, seen, error)
       values ('test', 'node', now(), now(), 'failed', 'full', 1, $1) returning id)
     insert into harvest_report (run, external, dataset, title, outcome, errors) select id, 'x', 'node~x', 'X', 'refused', $2 from run`,
    [
      '{"code":"harvest.unreadable","say":{"fr":"Illisible","en":"Unreadable"},"facts":{"begins":"secret"}}',
      '[{"code":"ERR-202","field":"title","say":{"fr":"Absent","en":"Missing"}}]',
    ],
  )
}, 120_000)
afterAll(() => town?.house.close())

/** A job that has ended. */
const JOB = '00000000-0000-4000-8000-000000000000'

/** The version served now: that of an instant to come. */
const LATER = new Date(Date.now() + 60_000).toISOString()

/** An address of the town for each pattern. */
const examples: Readonly<Record<string, string>> = {
  '/api/assets/:name': '/api/assets/hourly',
  '/api/assets/:name/versions': '/api/assets/daily/versions?limit=3',
  '/api/assets/:name/checks': '/api/assets/counts/checks',
  '/api/assets/:name/quarantine': '/api/assets/counts/quarantine',
  '/api/assets/:name/lineage': '/api/assets/daily/lineage',
  '/api/packs/:id/sheets': '/api/packs/bikes/sheets',
  '/api/runs/:id': '/api/runs/1',
  '/download/:dataset/:distribution/progress': '/download/counters/csv/progress',
  '/api/runs/:id/events': '/api/runs/1/events',
  '/api/datasets/:id': '/api/datasets/counters',
  '/api/datasets/:id/rows': '/api/datasets/counters/rows',
  '/api/datasets/:id/statistics': '/api/datasets/counters/statistics',
  '/api/datasets/:id/series': '/api/datasets/hourly/series',
  '/ogc/collections/:id': '/ogc/collections/counters',
  '/ogc/collections/:id/items': '/ogc/collections/counters/items',
  '/ogc/collections/:id/items/:feature': '/ogc/collections/counters/items/c0',
  '/ogc/collections/:id/changes': `/ogc/collections/counters/changes?from=${new Date(Date.now() + 60_000).toISOString()}`,
  '/ogc/collections/:id/schema': '/ogc/collections/counters/schema',
  '/ogc/collections/:id/queryables': '/ogc/collections/counters/queryables',
  '/ogc/collections/:id/sortables': '/ogc/collections/counters/sortables',
  '/ogc/collections/catalogue/items/:record': '/ogc/collections/catalogue/items/counters',
  '/ogc/processes/:process': '/ogc/processes/what-if-hourly',
  '/ogc/jobs/:job': `/ogc/jobs/${JOB}`,
  '/ogc/jobs/:job/results': `/ogc/jobs/${JOB}/results`,
  '/ogc/jobs/:job/results/:output': `/ogc/jobs/${JOB}/results/text`,
  '/ogc/tileMatrixSets/:set': '/ogc/tileMatrixSets/Lambert93Quad',
  '/ogc/collections/:id/styles': '/ogc/collections/counters/styles',
  '/ogc/styles/:style': '/ogc/styles/counters.lanes',
  '/ogc/styles/:style/metadata': '/ogc/styles/counters/metadata',
  '/ogc/styles/:style/legend': '/ogc/styles/counters/legend',
  '/ogc/map/:file': '/ogc/map/tiles.js',
  '/wms': '/wms?service=WMS&request=GetCapabilities',
  '/wfs': '/wfs?service=WFS&request=GetCapabilities',
  '/ogc/tiles/:set': '/ogc/tiles/WebMercatorQuad',
  '/ogc/tiles/:set/:level/:row/:column': '/ogc/tiles/WebMercatorQuad/0/0/0?collections=counters',
  '/ogc/collections/:id/tiles': '/ogc/collections/counters/tiles',
  '/ogc/collections/:id/tiles/:set': '/ogc/collections/counters/tiles/WebMercatorQuad',
  '/ogc/collections/:id/tiles/:set/tilejson': '/ogc/collections/counters/tiles/WebMercatorQuad/tilejson',
  '/ogc/collections/:id/tiles/:set/:level/:row/:column': '/ogc/collections/counters/tiles/WebMercatorQuad/0/0/0',
  '/dcat/dataset/:id': '/dcat/dataset/counters',
  '/api/harvests/runs/:run': '/api/harvests/runs/1',
  '/api/harvests/runs/:run/records': '/api/harvests/runs/1/records',
  '/api/harvests/runs/:run/records.csv': '/api/harvests/runs/1/records.csv',
  '/resources/:id': `/resources/${HOURLY}`,
  '/api/v1/resources/:id': `/api/v1/resources/${HOURLY}`,
  '/api/records/:id': '/api/records/hourly',
  '/api/records/:id/history': '/api/records/hourly/history',
  '/download/:dataset/:distribution': '/download/counters/csv',
  '/ogc/collections/:id/edr': '/ogc/collections/hourly/edr',
  ...questions('/ogc/collections/:id', '/ogc/collections/hourly'),
  ...questions('/ogc/collections/:id/instances/:instance', `/ogc/collections/hourly/instances/${LATER}`),
  '/ogc/collections/:id/instances': '/ogc/collections/hourly/instances',
  '/ogc/collections/:id/instances/:instance': `/ogc/collections/hourly/instances/${LATER}`,
}

/** Those of rasters, of sensors, of accounts, of surveys and of who shows a key are asked where there are some: `ogc/coverages`, `fleet`, `account`, `surveys`, `rudi`. */
const isElsewhere = ({ path, tag }: { path: string; tag: string }) =>
  ['coverages', 'sensors', 'accounts', 'surveys'].includes(tag) ||
  path.endsWith('/trajectory') ||
  /\/resources\/:id\/report|\/editing$|\/packs\/:pack/.test(path)

/** What may be asked of observations by place and period. */
function questions(pattern: string, address: string): Record<string, string> {
  return {
    [`${pattern}/position`]: `${address}/position?coords=POINT(-1.67 48.11)`,
    [`${pattern}/radius`]: `${address}/radius?coords=POINT(-1.67 48.11)&within=10&within-units=km`,
    [`${pattern}/area`]: `${address}/area?coords=POLYGON((-2 48,-1 48,-1 49,-2 49,-2 48))`,
    [`${pattern}/cube`]: `${address}/cube?bbox=-2,48,-1,49`,
    [`${pattern}/locations`]: `${address}/locations`,
    [`${pattern}/locations/:location`]: `${address}/locations/c0`,
  }
}

test.each(routes.filter((one) => one.method === 'get' && !isElsewhere(one)).map((one) => [one.path, one] as const))(
  '%s answers what the document says',
  async (path, { answer }) => {
    const response = await town.app.request(examples[path] ?? path)
    const text = await response.text()
    expect(response.status, text).toBe(200)
    const type = response.headers.get('Content-Type')!
    if ('media' in answer) return expect(answer.media).toContain(type.split(';')[0])
    expect(type).toContain('application/json')
    expect(Value.Errors(answer as TSchema, JSON.parse(text))).toEqual([])
  },
)

const reads = routes.filter(({ method }) => method === 'get')

test.each(reads.filter(({ path }) => path.includes(':')).map(({ path }) => path))(
  '%s: a null character names nothing, and breaks nothing',
  async (path) => {
    const { status } = await town.app.request(path.replace(/:\w+/g, 'a%00'))
    expect([400, 401, 403, 404]).toContain(status)
  },
)

test.each(reads.flatMap(({ path, query }) => Object.keys(query.properties).map((name) => [path, name])))(
  '%s refuses a null character in %s',
  async (path, name) => {
    const { status } = await town.app.request(`${examples[path!]?.split('?')[0] ?? path}?${name}=a%00`)
    expect([400, 401, 403, 404]).toContain(status)
  },
)

test('the document tells every address of the app, and nothing else', async () => {
  const { body } = await town.get<{ openapi: string; paths: Record<string, object> }>('/openapi.json')
  expect(body.openapi).toBe('3.1.0')
  const told = Object.entries(body.paths).flatMap(([path, methods]) => Object.keys(methods).map((m) => `${m} ${path}`))
  const served = new Set(
    town.app.routes
      .filter(({ method, path }) => method !== 'ALL' && !path.includes('*'))
      .map(({ method, path }) => `${method.toLowerCase()} ${path.replace(/:(\w+)/g, '{$1}')}`),
  )
  expect(told.sort()).toEqual([...served].sort())
})

test('the document refers to nothing that is not in it and has one name an operation', async () => {
  const { body } = await town.get<{
    paths: Record<string, Record<string, { operationId: string }>>
    components: { schemas: object }
  }>('/openapi.json?lang=fr')
  const references = [...JSON.stringify(body).matchAll(/#\/components\/schemas\/(\w+)/g)].map((m) => m[1]!)
  expect(references.length).toBeGreaterThan(20)
  expect(references.filter((name) => !(name in body.components.schemas))).toEqual([])
  const ids = Object.values(body.paths).flatMap((methods) => Object.values(methods).map((one) => one.operationId))
  expect(new Set(ids).size).toBe(ids.length)
  expect(JSON.stringify(body)).toContain('Les jeux de données publiés')
  expect(JSON.stringify(body)).not.toContain('"~')
})

test('the document calls no JSON a text, and gives no body to answers that have none', async () => {
  type Answers = Record<string, { content?: Record<string, { schema: { type?: string; $ref?: string } }> }>
  const { body } = await town.get<{
    paths: Record<string, Record<string, { responses: Answers; requestBody?: object }>>
  }>('/openapi.json')
  const answers = Object.entries(body.paths).flatMap(([path, methods]) =>
    Object.values(methods).flatMap(({ responses }) =>
      Object.entries(responses).map(([status, one]) => ({ path, status, ...one })),
    ),
  )
  const texts = answers.flatMap(({ path, content = {} }) =>
    Object.entries(content).flatMap(([media, { schema }]) =>
      /[/+]json(;|$)/.test(media) && schema.type === 'string' ? [`${path} ${media}`] : [],
    ),
  )
  // RUDI does answer with a text: an identifier.
  expect(texts.filter((one) => !one.startsWith('/kalim/'))).toEqual([])
  expect(answers.filter(({ status, content }) => content && ['204', '304'].includes(status))).toEqual([])
  const items = body.paths['/ogc/collections/{id}/items/{feature}']!.get!.responses['200']!
  expect(items.content!['application/geo+json']!.schema.$ref).toBe('#/components/schemas/GeoJsonFeature')
  expect(Object.keys(body.paths['/download/{dataset}/{distribution}']!.get!.responses)).toEqual(
    expect.arrayContaining(['200', '206', '304', '416']),
  )
  expect(body.paths['/wfs']!.post!.requestBody).toMatchObject({ content: { 'application/xml': {} } })
  expect(Object.keys(body.paths['/wms']!.get!.responses['400']!.content!)).toEqual(['text/xml'])
})

test.each([
  '/ogc/collections/counters/schema',
  '/ogc/collections/counters/queryables',
  '/ogc/collections/catalogue/items',
  '/ogc/collections/catalogue/items/counters',
  '/wms?service=WMS&request=GetCapabilities',
  '/wfs?service=WFS&request=GetCapabilities',
  '/openapi.json',
  '/ogc/api',
  '/dcat/catalog.ttl',
])('%s is named by its content: who has it is told so', async (path) => {
  const first = await town.app.request(path)
  const tag = first.headers.get('ETag')!
  expect([path, first.status, (await first.text()).length > 100]).toEqual([path, 200, true])
  const again = await town.app.request(path, { headers: { 'If-None-Match': tag } })
  expect([path, again.status, await again.text()]).toEqual([path, 304, ''])
  const other = await town.app.request(path, { headers: { 'If-None-Match': '"another"' } })
  expect([path, other.status]).toEqual([path, 200])
})

test('what every parameter is for is told in French too', async () => {
  type Document = { paths: Record<string, Record<string, { parameters: { name: string; description?: string }[] }>> }
  const told = async (language: string) => {
    const { body } = await town.get<Document>(`/openapi.json?lang=${language}`)
    return Object.values(body.paths).flatMap((methods) => Object.values(methods).flatMap((one) => one.parameters))
  }
  const [english, french] = [await told('en'), await told('fr')]
  const missing = english.filter(
    ({ description }, i) => description && description === french[i]!.description && !hasFrench(description),
  )
  expect(missing).toEqual([])
  expect(french.find(({ name }) => name === 'datetime')?.description).toMatch(/^(Un|Objets)/)
})

test('every address of the document is on its page, in both languages', async () => {
  const { body } = await town.get<{ paths: Record<string, object>; tags: { name: string }[] }>('/openapi.json')
  for (const language of ['fr', 'en']) {
    const answer = await town.app.request(`/openapi.html?lang=${language}`)
    expect([answer.status, answer.headers.get('Content-Language')]).toEqual([200, language])
    const page = await answer.text()
    expect(Object.keys(body.paths).filter((path) => !page.includes(`${path}</code>`))).toEqual([])
    expect(body.tags.filter(({ name }) => !page.includes(`id="${name}"`))).toEqual([])
  }
})

test('the territory counts what it has', async () => {
  const { body } = await town.get<Territory>('/api/territory')
  expect(body.counts).toEqual({ sources: 3, assets: 8, datasets: 6, packs: 1 })
  expect(body.states).toMatchObject({ fresh: 8, failed: 0 })
  expect(body.totals.quarantined).toBe(3)
  expect(body.footprint.cpu_s).toBeGreaterThan(0)
})

test('partitions are told as ranges', async () => {
  const { body } = await town.get<AssetList>('/api/assets')
  expect(body.items.find((one) => one.name === 'daily')?.partitions).toEqual({
    ...{ by: 'day', total: 14, fresh: 14, stale: 0, failed: 0, more: 0 },
    ranges: [{ state: 'fresh', from: '2024-03-25', to: '2024-04-07', count: 14 }],
  })
})

test('checks of the partitions are told together, warnings with their rows', async () => {
  const { body } = await town.get<Checks>('/api/assets/hourly/checks')
  const between = body.current.find((one) => one.rule === 'between')!
  expect(between).toMatchObject({ passed: false, severity: 'warn', partitions: { passed: 0, failed: 1 } })
  expect(between.sample.length).toBeGreaterThan(0)
  expect(body.current.filter((one) => one.passed).map((one) => one.rule)).toEqual(['not-empty', 'references'])
})

test('rows set aside are paged with their place and reason', async () => {
  const { body } = await town.get<QuarantinePage>('/api/assets/counts/quarantine?limit=1')
  expect(body).toMatchObject({ total: 1, next: null })
  expect(body.items[0]).toMatchObject({ raw: { bikes: -1 }, partition: null })
  expect(body.items[0]!.place).toMatch(/:6$/)
})

test('versions are paged', async () => {
  const first = await town.get<VersionPage>('/api/assets/daily/versions?limit=10')
  expect(first.body).toMatchObject({ total: 14, next: '/api/assets/daily/versions?limit=10&offset=10' })
  const second = await town.get<VersionPage>(first.body.next!)
  const keys = [...first.body.items, ...second.body.items].map((one) => one.partition)
  expect(new Set(keys).size).toBe(14)
  expect(second.body.next).toBeNull()
})

test('lineage goes up to the sources and down to what is made', async () => {
  const { body } = await town.get<Lineage>('/api/assets/hourly/lineage')
  expect(body.nodes.map((one) => one.asset)).toEqual(['counters', 'counts', 'hourly'])
  expect(body.nodes[1]).toMatchObject({
    kind: 'source',
    source: { address: 'test:counts', producer: 'test' },
    version: 1,
  })
  expect((await town.get<Lineage>('/api/assets/counts/lineage')).body.downstream.sort()).toEqual(['daily', 'hourly'])
})

test('a dataset tells what a reader must know', async () => {
  const { body } = await town.get<Dataset>('/api/datasets/hourly')
  expect(body).toMatchObject({
    licence: { id: 'ODbL-1.0', url: expect.stringContaining('https://') },
    theme: { code: 'TRAN' },
    limits: { fr: 'limits' },
    contact: { name: 'Test' },
    extent: { spatial: null, temporal: { from: '2024-03-25T00:00:00.000Z', to: '2024-04-07T23:00:00.000Z' } },
    time: 'time',
    state: 'fresh',
  })
  expect(body.provenance.map((one) => one.asset)).toEqual(['counters', 'counts'])
  expect(body.distributions.map((one) => one.id)).toEqual(['csv', 'parquet', 'gpkg', 'xlsx', 'datapackage'])
  const counters = await town.get<Dataset>('/api/datasets/counters')
  const [west, south, east, north] = counters.body.extent.spatial!
  expect(west!).toBeGreaterThan(-1.7)
  expect(east!).toBeLessThan(-1.6)
  expect([south! > 48.1, north! < 48.2]).toEqual([true, true])
})

test.each([
  ['/api/datasets/counter', 404, 'api.unknown-dataset', 'counters'],
  ['/api/assets/hourlly', 404, 'api.unknown-asset', 'hourly'],
  ['/api/datasets/counts', 404, 'api.unknown-dataset', 'counters'],
  ['/api/runs/99', 404, 'run.unknown', '/api/runs'],
  ['/api/runs/one', 400, 'api.bad-parameter', 'whole number'],
  ['/api/runs?limit=0', 400, 'api.bad-parameter', '1'],
  ['/api/runs?limit=1e3', 400, 'api.bad-parameter', 'whole number'],
  ['/api/runs?limit=1&limit=2', 400, 'api.bad-parameter', 'several times'],
  ['/api/runs?limite=1', 400, 'api.bad-parameter', 'limit'],
  ['/api/territory?x=1', 400, 'api.bad-parameter', 'no parameter'],
  ['/api/nothing', 404, 'api.unknown-address', '/openapi.json'],
  ['/download/counters/cvs', 404, 'api.unknown-distribution', 'csv'],
])('%s is refused with what to do', async (path, status, code, word) => {
  const { body, headers, ...answer } = await town.get<Problem>(path, { 'Accept-Language': 'en-GB,en;q=0.9' })
  expect([answer.status, body.status, body.code]).toEqual([status, status, code])
  expect(headers.get('Content-Type')).toContain('application/problem+json')
  expect(headers.get('Content-Language')).toBe('en')
  expect(`${JSON.stringify(body.remedy)} ${JSON.stringify(body.detail)}`).toContain(word)
  expect([body.detail, body.say.fr === body.say.en]).toEqual([body.say.en, false])
})

test.each([
  ['/ogc/collections/counters/items?filter=nothing=1', 400],
  ['/ogc/collections/nothing', 404],
  ['/ogc/collections/staff/items?lang=en', 403],
  ['/ogc/collections/counters/tiles/x/0/0/0', 404],
  ['/ogc/nothing', 404],
  ['/ogc/processes/nothing', 404],
  ['/ogc/jobs/nothing/results', 404],
  ['/download/counters/cvs', 404],
])('%s asked by a browser is a page that says why and what to do, to others a document', async (path, status) => {
  const accept = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8'
  const answer = await town.app.request(path, { headers: { Accept: accept, 'Accept-Language': 'en' } })
  expect([answer.status, answer.headers.get('Content-Type')]).toEqual([status, 'text/html; charset=UTF-8'])
  expect(answer.headers.get('Content-Security-Policy')).toContain("style-src 'self'")
  const { body } = await town.get<Problem>(path, { 'Accept-Language': 'en' })
  const { document } = parseHTML(await answer.text())
  const said = document.querySelector('[role=alert]')!.textContent
  expect([document.documentElement.lang, document.querySelectorAll('h1').length]).toEqual(['en', 1])
  expect(said).toContain(body.detail)
  expect(said).toContain(body.remedy?.en ?? body.detail)
  expect(document.querySelector('main')!.textContent).toContain(body.code)
})

test('another method is refused, a preflight is answered', async () => {
  const deleted = await town.app.request('/api/datasets', { method: 'DELETE' })
  expect([deleted.status, deleted.headers.get('Allow')]).toEqual([405, 'GET, HEAD'])
  const executed = await town.app.request('/ogc/jobs/x/', { method: 'PATCH' })
  expect([executed.status, executed.headers.get('Allow')]).toEqual([405, 'GET, HEAD, DELETE'])
  expect((await town.app.request('/api/nothing', { method: 'DELETE' })).status).toBe(404)
  const preflight = await town.app.request('/api/datasets', {
    method: 'OPTIONS',
    headers: { Origin: 'https://example.org' },
  })
  expect([preflight.status, preflight.headers.get('Access-Control-Allow-Origin')]).toEqual([204, '*'])
})

test('a page elsewhere may execute a process and end its job, read where the job is, and bring no cookie', async () => {
  const preflight = async (path: string) => {
    const { headers } = await town.app.request(path, {
      method: 'OPTIONS',
      headers: {
        Origin: 'https://example.org',
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'content-type,prefer',
      },
    })
    expect(headers.get('Access-Control-Allow-Credentials')).toBeNull()
    return [headers.get('Access-Control-Allow-Methods'), headers.get('Access-Control-Allow-Headers')]
  }
  for (const path of ['/ogc/processes/echo/execution', `/ogc/jobs/${JOB}`])
    expect(await preflight(path)).toEqual(['GET,HEAD,POST,DELETE', 'content-type,prefer'])
  expect((await preflight('/api/account/keys'))[0]).toBe('GET,HEAD')
  const made = await town.app.request('/ogc/processes/echo/execution', {
    method: 'POST',
    headers: { Origin: 'https://example.org', 'Content-Type': 'application/json', Prefer: 'respond-async' },
    body: JSON.stringify({ inputs: { text: 'x' } }),
  })
  expect(made.status).toBe(201)
  for (const name of ['Location', 'Link', 'Preference-Applied'])
    expect(made.headers.get('Access-Control-Expose-Headers')).toContain(name)
})

test('an answer known already is not sent again; text is compressed; headers protect', async () => {
  const first = await town.app.request('/api/datasets')
  const again = await town.app.request('/api/datasets', { headers: { 'If-None-Match': first.headers.get('ETag')! } })
  expect([again.status, await again.text()]).toEqual([304, ''])
  const zipped = await town.app.request('/api/datasets', { headers: { 'Accept-Encoding': 'gzip' } })
  expect(zipped.headers.get('Content-Encoding')).toBe('gzip')
  expect(first.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
  expect(first.headers.get('X-Content-Type-Options')).toBe('nosniff')
})

test('an error of ours says nothing of our insides', async () => {
  const { chain } = town.house
  const query = chain.store.query
  chain.store.query = async () => {
    throw new Error('password=hunter2 at /home/someone')
  }
  try {
    const { status, body } = await town.get<Problem>('/api/runs')
    expect([status, body.code]).toEqual([500, 'api.internal'])
    expect(JSON.stringify(body)).not.toMatch(/hunter2|someone/)
    expect(town.house.events.find((one) => one.event === 'api.error')?.facts.path).toBe('/api/runs')
    const health = await town.get<{ status: string }>('/health')
    expect([health.status, health.body.status]).toEqual([503, 'failing'])
  } finally {
    chain.store.query = query
  }
})

test('beside other pages at the same root, only our addresses are ours', async () => {
  const house = new Hono().route('/', town.app).get('/', (c) => c.html('<p>home</p>'))
  const page = await house.request('/')
  expect([page.status, page.headers.get('Content-Security-Policy')]).toEqual([200, null])
  expect((await house.request('/nowhere')).headers.get('Content-Security-Policy')).toBeNull()
  const refused = await house.request('/api/datasets/nothing')
  expect([refused.status, refused.headers.get('Content-Type')]).toEqual([
    404,
    'application/problem+json; charset=utf-8',
  ])
  expect(refused.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
  const large = await house.request('/api/runs', { method: 'POST', body: 'x'.repeat(70_000), headers: town.operator })
  expect(large.status).toBe(413)
})

test('metrics tell assets, rows, footprint and requests', async () => {
  const text = await (await town.app.request('/metrics')).text()
  expect(text).toMatch(/^orchestra_assets\{state="fresh"\} 8$/m)
  expect(text).toMatch(/^orchestra_asset_rows\{asset="counters"\} 250$/m)
  expect(text).toMatch(/^orchestra_asset_quarantined_rows\{asset="counts"\} 1$/m)
  expect(text).toMatch(/^orchestra_footprint_co2e_g \d/m)
  expect(text).toMatch(/^orchestra_http_requests_total\{method="GET",route="\/api\/assets\/:name",status="200"\} \d+$/m)
  expect(text).toMatch(/^orchestra_http_request_seconds_bucket\{le="0.1",/m)
})
