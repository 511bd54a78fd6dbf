import type { TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openVisitor, signedIn, type Visitor } from '../account/testing.ts'
import { auditRoutes } from '../audit/routes.ts'
import type {
  AuditPage,
  Me,
  OrganisationDetail,
  OrganisationPage,
  OrganisationTold,
  Owners,
  Problem,
  ProjectTold,
} from '../json/shapes.ts'
import { openTown, type Town } from '../testing.ts'
import { projectRoutes } from './projects.ts'
import { organisationRoutes } from './routes.ts'

let town: Town
let [nobody, admin, manager, other] = [] as unknown as [Visitor, Visitor, Visitor, Visitor]
beforeAll(async () => {
  town = await openTown()
  nobody = openVisitor(town.app)
  admin = await signedIn(town, 'admin@example.org', { administrator: true })
  manager = await signedIn(town, 'manager@example.org')
  other = await signedIn(town, 'other@example.org')
}, 120_000)
afterAll(() => town?.house.close())

const page = '/api/organisations/eaux-de-la-vallee'
const form = { name: 'Eaux de la vallée', kind: 'public' }

test('an organisation is asked for, opened, given members and a dataset', async () => {
  const asked = await manager.post<OrganisationTold>('/api/organisations', form)
  expect([asked.status, asked.body.slug, asked.body.state]).toEqual([201, 'eaux-de-la-vallee', 'pending'])
  for (const who of [nobody, other]) expect((await who.get(page)).status).toBe(404)
  expect((await manager.get<OrganisationDetail>(page)).body).toMatchObject({ role: 'manager', mayManage: true })
  // Until it is open its managers change nothing.
  expect((await manager.post(`${page}/members`, { email: 'other@example.org', role: 'member' })).status).toBe(403)
  expect((await admin.post(`${page}/moderation`, { action: 'approve' })).status).toBe(200)
  expect((await admin.post<Problem>(`${page}/moderation`, { action: 'approve' })).body.code).toBe('organisation.state')
  expect((await manager.post(`${page}/members`, { email: 'other@example.org', role: 'producer' })).status).toBe(200)
  expect((await admin.post('/api/owners', { dataset: 'staff', organisation: 'eaux-de-la-vallee' })).status).toBe(200)
  expect((await nobody.get<OrganisationDetail>(page)).body).toMatchObject({
    ...{ datasets: ['staff'], members: 2, role: null, mayManage: false, people: null },
  })
  expect((await other.get<OrganisationDetail>(page)).body.people).toMatchObject([
    { email: 'manager@example.org', role: 'manager' },
    { email: 'other@example.org', role: 'producer' },
  ])
  expect((await nobody.get<OrganisationPage>('/api/organisations?q=VALL%C3%89E')).body.total).toBe(1)
  expect((await other.get<Me>('/api/account')).body.memberships).toEqual([
    { slug: 'eaux-de-la-vallee', name: 'Eaux de la vallée', role: 'producer', state: 'active' },
  ])
  const { items } = (await admin.get<Owners>('/api/owners')).body
  expect(items.find(({ dataset }) => dataset === 'staff')).toMatchObject({
    access: 'restricted',
    organisation: { name: 'Eaux de la vallée' },
  })
})

test('members are changed by managers, and leave by themselves', async () => {
  const remove = { email: 'manager@example.org' }
  expect((await other.post<Problem>(`${page}/members/remove`, remove)).body.code).toBe('account.not-allowed')
  expect((await other.post(`${page}/members`, { email: 'other@example.org', role: 'manager' })).status).toBe(403)
  expect((await other.post(`${page}/members/remove`, { email: 'Other@example.org' })).status).toBe(200)
  expect((await other.get<Me>('/api/account')).body.memberships).toEqual([])
  expect((await manager.post(page, { ...form, url: 'https://eaux.example.org' })).status).toBe(200)
  expect((await nobody.get<OrganisationDetail>(page)).body.url).toBe('https://eaux.example.org/')
})

test('an unknown dataset or organisation is named', async () => {
  const dataset = await admin.post<Problem>('/api/owners', { dataset: 'stuff', organisation: '' })
  expect([dataset.status, dataset.body.facts?.closest]).toEqual([404, 'staff'])
  const unknown = await admin.post<Problem>('/api/owners', { dataset: 'staff', organisation: 'none' })
  expect([unknown.status, unknown.body.code]).toEqual([404, 'organisation.unknown'])
})

test('a project is its author’s', async () => {
  const parties = [{ organisation: 'eaux-de-la-vallee', role: 'resource' }]
  const made = await other.post<ProjectTold>('/api/projects', { title: 'Fuites', summary: 'Les trouver.', parties })
  expect([made.status, made.body.parties.length]).toEqual([201, 1])
  expect((await other.get<{ items: unknown[] }>('/api/projects')).body.items).toHaveLength(1)
  expect((await manager.get<{ items: unknown[] }>('/api/projects')).body.items).toEqual([])
})

test('the journal is read by whom it concerns, filtered, paged and as a file', async () => {
  const all = (await admin.get<AuditPage>('/api/audit?limit=3')).body
  expect(all.total).toBeGreaterThan(6)
  expect([all.items.length, all.next]).toEqual([3, '/api/audit?limit=3&offset=3'])
  const seen = (await other.get<AuditPage>('/api/audit')).body.items
  expect(seen.map(({ verb }) => verb).sort()).toEqual([
    ...['account.signed-in', 'member.removed', 'member.set', 'project.made'],
  ])
  // A manager sees what concerns the dataset of the organisation.
  const owner = (await manager.get<AuditPage>('/api/audit?dataset=staff&verb=owner.set')).body
  expect(owner.items).toMatchObject([{ dataset: 'staff', organisation: { slug: 'eaux-de-la-vallee' } }])
  expect((await admin.get<AuditPage>('/api/audit?from=2024-06-01&to=2024-06-01')).body.total).toBe(all.total)
  expect((await admin.get<AuditPage>('/api/audit?to=2024-05-31')).body.total).toBe(0)
  expect((await admin.get('/api/audit?from=yesterday')).status).toBe(400)
  const file = await admin.get<string>('/api/audit.csv?verb=project.made')
  expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  const [head, line, end] = file.body.split('\r\n')
  expect(head).toBe('id,at,verb,kind,actor,key,account,organisation,dataset,request,facts')
  expect(line).toMatch(/^\d+,2024-06-01T12:00:00.000Z,project\.made,account,other,,,,,,"\{""title"":""Fuites"",/)
  expect(end).toBe('')
  expect((await town.get('/api/audit', town.operator)).status).toBe(200)
})

test('a long journal is given whole', async () => {
  await town.govern.store.query(
    `insert into audit (territory, at, verb, kind, dataset, facts)
     select 'test', now(), 'data.read', 'operator', 'staff', jsonb_build_object('n', n) from generate_series(1, 2500) n`,
  )
  const { body } = await admin.get<string>('/api/audit.csv?verb=data.read')
  expect(body.split('\r\n')).toHaveLength(2500 + 2)
  expect(new Set(body.split('\r\n')).size).toBe(2500 + 2)
})

test('every address is for those it is for', async () => {
  const routes = [...organisationRoutes, ...projectRoutes, ...auditRoutes]
  for (const { method, path, secured } of routes.filter((one) => one.secured)) {
    const address = path.replace(':slug', 'eaux-de-la-vallee')
    const { status } = method === 'get' ? await nobody.get(address) : await nobody.post(address, { email: 'a@b.c' })
    expect([path, secured, status]).toEqual([path, true, 401])
  }
  for (const path of ['/api/owners', '/api/organisations?state=pending'])
    expect([path, (await manager.get(path)).status]).toEqual([path, 403])
  expect((await manager.post(`${page}/moderation`, { action: 'close' })).status).toBe(403)
})

test('the addresses to read answer what the document says', async () => {
  for (const { method, path, answer } of [...organisationRoutes, ...projectRoutes, ...auditRoutes]) {
    if (method !== 'get' || 'media' in answer) continue
    const { status, body } = await admin.get(path.replace(':slug', 'eaux-de-la-vallee'))
    expect([path, status, [...Value.Errors(answer as TSchema, body)]]).toEqual([path, 200, []])
  }
})
