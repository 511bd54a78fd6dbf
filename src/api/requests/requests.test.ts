import type { TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addOrganisation, oneself, setMember, setOwner, tend } from '../../govern/index.ts'
import { openVisitor, signedIn, type Visitor } from '../account/testing.ts'
import type { AuditPage, Dataset, KeyMade, Problem, RequestDetail, RequestPage, RequestTold } from '../json/shapes.ts'
import { openTown, type Town } from '../testing.ts'
import { requestRoutes } from './routes.ts'

type Person = Visitor & { readonly account: number }

let town: Town
let [admin, producer, lea, other] = [] as unknown as [Person, Person, Person, Person]
beforeAll(async () => {
  town = await openTown()
  admin = await signedIn(town, 'admin@example.org', { administrator: true })
  producer = await signedIn(town, 'producer@example.org')
  lea = await signedIn(town, 'lea@example.org')
  other = await signedIn(town, 'other@example.org')
  const { govern } = town
  const form = { name: 'Staff office', kind: 'public', summary: '', url: '', email: '' }
  await addOrganisation(govern, { kind: 'account', account: admin.account }, true, form)
  await setMember(govern, oneself(admin.account), 'staff-office', { email: 'producer@example.org', role: 'producer' })
  await setOwner(govern, oneself(admin.account), 'staff', 'staff-office')
}, 120_000)
afterAll(() => town?.house.close())

const form = { dataset: 'staff', purpose: 'A study of how the town works.', ends: '2024-07-31' }
const rows = '/api/datasets/staff/rows'
let page = ''
let key = ''
const bearer = () => ({ Authorization: `Bearer ${key}` })

test('a restricted dataset is asked for; until it is granted nothing is read', async () => {
  const refused = await lea.get<Problem>(rows)
  expect([refused.status, refused.body.code]).toEqual([403, 'api.refused'])
  expect(refused.body.remedy?.fr).toContain('Demandez l’accès')
  const made = await lea.post<RequestTold>('/api/requests', form)
  expect([made.status, made.body.state, made.body.title.fr]).toEqual([201, 'requested', 'staff'])
  page = `/api/requests/${made.body.id}`
  expect((await lea.post<Problem>('/api/requests', form)).body.code).toBe('request.twice')
  expect((await lea.get(rows)).status).toBe(403)
  expect((await lea.post(`${page}/key`, { label: 'early' })).status).toBe(403)
})

test('it is seen by who made it and who decides of it, by nobody else', async () => {
  for (const who of [lea, producer, admin]) expect((await who.get(page)).status).toBe(200)
  expect((await other.get(page)).status).toBe(404)
  expect((await openVisitor(town.app).get(page)).status).toBe(401)
  expect((await other.post(`${page}/answer`, { answer: 'accept' })).status).toBe(404)
  expect((await lea.post(`${page}/answer`, { answer: 'accept' })).status).toBe(403)
  const waiting = await producer.get<RequestPage>('/api/requests?as=decider&state=requested')
  expect(waiting.body.items).toMatchObject([
    { account: { name: 'lea', email: 'lea@example.org' }, purpose: form.purpose },
  ])
  expect((await lea.get<RequestPage>('/api/requests?as=decider')).body.total).toBe(0)
  expect((await producer.get('/api/requests?as=administrator')).status).toBe(403)
})

test('once granted it is read with the session, or with a key limited to it, by every way', async () => {
  const answered = await producer.post<RequestTold>(`${page}/answer`, { answer: 'accept', note: 'With pleasure.' })
  expect(answered.body).toMatchObject({ state: 'accepted', until: '2024-07-31T22:00:00.000Z' })
  expect((await lea.get<{ rows: unknown[] }>(rows)).body.rows).toEqual([{ id: 'p1', secret: 'sealed' }])
  const made = await lea.post<KeyMade>(`${page}/key`, { label: 'notebook' })
  expect([made.status, made.body.about.datasets]).toEqual([201, ['staff']])
  key = made.body.key
  for (const path of [
    ...[rows, '/api/datasets/staff/statistics', '/download/staff/csv', '/download/staff/parquet'],
    ...['/ogc/collections/staff/items', '/wfs?service=WFS&version=2.0.0&request=GetFeature&typeNames=staff'],
  ])
    expect([path, (await town.app.request(path, { headers: bearer() })).status]).toEqual([path, 200])
  expect((await lea.get<Dataset>('/api/datasets/staff')).body).toMatchObject({ allowed: true, refusal: null })
  // Not what it is made from, nor what the rows set aside may quote, nor another dataset.
  for (const path of ['/api/assets/staff/quarantine', '/api/datasets/residents/rows'])
    expect([path, (await town.get(path, bearer())).status]).toEqual([path, 403])
  expect((await other.get(rows)).status).toBe(403)
})

test('what is given to one is kept by no cache', async () => {
  const { headers } = await lea.get(rows)
  expect([headers.get('Cache-Control'), headers.get('Vary')]).toEqual([
    'private, no-store',
    expect.stringContaining('Cookie'),
  ])
  const described = await lea.get('/api/datasets/staff')
  expect(described.headers.get('Cache-Control')).toMatch(/^private/)
})

test('each reading is in the journal that the producer and the requester read', async () => {
  await town.get('/api/datasets/counters/rows', bearer())
  const seen = async (who: Visitor) =>
    (await who.get<AuditPage>('/api/audit?dataset=staff&verb=data.read&limit=200')).body.items
  const items = await seen(producer)
  const by = (account: number) => items.filter(({ actor }) => actor?.id === account)
  expect(by(lea.account).length).toBeGreaterThanOrEqual(8)
  expect(by(lea.account).every(({ request }) => `/api/requests/${request}` === page)).toBe(true)
  expect(by(lea.account).map(({ facts }) => facts.address)).toEqual(
    expect.arrayContaining([`GET ${rows}`, 'GET /download/staff/parquet', 'GET /ogc/collections/staff/items']),
  )
  expect(by(lea.account).filter(({ key }) => key !== null).length).toBeGreaterThanOrEqual(6)
  expect(by(other.account)).toEqual([])
  expect((await seen(lea)).length).toBe(by(lea.account).length)
  expect(await seen(other)).toEqual([])
  // Who produces and who operates leave a trace too; what is open leaves none.
  await producer.get(rows)
  await town.get(rows, town.operator)
  const [last, before] = await seen(producer)
  expect([last!.kind, before!.actor?.name, before!.request]).toEqual(['operator', 'producer', null])
  const detail = (await producer.get<RequestDetail>(page)).body
  expect(detail.readings).toBe(by(lea.account).length)
  expect(detail.journal.map(({ verb }) => verb)).toEqual(['request.made', 'request.accepted'])
  expect((await producer.get<AuditPage>('/api/audit?dataset=counters')).body.total).toBe(0)
  const file = await producer.get<string>('/api/audit.csv?dataset=staff&verb=data.read')
  expect(file.body.split('\r\n').length - 2).toBe(items.length + 2)
})

test('nothing is read when the reading cannot be written down', async () => {
  const { store } = town.govern
  await store.query('alter table audit rename to audit_away')
  try {
    const { status, body } = await lea.get<string>(rows)
    expect([status >= 500, JSON.stringify(body).includes('sealed')]).toEqual([true, false])
    expect((await lea.get('/api/datasets/counters/rows')).status).toBe(200)
  } finally {
    await store.query('alter table audit_away rename to audit')
  }
})

test('it ends when it ends, for the session and for the key, though nothing else happened', async () => {
  town.house.now = new Date('2024-07-31T21:59:00Z')
  lea.cookies.set('session', (await signedIn(town, 'lea@example.org')).cookies.get('session')!)
  expect([(await lea.get(rows)).status, (await town.get(rows, bearer())).status]).toEqual([200, 200])
  town.house.now = new Date('2024-07-31T22:00:00Z')
  const [page_, byKey] = [await lea.get<Problem>(rows), await town.get<Problem>(rows, bearer())]
  expect([page_.status, byKey.status]).toEqual([403, 403])
  expect(byKey.body.say.fr).toContain('le droit de son compte a pris fin')
  expect((await lea.get<RequestTold>(page)).body.state).toBe('expired')
  await tend(town.govern)
  expect((await lea.get<RequestDetail>(page)).body.journal.at(-1)).toMatchObject({
    verb: 'request.expired',
    kind: 'service',
  })
})

test('a right that was withdrawn is over at once', async () => {
  producer.cookies.set('session', (await signedIn(town, 'producer@example.org')).cookies.get('session')!)
  const { body } = await lea.post<RequestTold>('/api/requests', { ...form, ends: '2024-12-31', comment: 'Again.' })
  const address = `/api/requests/${body.id}`
  await producer.post(`${address}/answer`, { answer: 'accept', ends: '2024-10-31' })
  expect((await lea.get(rows)).status).toBe(200)
  expect((await producer.post<Problem>(`${address}/answer`, { answer: 'revoke' })).body.place).toBe('note')
  expect(
    (await producer.post<RequestTold>(`${address}/answer`, { answer: 'revoke', note: 'Not as agreed.' })).body.state,
  ).toBe('revoked')
  expect((await lea.get(rows)).status).toBe(403)
  expect((await lea.post<Problem>(`${address}/cancel`)).body.code).toBe('request.state')
  const file = (await producer.get<string>('/api/requests.csv?as=decider&state=revoked')).body
  expect(file.split('\r\n')[1]).toMatch(
    /^\d+,staff,revoked,lea,lea@example\.org,,,A study of how the town works\.,Again\.,/,
  )
})

test.each([
  [{ dataset: 'counters' }, 409, 'request.needless'],
  [{ dataset: 'residents' }, 403, 'request.personal'],
  [{ dataset: 'stuff' }, 404, 'api.unknown-dataset'],
  [{ dataset: 'people' }, 404, 'api.unknown-dataset'],
  [{ ends: '2023-01-01' }, 400, 'account.bad-field'],
  [{ purpose: '' }, 400, 'account.bad-field'],
  [{ project: 12 }, 404, 'project.unknown'],
])('a request that cannot be is refused: %o', async (wrong, status, code) => {
  const answer = await lea.post<Problem>('/api/requests', { ...form, ends: '2024-12-31', ...wrong })
  expect([answer.status, answer.body.code]).toEqual([status, code])
})

test('the addresses answer what the document says, to who signed in alone', async () => {
  const id = page.split('/').at(-1)!
  for (const { method, path, answer } of requestRoutes) {
    const address = path.replace(':id', id)
    const nobody = openVisitor(town.app)
    expect([path, (method === 'get' ? await nobody.get(address) : await nobody.post(address)).status]).toEqual([
      path,
      401,
    ])
    if (method !== 'get' || 'media' in answer) continue
    const { status, body } = await lea.get(address)
    expect([path, status, [...Value.Errors(answer as TSchema, body)]]).toEqual([path, 200, []])
  }
})
