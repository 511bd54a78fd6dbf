import type { TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { firstAdministratorLink } from '../../govern/index.ts'
import type { KeyList, KeyMade, MailPage, Me, Moderated, PersonPage, Problem } from '../json/shapes.ts'
import { openTown, type Town } from '../testing.ts'
import { accountsRoutes } from './index.ts'
import { openVisitor, type Visitor } from './testing.ts'

let town: Town
let admin: Visitor
let visitor: Visitor
const password = 'cheval agrafe pile correct'
beforeAll(async () => {
  town = await openTown()
  admin = openVisitor(town.app)
  visitor = openVisitor(town.app)
}, 120_000)
afterAll(() => town?.house.close())

const me = async (who: Visitor) => (await who.get<Me>('/api/account')).body.account

test('the link of the terminal makes the administrator, and signs them in', async () => {
  const token = new URL((await firstAdministratorLink(town.govern))!).searchParams.get('token')!
  expect((await admin.get(`/api/account/first?token=${token}`)).status).toBe(200)
  expect((await admin.get('/api/account/first?token=other')).status).toBe(410)
  const form = { token, email: 'admin@example.org', name: 'Admin', password }
  const { status, headers } = await admin.post('/api/account/first', form)
  expect(status).toBe(200)
  expect(headers.get('set-cookie')).toMatch(/^session=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/)
  expect(await me(admin)).toMatchObject({ email: 'admin@example.org', administrator: true })
})

test('an account is asked for, approved, used and left', async () => {
  const form = { email: 'camille@example.org', name: 'Camille', password }
  expect((await visitor.post('/api/account/sign-up', form)).body).toEqual({ next: 'moderation' })
  expect((await visitor.post('/api/account/sign-in', { email: form.email, password: 'wrong password' })).status).toBe(
    401,
  )
  expect((await visitor.post('/api/account/sign-in', { email: form.email, password })).status).toBe(200)
  expect(await me(visitor)).toMatchObject({ state: 'pending', administrator: false, language: 'fr' })
  const early = await visitor.post<Problem>('/api/account/keys', { label: 'early', datasets: null, days: 1 })
  expect([early.status, early.body.code]).toEqual([403, 'account.not-allowed'])

  const { body: waiting } = await admin.get<PersonPage>('/api/accounts?state=pending')
  expect(waiting.items).toMatchObject([{ email: form.email }])
  const approved = await admin.post<Moderated>(`/api/accounts/${waiting.items[0]!.id}`, { action: 'approve' })
  expect(approved.body.account.state).toBe('active')
  const mail = (await visitor.get<MailPage>('/api/account/mail')).body
  expect([mail.total, mail.items[0]!.subject]).toEqual([1, 'Test — votre compte est ouvert'])
  expect((await visitor.get<Me>('/api/account')).body.unread).toBe(1)
  await visitor.post('/api/account/mail/read')
  expect((await visitor.get<Me>('/api/account')).body.unread).toBe(0)

  const session = visitor.cookies.get('session')!
  expect((await visitor.post('/api/account/sign-out')).status).toBe(200)
  expect(visitor.cookies.has('session')).toBe(false)
  visitor.cookies.set('session', session)
  expect(await me(visitor)).toBeNull()
  await visitor.post('/api/account/sign-in', { email: form.email, password })
})

test('keys are made, used as a token or as the password of Basic, and revoked', async () => {
  const made = await visitor.post<KeyMade>('/api/account/keys', { label: 'notebook', datasets: null, days: 30 })
  expect([made.status, made.headers.get('Cache-Control')]).toEqual([201, 'private, no-cache'])
  const { key, about } = made.body
  const basic = `Basic ${Buffer.from(`camille:${key}`).toString('base64')}`
  for (const Authorization of [`Bearer ${key}`, `bearer  ${key}`, basic])
    expect((await town.get('/api/datasets/counters/rows', { Authorization })).status).toBe(200)
  // A key reads: it is nobody at a browser.
  const headers = { Authorization: `Bearer ${key}` }
  expect((await town.get<Me>('/api/account', headers)).body.account).toBeNull()
  expect((await town.get('/api/account/keys', headers)).status).toBe(401)
  const { body } = await visitor.get<KeyList>('/api/account/keys')
  expect(body.items).toMatchObject([{ label: 'notebook', revoked: null }])
  expect(JSON.stringify(body)).not.toContain(key)
  expect((await visitor.post(`/api/account/keys/${about.id}/revoke`)).status).toBe(200)
  expect((await town.get('/api/datasets/counters/rows', headers)).status).toBe(401)
  const unknown = await visitor.post<Problem>('/api/account/keys', { label: 'x', datasets: ['stuff'], days: 3 })
  expect([unknown.status, unknown.body.facts?.closest]).toEqual([404, 'staff'])
})

test('what another site makes a browser send is refused', async () => {
  const posts = accountsRoutes.filter(({ method }) => method === 'post').map(({ path }) => path.replace(':id', '1'))
  expect(posts.length).toBeGreaterThan(10)
  const elsewhere: Record<string, string>[] = [
    { Origin: 'https://evil.example' },
    { Origin: 'null' },
    { 'Sec-Fetch-Site': 'cross-site' },
    { Origin: 'http://town.example', 'Sec-Fetch-Site': 'same-site' },
    { Origin: '' },
  ]
  for (const path of posts)
    for (const headers of elsewhere) {
      const { status, body } = await visitor.post<Problem>(path, {}, headers)
      expect([path, headers, status, body.code]).toEqual([path, headers, 403, 'account.cross-site'])
    }
  expect(
    (await visitor.post('/api/account/sign-out', {}, { Origin: '', 'Sec-Fetch-Site': 'same-origin' })).status,
  ).toBe(200)
  await visitor.post('/api/account/sign-in', { email: 'camille@example.org', password })
})

test('what is for who signed in, and for administrators, is for nobody else', async () => {
  const forAdministrators = (path: string) => path.startsWith('/api/accounts')
  for (const { method, path, secured } of accountsRoutes.filter((one) => one.secured)) {
    const address = path.replace(':id', '1')
    const ask = (who: Visitor) => (method === 'get' ? who.get<Problem>(address) : who.post<Problem>(address, {}))
    const nobody = await ask(openVisitor(town.app))
    expect([path, secured, nobody.status, nobody.body.code]).toEqual([path, true, 401, 'account.signed-out'])
    if (!forAdministrators(path)) continue
    const other = await ask(visitor)
    expect([path, other.status, other.body.code]).toEqual([path, 403, 'account.not-allowed'])
  }
  expect((await town.get('/api/accounts', town.operator)).status).toBe(200)
})

test('the operator hands over a link to choose a password', async () => {
  const id = (await me(visitor))!.id
  const answer = await town.app.request(`/api/accounts/${id}`, {
    method: 'POST',
    headers: { ...town.operator, 'Content-Type': 'application/json' },
    body: '{"action":"password-link"}',
  })
  const { link } = (await answer.json()) as Moderated
  const token = new URL(link!).searchParams.get('token')!
  const chosen = { token, password: 'une nouvelle phrase de passe' }
  expect((await openVisitor(town.app).post('/api/account/choose-password', { ...chosen, password: 'x' })).status).toBe(
    400,
  )
  expect((await visitor.post('/api/account/choose-password', chosen)).status).toBe(200)
  expect((await visitor.post('/api/account/choose-password', chosen)).status).toBe(410)
  const change = { current: chosen.password, password }
  expect((await visitor.post('/api/account/password', change)).status).toBe(200)
})

test('everything kept of a person is theirs to read, correct and erase', async () => {
  expect((await visitor.post('/api/account/profile', { name: 'Camille D.', language: 'en' })).status).toBe(200)
  const data = await visitor.get<{ account: { name: string }; keys: unknown[] }>('/api/account/data')
  expect([data.body.account.name, data.body.keys.length]).toEqual(['Camille D.', 1])
  expect((await visitor.post('/api/account/erase', { current: 'no' })).status).toBe(400)
  expect((await visitor.post('/api/account/erase', { current: password })).status).toBe(200)
  expect(await me(visitor)).toBeNull()
  expect((await visitor.post('/api/account/sign-in', { email: 'camille@example.org', password })).status).toBe(401)
})

test.each([
  ['not json', 'body'],
  ['[]', 'body'],
  ['{"email": 3, "password": "x"}', 'email'],
  ['{"email": "a@b.c"}', 'body'],
])('a body that will not do is refused: %s', async (body, place) => {
  const answer = await town.app.request('/api/account/sign-in', {
    method: 'POST',
    headers: { 'Sec-Fetch-Site': 'same-origin' },
    body,
  })
  const problem = (await answer.json()) as Problem
  expect([answer.status, problem.code, problem.place]).toEqual([400, 'api.bad-body', place])
})

test('the addresses to read answer what the document says', async () => {
  for (const { method, path, answer } of accountsRoutes) {
    if (method !== 'get' || 'media' in answer || path === '/api/account/first') continue
    const { status, body } = await admin.get(path.replace(':id', '1'))
    expect([path, status, [...Value.Errors(answer as TSchema, body)]]).toEqual([path, 200, []])
  }
})
