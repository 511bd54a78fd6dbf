import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSandbox } from '../src/observe/codecs/index.ts'
import { bundledLibrary, readLibrary } from '../src/observe/codecs/library/index.ts'
import { importDevices, importProfiles, listDevices } from '../src/observe/fleet/index.ts'
import { type Observe, openObserve } from '../src/observe/index.ts'
import { openIngest } from '../src/observe/ingest/index.ts'
import { openStore, type Store } from '../src/store/index.ts'
import { newFolder, removeFolder } from '../src/store/testing.ts'
import { fleetOf } from '../territories/demo/fleet/devices.ts'
import { DATASET, sensingOf } from '../territories/demo/fleet/sensing.ts'
import { openTown } from '../territories/demo/town/town.ts'

// The invented fleet speaks the real formats of its makers and networks: what it says goes through the same codecs as a real one.

const town = openTown({ size: 1, seed: 1 })
const sensing = sensingOf(town)
const now = new Date('2026-03-10T12:00:00Z')
const from = new Date('2026-03-09T12:00:00Z')
const { folder, home } = newFolder()
let store: Store
let observe: Observe

beforeAll(async () => {
  store = await openStore({ home })
  observe = await openObserve({ store, folder: join(folder, 'observations'), datasets: sensing.datasets! })
}, 60_000)
afterAll(async () => {
  await observe?.close()
  await store?.close()
  removeFolder(folder)
})

test('the inventory is taken whole, and a day of messages is understood but for those mangled on the air', async () => {
  const { registry } = observe
  await store.transaction(async (tx) => importProfiles(tx, (await readLibrary(bundledLibrary())).devices))
  const text = (sensing.devices as { csv(): string }).csv()
  const { created, refused } = await importDevices({ store, registry, text, secret: undefined, now: from })
  expect(refused).toEqual([])
  expect(created).toHaveLength(fleetOf(town).length)

  const sandbox = openSandbox()
  const ingest = await openIngest({ observe, sandbox, sensing, clock: () => now, log: () => {} })
  try {
    const messages = sensing.simulate!.messages(from, now, now)
    expect(messages.length).toBeGreaterThan(2000)
    for (let i = 0; i < messages.length; i += 200)
      await Promise.all(
        messages.slice(i, i + 200).map(({ topic, payload, time }) => ingest.deliver(topic, Buffer.from(payload), time)),
      )
  } finally {
    await ingest.close()
    await sandbox.close()
  }
  const [counts] = await store.query<{ all: number; decoded: number; unknown: number; duplicates: number }>(
    `select count(*) as all, count(*) filter (where state = 'decoded') as decoded,
       count(*) filter (where reason->>'code' like '%unknown%') as unknown,
       (select sum(duplicates) from device_state)::int as duplicates from frame`,
  )
  expect(counts!.decoded / counts!.all).toBeGreaterThan(0.99)
  expect(counts!.unknown).toBe(0)
  // What the network delivered twice was counted, and kept once.
  expect(counts!.duplicates).toBeGreaterThan(0)
}, 120_000)

test.each([
  ['airTemperature', 'air', -15, 45],
  ['co2', 'classroom', 350, 3000],
  ['distance', 'bin', 50, 1750],
  ['power_w', 'street-light', 0, 40],
])('%s of a device of the family %s is plausible', async (property, family, least, most) => {
  const device = fleetOf(town).find((one) => one.family === family)!
  const rows = await store.query<{ key: string; id: number }>(
    `select d.id, substr(d.key, length($1) + 2) as key from datastream d where starts_with(d.key, $1 || '/')`,
    [device.eui],
  )
  const stream =
    rows.find(({ key }) => key.toLowerCase() === property.toLowerCase()) ??
    rows.find(({ key }) => property.toLowerCase().includes(key.toLowerCase()))
  expect(stream, rows.map(({ key }) => key).join()).toBeDefined()
  const values = await observe.observations.page({ datastreams: [stream!.id], order: 'asc', top: 100 })
  expect(values.length).toBeGreaterThan(10)
  for (const { result } of values) {
    expect(result).toBeGreaterThanOrEqual(least)
    expect(result).toBeLessThanOrEqual(most)
  }
})

test('the states tell who is silent and who has an old battery', async () => {
  const { devices, total } = await listDevices(store, { visible: [DATASET], now }, { top: 100 })
  expect(total).toBe(fleetOf(town).length)
  const states = Map.groupBy(devices, ({ state }) => state)
  expect(states.get('silent')?.length ?? 0).toBeLessThan(3)
  expect(states.get('ok')!.length).toBeGreaterThan(total * 0.8)
  expect(devices.filter(({ lon }) => lon === null)).toEqual([])
})
