import { expect, test } from 'vitest'
import { chirpstack } from './chirpstack/index.ts'
import { mapped } from './mapped/index.ts'
import { readNotification } from './ngsi-ld/index.ts'
import { unitOf } from './ngsi-ld/units.ts'
import { plain } from './plain/index.ts'
import {
  chirpstackDevice,
  chirpstackTopic,
  chirpstackUp,
  chirpstackUpProtobuf,
  ttsDevice,
  ttsTopic,
  ttsUp,
  type Uplink,
} from './testing/servers.ts'
import { tts } from './tts/index.ts'
import type { Network } from './types.ts'

const received = new Date('2025-03-01T10:00:01Z')
const eui = 'A81758FFFE04B1C1'
const uplink: Uplink = {
  ...{ eui, devAddr: '260B1234', fcnt: 71, port: 5, payload: Buffer.from('0100460253', 'hex') },
  time: new Date('2025-03-01T10:00:00.250Z'),
}
const arrived = (path: string, body: unknown) => ({
  ...{ connection: 'c', path, received },
  body: body instanceof Uint8Array ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
})
const read = async (network: Network, path: string, body: unknown) => network.read(arrived(path, body))
const frameOf = async (network: Network, path: string, body: unknown) => {
  const { frames, unreadable } = await read(network, path, body)
  expect(unreadable).toEqual([])
  expect(frames).toHaveLength(1)
  const { raw: _, ...frame } = frames[0]!
  return frame
}

const common = {
  ...{ connection: 'c', received, kind: 'uplink', device: eui, session: '260B1234', fcnt: 71, port: 5 },
  ...{ payload: uplink.payload, time: uplink.time },
}

test('ChirpStack: an uplink by MQTT and by HTTP, in JSON and in Protobuf, is the same frame', async () => {
  const json = await frameOf(chirpstack, chirpstackTopic(eui, 'up'), chirpstackUp(uplink))
  expect(json).toMatchObject({
    ...common,
    network: 'chirpstack',
    deviceName: 'capteur B1C1',
    radio: { sf: 12, bandwidthHz: 125_000, frequencyHz: 868_100_000, confirmed: true },
  })
  expect(json.radio.gateways).toMatchObject([{ id: '0016c001f153a14c', rssi: -97, snr: 7.5, lon: -1.68, lat: 48.11 }])
  expect(await frameOf(chirpstack, '?event=up', chirpstackUp(uplink))).toEqual(json)
  const binary = await frameOf(chirpstack, chirpstackTopic(eui, 'up'), await chirpstackUpProtobuf(uplink))
  expect({ ...binary, radio: undefined }).toEqual({ ...json, radio: undefined })
  expect(binary.radio).toMatchObject({ sf: 12, frequencyHz: 868_100_000, confirmed: true })
  expect(binary.radio.gateways).toMatchObject([{ id: '0016c001f153a14c', rssi: -97, snr: 7.5 }])
})

test('ChirpStack: the first counter, left out of its JSON, is 0', async () => {
  expect(await frameOf(chirpstack, '?event=up', chirpstackUp({ ...uplink, fcnt: 0 }))).toMatchObject({ fcnt: 0 })
})

test('ChirpStack: joins, statuses and the other events', async () => {
  const base = { deduplicationId: 'x', time: '2025-03-01T10:00:00Z', deviceInfo: chirpstackDevice(eui) }
  const of = (event: string, more: object) => frameOf(chirpstack, chirpstackTopic(eui, event), { ...base, ...more })
  expect(await of('join', { devAddr: '260b9999' })).toMatchObject({ kind: 'join', session: '260B9999' })
  expect(await of('status', { margin: 8, batteryLevel: 75.5 })).toMatchObject({ kind: 'status', battery: 75.5 })
  expect(await of('status', { margin: 8, batteryLevelUnavailable: true })).not.toHaveProperty('battery')
  expect(await of('ack', { acknowledged: true, fCntDown: 3 })).toMatchObject({ kind: 'ack' })
  expect(await of('log', { level: 'ERROR', code: 'UPLINK_CODEC' })).toMatchObject({ kind: 'other' })
})

test('ChirpStack: what cannot be read is named, with its device when the topic tells it', async () => {
  const cases: [string, unknown, string][] = [
    [chirpstackTopic(eui, 'up'), '{"deviceInfo":', 'ingest.not-json'],
    [chirpstackTopic(eui, 'up'), { data: 'AQ==' }, 'ingest.missing-field'],
    [chirpstackTopic(eui, 'up'), { ...chirpstackUp(uplink), data: '%%%' }, 'ingest.missing-field'],
    [chirpstackTopic(eui, 'up'), Buffer.from([0xff, 0xff, 0xff]), 'ingest.not-protobuf'],
  ]
  for (const [path, body, code] of cases)
    expect(await read(chirpstack, path, body)).toMatchObject({ frames: [], unreadable: [{ code, device: eui }] })
  expect(await read(chirpstack, '', chirpstackUp(uplink))).toMatchObject({
    unreadable: [{ code: 'ingest.unknown-event' }],
  })
})

test('The Things Stack: an uplink, by MQTT or webhook', async () => {
  const frame = await frameOf(tts, ttsTopic(eui, 'up'), ttsUp(uplink))
  expect(frame).toMatchObject({
    ...common,
    network: 'tts',
    deviceName: 'capteur-b1c1',
    radio: { sf: 12, bandwidthHz: 125_000, frequencyHz: 868_100_000, confirmed: true, airtimeMs: 1810.432 },
  })
  expect(frame.radio.gateways).toMatchObject([{ id: '0016C001F153A14C', rssi: -97, snr: 7.5, lon: -1.68, lat: 48.11 }])
  expect(await frameOf(tts, '', ttsUp(uplink))).toEqual(frame)
  expect(await frameOf(tts, '', ttsUp({ ...uplink, fcnt: 0 }))).toMatchObject({ fcnt: 0 })
})

test('The Things Stack: joins, acknowledgements, and what cannot be read', async () => {
  const base = { end_device_ids: ttsDevice(eui, '260B9999'), received_at: '2025-03-01T10:00:00Z' }
  expect(await frameOf(tts, '', { ...base, join_accept: { session_key_id: 'x' } })).toMatchObject({
    ...{ kind: 'join', session: '260B9999', time: new Date('2025-03-01T10:00:00Z') },
  })
  expect(await frameOf(tts, '', { ...base, downlink_ack: {} })).toMatchObject({ kind: 'ack' })
  expect(await read(tts, ttsTopic(eui, 'up'), '{}')).toMatchObject({
    unreadable: [{ code: 'ingest.missing-field', device: 'capteur-b1c1' }],
  })
})

test('Actility ThingPark, by the mapping that we bring', async () => {
  const message = {
    DevEUI_uplink: {
      ...{
        Time: '2025-03-01T11:00:00.250+01:00',
        DevEUI: eui,
        FPort: '5',
        FCntUp: '71',
        MType: '4',
        AckRequested: '1',
      },
      ...{
        payload_hex: '0100460253',
        mic_hex: '38e7a3b9',
        LrrRSSI: '-60.0',
        LrrSNR: '9.75',
        SpFact: '12',
        DevAddr: '260B1234',
      },
      ...{ Frequency: '868.1', Lrrs: { Lrr: [{ Lrrid: '10000231', LrrRSSI: '-60.0', LrrSNR: '9.75' }] } },
    },
  }
  expect(await frameOf(mapped('actility'), '', message)).toMatchObject({
    ...common,
    radio: { sf: 12, frequencyHz: 868_100_000, confirmed: true, gateways: [{ id: '10000231', rssi: -60, snr: 9.75 }] },
  })
})

test('a mapping of one’s own: several frames in a message, the unreadable one apart', async () => {
  const network = mapped({
    ...{
      frames: '/batch',
      device: '/id',
      counter: '/n',
      payload: '/hex',
      payloadEncoding: 'hex',
      time: '/t',
      timeUnit: 's',
    },
    gateways: { id: '/gw', rssi: '/level' },
  })
  const good = { id: 'a8:17:58:ff:fe:04:b1:c1', n: 71, hex: '0100460253', t: 1_740_823_200.25, gw: 'g1', level: -97 }
  const { frames, unreadable } = await read(network, '', {
    batch: [good, { ...good, hex: 'xyz' }, { ...good, id: null }],
  })
  expect(frames).toMatchObject([
    {
      device: eui,
      fcnt: 71,
      payload: uplink.payload,
      time: uplink.time,
      radio: { gateways: [{ id: 'g1', rssi: -97 }] },
    },
  ])
  expect(unreadable).toMatchObject([{ code: 'ingest.missing-field', device: eui }, { code: 'ingest.missing-field' }])
})

test('plain JSON: the device of the topic, the values as they are', async () => {
  const measures: [] = []
  const network = plain({
    id: 'bins',
    network: 'plain',
    topics: ['bins/{device}/state'],
    mapping: { time: '/at', counter: '/n' },
    measures,
  })
  expect(network.topics).toEqual(['bins/+/state'])
  expect(
    await frameOf(network, 'bins/bin-12/state', { at: '2025-03-01T10:00:00.250Z', n: 3, level: 81.5 }),
  ).toMatchObject({
    ...{ device: 'bin-12', fcnt: 3, time: uplink.time, decodedByNetwork: { level: 81.5 } },
  })
  expect(await read(network, 'bins/bin-12/state', { level: 3 })).toMatchObject({
    unreadable: [{ code: 'ingest.missing-field', device: 'bin-12' }],
  })
  expect(await read(network, 'bins/bin-12/state', '[1]')).toMatchObject({ unreadable: [{ device: 'bin-12' }] })
})

test('NGSI-LD: a notification, normalised, concise and simplified', () => {
  const id = 'urn:ngsi-ld:AirQualityObserved:1'
  const at = '2025-03-01T09:59:00Z'
  const notified = (data: unknown) => ({ id: 'urn:n', type: 'Notification', notifiedAt: '2025-03-01T10:00:00Z', data })
  const of = (document: unknown) => readNotification(Buffer.from(JSON.stringify(document)), received)
  const place = { type: 'Point', coordinates: [-1.68, 48.11] }
  const normalised = of(
    notified([
      {
        ...{ id, type: 'AirQualityObserved', '@context': 'https://example.org/context.jsonld' },
        temperature: { type: 'Property', value: 21.5, observedAt: at, unitCode: 'CEL' },
        no2: [
          { type: 'Property', value: 12, observedAt: at, unitCode: 'GQ' },
          { type: 'Property', value: 14, observedAt: at, unitCode: 'GQ', datasetId: 'urn:second' },
        ],
        location: { type: 'GeoProperty', value: place },
        refDevice: { type: 'Relationship', object: 'urn:ngsi-ld:Device:1' },
      },
      { type: 'NoIdentifier' },
    ]),
  )
  expect(normalised.unreadable).toMatchObject([{ code: 'ingest.not-an-entity' }])
  expect(normalised.entities).toEqual([
    {
      ...{ id, type: 'AirQualityObserved', place },
      readings: [
        { attribute: 'temperature', result: 21.5, time: new Date(at), unitCode: 'CEL' },
        { attribute: 'no2', result: 12, time: new Date(at), unitCode: 'GQ' },
        { attribute: 'no2/urn:second', result: 14, time: new Date(at), unitCode: 'GQ' },
      ],
    },
  ])
  const simple = of(
    notified([{ id, type: 'AirQualityObserved', dateObserved: at, temperature: 21.5, open: true, location: place }]),
  )
  expect(simple.entities[0]).toMatchObject({
    place,
    readings: [
      { attribute: 'temperature', result: 21.5, time: new Date(at) },
      { attribute: 'open', result: true, time: new Date(at) },
    ],
  })
  const undated = of({ id, type: 'T', temperature: { value: 3 } })
  expect(undated.entities[0]!.readings).toEqual([{ attribute: 'temperature', result: 3, time: received }])
  expect(unitOf('CEL')).toMatchObject({ ucum: 'Cel' })
  expect(unitOf('XYZ')).toMatchObject({ symbol: 'XYZ' })
})
