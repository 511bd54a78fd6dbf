import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSandbox, type Sandbox } from '../../observe/codecs/index.ts'
import { openObserve } from '../../observe/index.ts'
import { createKey, type Ingest, openAuthentication, openIngest, revokeKey } from '../../observe/ingest/index.ts'
import { chirpstackUp, chirpstackUpProtobuf, ttsUp } from '../../observe/ingest/testing/servers.ts'
import type { Observe } from '../../observe/types.ts'
import { openTestHouse, place, type TestHouse } from '../../pipeline/testing.ts'
import { createApi } from '../index.ts'
import { openIngestDoor } from './door.ts'
import { openRate } from './rate.ts'

const secret = 'a long secret of the operator'
let house: TestHouse
let observe: Observe
let sandbox: Sandbox
let ingest: Ingest
let app: ReturnType<typeof createApi>
let key: { id: number; key: string }

beforeAll(async () => {
  house = await openTestHouse(place([]))
  const { store, clock, log, home } = house.chain
  observe = await openObserve({ store, folder: `${home}/observations` })
  sandbox = openSandbox()
  const sensing = {
    connections: [
      { id: 'lora', network: 'chirpstack' },
      { id: 'ttn', network: 'tts' },
      { id: 'context', network: 'ngsi-ld' },
    ],
  } as const
  ingest = await openIngest({ observe, sandbox, sensing, clock, log })
  // Keys are remembered for some seconds of this clock.
  let now = Date.UTC(2025, 0)
  const authenticate = openAuthentication(store, secret, () => {
    now += 10_000
    return new Date(now)
  })
  app = createApi({ chain: house.chain, secret, version: '0.0.1', door: openIngestDoor(ingest, authenticate) })
  key = await createKey(store, { label: 'network', scope: 'frames' })
})
afterAll(async () => {
  await ingest.close()
  await sandbox.close()
  await observe.close()
  await house.close()
})

const uplink = (fcnt: number) => ({
  ...{ eui: 'A81758FFFE04B1C1', devAddr: '260B1234', fcnt, port: 5, payload: Buffer.from('0100d7', 'hex') },
  time: new Date('2024-06-01T11:59:00Z'),
})
async function post(path: string, body: string | Uint8Array, headers: Record<string, string> = bearer(key.key)) {
  const answer = await app.request(path, { method: 'POST', body: body as BodyInit, headers })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown>, headers: answer.headers }
}
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` })
const kept = async () => (await house.chain.store.query<{ n: number }>('select count(*)::int as n from frame'))[0]!.n

test('a message is kept when it is answered, by bearer or by basic', async () => {
  const json = JSON.stringify(chirpstackUp(uplink(1)))
  expect(await post('/ingest/lora?event=up', json)).toMatchObject({ status: 202, body: { frames: 1, setAside: 0 } })
  expect(await kept()).toBe(1)
  const binary = await chirpstackUpProtobuf(uplink(2))
  const basic = { Authorization: `Basic ${Buffer.from(`chirpstack:${key.key}`).toString('base64')}` }
  expect(await post('/ingest/lora?event=up', binary, basic)).toMatchObject({ status: 202, body: { frames: 1 } })
  expect(await post('/ingest/ttn', JSON.stringify(ttsUp(uplink(2))))).toMatchObject({
    status: 202,
    body: { frames: 1 },
  })
  expect(await kept()).toBe(2)
})

test('what cannot be read is kept too, and said', async () => {
  expect(await post('/ingest/ttn', 'not json')).toMatchObject({ status: 202, body: { frames: 0, setAside: 1 } })
  expect(await post('/ingest/context', 'not json')).toMatchObject({ status: 400, body: { code: 'ingest.not-json' } })
})

test('nobody writes without a key for frames', async () => {
  const json = JSON.stringify(chirpstackUp(uplink(9)))
  const { store } = house.chain
  const other = await createKey(store, { label: 'client', scope: 'sensorthings' })
  for (const headers of [{}, bearer('wrong'), bearer(other.key), { Authorization: 'Basic x' }])
    expect(await post('/ingest/lora?event=up', json, headers)).toMatchObject({
      status: 401,
      body: { code: 'ingest.no-key' },
    })
  expect(await post('/ingest/lora?event=up', json, bearer(secret))).toMatchObject({ status: 202 })
  const short = await createKey(store, { label: 'short', scope: 'frames' })
  expect(await post('/ingest/lora?event=up', json, bearer(short.key))).toMatchObject({ status: 202 })
  await revokeKey(store, short.id)
  expect(await post('/ingest/lora?event=up', json, bearer(short.key))).toMatchObject({ status: 401 })
  const [row] = await store.query('select sha256, last_used from ingest_key where id = $1', [key.id])
  expect(row).toMatchObject({ last_used: expect.any(Date) })
  expect(JSON.stringify(row)).not.toContain(key.key)
})

test('unknown connections and bodies too large are refused', async () => {
  expect(await post('/ingest/nowhere', '{}')).toMatchObject({ status: 404, body: { code: 'ingest.no-connection' } })
  expect(await post('/ingest/ttn', 'x'.repeat(1_048_577))).toMatchObject({ status: 413 })
})

test('each key has its rate, and is told when to come back', async () => {
  let now = 0
  const rate = openRate(2, 3, () => now)
  expect([1, 2, 3].map(() => rate.take('a'))).toEqual([0, 0, 0])
  expect(rate.take('a')).toBeCloseTo(0.5)
  expect(rate.take('b')).toBe(0)
  now = 500
  expect(rate.take('a')).toBe(0)
  const answers = await Promise.all(Array.from({ length: 150 }, () => post('/ingest/ttn', '{}', bearer('guess'))))
  const refused = answers.find(({ status }) => status === 429)!
  expect(refused.body).toMatchObject({ code: 'ingest.too-fast' })
  expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0)
})

test('what came in is in the metrics', async () => {
  const text = await (await app.request('/metrics')).text()
  expect(text).toMatch(/orchestra_frames_total\{state="quarantined"\} [1-9]/)
  expect(text).toMatch(/orchestra_frames_duplicates_total [1-9]/)
})
