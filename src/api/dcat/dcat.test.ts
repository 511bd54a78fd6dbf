import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Readable } from 'node:stream'
import jsonld from 'jsonld'
import { Parser, type Quad, Store } from 'n3'
import Validator from 'rdf-validate-shacl'
import { RdfXmlParser } from 'rdfxml-streaming-parser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sayFields } from '../../catalogue/index.ts'
import { openTown, type Town } from '../testing.ts'
import { frequencyOf } from './record.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
}, 120_000)
afterAll(() => town?.house.close())

const get = (path: string, accept?: string) =>
  town.app.request(`http://town.example${path}`, { headers: accept ? { Accept: accept } : {} })

const turtle = (text: string) => new Parser().parse(text)

async function rdfXml(text: string): Promise<Quad[]> {
  const quads: Quad[] = []
  for await (const quad of Readable.from([text]).pipe(new RdfXmlParser())) quads.push(quad as Quad)
  return quads
}

/** Statements of one form whatever the names of their nameless nodes. */
async function canonical(text: string): Promise<string> {
  return (await jsonld.canonize(
    text as never,
    { algorithm: 'URDNA2015', inputFormat: 'application/n-quads' } as never,
  )) as unknown as string
}
const asNQuads = (quads: readonly Quad[]) => {
  const line = ({ subject, predicate, object }: Quad) => [subject, predicate, object].map(term).join(' ')
  const term = (t: Quad['object'] | Quad['subject'] | Quad['predicate']): string => {
    if (t.termType === 'BlankNode') return `_:${t.value}`
    if (t.termType !== 'Literal') return `<${t.value}>`
    const tag = t.language ? `@${t.language}` : `^^<${t.datatype.value}>`
    return `${JSON.stringify(t.value)}${tag}`
  }
  return `${quads.map((quad) => `${line(quad)} .`).join('\n')}\n`
}

test('the three syntaxes say the same', async () => {
  const [ttl, rdf, json] = await Promise.all(
    ['.ttl', '.rdf', '.jsonld'].map(async (suffix) => (await get(`/dcat/catalog${suffix}`)).text()),
  )
  // Pages have the address of their syntax: it is made the same here.
  const same = (text: string) => text.replaceAll(/catalog\.(ttl|rdf|jsonld)/g, 'catalog')
  const fromTurtle = await canonical(asNQuads(turtle(same(ttl!))))
  expect(fromTurtle.split('\n').length).toBeGreaterThan(80)
  expect(await canonical(asNQuads(await rdfXml(same(rdf!))))).toBe(fromTurtle)
  expect(
    await canonical((await jsonld.toRDF(JSON.parse(same(json!)), { format: 'application/n-quads' })) as string),
  ).toBe(fromTurtle)
})

test.each([
  [undefined, 'text/turtle'],
  ['application/rdf+xml', 'application/rdf+xml'],
  ['application/ld+json;q=0.9, text/turtle;q=0.5', 'application/ld+json'],
  ['application/xml', 'application/rdf+xml'],
  ['*/*', 'text/turtle'],
])('Accept %s gives %s', async (accept, media) => {
  const response = await get('/dcat/catalog', accept)
  expect([response.status, response.headers.get('Content-Type')]).toEqual([200, `${media}; charset=utf-8`])
  expect(response.headers.get('Vary')).toContain('Accept')
})

test('what is not offered is refused, with what is', async () => {
  const response = await get('/dcat/catalog', 'application/pdf')
  expect(response.status).toBe(406)
  expect(((await response.json()) as { remedy: { en: string } }).remedy.en).toContain('text/turtle')
})

test('pages hold every dataset once, follow each other, and end', async () => {
  const found: string[] = []
  let next: string | undefined = '/dcat/catalog.ttl?limit=2'
  let pages = 0
  while (next) {
    const store: Store = new Store(turtle(await (await get(next.replace('http://town.example', ''))).text()))
    found.push(...store.getObjects(null, 'http://www.w3.org/ns/dcat#dataset', null).map(({ value }) => value))
    next = store.getObjects(null, 'http://www.w3.org/ns/hydra/core#next', null)[0]?.value
    expect(++pages).toBeLessThan(20)
  }
  const published = town.house.chain.graph.nodes.filter((node) => node.publish)
  expect(found).toEqual(published.map(({ name }) => `http://town.example/dcat/dataset/${name}`))
  expect((await get('/dcat/catalog.ttl?limit=2&page=99')).status).toBe(404)
  expect((await get('/dcat/catalog.ttl?limit=0')).status).toBe(400)
})

test('one dataset alone; a browser is led to its page; an unknown one is named with the closest', async () => {
  const response = await get('/dcat/dataset/counters.ttl')
  expect(
    new Store(turtle(await response.text())).countQuads(null, 'http://www.w3.org/ns/dcat#distribution', null, null),
  ).toBeGreaterThan(5)
  const led = await get('/dcat/dataset/counters', 'text/html,*/*')
  expect([led.status, led.headers.get('Location')]).toEqual([303, '/datasets/counters'])
  expect((await get('/dcat/dataset/countres')).status).toBe(404)
})

const highValueShapes = resolve(process.env.ORCHESTRA_DATA ?? '../shared/data', '../reference/dcat-ap/hvd-SHACL.ttl')
test('a dataset marked as high-value says its category and the law, with its distributions and services', async () => {
  const { store, graph } = town.house.chain
  const saying = { territory: graph.territory.id, source: undefined, at: new Date(), by: { kind: 'operator' } } as const
  await store.transaction((tx) => sayFields(tx, { ...saying, dataset: 'hourly' }, { highValue: ['mobility'] }))
  const text = await (await get('/dcat/dataset/hourly.ttl')).text()
  await store.transaction((tx) => sayFields(tx, { ...saying, dataset: 'hourly' }, { highValue: null }))
  const described = new Store(turtle(text))
  const law = described.getSubjects(
    'http://data.europa.eu/r5r/applicableLegislation',
    'http://data.europa.eu/eli/reg_impl/2023/138/oj',
    null,
  )
  const of = (type: string) =>
    described.getSubjects('http://www.w3.org/1999/02/22-rdf-syntax-ns#type', `http://www.w3.org/ns/dcat#${type}`, null)
  expect(law.map(({ value }) => value).sort()).toEqual(
    [...of('Dataset'), ...of('Distribution'), ...of('DataService')].map(({ value }) => value).sort(),
  )
  expect(described.getObjects(null, 'http://data.europa.eu/r5r/hvdCategory', null).map(({ value }) => value)).toContain(
    'http://data.europa.eu/bna/c_b79e35eb',
  )
  if (!existsSync(highValueShapes)) return console.log('dcat: the shapes of high-value datasets are not at hand')
  const report = await new Validator(
    new Store(new Parser().parse(readFileSync(highValueShapes, 'utf8'))) as never,
  ).validate(described as never)
  expect(
    report.results.map((one) => `${one.focusNode?.value} ${one.path?.value} ${one.message.map((m) => m.value)}`),
  ).toEqual([])
})

test('a restricted dataset is described, its extent is not told', async () => {
  const graph = new Store(turtle(await (await get('/dcat/catalog.ttl')).text()))
  const rights = graph.getQuads(null, 'http://purl.org/dc/terms/accessRights', null, null)
  for (const { subject, object } of rights) {
    const isPublic = object.value.endsWith('/PUBLIC')
    if (!isPublic) expect(graph.getObjects(subject, 'http://purl.org/dc/terms/spatial', null)).toEqual([])
  }
  expect(new Set(rights.map(({ object }) => object.value.split('/').at(-1)))).toContain('PUBLIC')
})

const reference = resolve(process.env.ORCHESTRA_DATA ?? '../shared/data', '../reference/dcat-ap')
const hasShapes = existsSync(reference)
if (!hasShapes) console.log('dcat: the shapes of DCAT-AP are not at hand, their validation is skipped')

test.skipIf(!hasShapes)('the shapes of DCAT-AP 3.0.1 find nothing to say', async () => {
  const shapes = new Store(turtle(readFileSync(resolve(reference, 'dcat-ap-SHACL.ttl'), 'utf8')))
  const data = new Store(turtle(await (await get('/dcat/catalog.ttl')).text()))
  const report = await new Validator(shapes as never).validate(data as never)
  const said = report.results.map(
    (one) => `${one.focusNode?.value} ${one.path?.value} ${one.message.map((m) => m.value)}`,
  )
  expect(said).toEqual([])
  // And they do look: a dataset without a title is refused.
  const titles = data.getQuads(null, 'http://purl.org/dc/terms/title', null, null)
  data.removeQuads(titles.filter(({ subject }) => subject.value.endsWith('/dataset/counters')))
  const worse = await new Validator(shapes as never).validate(data as never)
  expect(worse.results.length).toBeGreaterThan(0)
})

test.each([
  [[{ noOlderThan: '15 min' }], 'CONT'],
  [[{ cron: '30 5 * * *' }, { noOlderThan: '30 d' }], 'DAILY'],
  [[{ cron: '0 6 * * 1' }], 'WEEKLY'],
  [[{ cron: '0 6 1 * *' }], 'MONTHLY'],
  [[{ cron: '0 6 1 1 *' }], 'ANNUAL'],
  [[undefined], undefined],
] as const)('%j is looked at %s', (schedules, expected) => {
  expect(frequencyOf(schedules)).toBe(expected)
})
