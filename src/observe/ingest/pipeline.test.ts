import { expect, test } from 'vitest'
import { both, observeOfTests } from '../testing.ts'
import { declareDevice, declareProfile, openTestIngest } from './testing/ingest.ts'
import {
  chirpstackDevice,
  chirpstackTopic,
  chirpstackUp,
  connectServer,
  ttsTopic,
  ttsUp,
  type Uplink,
} from './testing/servers.ts'

// The whole way, from a network server that speaks MQTT to observations, on a real store.

const made = observeOfTests()
const datasets = [{ id: 'air', title: both('Air'), access: 'open' }] as const
const sensing = {
  datasets,
  connections: [
    { id: 'lora', network: 'chirpstack' },
    { id: 'ttn', network: 'tts', autoProvision: { profile: 'elsys/ems', dataset: 'air' } },
  ],
} as const
const now = new Date('2025-03-01T10:00:30Z')
const clock = () => now

/** A frame of an Elsys sensor: a temperature in tenths of a degree, and a pulse counter. */
function elsys(eui: string, fcnt: number, tenths: number, changed: Partial<Uplink> = {}): Uplink {
  const payload = Buffer.alloc(8)
  payload.set([0x01, tenths >> 8, tenths & 255, 0x0b], 0)
  payload.writeUInt32BE(fcnt * 2, 4)
  const time = new Date(Date.UTC(2025, 2, 1, 9, 0, fcnt))
  return { eui, devAddr: '260B1234', fcnt, port: 5, payload, time, ...changed }
}

const temperatures = async (eui: string) =>
  made.store.query<{ time: Date; number: number; parameters: object | null }>(
    `select phenomenon_start as time, number, parameters from observation o join datastream d on d.id = o.datastream
     where d.key = $1 order by 1`,
    [`${eui}/temperature`],
  )
const framesOf = (eui: string) =>
  made.store.query<{ fcnt: number; copies: number; state: string; code: string | null; gateways: number }>(
    `select fcnt, copies, state, reason->>'code' as code, jsonb_array_length(radio->'gateways') as gateways from frame
     where device = $1 order by session, fcnt, id`,
    [eui],
  )
const stateOf = async (eui: string) => (await made.store.query('select * from device_state where eui = $1', [eui]))[0]

test('a frame heard by several gateways, repeated by the device and brought by two networks is one', async () => {
  const eui = 'A8000000000000A1'
  const { ingest } = await openTestIngest(made.observe, sensing, clock)
  await declareProfile(made.observe, 'elsys/ems')
  await declareDevice(made.observe, eui, 'elsys/ems')
  const first = elsys(eui, 1, 215)
  const far = { ...first, gateways: [{ id: 'far', rssi: -120, snr: -12 }] }
  const retry = { ...first, time: new Date(first.time.getTime() + 8_000) }
  const chirpstack = (one: Uplink) => ingest.take('lora', '?event=up', Buffer.from(JSON.stringify(chirpstackUp(one))))
  // The retry comes first: the observation goes to the earlier instant once that is known.
  await chirpstack(retry)
  await Promise.all([chirpstack(first), chirpstack(far), chirpstack(first)])
  await ingest.take('ttn', '', Buffer.from(JSON.stringify(ttsUp(first))))

  expect(await framesOf(eui)).toEqual([{ fcnt: 1, copies: 2, state: 'decoded', code: null, gateways: 4 }])
  expect(await temperatures(eui)).toEqual([{ time: first.time, number: 21.5, parameters: null }])
  expect(await stateOf(eui)).toMatchObject({
    received: 1,
    duplicates: 4,
    session: '260B1234',
    last_fcnt: 1,
    lost: 0,
    sf: 12,
  })
})

test('what is late, out of order, from a wrong clock or after a new session is counted', async () => {
  const eui = 'A8000000000000A2'
  const { ingest } = await openTestIngest(made.observe, sensing, clock)
  await declareDevice(made.observe, eui, 'elsys/ems')
  const take = (one: Uplink) => ingest.take('lora', '?event=up', Buffer.from(JSON.stringify(chirpstackUp(one))))
  const soon = (fcnt: number) => new Date(now.getTime() - 100_000 + fcnt * 1000)
  await take(elsys(eui, 1, 200, { time: soon(1) }))
  await take(elsys(eui, 5, 204, { time: soon(5) }))
  await take(elsys(eui, 3, 202, { time: soon(3) }))
  await take(elsys(eui, 2, 201, { time: new Date('2025-03-01T09:00:00Z') }))
  await take(elsys(eui, 6, 205, { time: new Date('2031-01-01T00:00:00Z') }))
  const joined = { time: now.toISOString(), deviceInfo: chirpstackDevice(eui), devAddr: '260b9999' }
  await ingest.take('lora', chirpstackTopic(eui, 'join'), Buffer.from(JSON.stringify(joined)))
  await take(elsys(eui, 0, 210, { devAddr: '260B9999', time: soon(70) }))

  expect(await stateOf(eui)).toMatchObject({
    ...{ received: 6, duplicates: 0, late: 1, disordered: 2, skewed: 1, resets: 0, lost: 1, session: '260B9999' },
  })
  const skewed = (await temperatures(eui)).filter((one) => one.parameters)
  expect(skewed).toEqual([{ time: now, number: 20.5, parameters: { networkTime: '2031-01-01T00:00:00.000Z' } }])
})

test('an unknown device is set aside, and replayed once it is declared', async () => {
  const eui = 'A8000000000000A3'
  const { ingest, address, password } = await openTestIngest(made.observe, sensing, clock)
  const server = await connectServer(address, password)
  const up = (one: Uplink) =>
    server.publishAsync(chirpstackTopic(eui, 'up'), JSON.stringify(chirpstackUp(one)), { qos: 1 })
  await Promise.all([1, 2, 3].map((n) => up(elsys(eui, n, 200 + n))))
  await server.publishAsync(chirpstackTopic(eui, 'up'), '{ not json', { qos: 1 })
  await server.endAsync()
  expect((await framesOf(eui)).map(({ state, code }) => [state, code])).toEqual([
    ...[1, 2, 3].map(() => ['quarantined', 'unknown-device']),
    ['quarantined', 'ingest.not-json'],
  ])
  expect(await ingest.replay({ device: eui })).toEqual({ frames: 4, decoded: 0, quarantined: 4 })
  await declareDevice(made.observe, eui, 'elsys/ems')
  expect(await ingest.replay({ device: eui })).toEqual({ frames: 4, decoded: 3, quarantined: 1 })
  expect((await temperatures(eui)).map(({ number }) => number)).toEqual([20.1, 20.2, 20.3])
  expect(await ingest.replay({ device: eui })).toEqual({ frames: 1, decoded: 0, quarantined: 1 })
})

test('a codec that fails sets frames aside; mended, it reads them; changed, it reads the decoded ones again', async () => {
  const eui = 'A8000000000000A4'
  const { ingest } = await openTestIngest(made.observe, sensing, clock)
  await declareProfile(made.observe, 'elsys/ems', { codecJs: 'function decodeUplink() { throw new Error("broken") }' })
  await declareDevice(made.observe, eui, 'elsys/ems')
  for (const n of [1, 2])
    await ingest.take('lora', '?event=up', Buffer.from(JSON.stringify(chirpstackUp(elsys(eui, n, 210)))))
  expect((await framesOf(eui)).map(({ code }) => code)).toEqual(['codec.threw', 'codec.threw'])
  await declareProfile(made.observe, 'elsys/ems')
  expect(await ingest.replay({ device: eui })).toMatchObject({ decoded: 2 })
  expect((await temperatures(eui)).map(({ number }) => number)).toEqual([21, 21])
  await declareProfile(made.observe, 'elsys/ems', {
    codecJs:
      'function decodeUplink({ bytes }) { return { data: { temperature: ((bytes[1] << 8) | bytes[2]) / 10 + 1 } } }',
  })
  expect(await ingest.replay({ device: eui })).toMatchObject({ frames: 0 })
  expect(await ingest.replay({ device: eui, quarantinedOnly: false })).toMatchObject({ decoded: 2 })
  expect((await temperatures(eui)).map(({ number }) => number)).toEqual([22, 22])
  await declareProfile(made.observe, 'elsys/ems')
})

test('a connection may let devices in by themselves', async () => {
  const eui = 'A8000000000000A5'
  const { address, password } = await openTestIngest(made.observe, sensing, clock)
  const server = await connectServer(address, password)
  await server.publishAsync(ttsTopic(eui, 'up'), JSON.stringify(ttsUp(elsys(eui, 1, 195))), { qos: 1 })
  await server.endAsync()
  expect((await temperatures(eui)).map(({ number }) => number)).toEqual([19.5])
  const [thing] = await made.store.query('select dataset, name from thing where key = $1', [`device/${eui}`])
  expect(thing).toEqual({ dataset: 'air', name: 'capteur-00a5' })
})

test('a message that the store cannot keep as it is does not hold up its neighbours', async () => {
  const eui = 'A8000000000000A6'
  const { ingest } = await openTestIngest(made.observe, sensing, clock)
  await declareDevice(made.observe, eui, 'elsys/ems')
  const take = (one: object) => ingest.take('lora', '?event=up', Buffer.from(JSON.stringify(one)))
  await Promise.all([
    take(chirpstackUp(elsys(eui, 1, 201))),
    take({ ...chirpstackUp(elsys(eui, 2, 202)), fPort: 9_999_999_999 }),
    take({ ...chirpstackUp(elsys(eui, 3, 203)), object: { text: 'null \u0000 character' }, devAddr: 'A\u0000B' }),
    take(chirpstackUp(elsys(eui, 4, 204))),
  ])
  expect((await temperatures(eui)).map(({ number }) => number)).toEqual([20.1, 20.3, 20.4])
  const states = await made.store.query(
    `select state, count(*)::int as n from frame where device = $1 group by 1 order by 1`,
    [eui],
  )
  expect(states).toEqual([
    { state: 'decoded', n: 3 },
    { state: 'quarantined', n: 1 },
  ])
})

test('NGSI-LD entities become things, datastreams and observations, each value once', async () => {
  const { ingest } = await openTestIngest(
    made.observe,
    { datasets, connections: [{ id: 'context', network: 'ngsi-ld', dataset: 'air' }] },
    clock,
  )
  const id = 'urn:ngsi-ld:AirQualityObserved:Rennes-1'
  const entity = (value: number, at: string, lon: number) => ({
    ...{ id, type: 'AirQualityObserved', name: { type: 'Property', value: 'Place de la Mairie' } },
    no2: { type: 'Property', value, unitCode: 'GQ', observedAt: at },
    location: { type: 'GeoProperty', value: { type: 'Point', coordinates: [lon, 48.11] } },
  })
  const take = (...data: object[]) =>
    ingest.take(
      'context',
      '',
      Buffer.from(JSON.stringify({ type: 'Notification', notifiedAt: now.toISOString(), data })),
    )
  const first = entity(12, '2025-03-01T09:00:00Z', -1.68)
  expect(await take(first, { type: 'nameless' })).toEqual({ frames: 0, entities: 1, observations: 1, setAside: 1 })
  expect(await take(first)).toMatchObject({ observations: 0 })
  expect(await take(entity(14, '2025-03-01T09:10:00Z', -1.67))).toMatchObject({ observations: 1 })
  const [stream] = await made.store.query(
    `select d.unit->>'symbol' as symbol, t.name, s.count, s.last_number from datastream d join thing t on t.id = d.thing
     join datastream_state s on s.datastream = d.id where d.key = $1`,
    [`${id}/no2`],
  )
  expect(stream).toEqual({ symbol: 'µg/m³', name: 'Place de la Mairie', count: 2, last_number: 14 })
  const moves = await made.store.query(
    'select from_.id from historical_location from_ join thing t on t.id = from_.thing where t.key = $1',
    [`ngsi-ld/${id}`],
  )
  expect(moves).toHaveLength(2)
})
