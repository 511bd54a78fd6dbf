import { afterAll, beforeAll, expect, test } from 'vitest'
import { failure } from '../../store/testing.ts'
import { readAudit } from '../audit/read.ts'
import { oneself } from '../audit/record.ts'
import { decide } from '../decide.ts'
import { createAccessKey } from '../keys.ts'
import { tend } from '../open.ts'
import { addOrganisation, setOwner } from '../organisations/change.ts'
import { setMember } from '../organisations/members.ts'
import { addProject } from '../projects.ts'
import { addAccount, lettersTo, openTestGovern, type TestGovern } from '../testing.ts'
import { viewerOfKey } from '../viewer.ts'
import { answerRequest, cancelRequest } from './answer.ts'
import { askAccess } from './ask.ts'
import { listRequests, readRequest } from './request.ts'
import { rightsOf } from './rights.ts'
import { tendRequests } from './tend.ts'

let house: TestGovern
let [admin, producer, member, lea, max] = [0, 0, 0, 0, 0]
beforeAll(async () => {
  house = await openTestGovern()
  const { govern } = house
  admin = await addAccount(govern, 'admin@example.org', { administrator: true })
  producer = await addAccount(govern, 'producer@example.org')
  member = await addAccount(govern, 'member@example.org')
  lea = await addAccount(govern, 'lea@example.org')
  max = await addAccount(govern, 'max@example.org', { language: 'en' })
  const form = { name: 'Water', kind: 'public', summary: '', url: '', email: '' }
  await addOrganisation(govern, oneself(admin) as never, true, form)
  await setMember(govern, oneself(admin), 'water', { email: 'producer@example.org', role: 'producer' })
  await setMember(govern, oneself(admin), 'water', { email: 'member@example.org', role: 'member' })
  await govern.store.query(`delete from member where account = $1`, [admin])
  await setOwner(govern, oneself(admin), 'leaks', 'water')
})
afterAll(() => house?.close())

const leaks = { name: 'leaks', access: 'restricted' } as const
const form = {
  purpose: 'Study of leaks in the old town.',
  comment: '',
  ends: '2025-06-30',
  project: undefined,
  organisation: '',
}
const ask = (account: number, more: Partial<typeof form> | object = {}, dataset: typeof leaks | object = leaks) =>
  askAccess(house.govern, { id: account, name: `account ${account}` }, dataset as typeof leaks, { ...form, ...more })
const at = (moment: string) => {
  house.now = new Date(moment)
}
const reads = async (account: number, dataset = 'leaks') => (await rightsOf(house.govern, account)).has(dataset)
const last = async (account: number) => (await lettersTo(house.govern, account)).at(-1)?.subject ?? ''

test('a request is made, those who decide are told, one of them accepts it, the requester reads', async () => {
  const { govern } = house
  const request = await ask(lea)
  expect(request).toMatchObject({
    ...{ dataset: 'leaks', state: 'requested', ends: '2025-06-30', until: null, answered: null },
    ...{ account: { id: lea, email: 'lea@example.org' }, owner: { slug: 'water' } },
  })
  expect(await last(producer)).toContain('demande l’accès à « leaks »')
  // Neither a mere member nor, as the organisation has producers, the administrators.
  for (const other of [member, admin]) expect(await last(other)).not.toContain('demande')
  expect(await reads(lea)).toBe(false)
  const accepted = await answerRequest(govern, oneself(producer), false, request.id, {
    answer: 'accept',
    note: 'Welcome.',
  })
  // The whole of the last day, in the time zone of the territory.
  const until = new Date('2025-06-30T22:00:00Z')
  expect(accepted).toMatchObject({ state: 'accepted', note: 'Welcome.', until, answeredBy: { id: producer } })
  expect(await last(lea)).toBe('Essai — accès accepté : « leaks »')
  expect(await rightsOf(govern, lea)).toEqual(new Map([['leaks', { why: 'request', request: request.id, until }]]))
})

test('producers of an organisation read its datasets, its mere members do not', async () => {
  expect([await reads(producer), await reads(member), await reads(admin)]).toEqual([true, false, false])
})

test('a right ends at its end, whether or not anything looked at the time', async () => {
  const { key } = await createAccessKey(house.govern, lea, { label: 'k', datasets: ['leaks'], days: 300 })
  const decided = async () =>
    decide({ access: 'restricted', dataset: 'leaks' }, (await viewerOfKey(house.govern, key))!).allowed
  at('2025-06-30T21:59:59Z')
  expect([await reads(lea), await decided()]).toEqual([true, true])
  at('2025-06-30T22:00:00Z')
  expect([await reads(lea), await decided()]).toEqual([false, false])
  const { items } = await listRequests(
    house.govern,
    { by: lea },
    { state: 'expired', dataset: undefined, limit: 9, offset: 0 },
  )
  expect(items).toMatchObject([{ state: 'expired' }])
})

test('the end is written once, and told', async () => {
  const { govern } = house
  await Promise.all([tendRequests(govern), tendRequests(govern)])
  await tendRequests(govern)
  expect(await last(lea)).toContain('votre accès à « leaks » est fini')
  const { items } = await readAudit(govern, { account: lea }, { verb: 'request.expired' }, { limit: 9 })
  expect(items).toMatchObject([{ kind: 'service', dataset: 'leaks', account: { id: lea } }])
})

test('reminders go a month and a week before, once each', async () => {
  const { govern } = house
  const { id } = await ask(lea, { ends: '2025-12-31' })
  await answerRequest(govern, oneself(producer), false, id, { answer: 'accept', note: '' })
  const reminders = async () =>
    (await lettersTo(govern, lea)).filter(({ subject }) => subject.includes('finit le 2025-12-31')).length
  for (const [moment, sent] of [
    ['2025-11-30T22:00:00Z', 0],
    ['2025-12-02T00:00:00Z', 1],
    ['2025-12-20T00:00:00Z', 1],
    ['2025-12-26T00:00:00Z', 2],
    ['2025-12-30T00:00:00Z', 2],
  ] as const) {
    at(moment)
    await tend(govern)
    await tend(govern)
    expect([moment, await reminders()]).toEqual([moment, sent])
  }
})

test('a longer right asked for in time takes over without a letter', async () => {
  const { govern } = house
  const { id } = await ask(lea, { ends: '2026-06-30' })
  await answerRequest(govern, oneself(producer), false, id, { answer: 'accept', note: '' })
  const before = (await lettersTo(govern, lea)).length
  at('2026-01-02T00:00:00Z')
  await tend(govern)
  expect(await lettersTo(govern, lea)).toHaveLength(before)
  expect(await reads(lea)).toBe(true)
})

test('a producer withdraws a right, and says why; the requester gives one up', async () => {
  const { govern } = house
  const { items } = await listRequests(
    govern,
    { by: lea },
    { state: 'accepted', dataset: 'leaks', limit: 9, offset: 0 },
  )
  const { id } = items[0]!
  const silent = await failure(answerRequest(govern, oneself(producer), false, id, { answer: 'revoke', note: ' ' }))
  expect([silent.code, silent.place]).toEqual(['account.bad-field', 'note'])
  expect(
    await answerRequest(govern, oneself(producer), false, id, { answer: 'revoke', note: 'Misused.' }),
  ).toMatchObject({
    state: 'revoked',
    note: 'Misused.',
  })
  expect([await reads(lea), await last(lea)]).toEqual([false, 'Essai — accès retiré : « leaks »'])
  const again = await ask(lea, { ends: '2026-06-30' })
  await answerRequest(govern, oneself(producer), false, again.id, { answer: 'accept', note: '' })
  expect((await failure(cancelRequest(govern, max, again.id))).code).toBe('account.not-allowed')
  expect((await cancelRequest(govern, lea, again.id)).state).toBe('cancelled')
  expect([await reads(lea), await last(producer)]).toEqual([false, 'Essai — demande annulée : « leaks »'])
})

test('the last day may be brought forward, never put off', async () => {
  const { govern } = house
  const { id } = await ask(max, { ends: '2026-03-31' })
  const accept = (ends: string) =>
    answerRequest(govern, oneself(producer), false, id, { answer: 'accept', note: '', ends })
  for (const wrong of ['2026-04-01', '2026-01-01', 'tomorrow', '2026-02-30'])
    expect((await failure(accept(wrong))).place).toBe('ends')
  expect((await accept('2026-02-15')).ends).toBe('2026-02-15')
  at('2026-02-15T23:00:00Z')
  expect(await reads(max)).toBe(false)
})

test('who decides: producers of the dataset, administrators, the operator, nobody of their own request', async () => {
  const { govern } = house
  const form = { answer: 'refuse', note: 'No need shown.' } as const
  const { id } = await ask(max, { ends: '2026-12-31' })
  for (const other of [max, lea, member])
    expect((await failure(answerRequest(govern, oneself(other), false, id, form))).code).toBe('account.not-allowed')
  expect((await answerRequest(govern, oneself(admin), true, id, form)).state).toBe('refused')
  expect((await failure(answerRequest(govern, oneself(admin), true, id, form))).code).toBe('request.state')
  const own = await ask(producer, { ends: '2026-12-31' })
  expect((await failure(answerRequest(govern, oneself(producer), false, own.id, form))).code).toBe(
    'account.not-allowed',
  )
  const byOperator = await answerRequest(govern, { kind: 'operator' }, false, own.id, form)
  expect(byOperator).toMatchObject({ state: 'refused', answeredBy: null })
})

test('a dataset that nobody answers for is the administrators’ to decide', async () => {
  await ask(max, { ends: '2026-12-31' }, { name: 'orphan', access: 'restricted' })
  expect(await last(admin)).toContain('demande l’accès à « orphan »')
})

test('what cannot be asked for is refused with the reason', async () => {
  const { govern } = house
  const code = async (more: object, dataset: object = leaks) => (await failure(ask(lea, more, dataset))).code
  expect(await code({}, { name: 'x', access: 'open' })).toBe('request.needless')
  expect(await code({}, { name: 'x', access: 'personal' })).toBe('request.personal')
  for (const ends of ['', '2026-02-14', '2029-03-01', '31/12/2026'])
    expect([ends, (await failure(ask(lea, { ends }))).place]).toEqual([ends, 'ends'])
  expect((await failure(ask(lea, { purpose: 'study' }))).place).toBe('purpose')
  const later = { ends: '2026-12-31' }
  const project = await addProject(govern, max, { title: 'Map', summary: 'A map.', url: '', parties: [] })
  expect(await code({ ...later, project: project.id })).toBe('account.not-allowed')
  expect(await code({ ...later, project: 999 })).toBe('project.unknown')
  expect(await code({ ...later, organisation: 'water' })).toBe('account.not-allowed')
  await ask(lea, later)
  expect(await code(later)).toBe('request.twice')
})

test('a request names a project and the organisation it is made for', async () => {
  const { govern } = house
  const project = await addProject(govern, member, { title: 'Leak map', summary: 'A map.', url: '', parties: [] })
  const made = await ask(member, { ends: '2026-12-31', project: project.id, organisation: 'water' })
  expect(await readRequest(govern.store, govern, made.id)).toMatchObject({
    project: { title: 'Leak map' },
    organisation: { slug: 'water', name: 'Water' },
  })
})

test('requests are listed for who made them and for who decides', async () => {
  const list = async (scope: Parameters<typeof listRequests>[1], state?: 'requested') =>
    (await listRequests(house.govern, scope, { state, dataset: undefined, limit: 100, offset: 0 })).items
  expect((await list({ by: member })).length).toBe(1)
  const decided = await list({ decidedBy: producer })
  expect(new Set(decided.map(({ dataset }) => dataset))).toEqual(new Set(['leaks']))
  expect(await list({ decidedBy: member })).toEqual([])
  expect((await list({ all: true })).length).toBeGreaterThan(decided.length)
  const page = await listRequests(
    house.govern,
    { all: true },
    { state: undefined, dataset: 'leaks', limit: 2, offset: 1 },
  )
  expect([page.items.length, page.total]).toEqual([2, decided.length])
})

test('a request that nobody answered ends too', async () => {
  at('2027-01-01T00:00:00Z')
  await tend(house.govern)
  expect(await last(lea)).toContain('demande sans réponse')
  const { items } = await listRequests(
    house.govern,
    { all: true },
    { state: 'requested', dataset: undefined, limit: 9, offset: 0 },
  )
  expect(items).toEqual([])
})

test('old readings are forgotten after a year, decisions are not', async () => {
  const { govern } = house
  const count = async () =>
    await govern.store.query<{ verb: string; count: number }>(
      `select verb, count(*) as count from audit group by verb order by verb`,
    )
  await govern.store.query(
    `insert into audit (territory, at, verb, kind, dataset) values ('test', $1, 'data.read', 'operator', 'leaks'), ('test', $2, 'data.read', 'operator', 'leaks')`,
    [new Date('2025-12-30'), new Date('2026-01-03')],
  )
  const before = await count()
  await tend(govern)
  expect(await count()).toEqual(before.map((one) => (one.verb === 'data.read' ? { ...one, count: 1 } : one)))
})
