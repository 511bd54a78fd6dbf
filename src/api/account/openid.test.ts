import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { GovernSettings } from '../../govern/index.ts'
import type { Me } from '../json/shapes.ts'
import { openTown, type Town } from '../testing.ts'
import { ORIGIN, openVisitor, type Visitor } from './testing.ts'

// A real OpenID provider, whose people are these.

const people: Record<string, object> = {
  lea: { email: 'Lea@example.org', email_verified: true, name: 'Léa Martin' },
  tom: { email: 'tom@example.org', email_verified: false, name: 'Tom' },
  zoe: { email: 'zoe@example.org', name: 'Zoé' },
  max: { name: 'Max' },
}

let town: Town
let server: Server
let settings: Partial<GovernSettings>

beforeAll(async () => {
  server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`
  const client = {
    client_id: 'town',
    client_secret: 'a secret of the town',
    redirect_uris: [`${ORIGIN}/api/account/openid/callback`],
  }
  const provider = new Provider(issuer, {
    clients: [{ ...client, grant_types: ['authorization_code'], response_types: ['code'] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    findAccount: (_, id) => ({ accountId: id, claims: async () => ({ sub: id, ...people[id] }) }),
    pkce: { required: () => true },
    features: { devInteractions: { enabled: true } },
    cookies: { keys: ['for the test'] },
  })
  server.on('request', provider.callback())
  const openId = { issuer, client: 'town', secret: 'a secret of the town', name: 'Town hall', trustsEmail: false }
  settings = { openId }
  town = await openTown(settings)
}, 120_000)
afterAll(async () => {
  await town?.house.close()
  server?.closeAllConnections()
  server?.close()
})

/** Goes through the pages of the provider as a browser does, as `login`, and gives the address it sends back to. */
async function atProvider(start: string, login: string): Promise<string> {
  const jar = new Map<string, string>()
  let url = start
  let form: URLSearchParams | undefined
  for (let step = 0; step < 12; step++) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { cookie },
      ...(form && { method: 'POST', body: form }),
    })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      jar.set(name, value)
    }
    form = undefined
    const next = answer.headers.get('location')
    if (next) {
      await answer.arrayBuffer()
      url = new URL(next, url).href
      if (url.startsWith(ORIGIN)) return url.slice(ORIGIN.length)
      continue
    }
    const page = await answer.text()
    const [, action] = /<form[^>]*action="([^"]+)"/.exec(page) ?? []
    if (!action) throw new Error(`the provider stopped at ${url}: ${page.slice(0, 300)}`)
    url = new URL(action, url).href
    form = new URLSearchParams(
      /name="login"/.test(page) ? { prompt: 'login', login, password: 'any' } : { prompt: 'consent' },
    )
  }
  throw new Error('the provider never sent back')
}

/** Signs in as `login` and gives where the browser ends. */
async function signIn(who: Visitor, login: string, next = ''): Promise<string> {
  const left = await who.get(`/api/account/openid${next && `?next=${encodeURIComponent(next)}`}`)
  expect(left.status).toBe(302)
  const back = await who.get(await atProvider(left.headers.get('location')!, login))
  expect(back.status).toBe(302)
  return back.headers.get('location')!
}
const me = async (who: Visitor) => (await who.get<Me>('/api/account')).body.account
const accounts = () => town.govern.store.query<{ email: string }>('select email from account order by id')

test('somebody signs in by the provider: an account is made, and found again', async () => {
  const lea = openVisitor(town.app)
  expect(await signIn(lea, 'lea', '/datasets/staff?x=1')).toBe('/datasets/staff?x=1')
  expect(await me(lea)).toMatchObject({
    ...{ email: 'lea@example.org', name: 'Léa Martin', state: 'pending' },
    ...{ hasPassword: false, hasIdentity: true },
  })
  expect(lea.cookies.has('openid')).toBe(false)
  people.lea = { ...people.lea, email: 'lea.martin@example.org' }
  const again = openVisitor(town.app)
  expect(await signIn(again, 'lea')).toBe('/account')
  expect((await me(again))!.id).toBe((await me(lea))!.id)
  expect(await accounts()).toHaveLength(1)
})

test('the account of a proved address is theirs, without the password of whoever asked for it before', async () => {
  const stranger = openVisitor(town.app)
  const password = 'a password of a stranger'
  await stranger.post('/api/account/sign-up', { email: 'zoe@example.org', name: 'Stranger', password })
  people.zoe = { ...people.zoe, email_verified: true }
  const zoe = openVisitor(town.app)
  await signIn(zoe, 'zoe')
  expect(await me(zoe)).toMatchObject({ email: 'zoe@example.org', hasPassword: false })
  expect((await stranger.post('/api/account/sign-in', { email: 'zoe@example.org', password })).status).toBe(401)
  expect(await accounts()).toHaveLength(2)
})

test('an address that the provider does not prove opens nothing', async () => {
  for (const login of ['tom', 'max']) {
    const who = openVisitor(town.app)
    expect(await signIn(who, login)).toBe('/account?problem=account.unproved-email')
    expect(await me(who)).toBeNull()
  }
})

test('what comes back must be what was asked, from the browser that asked, once', async () => {
  const who = openVisitor(town.app)
  const left = await who.get('/api/account/openid')
  const address = left.headers.get('location')!
  expect(Object.fromEntries(new URL(address).searchParams)).toMatchObject({
    ...{ scope: 'openid email profile', code_challenge_method: 'S256', response_type: 'code' },
    ...{ redirect_uri: `${ORIGIN}/api/account/openid/callback` },
  })
  const back = await atProvider(address, 'lea')
  const ends = async (visitor: Visitor, path: string) => (await visitor.get(path)).headers.get('location')
  expect(await ends(openVisitor(town.app), back)).toBe('/account?problem=account.flow-gone')
  const cookie = who.cookies.get('openid')!
  expect(await ends(who, back.replace(/code=[^&]+/, 'code=forged'))).toBe('/account?problem=account.provider')
  who.cookies.set('openid', cookie)
  expect(await ends(who, back)).toBe('/account?problem=account.flow-gone')
  expect(await me(who)).toBeNull()
})

test('nobody is sent to another site', async () => {
  for (const next of ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)', '/a\nb'])
    expect(await signIn(openVisitor(town.app), 'lea', next)).toBe('/account')
})

test('a blocked account stays out', async () => {
  await town.govern.store.query(`update account set state = 'blocked' where email = 'zoe@example.org'`)
  const zoe = openVisitor(town.app)
  expect(await signIn(zoe, 'zoe')).toBe('/account?problem=account.blocked')
  expect(await me(zoe)).toBeNull()
})

test('a provider that does not answer is told, without its secrets', async () => {
  const { events } = town.house
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  const who = openVisitor(town.app)
  town.house.now = new Date(town.house.now.getTime() + 7_200_000)
  const { status, body } = await who.get<{ code: string }>('/api/account/openid')
  expect([status, body.code]).toEqual([503, 'account.provider'])
  expect(JSON.stringify(events)).not.toContain('a secret of the town')
})
