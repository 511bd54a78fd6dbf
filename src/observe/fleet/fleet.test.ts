import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { failure } from '../../store/testing.ts'
import { openSandbox } from '../codecs/index.ts'
import { readLibrary } from '../codecs/library/index.ts'
import { airtimeOf } from '../frames/airtime.ts'
import { openPipeline, type Pipeline } from '../frames/index.ts'
import { observeOfTests } from '../testing.ts'
import type { Frame } from '../types.ts'
import { airtimeUse } from './duty.ts'
import {
  countDevices,
  csvTemplate,
  families,
  importDevices,
  importProfiles,
  listDevices,
  readDevice,
  rotateKeys,
} from './index.ts'
import { seal, unseal } from './seal.ts'

const made = observeOfTests()
const sandbox = openSandbox()
const now = new Date('2025-06-01T12:00:00Z')
const visible = ['sensors', 'air']
const secret = 'a secret of the tests'
let pipeline: Pipeline

beforeAll(async () => {
  const { devices } = await readLibrary(join(import.meta.dirname, '../../../devices'))
  await importProfiles(made.store, devices)
  pipeline = openPipeline({ observe: made.observe, sandbox, log: () => {}, autoProvisionOf: () => undefined })
})
afterAll(async () => {
  await pipeline.close()
  await sandbox.close()
})

const bring = (text: string, more: { dryRun?: boolean; secret?: string | undefined; dataset?: string } = {}) =>
  importDevices({ store: made.store, registry: made.observe.registry, text, secret, now, ...more })

/** A frame of an Elsys: 7 °C, 3616 mV. */
const frame = (device: string, fcnt: number, time: Date, bytes = '0100460253070e20'): Frame => ({
  ...{ connection: 'c', network: 'chirpstack', kind: 'uplink', device, session: '07000048', fcnt, port: 5, time },
  ...{ received: time, payload: Buffer.from(bytes, 'hex'), raw: { fcnt } },
  radio: {
    gateways: [
      { id: 'g1', rssi: -111, snr: -3 },
      { id: 'g2', rssi: -90, snr: 5 },
    ],
    sf: 12,
    frequencyHz: 868_300_000,
  },
})
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
const one = (eui: string) => readDevice(made.store, eui, { visible, now })

test('profiles of the library come in once', async () => {
  const { devices } = await readLibrary(join(import.meta.dirname, '../../../devices'))
  expect(await importProfiles(made.store, devices)).toEqual({ created: [], updated: [], unchanged: devices.length })
  const mended = devices.map((one) => (one.id === 'elsys/ems' ? { ...one, expectedEvery: 900 } : one))
  expect((await importProfiles(made.store, mended)).updated).toEqual(['elsys/ems'])
  expect((await importProfiles(made.store, devices)).updated).toEqual(['elsys/ems'])
})

const file = `\uFEFFeui;nom;profil;latitude;longitude;groupe;intervalle;dataset;variables.empty;variables.full
a8-17-58-ff-fe-04-b1-c1;Tour;elsys/ems;45,18402;5,74036;tower|hill;10min;air;;
A81758FFFE000002;"Bac ""rue
du Lac""";elsys/elt-ultrasonic;;;bins;;;1700;200

A81758FFFE00003;Trop court;elsys/ems;;;;;;;
A81758FFFE000004;Inconnu;elsys/none;;;;;;;
A81758FFFE000005;Loin;elsys/ems;95;5;;;;;
A81758FFFE000006;Moitié;elsys/ems;45;;;;;;
A81758FFFE000007;Temps;elsys/ems;;;;bientôt;;;
A81758FFFE000008;Ailleurs;elsys/ems;;;;;nowhere;;
A81758FFFE04B1C1;Encore;elsys/ems;;;;;;;
A81758FFFE000009;Court
;Sans;elsys/ems;;;;;;;
counter-7;Un compteur;;;;;;;;
`

test('devices from CSV: rows refused with line, column and reason, the others in', async () => {
  const trial = await bring(file, { dryRun: true })
  expect(trial.created).toEqual(['A81758FFFE04B1C1', 'A81758FFFE000002', 'counter-7'])
  expect((await listDevices(made.store, { visible, now }, { top: 10 })).total).toBe(0)

  const done = await bring(file)
  expect({ ...done, dryRun: true }).toEqual(trial)
  expect(done.refused.map(({ line, eui, column, reason }) => [line, eui, column, reason.en])).toEqual([
    [6, undefined, 'eui', "An EUI has 16 hexadecimal digits, 'A81758FFFE00003' has 15."],
    [7, 'A81758FFFE000004', 'profile', "No profile is called 'elsys/none'."],
    [8, 'A81758FFFE000005', 'lat', "'95' is not a position in decimal degrees."],
    [9, 'A81758FFFE000006', 'lat', 'Both latitude and longitude are needed.'],
    [10, 'A81758FFFE000007', 'expected', "'bientôt' is not an interval: 600, 10min, 1h, 1d."],
    [11, 'A81758FFFE000008', 'dataset', "No dataset is called 'nowhere'."],
    [12, 'A81758FFFE04B1C1', 'eui', 'Declared already on line 2.'],
    [13, undefined, undefined, '2 cells instead of 10.'],
    [14, undefined, 'eui', 'The identifier is missing.'],
  ])
  const again = await bring(file)
  expect([again.created, again.updated, again.unchanged]).toEqual([[], [], 3])

  const tower = await one('A81758FFFE04B1C1')
  expect(tower).toMatchObject({
    ...{ name: 'Tour', profile: 'elsys/ems', groups: ['hill', 'tower'], dataset: 'air', access: 'open', expected: 600 },
    ...{ lon: 5.74036, lat: 45.18402, state: 'never', loss: null, family: { id: 'air' }, hasKey: false },
  })
  expect((await one('A81758FFFE000002'))!.name).toBe('Bac "rue\ndu Lac"')
  expect(await readDevice(made.store, 'A81758FFFE04B1C1', { visible: ['sensors'], now })).toBeUndefined()
})

test('a column that is not in the file leaves what was known; a device that moves keeps its history', async () => {
  const done = await bring('eui,lat,lon\nA81758FFFE04B1C1,45.2,5.75\n')
  expect(done.updated).toEqual(['A81758FFFE04B1C1'])
  const tower = (await one('A81758FFFE04B1C1'))!
  expect([tower.name, tower.groups, tower.lat]).toEqual(['Tour', ['hill', 'tower'], 45.2])
  const places = await made.store.query<{ there: boolean; lat: number }>(
    `select exists (select from thing_location t where t.location = l.id) as there, lat from location l
     join historical_location_location h on h.location = l.id join historical_location o on o.id = h.historical_location
     where o.thing = $1 order by lat`,
    [tower.thing],
  )
  expect(places).toEqual([
    { there: false, lat: 45.18402 },
    { there: true, lat: 45.2 },
  ])
})

test('wrong files are said to be so', async () => {
  for (const [text, code] of [
    ['name,profile\nx,y', 'fleet.csv-no-eui'],
    ['', 'fleet.csv-no-eui'],
    ['eui,name\n1,"open', 'fleet.csv-malformed'],
  ])
    expect((await failure(bring(text!))).code).toBe(code)
})

test('keys: kept encrypted, never shown, rotated', async () => {
  const key = '00112233445566778899aabbccddeeff'
  const text = `eui,name,app_key,join_eui\nA81758FFFE0000AA,Keyed,${key},70-B3-D5-00-00-00-00-01\n`
  const refused = await bring(text, { secret: undefined })
  expect(refused.refused[0]).toMatchObject({ line: 2, column: 'app_key' })
  const wrong = await bring(text.replace(key, `${key}00`))
  expect(JSON.stringify(wrong)).not.toContain(key)
  expect((await bring(text)).created).toEqual(['A81758FFFE0000AA'])
  expect((await bring(text)).unchanged).toBe(1)
  expect((await bring(text.replace('ff,', 'fe,'))).updated).toEqual(['A81758FFFE0000AA'])
  expect((await bring('eui,name,app_key\nA81758FFFE0000AA,Renamed,\n')).updated.length).toBe(1)

  const device = (await one('A81758FFFE0000AA'))!
  expect(device.hasKey).toBe(true)
  expect(JSON.stringify(device)).not.toMatch(/app_?key"|0011223344/i)
  const kept = async () =>
    (await made.store.query<{ app_key: Buffer }>(`select app_key from device where app_key is not null`))[0]!.app_key
  const sealed = await kept()
  expect(sealed.includes(Buffer.from(key.slice(0, 16), 'hex'))).toBe(false)
  expect(unseal(sealed, 'A81758FFFE0000AA', secret).toString('hex')).toBe(key.replace(/ff$/, 'fe'))

  expect((await failure(rotateKeys(made.store, 'another', 'new'))).code).toBe('fleet.wrong-secret')
  expect(await rotateKeys(made.store, secret, 'new')).toBe(1)
  expect(unseal(await kept(), 'A81758FFFE0000AA', 'new').toString('hex')).toBe(key.replace(/ff$/, 'fe'))
})

test('a sealed key opens for its device, its secret, its bytes only', () => {
  const sealed = seal(Buffer.from('0123456789abcdef'), 'E1', secret)
  expect(unseal(sealed, 'E1', secret).toString()).toBe('0123456789abcdef')
  expect(seal(Buffer.from('0123456789abcdef'), 'E1', secret).equals(sealed)).toBe(false)
  const changed = Buffer.from(sealed)
  changed[changed.length - 1]! ^= 1
  for (const attempt of [
    () => unseal(sealed, 'E2', secret),
    () => unseal(sealed, 'E1', 'x'),
    () => unseal(changed, 'E1', secret),
  ])
    expect(attempt).toThrow('does not open')
})

test('health from real frames: state, loss, battery, signal, airtime', async () => {
  const eui = 'A81758FFFE04B1C1'
  // Counters 10 to 17, two of which never came.
  const heard = [10, 11, 12, 14, 15, 17]
  await pipeline.take(heard.map((fcnt) => frame(eui, fcnt, minutesAgo(80 - (fcnt - 10) * 10))))
  const device = (await one(eui))!
  expect(device).toMatchObject({
    ...{ state: 'ok', lastSeen: minutesAgo(10), rssi: -90, snr: 5, sf: 12, loss: 2 / 8 },
    battery: { value: 3.616, unit: 'V' },
    counters: { received: 6, lost: 2, resets: 0, duplicates: 0, late: 0, quarantined: 0 },
  })
  expect(device.messages[0]).toEqual({
    ...{ time: minutesAgo(10), fcnt: 17, state: 'decoded', rssi: -90, snr: 5, sf: 12, gateways: 2, copies: 1 },
  })
  const each = airtimeOf({ gateways: [], sf: 12 }, 8)!
  // The message of an hour ago is not in the last hour any more, that of 80 minutes neither.
  expect(device.airtime.dayMs).toBeCloseTo(6 * each)
  expect(device.airtime.hourMs).toBeCloseTo(3 * each)
  expect(device.airtime.bands).toMatchObject([{ band: 'M', limit: 0.01 }])

  const states = []
  for (const minutes of [0, 11, 51, 60 * 24]) {
    const at = new Date(now.getTime() + minutes * 60_000)
    const { state, reason } = (await readDevice(made.store, eui, { visible, now: at }))!
    states.push([state, reason.fr.replace(/\u00a0/g, ' ')])
  }
  expect(states).toEqual([
    ['ok', 'Dernier message il y a 10 minutes, comme attendu.'],
    ['late', 'Dernier message il y a 21 minutes, un est attendu toutes les 10 minutes.'],
    ['silent', 'Aucun message depuis 61 minutes, un est attendu toutes les 10 minutes : à aller voir.'],
    ['silent', 'Aucun message depuis 24 heures, un est attendu toutes les 10 minutes : à aller voir.'],
  ])
})

test('the interval is learnt where nobody declared it; a low battery shows', async () => {
  await made.store.query(
    `insert into device_profile (id, title, codec_js, measures) values ('test/plain', '{"fr":"P","en":"P"}', $1, $2)`,
    [
      'function decodeUplink({ bytes }) { return { data: { battery: bytes[0] } } }',
      JSON.stringify([
        {
          ...{ key: 'battery', kind: 'gauge', unit: { name: 'percent', symbol: '%', ucum: '%', definition: 'u' } },
          observedProperty: { name: 'battery level', definition: 'd', title: { fr: 'Pile', en: 'Battery' } },
        },
      ]),
    ],
  )
  await bring('eui,name,profile,group\nA81758FFFE0000BB,Learnt,test/plain,hill\n')
  const gaps = [0, 15, 30, 45, 75, 90]
  await pipeline.take(gaps.map((minutes, i) => frame('A81758FFFE0000BB', i, minutesAgo(100 - minutes), '0c')))
  expect(await one('A81758FFFE0000BB')).toMatchObject({
    expected: 900,
    state: 'low-battery',
    battery: { value: 12, unit: '%' },
  })
})

test('lists are filtered, counted, and paged', async () => {
  const list = async (filter: object, page = { top: 50 }) => {
    const { total, devices } = await listDevices(made.store, { visible, now, ...filter }, page)
    return [total, devices.map((device) => device.name.slice(0, 3))]
  }
  expect(await list({})).toEqual([5, ['Bac', 'Lea', 'Ren', 'Tou', 'Un ']])
  expect(await list({}, { top: 2, skip: 4 } as never)).toEqual([5, ['Un ']])
  expect(await list({}, { top: 2, skip: 40 } as never)).toEqual([5, []])
  expect(await list({ words: 'b1c1' })).toEqual([1, ['Tou']])
  expect(await list({ words: '%' })).toEqual([0, []])
  expect(await list({ family: 'bins' })).toEqual([1, ['Bac']])
  expect(await list({ group: 'hill' })).toEqual([2, ['Lea', 'Tou']])
  expect(await list({ state: 'never' })).toEqual([3, ['Bac', 'Ren', 'Un ']])
  expect(await list({ dataset: 'air' })).toEqual([1, ['Tou']])
  expect(await list({ visible: ['sensors'] })).toEqual([4, ['Bac', 'Lea', 'Ren', 'Un ']])
  const counted = await countDevices(made.store, { visible, now })
  expect(counted.states).toEqual({ ok: 1, late: 0, silent: 0, 'low-battery': 1, never: 3 })
  expect(counted.families.map(({ id, devices }) => [id, devices])).toEqual([
    ['air', 1],
    ['bins', 1],
  ])
  expect(counted.groups).toContainEqual({ id: 'hill', title: { fr: 'hill', en: 'hill' }, devices: 2 })
})

test('variables of a device reach its codec', async () => {
  await pipeline.take([frame('A81758FFFE000002', 1, minutesAgo(5), '0e02bc')])
  const { thing } = (await one('A81758FFFE000002'))!
  const values = await made.store.query<{ key: string; value: number }>(
    'select d.key, s.last_number as value from datastream d join datastream_state s on s.datastream = d.id where d.thing = $1 order by 1',
    [thing],
  )
  expect(values).toEqual([
    { key: 'A81758FFFE000002/distance', value: 700 },
    { key: 'A81758FFFE000002/fillLevel', value: 66.7 },
  ])
})

test('time on air: the figures of the LoRaWAN calculators', () => {
  // 14 and 25 bytes on the air, 13 of which are the frame around the payload.
  expect(airtimeOf({ gateways: [], sf: 7 }, 1)).toBeCloseTo(46.336, 3)
  expect(airtimeOf({ gateways: [], sf: 7 }, 12)).toBeCloseTo(61.696, 3)
})

test('use of the bands: each has its own limit', () => {
  const sent = (minutes: number, airtimeMs: number, mhz?: number) => ({
    ...{ time: minutesAgo(minutes), airtimeMs },
    ...(mhz && { frequencyHz: mhz * 1e6 }),
  })
  const use = airtimeUse(
    [
      sent(1, 1800, 868.1),
      sent(59, 1800, 868.5),
      sent(61, 500, 868.1),
      sent(2, 1800, 868.9),
      sent(3, 9),
      sent(1500, 7, 868.1),
    ],
    now,
  )
  expect([use.hourMs, use.dayMs]).toEqual([5409, 5909])
  expect(use.bands).toEqual([
    { band: 'N', limit: 0.001, hourMs: 1800, dayMs: 1800, duty: 0.0005 },
    { band: 'M', limit: 0.01, hourMs: 3600, dayMs: 4100, duty: 0.001 },
  ])
})

test('a template for each family is a file that can be imported', async () => {
  for (const { id } of families) {
    const text = csvTemplate(id, 'elsys/ems')!
    const { refused, created, updated, unchanged } = await bring(text, { dryRun: true })
    expect([id, refused, created.length + updated.length + unchanged]).toEqual([id, [], 1])
  }
  expect(csvTemplate('bins', 'elsys/ems')).toContain('variables.empty,variables.full')
  expect(csvTemplate('none', 'x')).toBeUndefined()
})
