import { afterAll, beforeAll, expect, test } from 'vitest'
import { failure } from '../../store/testing.ts'
import { oneself } from '../audit/record.ts'
import { addAccount, lettersTo, openTestGovern, PASSWORD, type TestGovern } from '../testing.ts'
import { viewerOfSession } from '../viewer.ts'
import { readAccount } from './account.ts'
import { becomeAdministrator, firstAdministratorLink } from './first.ts'
import { correctEmail, listAccounts, moderate } from './moderate.ts'
import { changePassword, choosePassword, forgotPassword, passwordLink } from './password-change.ts'
import { eraseAccount } from './profile.ts'
import { sweepSessions } from './sessions.ts'
import { signIn } from './sign-in.ts'
import { confirmAddress, signUp } from './sign-up.ts'

let house: TestGovern
beforeAll(async () => {
  house = await openTestGovern()
})
afterAll(() => house?.close())

const from = undefined
const operator = { kind: 'operator' } as const
const mail = { url: 'smtp://localhost:2525', from: 'town@example.org' }
const tokenIn = (link: string | null | undefined) => new URL(link!).searchParams.get('token')!
const hours = (count: number) => {
  house.now = new Date(house.now.getTime() + count * 3_600_000)
}
const ask = (email: string, password = PASSWORD, name = 'Camille') => ({
  email,
  name,
  password,
  language: 'fr' as const,
  from,
})
const idOf = async (email: string) =>
  (await house.govern.store.query<{ id: number }>('select id from account where email = $1', [email]))[0]!.id

test('the first administrator comes by a link, good once, and only while there is none', async () => {
  const { govern } = house
  const old = await firstAdministratorLink(govern)
  const link = await firstAdministratorLink(govern)
  expect(link).toMatch(/^https:\/\/data\.example\.org\/account\/first\?token=[\w-]{43}$/)
  const form = { email: 'Admin@Example.org ', name: 'Admin', password: PASSWORD, language: 'fr' as const }
  expect((await failure(becomeAdministrator(govern, tokenIn(old), form))).code).toBe('account.link-gone')
  expect((await failure(becomeAdministrator(govern, tokenIn(link), { ...form, password: 'short' }))).place).toBe(
    'password',
  )
  const { account, session } = await becomeAdministrator(govern, tokenIn(link), form)
  expect(await viewerOfSession(govern, session)).toMatchObject({ kind: 'account', account, administrator: true })
  expect(await readAccount(govern.store, account)).toMatchObject({ email: 'admin@example.org', state: 'active' })
  expect((await failure(becomeAdministrator(govern, tokenIn(link), form))).code).toBe('account.link-gone')
  expect(await firstAdministratorLink(govern)).toBeUndefined()
})

test('a link holds for its time', async () => {
  const id = await addAccount(house.govern, 'late@example.org')
  const link = await passwordLink(house.govern, operator, id)
  hours(2.1)
  expect((await failure(choosePassword(house.govern, tokenIn(link), PASSWORD))).code).toBe('account.link-gone')
  await sweepSessions(house.govern)
  expect(await house.govern.store.query('select 1 from one_time_link where account = $1', [id])).toEqual([])
})

test('without a mail server an account waits for an administrator, who is told', async () => {
  const { govern } = house
  expect(await signUp(govern, ask('paul@example.org'))).toBe('moderation')
  const id = await idOf('paul@example.org')
  const { session } = await signIn(govern, { email: ' PAUL@example.org', password: PASSWORD, from })
  expect(await viewerOfSession(govern, session)).toMatchObject({ account: id, administrator: false })
  const letters = await lettersTo(govern, await idOf('admin@example.org'))
  expect(letters.at(-1)).toMatchObject({ subject: 'Essai — un compte attend votre accord' })
  expect(letters.at(-1)!.body).toContain('Camille (paul@example.org)')
  await moderate(govern, oneself(await idOf('admin@example.org')), id, 'approve')
  expect((await readAccount(govern.store, id)).state).toBe('active')
  expect((await lettersTo(govern, id)).at(-1)!.subject).toContain('ouvert')
})

test('with one, the address is proved first, by who knows the password', async () => {
  const govern = house.with({ mail })
  expect(await signUp(govern, ask('lise@example.org'))).toBe('confirm')
  const id = await idOf('lise@example.org')
  const wait = await failure(signIn(govern, { email: 'lise@example.org', password: PASSWORD, from }))
  expect(wait.code).toBe('account.unconfirmed')
  const [letter] = await lettersTo(govern, id)
  expect(letter!.body).not.toContain('token=')
  const token = tokenIn(letter!.link)
  // Somebody opened an account with the address of another, who opens the link: they do not know the password.
  const stranger = await failure(confirmAddress(govern, token, { password: 'another good password', from }))
  expect([stranger.code, stranger.place]).toEqual(['account.bad-field', 'password'])
  const { session } = await confirmAddress(govern, token, { password: PASSWORD, from })
  expect(await viewerOfSession(govern, session)).toMatchObject({ account: id })
  expect((await readAccount(govern.store, id)).state).toBe('pending')
  expect((await failure(confirmAddress(govern, token, { password: PASSWORD, from }))).code).toBe('account.link-gone')
})

test('where accounts are open to all, a proved address is enough; where they are closed, nobody asks', async () => {
  const open = house.with({ mail, signUp: 'open' })
  await signUp(open, ask('ines@example.org'))
  const id = await idOf('ines@example.org')
  await confirmAddress(open, tokenIn((await lettersTo(open, id))[0]!.link), { password: PASSWORD, from })
  expect((await readAccount(open.store, id)).state).toBe('active')
  const closed = await failure(signUp(house.with({ signUp: 'closed' }), ask('nobody@example.org')))
  expect(closed.code).toBe('account.not-allowed')
})

test('asking with an address that has an account looks the same, and tells its owner', async () => {
  const govern = house.with({ mail })
  expect(await signUp(govern, ask('ines@example.org', 'a password of a stranger', 'Stranger'))).toBe('confirm')
  const id = await idOf('ines@example.org')
  expect((await lettersTo(govern, id)).at(-1)!.subject).toContain('déjà un compte')
  expect((await readAccount(govern.store, id)).name).toBe('Camille')
  await signIn(govern, { email: 'ines@example.org', password: PASSWORD, from })
})

test.each([
  [{ email: 'nothing' }, 'email'],
  [{ email: 'a@b\r\nBcc: all@example.org' }, 'email'],
  [{ email: `${'x'.repeat(250)}@example.org` }, 'email'],
  [{ name: ' \u0000\n ' }, 'name'],
  [{ name: 'x'.repeat(121) }, 'name'],
  [{ password: 'short' }, 'password'],
])('a form that will not do says where: %o', async (wrong, place) => {
  const error = await failure(signUp(house.govern, { ...ask('form@example.org'), ...wrong }))
  expect([error.code, error.place]).toEqual(['account.bad-field', place])
})

test('wrong passwords are counted: too many and nobody gets in, until time passes', async () => {
  const { govern } = house
  await addAccount(govern, 'target@example.org')
  const guess = (place: string, password = 'a wrong password') =>
    failure(signIn(govern, { email: 'target@example.org', password, from: place }))
  for (let i = 0; i < 10; i++) expect((await guess('192.0.2.1')).code).toBe('account.wrong')
  const stopped = await guess('192.0.2.1')
  expect([stopped.code, stopped.facts.seconds]).toEqual(['account.too-fast', 900])
  // From elsewhere the person still gets in.
  expect((await guess('192.0.2.2')).code).toBe('account.wrong')
  hours(0.3)
  expect((await guess('192.0.2.1')).code).toBe('account.wrong')
  const kept = await govern.store.query<{ who: string }>('select who from attempt')
  expect(JSON.stringify(kept)).not.toMatch(/target|192\.0/)
}, 60_000)

test('an account that does not exist is refused like a wrong password', async () => {
  const error = await failure(signIn(house.govern, { email: 'nobody@example.org', password: PASSWORD, from }))
  expect(error.code).toBe('account.wrong')
})

test('a forgotten password: the link goes by mail, other sessions end', async () => {
  const govern = house.with({ mail })
  const { account, session } = await signIn(govern, { email: 'paul@example.org', password: PASSWORD, from })
  await forgotPassword(govern, { email: 'paul@example.org', from })
  await forgotPassword(govern, { email: 'unknown@example.org', from })
  const link = (await lettersTo(govern, account)).at(-1)!.link
  const chosen = await choosePassword(govern, tokenIn(link), 'une autre phrase de passe')
  expect(await viewerOfSession(govern, session)).toBeUndefined()
  expect(await viewerOfSession(govern, chosen.session)).toMatchObject({ account })
  expect((await failure(signIn(govern, { email: 'paul@example.org', password: PASSWORD, from }))).code).toBe(
    'account.wrong',
  )
  expect((await lettersTo(govern, account)).at(-1)!.subject).toContain('a changé')
})

test('where no mail is sent, the administrators are told and hand over a link', async () => {
  await forgotPassword(house.govern, { email: 'paul@example.org', from })
  const [last] = (await lettersTo(house.govern, await idOf('admin@example.org'))).slice(-1)
  expect(last!.body).toContain(`https://data.example.org/admin/accounts/${await idOf('paul@example.org')}`)
  expect(last!.link).toBeNull()
})

test('letters to one address are few, whatever is asked', async () => {
  const govern = house.with({ mail })
  const id = await addAccount(govern, 'flooded@example.org')
  for (let i = 0; i < 8; i++) await forgotPassword(govern, { email: 'flooded@example.org', from })
  expect(await lettersTo(govern, id)).toHaveLength(3)
})

test('a password is changed by who knows it, and the other sessions end', async () => {
  const { govern } = house
  const email = 'paul@example.org'
  const password = 'une autre phrase de passe'
  const here = await signIn(govern, { email, password, from })
  const there = await signIn(govern, { email, password, from })
  const paul = await readAccount(govern.store, here.account)
  const change = { current: password, password: PASSWORD, session: here.session, from }
  expect((await failure(changePassword(govern, paul, { ...change, current: 'no' }))).place).toBe('current')
  await changePassword(govern, paul, change)
  expect(await viewerOfSession(govern, here.session)).toBeDefined()
  expect(await viewerOfSession(govern, there.session)).toBeUndefined()
})

test('a session ends when it is not used for a week, and after a month whatever happens', async () => {
  const { govern } = house
  const { session } = await signIn(govern, { email: 'paul@example.org', password: PASSWORD, from })
  for (let day = 0; day < 29; day += 6) {
    hours(24 * 6)
    expect(await viewerOfSession(govern, session), `day ${day + 6}`).toEqual(
      day + 6 <= 29 ? expect.anything() : undefined,
    )
  }
  const idle = await signIn(govern, { email: 'paul@example.org', password: PASSWORD, from })
  hours(24 * 7 + 1)
  expect(await viewerOfSession(govern, idle.session)).toBeUndefined()
  await sweepSessions(govern)
  expect(await govern.store.query('select 1 from session')).toEqual([])
})

test('administrators block, name others, correct addresses; nobody decides of themselves, and one always stays', async () => {
  const { govern } = house
  const [admin, paul] = [await idOf('admin@example.org'), await idOf('paul@example.org')]
  const { session } = await signIn(govern, { email: 'paul@example.org', password: PASSWORD, from })
  expect((await failure(moderate(govern, oneself(admin), admin, 'demote'))).code).toBe('account.not-allowed')
  await moderate(govern, oneself(admin), paul, 'promote')
  expect(await viewerOfSession(govern, session)).toMatchObject({ administrator: true })
  await moderate(govern, oneself(admin), paul, 'block')
  expect(await viewerOfSession(govern, session)).toBeUndefined()
  expect((await failure(signIn(govern, { email: 'paul@example.org', password: PASSWORD, from }))).code).toBe(
    'account.blocked',
  )
  expect((await failure(moderate(govern, oneself(admin), paul, 'refuse'))).code).toBe('account.state')
  expect((await failure(moderate(govern, operator, admin, 'block'))).code).toBe('account.last')
  await moderate(govern, oneself(admin), paul, 'unblock')
  expect((await failure(correctEmail(govern, operator, paul, 'admin@example.org'))).place).toBe('email')
  await correctEmail(govern, operator, paul, 'paul.durand@example.org')
  await signIn(govern, { email: 'paul.durand@example.org', password: PASSWORD, from })
})

test('a search finds accounts by name, address and state', async () => {
  const { govern } = house
  const find = async (q: string, state?: 'active' | 'pending') =>
    (await listAccounts(govern, { q, state, limit: 50, offset: 0 })).items.map(({ email }) => email)
  expect(await find('DURAND')).toEqual(['paul.durand@example.org'])
  expect(await find('', 'pending')).toEqual(['lise@example.org'])
  expect(await find('%')).toEqual([])
  expect((await listAccounts(govern, { q: '', state: undefined, limit: 2, offset: 0 })).total).toBeGreaterThan(4)
})

test('an erased account leaves nothing that says who it was', async () => {
  const { govern } = house
  const { account, session } = await signIn(govern, { email: 'paul.durand@example.org', password: PASSWORD, from })
  const paul = await readAccount(govern.store, account)
  expect((await failure(eraseAccount(govern, paul, { current: 'wrong', from }))).place).toBe('current')
  await eraseAccount(govern, paul, { current: PASSWORD, from })
  expect(await viewerOfSession(govern, session)).toBeUndefined()
  expect(await readAccount(govern.store, account)).toMatchObject({
    email: null,
    name: '—',
    state: 'erased',
    hasPassword: false,
  })
  expect(await lettersTo(govern, account)).toEqual([])
  const admin = await readAccount(govern.store, await idOf('admin@example.org'))
  expect((await failure(eraseAccount(govern, admin, { current: PASSWORD, from }))).code).toBe('account.last')
  expect((await readAccount(govern.store, admin.id)).state).toBe('active')
})

test('passwords, links and sessions are written nowhere as they are', async () => {
  const { govern, logs } = house
  const { session } = await signIn(govern, { email: 'ines@example.org', password: PASSWORD, from })
  const link = await passwordLink(govern, operator, await idOf('ines@example.org'))
  const tables = ['account', 'session', 'one_time_link', 'attempt', 'mail', 'access_key', 'identity']
  const all = await Promise.all(tables.map((table) => govern.store.query(`select * from ${table}`)))
  const text = JSON.stringify([all, logs])
  for (const secret of [session, tokenIn(link), PASSWORD]) expect(text).not.toContain(secret)
})
