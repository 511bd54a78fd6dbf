import { Check, Errors } from 'typebox/value'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rudiMedia, rudiMetadata } from '../../catalogue/harvest/rudi/schema.ts'
import { openTestHarvest, rudiNode, rudiRecord, type TestHarvest } from '../../catalogue/harvest/testing/place.ts'
import { ckanSample } from '../../catalogue/harvest/testing/samples.ts'
import { harvest } from '../../catalogue/index.ts'
import { isRudiType } from '../../catalogue/rudi/media-types.ts'
import { createOrganisationKey, oneself } from '../../govern/index.ts'
import { signedIn, type Visitor } from '../account/testing.ts'
import type { OrganisationTold, RudiReport, RudiReportPage } from '../json/shapes.ts'
import { openTown, type Town } from '../testing.ts'

interface Medium {
  readonly media_type: 'FILE' | 'SERVICE' | 'SERIES'
  readonly file_type?: string
}
interface Rudi {
  readonly global_id: string
  readonly resource_title: string
  readonly theme: string
  readonly available_formats: readonly Medium[]
  readonly metadata_info: { readonly metadata_dates: { readonly created: string; readonly updated: string } }
}
interface Page {
  readonly total: number
  readonly items: Rudi[]
}

let town: Town
let place: TestHarvest
let admin: Visitor & { readonly account: number }
beforeAll(async () => {
  ;[town, place] = await Promise.all([openTown(), openTestHarvest()])
  admin = await signedIn(town, 'admin@example.org', { administrator: true })
  place.serve(rudiNode(Array.from({ length: 30 }, (_, i) => rudiRecord(i + 1))))
  const work = { ...place.work, store: town.house.chain.store }
  expect((await harvest(work, place.source('rudi', { id: 'node' }))).state).toBe('done')
  place.serve((_, response) => {
    response.setHeader('Content-Type', 'application/json')
    response.end(JSON.stringify({ success: true, result: { count: 1, results: [ckanSample()] } }))
  })
  expect((await harvest(work, place.source('ckan', { id: 'ckan' }))).state).toBe('done')
}, 180_000)
afterAll(async () => {
  await town?.house.close()
  await place?.close()
})

const list = async (query = '') => (await town.get<Page>(`/api/v1/resources${query}`)).body

test('every record of the node is valid under 1.4.1, each under one lasting name', async () => {
  const { total, items } = await list('?limit=500')
  expect(items.length).toBe(total)
  expect(new Set(items.map(({ global_id }) => global_id)).size).toBe(total)
  for (const record of items) {
    expect([...Errors(rudiMetadata, record)].map(({ instancePath, message }) => `${instancePath} ${message}`)).toEqual(
      [],
    )
    for (const medium of record.available_formats) {
      expect(Check(rudiMedia[medium.media_type], medium)).toBe(true)
      if (medium.media_type === 'FILE') expect(isRudiType(medium.file_type!)).toBe(true)
    }
    expect(record.global_id).toMatch(/^[0-9a-f-]{14}4[0-9a-f-]{4}[89ab]/)
  }
  // Ours are there, with those that were harvested, which keep the name they came with.
  const titles = items.map(({ resource_title }) => resource_title)
  expect(titles).toEqual(expect.arrayContaining(['hourly', 'staff', 'plan', 'Jeu 1', 'Jeu 30', 'Arbres']))
  expect(items.map(({ global_id }) => global_id)).toContain(rudiRecord(7).global_id)
  const again = await list('?limit=500')
  expect(again.items.map(({ global_id }) => global_id)).toEqual(items.map(({ global_id }) => global_id))
})

test('a file that is stored says its size and checksum; what is written while sent is a service that says its type', async () => {
  const { items } = await list('?resource_title=plan')
  expect(items[0]!.available_formats).toMatchObject([
    {
      ...{ media_type: 'FILE', file_type: 'application/pdf', file_size: 15 },
      checksum: { algo: 'SHA-256', hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
      connector: { url: expect.stringMatching(/\/download\/plan\/file$/), interface_contract: 'dwnl' },
    },
  ])
  const [hourly] = (await list('?resource_title=hourly')).items
  expect(hourly!.available_formats).toContainEqual(
    expect.objectContaining({
      media_type: 'SERVICE',
      connector: expect.objectContaining({
        connector_parameters: [expect.objectContaining({ key: 'file_type', value: 'text/csv' })],
      }),
    }),
  )
})

test('all the paths of RUDI lead to the same', async () => {
  const one = await list('?limit=3')
  for (const path of ['/api', '/api/v1', '/resources'])
    expect((await town.get(`${path}?limit=3`)).body, path).toEqual(one)
  const { global_id: id } = one.items[0]!
  for (const path of ['/resources', '/api/v1/resources'])
    expect((await town.get(`${path}/${id.toUpperCase()}`)).body, path).toEqual(one.items[0])
  expect((await town.get<{ code: string }>('/resources/none')).body.code).toBe('rudi.unknown-resource')
})

test('pages, fields, order, values and words', async () => {
  const { total } = await list()
  const first = await list('?limit=20&sort_by=-resource_title&fields=resource_title,producer.organization_name')
  expect(first.items).toHaveLength(20)
  expect(Object.keys(first.items[0]!)).toEqual(['resource_title', 'producer'])
  const titles = first.items.map(({ resource_title }) => resource_title)
  expect(titles).toEqual(titles.toSorted().reverse())
  const rest = await list('?limit=500&offset=20&sort_by=-resource_title')
  expect(rest.items).toHaveLength(total - 20)
  expect(rest.items[0]!.resource_title <= titles.at(-1)!).toBe(true)
  expect((await list('?theme=environment&producer.organization_name=Ville')).total).toBe(30)
  expect((await list('?keywords=arbres')).total).toBe(30)
  expect((await list('?theme=environment&theme=transportation')).total).toBeGreaterThan(30)
  expect((await list('/search?court%2012')).items.map((one) => one.resource_title)).toEqual(['Jeu 12'])
  expect((await list('/search?term=pàrc')).total).toBe(0)
  const counted = (await list('?count_by=theme')) as unknown as { items: { theme: string; count: number }[] }
  expect(counted.items.find(({ theme }) => theme === 'environment')!.count).toBeGreaterThanOrEqual(30)
  expect(counted.items.reduce((sum, { count }) => sum + count, 0)).toBe(total)
  const grouped = (await list('?group_by=theme&group_limit=2&group_offset=1')) as unknown as {
    items: { theme: string; count: number; items: Rudi[] }[]
  }
  for (const group of grouped.items) {
    expect(group.items.length).toBe(Math.min(2, group.count - 1))
    for (const { theme } of group.items) expect(theme).toBe(group.theme)
  }
})

test('what was described since then', async () => {
  const { items, total } = await list('?limit=500&sort_by=-metadata_info.metadata_dates.updated')
  const updated = items.map((one) => one.metadata_info.metadata_dates.updated)
  expect(updated).toEqual(updated.toSorted().reverse())
  const middle = updated[Math.floor(total / 2)]!
  const since = await list(`?limit=500&updated_after=${encodeURIComponent(middle)}`)
  expect(since.total).toBe(updated.filter((one) => one >= middle).length)
  expect((await list('?updated_before=2001')).total).toBe(0)
  expect((await list('?updated_after=2001-02')).total).toBe(total)
})

test.each([
  ['limit=0', 'limit'],
  ['limit=501', 'limit'],
  ['offset=-1', 'offset'],
  ['updated_after=yesterday', 'updated_after'],
  ['them=environment', 'them'],
  ['sort_by=nothing', 'sort_by'],
  ['fields=__proto__', 'fields'],
  ['count_by=constructor', 'count_by'],
])('%s is refused by name', async (query, field) => {
  const { status, body } = await town.get<{ place: string }>(`/resources?${query}`)
  expect([status, body.place]).toEqual([400, field])
})

let key: string
let other: string
async function organisation(name: string): Promise<{ key: string; slug: string; id: number }> {
  const { body } = await admin.post<OrganisationTold>('/api/organisations', { name, kind: 'public' })
  const [row] = await town.govern.store.query<{ id: number }>('select id from organisation where slug = $1', [
    body.slug,
  ])
  const made = await createOrganisationKey(town.govern, oneself(admin.account), row!.id, { label: 'node', days: 30 })
  return { key: made.key, slug: body.slug, id: row!.id }
}
const send = async (method: string, path: string, token: string, body?: unknown) => {
  const answer = await town.app.request(`http://town.example${path}`, {
    method,
    headers: { ...(token && { Authorization: `Bearer ${token}` }), 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  return { status: answer.status, body: (await answer.json()) as never, headers: answer.headers }
}
const reportAt = async (answer: { headers: Headers }, token: string) =>
  (await send('GET', answer.headers.get('Location')!, token)).body as RudiReport

test('a node pushes, changes and withdraws its records with the key of its organisation', async () => {
  key = (await organisation('Rennes Métropole')).key
  other = (await organisation('Une autre ville')).key
  const record = rudiRecord(900)
  const path = '/kalim/v1/resources'
  for (const token of ['', 'oro_none', town.operator.Authorization!.slice(7)])
    expect((await send('POST', path, token, record)).status).toBe(401)
  expect((await send('POST', path, key, '{"global_id"')).status).toBe(400)
  const made = await send('POST', path, key, record)
  expect([made.status, made.body]).toEqual([200, expect.stringMatching(/^[0-9a-f-]{36}$/)])
  expect(await reportAt(made, key)).toMatchObject({
    ...{ report_id: made.body, resource_id: record.global_id, resource_title: 'Jeu 900', method: 'POST' },
    ...{ integration_status: 'OK', version: '1.4.1', integration_errors: [] },
  })
  // It is in the catalogue, under a source of its own.
  const { body } = await town.get<{ origin: { source: string } }>(
    `/api/records/deposit.rennes-metropole~${record.global_id}`,
  )
  expect(body.origin).toMatchObject({ source: 'deposit.rennes-metropole', title: { fr: 'Rennes Métropole' } })
  expect((await town.get(`/resources/${record.global_id}`)).status).toBe(200)

  const errorsOf = async (answer: { headers: Headers }, token = key) =>
    (await reportAt(answer, token)).integration_errors!.map(
      ({ error_code, field_name }) => `${error_code} ${field_name}`,
    )
  expect(await errorsOf(await send('POST', path, key, record))).toEqual(['ERR-304 global_id'])
  expect(await errorsOf(await send('PUT', path, other, record), other)).toEqual(['ERR-403 global_id'])
  expect(await errorsOf(await send('DELETE', `${path}/${record.global_id}`, other), other)).toEqual([
    'ERR-403 global_id',
  ])
  // What another source brought is nobody's to push.
  expect(await errorsOf(await send('PUT', path, key, rudiRecord(3)))).toEqual(['ERR-403 global_id'])

  const changed = await send('PUT', path, key, { ...record, resource_title: 'Jeu changé' })
  expect((await reportAt(changed, key)).integration_status).toBe('OK')
  const history = `/api/records/deposit.rennes-metropole~${record.global_id}/history`
  expect((await town.get<{ items: unknown[] }>(history)).body.items).toMatchObject([
    { verb: 'changed', kind: 'service', fields: [{ field: 'title' }] },
    { verb: 'created' },
  ])
  const gone = await send('DELETE', `${path}/${record.global_id}`, key)
  expect((await reportAt(gone, key)).integration_status).toBe('OK')
  expect((await town.get(`/resources/${record.global_id}`)).status).toBe(404)
  expect(await errorsOf(await send('DELETE', `${path}/${record.global_id}`, key))).toEqual(['ERR-403 global_id'])
  expect(await errorsOf(await send('POST', path, key, record))).toEqual([])
  expect((await send('DELETE', `${path}/none`, key)).status).toBe(400)
  // Each organisation reads its own reports.
  const reports = `/api/v1/resources/${record.global_id}/report`
  expect(((await send('GET', reports, key)).body as RudiReportPage).total).toBe(6)
  expect(((await send('GET', reports, other)).body as RudiReportPage).total).toBe(2)
  expect((await send('GET', reports, '')).status).toBe(401)
  expect((await send('GET', made.headers.get('Location')!, other)).status).toBe(404)
})

test('a node signs in as nodes of RUDI do, and its token is the key it showed', async () => {
  const ask = async (headers: Record<string, string>, body = 'grant_type=client_credentials') => {
    const answer = await town.app.request('/oauth2/token', {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
      body,
    })
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }
  const basic = (secret: string) => ({ Authorization: `Basic ${Buffer.from(`node:${secret}`).toString('base64')}` })
  const given = { status: 200, body: { access_token: key, token_type: 'bearer', expires_in: 3600 } }
  expect(await ask(basic(key))).toEqual(given)
  expect(await ask({}, `grant_type=client_credentials&client_id=node&client_secret=${key}`)).toEqual(given)
  for (const wrong of [basic('oro_none'), {}])
    expect(await ask(wrong)).toEqual({ status: 401, body: { error: 'invalid_client' } })
})

const wrong = (more: Readonly<Record<string, unknown>>) => rudiRecord(901, more)
const sized = (size: unknown) => ({ ...rudiRecord(901).available_formats[0], file_size: size })
test.each([
  ['a size that is a text', wrong({ available_formats: [sized('250')] }), 'ERR-201'],
  ['no title', wrong({ resource_title: undefined }), 'ERR-202'],
  [
    'no confidentiality',
    wrong({ access_condition: { licence: { licence_type: 'STANDARD', licence_label: 'mit' } } }),
    'ERR-202',
  ],
  ['a theme of its own', wrong({ theme: 'weather' }), 'ERR-303'],
  ['the label of a theme', wrong({ theme: 'Environnement' }), 'ERR-303'],
  [
    'personal data in the open',
    wrong({
      access_condition: {
        licence: { licence_type: 'STANDARD', licence_label: 'mit' },
        confidentiality: { restricted_access: false, gdpr_sensitive: true },
      },
    }),
    'ERR-306',
  ],
  [
    'a member that is no more',
    wrong({ metadata_info: { api_version: '1.4.1', metadata_provider: { organization_id: 'x' } } }),
    'ERR-307',
  ],
  ['a version to come', wrong({ metadata_info: { api_version: '2.0.0' } }), 'ERR-106'],
  ['an empty keyword', wrong({ keywords: ['arbres', ''] }), 'ERR-308'],
  [
    'data about oneself without its media',
    wrong({ ext_metadata: { ext_selfdata: { ext_selfdata_content: { selfdata_access: 'API' } } } }),
    'ERR-305',
  ],
  ['the same medium twice', wrong({ available_formats: [sized(1), sized(2)] }), 'ERR-304'],
  ['an extent without its sides', wrong({ geography: { bounding_box: { north_latitude: 48 } } }), 'ERR-202'],
  ['a period without a start', wrong({ temporal_spread: { end_date: '2024-01-01' } }), 'ERR-202'],
  ['nothing', {}, 'ERR-202'],
])('%s is refused with the code of RUDI', async (_, record, code) => {
  const answer = await send('PUT', '/kalim/v1/resources', key, record)
  expect(answer.status).toBe(200)
  const report = await reportAt(answer, key)
  expect(report.integration_status).toBe('KO')
  expect(report.integration_errors!.map(({ error_code }) => error_code)).toContain(code)
  expect((await town.get(`/resources/${rudiRecord(901).global_id}`)).status).toBe(404)
})

test.each([
  ['a list without end', '['.repeat(500_000)],
  [
    'a shape without end',
    JSON.stringify(rudiRecord(901)).replace('{', `{"geography":${'{"a":'.repeat(300_000)}1${'}'.repeat(300_000)},`),
  ],
  ['texts that cannot be kept', JSON.stringify(wrong({ resource_title: '\u0000', theme: '\ud800' }))],
  ['names of the language', '{"__proto__":{"global_id":"x"},"constructor":{"prototype":1}}'],
  ['more than a record', JSON.stringify(wrong({ summary: [{ lang: 'fr', text: 'x'.repeat(5_000_000) }] }))],
])('%s is refused, and nothing breaks', async (_, body) => {
  const { status } = await send('POST', '/kalim/v1/resources', key, body)
  expect([200, 400, 413]).toContain(status)
  expect((await town.get(`/resources/${rudiRecord(901).global_id}`)).status).toBe(404)
})

test('a portal says what became of a record of ours, and it is kept', async () => {
  const { global_id: id } = (await list('?resource_title=hourly')).items[0]!
  const report = {
    ...{ report_id: '11111111-1111-4111-8111-111111111111', resource_id: id, integration_status: 'KO', method: 'PUT' },
    ...{ version: '1.4.1', comment: '', integration_errors: [{ error_code: 'ERR-202', error_message: 'missing' }] },
  }
  const path = `/resources/${id}/report`
  expect((await send('PUT', path, '', report)).status).toBe(401)
  expect((await send('PUT', path, key, { ...report, resource_id: rudiRecord(3).global_id })).status).toBe(400)
  expect((await send('PUT', path, key, { ...report, integration_status: 'PERHAPS' })).status).toBe(400)
  const odd = { ...report, report_id: '22222222-2222-4222-8222-222222222222', comment: 'a\u0000\ud800' }
  expect(await send('PUT', path, key, odd)).toMatchObject({ status: 200, body: { comment: 'a\ufffd\ufffd' } })
  expect((await send('PUT', path, key, report)).status).toBe(200)
  expect((await send('GET', `/api/v1${path}/${report.report_id}`, key)).body).toEqual(report)
  expect((await send('PUT', path, key, { ...report, integration_status: 'OK' })).status).toBe(200)
  // Nobody else writes over it, and the operator reads them all.
  expect((await send('PUT', path, other, report)).status).toBe(400)
  const { body } = await town.get<RudiReportPage>(`/api/v1${path}`, town.operator)
  expect(body).toMatchObject({
    total: 2,
    items: expect.arrayContaining([expect.objectContaining({ integration_status: 'OK' })]),
  })
})

test('an identifier for whoever needs one', async () => {
  const { body } = await town.get<string>('/kalim/v1/id_generation')
  expect(body).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})
