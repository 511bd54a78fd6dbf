import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createApi } from '../../index.ts'
import { keepCalling } from './callbacks.ts'
import { readSubscriber } from './subscriber.ts'
import { type Exception, openPark, type Park, type Status } from './testing.ts'

let park: Park
let app: ReturnType<typeof createApi>
let server: Server
let host: string
let stop: () => Promise<void>
let answers: number[] = []
let heard: { path: string; body: Record<string, unknown> }[] = []

/** Calls whatever is said: what it may call is the matter of others. */
const caller = {
  async check() {},
  async post(address: string, body: string) {
    const { status } = await fetch(address, { method: 'POST', body, redirect: 'manual' })
    return status
  },
}

beforeAll(async () => {
  park = await openPark()
  const { chain, queue } = park.house
  app = createApi({ chain, queue, version: '0.0.1', caller })
  server = createServer(async (request, answer) => {
    let body = ''
    for await (const piece of request) body += piece
    heard.push({ path: request.url!, body: JSON.parse(body) })
    answer.writeHead(answers.shift() ?? 204).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  stop = keepCalling({ chain, caller, ask: async (address) => app.request(address) })
}, 120_000)
afterAll(async () => {
  await stop?.()
  server?.close()
  await park?.close()
})
afterEach(() => {
  heard = []
  answers = []
})

const execute = (process: string, body: object, headers: Record<string, string> = {}) =>
  app.request(`https://data.example.org/ogc/processes/${process}/execution`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
const subscriber = () => ({
  successUri: `${host}/done?key=1`,
  inProgressUri: `${host}/going`,
  failedUri: `${host}/failed`,
})
const stateOf = async (id: string) => {
  const rows = await park.house.chain.store.query<{ event: string; state: string; attempt: number }>(
    'select event, state, attempt from job_call where job = $1 order by event',
    [id],
  )
  return Object.fromEntries(rows.map(({ event, state, attempt }) => [event, `${state} ${attempt}`]))
}
async function until(is: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await is())) await sleep(20)
}

test('who succeeds is told with the results: values themselves, tables as links of the address that was asked', async () => {
  const answer = await execute(
    'count-trees',
    { inputs: { least: 15 }, subscriber: subscriber() },
    { Prefer: 'respond-async' },
  )
  const { jobID } = (await answer.json()) as Status
  await until(() => heard.some(({ path }) => path === '/done?key=1'))
  const { body } = heard.find(({ path }) => path === '/done?key=1')!
  expect(body.count).toBe(18)
  const { href } = body.trees as { href: string }
  expect(href).toBe(`https://data.example.org/ogc/jobs/${jobID}/results/trees`)
  expect((await app.request(href)).status).toBe(200)
  // Told first, written down next.
  await until(async () => !(await stateOf(jobID)).success!.startsWith('waiting'))
  await until(async () => (await stateOf(jobID)).failed === 'void 0')
  expect(await stateOf(jobID)).toMatchObject({ success: 'sent 0', failed: 'void 0' })
  expect(heard.map(({ path }) => path)).not.toContain('/failed')
  const told = park.house.events.filter(({ event }) => event === 'callback.sent')
  expect(told.at(-1)?.facts).toMatchObject({ job: jobID, status: 204 })
  expect(JSON.stringify(told)).not.toContain('key=1')
})

test('an execution answered at once is told too', async () => {
  const answer = await execute('echo', { inputs: { text: 'a' }, subscriber: { successUri: `${host}/now` } })
  expect(answer.status).toBe(200)
  await until(() => heard.length > 0)
  expect(heard).toMatchObject([{ path: '/now', body: { text: 'a' } }])
})

test('who goes on is told so with its state, who is dismissed as well', async () => {
  const { jobID } = (await (
    await execute('echo', { inputs: { pause: 30 }, subscriber: subscriber() }, { Prefer: 'respond-async' })
  ).json()) as Status
  await until(() => heard.some(({ path }) => path === '/going'))
  expect(heard[0]!.body).toMatchObject({ jobID, status: 'running', processID: 'echo' })
  await app.request(`/ogc/jobs/${jobID}`, { method: 'DELETE' })
  await until(() => heard.some(({ path }) => path === '/failed'))
  expect(heard.at(-1)!.body).toMatchObject({ jobID, status: 'dismissed' })
  expect(heard.at(-1)!.body.links).toContainEqual(
    expect.objectContaining({ rel: 'monitor', href: `https://data.example.org/ogc/jobs/${jobID}` }),
  )
})

test('who answers badly is called again later, five times at most; who refuses for good is let be', async () => {
  const { store } = park.house.chain
  const ask = async (first: readonly number[]) => {
    answers = [...first]
    const { jobID } = (await (
      await execute('echo', { subscriber: { successUri: `${host}/x` } }, { Prefer: 'respond-async' })
    ).json()) as Status
    return jobID
  }
  const job = await ask([500, 503, 429, 500, 500, 500])
  const outcomes = () =>
    park.house.events.filter(({ event, facts }) => event.startsWith('callback.') && facts.job === job)
  for (let attempt = 1; attempt <= 5; attempt++) {
    await until(() => outcomes().length === attempt)
    expect(await stateOf(job)).toEqual({ success: `${attempt < 5 ? 'waiting' : 'given up'} ${attempt}` })
    await store.query('update job_call set due = now() where job = $1', [job])
  }
  expect(outcomes().map(({ event }) => event)).toEqual([...Array(4).fill('callback.failed'), 'callback.given-up'])
  expect(heard).toHaveLength(5)
  for (const status of [302, 404]) {
    const refused = await ask([status])
    await until(async () => (await stateOf(refused)).success === 'given up 1')
  }
  expect(park.house.events.at(-1)).toMatchObject({ event: 'callback.given-up', facts: { status: 404 } })
})

test.each([
  [{ successUri: 3 }, 'subscriber.successUri'],
  [{ succesUri: 'https://example.org/' }, 'subscriber.succesUri'],
  [['https://example.org/'], 'subscriber'],
])('the subscriber %o is refused', async (subscriber, place) => {
  const answer = await execute('echo', { subscriber }, { 'Accept-Language': 'en' })
  expect(answer.status).toBe(400)
  expect(((await answer.json()) as Exception & { place: string }).place).toBe(place)
})

test('what calls says why it will not; closed data goes nowhere; the class is declared where calls are made', async () => {
  const { chain } = park.house
  const { openCaller } = await import('../../../connect/index.ts')
  const strict = createApi({ chain, version: '0.0.1', caller: openCaller([]), secret: 'a long secret of the operator' })
  const post = (process: string, address: string) =>
    strict.request(`/ogc/processes/${process}/execution`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Accept-Language': 'en', ...park.operator },
      body: JSON.stringify({ subscriber: { failedUri: address } }),
    })
  const inside = (await (await post('echo', 'https://192.168.0.1/')).json()) as Exception & { place: string }
  expect(inside).toMatchObject({ status: 400, place: 'subscriber.failedUri' })
  expect(inside.detail).toContain('network of this service')
  const closed = readSubscriber(caller, { successUri: `${host}/` }, 'restricted', 'https://data.example.org')
  await expect(closed).rejects.toMatchObject({ code: 'process.bad-request', place: 'subscriber' })
  const classes = async (one: typeof strict) =>
    ((await (await one.request('/ogc/conformance')).json()) as { conformsTo: string[] }).conformsTo
  const callback = 'http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/callback'
  expect([await classes(strict), await classes(park.app)].map((all) => all.includes(callback))).toEqual([true, false])
})
