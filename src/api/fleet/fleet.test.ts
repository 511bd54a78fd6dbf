import type { TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MeasureSpec, Sensing, SimulatedMessage } from '../../kernel/index.ts'
import { openTestHouse, place, type TestHouse } from '../../pipeline/testing.ts'
import { createApi } from '../index.ts'
import type {
  DeviceDetail,
  DevicePage,
  DevicesImported,
  FleetSummary,
  MeasureSeries,
  Problem,
  QuarantinedFrames,
  QuarantineReasons,
  Replayed,
} from '../json/shapes.ts'
import { fleetRoutes } from './index.ts'
import { openTestFleet, type TestFleet } from './testing.ts'

const SECRET = 'a long secret of the operator'
const operator = { Authorization: `Bearer ${SECRET}` }
const both = (s: string) => ({ fr: s, en: s })
const now = new Date('2025-07-14T10:00:00Z')

const level: MeasureSpec = {
  key: 'level',
  observedProperty: { name: 'level', definition: 'http://qudt.org/vocab/quantitykind/Height', title: both('Level') },
  unit: { name: 'metre', symbol: 'm', ucum: 'm', definition: 'http://qudt.org/vocab/unit/M' },
}

/** A message every ten minutes of the two hours before now, by each device; the last of the third is no number. */
const messages: SimulatedMessage[] = Array.from({ length: 12 }, (_, i) => {
  const time = new Date(now.getTime() - (12 - i) * 600_000)
  const say = (device: string, value: unknown) => ({
    ...{ time, topic: `town/${device}` },
    payload: JSON.stringify({ time: time.toISOString(), level: value }),
  })
  return [say('R1', 1 + i / 10), say('H1', 2), ...(i > 5 ? [say('X9', 3)] : [])]
}).flat()

const sensing: Sensing = {
  datasets: [
    { id: 'river', title: both('River'), access: 'open' },
    { id: 'homes', title: both('Homes'), access: 'restricted' },
  ],
  connections: [
    { id: 'town', network: 'plain', topics: ['town/{device}'], mapping: { time: '/time' }, measures: [level] },
  ],
  devices: {
    csv: () =>
      'eui,name,family,lat,lon,group,expected,dataset\nR1,Bridge,flood,48.1,-1.6,river|north,10min,river\nH1,Home,water,,,,10min,homes\n',
  },
  simulate: { days: 1, messages: () => messages },
}

let house: TestHouse
let fleet: TestFleet
let app: ReturnType<typeof createApi>
beforeAll(async () => {
  house = await openTestHouse(place([]))
  house.now = now
  fleet = await openTestFleet(house, sensing)
  app = createApi({ chain: house.chain, queue: house.queue, secret: SECRET, version: '0', fleet })
}, 60_000)
afterAll(async () => {
  await fleet?.close()
  await house?.close()
})

async function get<T>(path: string, headers: Record<string, string> = {}): Promise<{ status: number; body: T }> {
  const answer = await app.request(path, { headers })
  return { status: answer.status, body: (await answer.json()) as T }
}

test('anybody sees the devices of open datasets, the operator those of restricted ones too', async () => {
  const open = await get<DevicePage>('/api/fleet/devices')
  expect(open.body.items.map(({ eui }) => eui)).toEqual(['R1'])
  expect(open.body.items[0]).toMatchObject({
    state: 'ok',
    family: { id: 'flood' },
    groups: ['north', 'river'],
    lat: 48.1,
  })
  const all = await get<DevicePage>('/api/fleet/devices', operator)
  expect(all.body.items.map(({ eui }) => eui)).toEqual(['R1', 'H1'])
  for (const path of [
    '/api/fleet/devices/H1',
    '/api/fleet/devices/H1/series?measure=level',
    '/api/fleet/devices/H1/events',
  ]) {
    const { status, body } = await get<Problem>(path)
    expect([path, status, body.code]).toEqual([path, 404, 'api.unknown-device'])
  }
  expect((await get<FleetSummary>('/api/fleet')).body.devices).toBe(1)
  expect((await get<FleetSummary>('/api/fleet', operator)).body.devices).toBe(2)
})

test.each([
  ['q=bridge', 1],
  ['q=nothing', 0],
  ['family=flood&group=north&state=ok', 1],
  ['state=silent', 0],
  ['state=nonsense', 0],
])('the list keeps what %s asks', async (query, found) => {
  expect((await get<DevicePage>(`/api/fleet/devices?${query}`)).body.total).toBe(found)
})

test('a map has the devices that have a position', async () => {
  const { body } = await get<{ features: { geometry: { coordinates: number[] } }[] }>(
    '/api/fleet/devices.geojson',
    operator,
  )
  expect(body.features.map(({ geometry }) => geometry.coordinates)).toEqual([[-1.6, 48.1]])
})

test('a device says what it measures, and its values one by one or gathered', async () => {
  const { body } = await get<DeviceDetail>('/api/fleet/devices/R1')
  expect(body.measures).toMatchObject([{ key: 'level', count: 12, value: 2.1, unit: { symbol: 'm' } }])
  expect(body.counters).toMatchObject({ received: 12, quarantined: 0 })
  expect(body.messages).toHaveLength(12)
  const series = async (query: string) =>
    (await get<MeasureSeries>(`/api/fleet/devices/R1/series?measure=level&${query}`)).body
  const raw = await series('by=raw&from=2025-07-14T00:00:00Z')
  expect(raw.points.map(({ value }) => value)).toEqual(Array.from({ length: 12 }, (_, i) => 1 + i / 10))
  const hours = await series('by=hour&from=2025-07-14T00:00:00Z')
  expect(hours.points.map(({ local, count }) => [local, count])).toEqual([
    ['2025-07-14T10:00', 6],
    ['2025-07-14T11:00', 6],
  ])
  expect(hours.points[0]).toMatchObject({ min: 1, max: 1.5 })
  for (const wrong of ['measure=nothing', 'measure=level&from=yesterday', 'measure=level&by=raw&from=2001-01-01'])
    expect((await get(`/api/fleet/devices/R1/series?${wrong}`)).status).toBe(400)
})

test('a new measure is told live', async () => {
  const answer = await app.request('/api/fleet/devices/R1/events')
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
  const time = new Date(now.getTime() - 1000).toISOString()
  // The stream listens from its first look on.
  await new Promise((resolve) => setTimeout(resolve, 100))
  await fleet.frames.deliver('town/R1', Buffer.from(JSON.stringify({ time, level: 9.5 })))
  let text = ''
  while (!text.includes('\n\n')) text += (await reader.read()).value ?? ''
  await reader.cancel()
  expect(text).toContain('event: observation')
  expect(text).toContain('"result":9.5')
})

test('messages of devices nobody declared are set aside, shown to the operator, and play again once they are', async () => {
  const { body: why } = await get<QuarantineReasons>('/api/fleet/quarantine')
  expect(why.reasons).toMatchObject([{ code: 'unknown-device', frames: 6, devices: 1 }])
  const listed = (await get<QuarantinedFrames>('/api/fleet/frames?device=X9')).body
  expect([listed.total, listed.items]).toEqual([0, []])
  const told = (await get<QuarantinedFrames>('/api/fleet/frames', operator)).body
  expect([told.total, told.items[0]!.device]).toEqual([6, 'X9'])

  const post = (path: string, body: string, headers = {}) => app.request(path, { method: 'POST', body, headers })
  expect((await post('/api/fleet/frames/replay', '{}')).status).toBe(401)
  expect((await post('/api/fleet/devices', 'eui\nX9')).status).toBe(401)

  const csv = 'eui,name,dataset\nX9,Late,river\nY1,Wrong,nowhere\n'
  const trial = (await (await post('/api/fleet/devices?dry=true', csv, operator)).json()) as DevicesImported
  expect(trial).toMatchObject({ dryRun: true, created: ['X9'], refused: [{ line: 3, column: 'dataset' }] })
  expect((await get('/api/fleet/devices/X9')).status).toBe(404)
  await post('/api/fleet/devices', csv, operator)

  const replayed = (await (await post('/api/fleet/frames/replay', '{"device":"X9"}', operator)).json()) as Replayed
  expect(replayed).toEqual({ frames: 6, decoded: 6, quarantined: 0 })
  expect((await get<DeviceDetail>('/api/fleet/devices/X9')).body.measures).toMatchObject([{ count: 6 }])
  expect((await get<QuarantineReasons>('/api/fleet/quarantine')).body.reasons).toEqual([])
})

const examples: Readonly<Record<string, string>> = {
  '/api/fleet/devices/:eui': '/api/fleet/devices/R1',
  '/api/fleet/devices/:eui/series': '/api/fleet/devices/R1/series?measure=level',
}
const asked = fleetRoutes.filter(({ method, answer }) => method === 'get' && !('media' in answer))

test.each(asked.map((one) => [one.path, one] as const))(
  '%s answers what its document says',
  async (path, { answer }) => {
    const { status, body } = await get<unknown>(examples[path] ?? path, operator)
    expect(status).toBe(200)
    expect(Value.Errors(answer as TSchema, body)).toEqual([])
  },
)

test('a territory without sensors says so', async () => {
  const bare = createApi({ chain: house.chain, version: '0' })
  const answer = await bare.request('/api/fleet')
  expect([answer.status, ((await answer.json()) as Problem).code]).toEqual([404, 'api.no-sensors'])
})
