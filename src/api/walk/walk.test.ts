import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPortal } from '../../portal/index.ts'
import { routes } from '../routes.ts'
import { pageAddresses, postAddresses, readAddresses, sensorThingsAddresses, type Walked } from './testing/addresses.ts'
import { classes, inputMarkOf, markOf, openWalkedTown, type WalkedTown, type Walker } from './testing/town.ts'

// Every address of the service, for everybody, in every class of access: none gives what it must not.

let town: WalkedTown
let app: Hono
let addresses: readonly Walked[]
const assets = new URL('../../portal/assets/', import.meta.url).pathname

beforeAll(async () => {
  town = await openWalkedTown()
  const portal = createPortal({
    api: async (path, init, env) => town.app.request(path, init, env),
    version: '0',
    assets,
  })
  app = new Hono({ strict: false }).route('/', town.app).route('/', portal)
  addresses = [
    ...readAddresses(town, routes),
    ...postAddresses(town),
    ...sensorThingsAddresses(town),
    ...pageAddresses(
      town,
      portal.routes.filter(({ method }) => method === 'GET').map(({ path }) => path),
    ),
  ]
}, 180_000)
afterAll(() => town?.close())

/** Answers in which whoever may read a class plainly sees it, at least. */
const FEWEST_SEEN = 15

const words = /^(text\/|image\/svg|multipart\/)|json|xml|turtle|javascript/

async function ask({ path, body, type }: Walked, { headers }: Walker) {
  const init =
    body === undefined ? { headers } : { method: 'POST', body, headers: { ...headers, 'Content-Type': type! } }
  const answer = await app.request(`http://town.example${path}`, init)
  const media = answer.headers.get('Content-Type') ?? ''
  if (path.startsWith('/api/fleet/') && path.endsWith('/events')) {
    // It stays open until something is measured: that it opened is what counts.
    await answer.body?.cancel()
    return { status: answer.status, media: 'application/octet-stream', text: '' }
  }
  // Bytes as Latin-1: what is written in them plainly shows.
  return { status: answer.status, media, text: Buffer.from(await answer.arrayBuffer()).toString('latin1') }
}

/** What somebody was given that they must not have, and how often each mark was seen. */
async function walk(walker: Walker): Promise<{ wrong: string[]; seen: Record<string, number>; failed: string[] }> {
  const forbidden = [
    ...classes.filter((access) => !walker.reads.includes(access)).map(markOf),
    ...classes.filter((access) => !walker.readsInputs.includes(access)).map(inputMarkOf),
  ]
  const [wrong, failed]: [string[], string[]] = [[], []]
  const seen: Record<string, number> = {}
  for (const one of addresses) {
    const { status, media, text } = await ask(one, walker)
    const shown = `${status} ${one.body ? 'POST ' : ''}${one.path}`
    if (status >= 500) failed.push(shown)
    for (const mark of forbidden) if (text.includes(mark)) wrong.push(`${shown}: ${mark}`)
    // What cannot be searched is given to nobody who may not read it.
    const isHidden = one.subject !== undefined && !walker.reads.includes(one.subject)
    if (isHidden && status < 300 && !words.test(media)) wrong.push(`${shown}: ${media}`)
    for (const access of classes)
      for (const mark of [markOf(access), inputMarkOf(access)])
        if (text.includes(mark)) seen[mark] = (seen[mark] ?? 0) + 1
  }
  return { wrong, seen, failed }
}

test('the walk goes through every route of the table and every page', () => {
  expect(addresses.length).toBeGreaterThan(400)
  const walked = (path: string) => {
    const pattern = new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/?]+')}(\\?|$)`)
    return addresses.some((one) => pattern.test(one.path))
  }
  expect(routes.filter(({ method, path }) => method === 'get' && !walked(path)).map(({ path }) => path)).toEqual([])
})

const names = [
  ...['anybody', 'a session that is none', 'an account without right', 'an account that awaits approval'],
  ...['an accepted requester', 'an expired requester', 'a refused requester', 'a producer', 'a mere member'],
  ...['an administrator', 'the operator', 'a key of an account without right', 'a key of an accepted requester'],
  ...['a key limited to what was granted', 'a key limited to another dataset', 'a key of an expired requester'],
  ...['a key of a producer', 'a key of an administrator'],
]

describe('everywhere', () => {
  test.each(names)('%s is given nothing they must not have', { timeout: 600_000 }, async (name) => {
    const walker = town.walkers.get(name)!
    const { wrong, seen, failed } = await walk(walker)
    expect(wrong).toEqual([])
    expect(failed).toEqual([])
    // And what they may have, they have: the walk is no walk in the dark.
    expect(seen[markOf('open')]).toBeGreaterThan(FEWEST_SEEN)
    expect(seen[inputMarkOf('open')]).toBeGreaterThan(0)
    if (walker.reads.includes('restricted')) expect(seen[markOf('restricted')]).toBeGreaterThan(FEWEST_SEEN)
    if (walker.readsInputs.includes('restricted')) expect(seen[inputMarkOf('restricted')]).toBeGreaterThan(0)
    expect([seen[markOf('personal')], seen[inputMarkOf('personal')]]).toEqual([undefined, undefined])
  })

  test('everybody of the town has walked', () => {
    expect([...town.walkers.keys()]).toEqual(names)
  })
})

test('each restricted reading of the walk is in the journal, by who had the right to it alone', async () => {
  const rows = await town.govern.store.query<{ dataset: string; who: string }>(
    `select distinct dataset, coalesce(account.email, audit.kind) as who from audit left join account on account.id = actor
     where verb = 'data.read'`,
  )
  expect(new Set(rows.map(({ who }) => who))).toEqual(
    new Set(['accepted@example.org', 'producer@example.org', 'operator']),
  )
  expect(rows.filter(({ dataset }) => /open|personal/.test(dataset))).toEqual([])
  const read = rows.filter(({ who }) => who === 'accepted@example.org').map(({ dataset }) => dataset)
  expect(read.sort()).toEqual(['restricted_file', 'restricted_raster', 'restricted_rows', 'sensing:restricted'])
})
