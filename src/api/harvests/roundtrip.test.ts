import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Parser, Store } from 'n3'
import Validator from 'rdf-validate-shacl'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestHarvest, rudiNode, type TestHarvest } from '../../catalogue/harvest/testing/place.ts'
import { rudiSample } from '../../catalogue/harvest/testing/samples.ts'
import { type DatasetRecord, globalIdOf, harvest, listHarvested, sayFields } from '../../catalogue/index.ts'
import { keptOf } from '../../catalogue/records/kept.ts'
import { canonicalText, differences } from '../../catalogue/records/write.ts'
import { sourceTitles } from '../read/records.ts'
import { openTown, type Town } from '../testing.ts'

// A second catalogue harvests the first one by DCAT: what the first knows, the second does too.

const data = process.env.ORCHESTRA_DATA ?? '../shared/data'
const real = resolve(data, 'rennes/rudi_metadata_387.json')
const shapes = resolve(data, '../reference/dcat-ap/dcat-ap-SHACL.ttl')
if (!existsSync(real)) console.log('harvest: the records of Rennes are not at hand, one of ours goes round instead')

let town: Town
let place: TestHarvest
let records: unknown[]
beforeAll(async () => {
  ;[town, place] = await Promise.all([openTown(), openTestHarvest()])
  records = [rudiSample(), ...(existsSync(real) ? (JSON.parse(readFileSync(real, 'utf8')) as unknown[]) : [])]
  place.serve(rudiNode(records))
  const { store } = town.house.chain
  const run = await harvest({ ...place.work, store }, place.source('rudi', { id: 'node' }))
  expect(run.state).toBe('done')
}, 120_000)
afterAll(async () => {
  await town?.house.close()
  await place?.close()
})

const of = async (store: TestHarvest['store'], source: string): Promise<DatasetRecord[]> =>
  (await listHarvested(store, 'test', new Map(), { limit: 1000 })).filter(({ origin }) => origin!.source === source)

/** What must not be lost on the way. */
function essence({
  title,
  description,
  synopsis,
  keywords,
  themes,
  rudiTheme,
  access,
  licence,
  publisher,
  contacts,
  spatial,
  temporal,
  issued,
  modified,
  languages,
  files,
  services,
  storage,
}: DatasetRecord) {
  const { name } = publisher
  return {
    ...{
      title,
      description,
      synopsis,
      themes,
      rudiTheme,
      access,
      licence,
      name,
      spatial,
      temporal,
      issued,
      modified,
      languages,
    },
    storage: storage ?? 'online',
    keywords: keywords.map(({ fr }) => fr).sort(),
    contacts: contacts.map((one) => [one.name, one.email]),
    files: files.map((one) => [one.id, one.title, one.path, one.mediaType, one.bytes, one.checksum]),
    services: services.map((one) => [one.id, one.title, one.path]),
  }
}

/** The same of records that are made here: what made them, how often, what to know. */
function told(record: DatasetRecord) {
  const { typology, production, frequency, provenance, limits, version, highValue, creators } = record
  return { ...essence(record), typology, production, frequency, provenance, limits, version, highValue, creators }
}

test('harvested by DCAT, nothing that DCAT can say is lost', async () => {
  const first = await of(town.house.chain.store, 'node')
  expect(first.length).toBe(existsSync(real) ? 332 : 1)
  const { store, graph } = town.house.chain
  await store.transaction((tx) =>
    sayFields(
      tx,
      { territory: graph.territory.id, dataset: 'hourly', source: undefined, at: new Date(), by: { kind: 'operator' } },
      { highValue: ['mobility'], typology: 'territory', production: 'measured', frequency: 'HOURLY' },
    ),
  )
  place.serve((url, response) => {
    void Promise.resolve(
      town.app.request(`${place.origin}${url.pathname}${url.search}`, { headers: { Accept: 'text/turtle' } }),
    ).then(async (answer) => {
      response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text())
    })
  })
  const source = place.source('dcat', { address: `${place.origin}/dcat/catalog` })
  const run = await harvest(place.work, source)
  expect(run).toMatchObject({ state: 'done', notes: [], error: null, counts: { refused: 0 } })
  const second = await of(place.store, 'dcat')
  expect(second.length).toBe(run.seen)
  const byIdentifier = new Map(second.flatMap((one) => (one.identifiers ?? []).map((id) => [id, one] as const)))
  for (const one of first) {
    const copy = byIdentifier.get(one.identifiers![0]!)!
    expect(essence(copy)).toEqual(essence(one))
  }
  // Ours too, which say more: each field that DCAT has a word for.
  const byAddress = new Map(second.map((one) => [one.origin!.external, one]))
  for (const one of (await recordsOfTown()).filter(({ origin }) => !origin)) {
    const {
      keywords: words,
      files,
      services,
      synopsis,
      ...copy
    } = told(byAddress.get(`${place.origin}/dcat/dataset/${one.id}`)!)
    const own = told(one)
    expect(copy, one.id).toMatchObject(
      JSON.parse(
        JSON.stringify({
          ...own,
          keywords: undefined,
          contacts: undefined,
          files: undefined,
          services: undefined,
          issued: undefined,
          modified: undefined,
        }),
      ),
    )
    expect(copy.modified).toEqual(own.modified)
    expect(words).toEqual([...new Set(one.keywords.flatMap(({ fr, en }) => [fr, en]))].sort())
    const [file, service] = [files.map((f) => [f[0], f[1], ...f.slice(3)]), services.map((s) => s.slice(0, 2))]
    expect(file).toEqual(own.files.map((f) => [f[0], f[1], ...f.slice(3)]))
    expect(service).toEqual(own.services.map((s) => s.slice(0, 2)))
  }
  // And again: nothing has changed.
  expect((await harvest(place.work, source)).counts).toMatchObject({
    created: 0,
    changed: 0,
    archived: 0,
    unchanged: run.seen,
  })
}, 120_000)

/** The town answers at the address of the server that a test commands. */
const serveTown = () =>
  place.serve((url, response, request) => {
    const headers = { Accept: request.headers.accept ?? '*/*' }
    void Promise.resolve(town.app.request(`${place.origin}${url.pathname}${url.search}`, { headers })).then(
      async (answer) => {
        response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text())
      },
    )
  })

/** All the records that the node of the town gives: read one by one from its own API. */
async function recordsOfTown(): Promise<DatasetRecord[]> {
  const { store, graph } = town.house.chain
  const published = graph.nodes.filter(({ publish }) => publish).map(({ name }) => name)
  const own = await Promise.all(published.map(async (name) => (await town.get(`/api/records/${name}`)).body))
  const others = await listHarvested(store, 'test', sourceTitles({ chain: town.house.chain }), { limit: 1000 })
  const moment = (text: unknown) => (typeof text === 'string' ? { at: new Date(text) } : undefined)
  return [
    ...own.map(({ found, quality, issued, modified, ...record }: Record<string, unknown>) => ({
      ...(record as unknown as DatasetRecord),
      ...(moment(issued) && { issued: moment(issued)!.at }),
      ...(moment(modified) && { modified: moment(modified)!.at }),
    })),
    ...others,
  ]
}

test('harvested by RUDI, another service of ours has every field of every record as it is', async () => {
  const first = await recordsOfTown()
  serveTown()
  const source = place.source('rudi', { id: 'town' })
  const run = await harvest(place.work, source)
  expect(run).toMatchObject({ state: 'done', notes: [], error: null, counts: { refused: 0, repaired: 0 } })
  expect(run.seen).toBe(first.length)
  const rows = await place.store.query<{ external: string; record: Record<string, unknown> }>(
    `select external, record from catalogue_record where source = 'town'`,
  )
  const second = new Map(rows.map(({ external, record }) => [external, record]))
  const compared = new Set<string>()
  for (const one of first) {
    const name = globalIdOf('test', one)
    const expected = JSON.parse(canonicalText(keptOf(one, place.origin, name))) as Record<string, unknown>
    expect(differences(expected, second.get(name)!), one.id).toEqual([])
    for (const field of Object.keys(expected)) compared.add(field)
  }
  // And what was compared is no small part of a record.
  expect(compared.size).toBeGreaterThan(22)
  console.log(`by RUDI: ${first.length} records, ${compared.size} fields equal: ${[...compared].sort().join(' ')}`)
  expect((await harvest(place.work, source, { full: true })).counts).toMatchObject({
    ...{ created: 0, changed: 0, archived: 0, unchanged: run.seen },
  })
}, 120_000)

test('harvested by the words of RUDI alone, nothing that RUDI can say is lost', async () => {
  const first = await recordsOfTown()
  place.serve((url, response) => {
    // As any other node, or portal, would ask.
    void Promise.resolve(town.app.request(`${place.origin}${url.pathname}${url.search}`)).then(async (answer) => {
      response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text())
    })
  })
  const run = await harvest(place.work, place.source('rudi', { id: 'plain' }))
  expect(run).toMatchObject({ state: 'done', notes: [], error: null, seen: first.length, counts: { refused: 0 } })
  const copies = new Map((await of(place.store, 'plain')).map((one) => [one.identifiers![0], one]))
  for (const one of first) {
    const { themes, licence, contacts, files, services, keywords, title, issued, synopsis, ...rest } = essence(
      copies.get(globalIdOf('test', one))!,
    )
    const said = essence(one)
    expect(title.fr).toBe(said.title.fr)
    expect(licence?.id).toBe(said.licence?.id ?? '')
    expect(files.map((file) => file.slice(2, 6))).toEqual(
      said.files.map((file) => [whole(file[2] as string), ...file.slice(3, 6)]),
    )
    expect(services.map((service) => service[2])).toEqual(said.services.map((service) => whole(service[2] as string)))
    if (one.keywords.length > 0) expect(keywords).toEqual(said.keywords)
    const { description, rudiTheme, access, name, spatial, temporal, modified, languages, storage } = said
    const expected = { description, access, name, spatial, temporal, modified, languages, storage }
    expect(rest, one.id).toMatchObject(JSON.parse(JSON.stringify({ ...expected, modified: undefined })))
    expect(rest.modified).toEqual(modified ?? issued)
    if (rudiTheme) expect(rest.rudiTheme).toBe(rudiTheme)
  }
}, 120_000)

const whole = (path: string) => (path.startsWith('/') ? `${place.origin}${path}` : path)

test.skipIf(!existsSync(shapes))(
  'the shapes of DCAT-AP 3.0.1 find nothing to say of what was harvested',
  async () => {
    const rules = new Store(new Parser().parse(readFileSync(shapes, 'utf8')))
    const text = await (await town.app.request('http://town.example/dcat/catalog.ttl?limit=500')).text()
    const report = await new Validator(rules as never).validate(new Store(new Parser().parse(text)) as never)
    const said = report.results.map(
      (one) => `${one.focusNode?.value} ${one.path?.value} ${one.message.map((m) => m.value)}`,
    )
    expect(said.slice(0, 10)).toEqual([])
  },
  240_000,
)
