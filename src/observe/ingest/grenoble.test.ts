import { connectAsync } from 'mqtt'
import { expect, test } from 'vitest'
import { observeOfTests } from '../testing.ts'
import { declareDevice, declareProfile, type GrenobleFrame, grenobleFrames, openTestIngest } from './testing/ingest.ts'

const frames = grenobleFrames()
const made = observeOfTests()
const eui = 'A81758FFFE04B1C1'
const sensing = {
  connections: [{ id: 'perret', network: 'mapped', mapping: 'helium', topics: ['helium/+/rx'] }],
} as const

/** Publishes frames in order, as a client that keeps `window` messages in flight, and gives how many a second. */
async function publishAll(address: string, password: string, list: readonly GrenobleFrame[], window = 200) {
  const client = await connectAsync(address, { username: 'helium', password })
  const began = performance.now()
  for (let i = 0; i < list.length; i += window)
    await Promise.all(
      list
        .slice(i, i + window)
        .map((frame) => client.publishAsync(`helium/${frame.dev_eui}/rx`, JSON.stringify(frame), { qos: 1 })),
    )
  await client.endAsync()
  return Math.round((list.length / (performance.now() - began)) * 1000)
}

/** What must not depend on how frames came: all but ids, and counts of arrivals. */
async function snapshot() {
  const { store } = made
  return {
    frames: await store.query(
      `select time, session, fcnt, port, payload, radio, copies, state, reason, decoded, codec from frame where device = $1
       order by session, fcnt, identity`,
      [eui],
    ),
    observations: await store.query(
      `select d.key, o.phenomenon_start, o.phenomenon_end, o.result_time, o.number, o.result, o.quality, o.parameters, o.source
       from observation o join datastream d on d.id = o.datastream order by d.key, o.phenomenon_start, o.source`,
    ),
    states: await store.query(
      `select d.key, s.count, s.first, s.last, s.last_number from datastream_state s join datastream d on d.id = s.datastream
       order by d.key`,
    ),
    sessions: await store.query('select * from device_session where eui = $1 order by session', [eui]),
    device: await store.query(
      'select last_seen, received, lost, skewed, battery, rssi, snr, sf, airtime_ms from device_state where eui = $1',
      [eui],
    ),
  }
}

async function empty() {
  await made.store.query('delete from thing where key = $1', [`device/${eui}`])
  await made.store.query('truncate frame, observation, device_state, device_session, device')
}

/** The same shuffle each time (a linear congruential generator, Numerical Recipes, 1992). */
function shuffled<T>(list: readonly T[]): T[] {
  const copy = [...list]
  let seed = 42
  for (let i = copy.length - 1; i > 0; i--) {
    seed = (seed * 1_664_525 + 1_013_904_223) >>> 0
    const j = seed % (i + 1)
    ;[copy[i], copy[j]] = [copy[j]!, copy[i]!]
  }
  return copy
}

const clock = () => new Date('2023-09-29T00:00:00Z')

async function openPerret() {
  const opened = await openTestIngest(made.observe, sensing, clock)
  await empty()
  await declareProfile(made.observe, 'elsys/ems')
  await declareDevice(made.observe, eui, 'elsys/ems')
  return opened
}

/** What tells a frame from another in the file: retries of the device are equal in this. */
const nameOf = (one: GrenobleFrame) => `${one.devaddr} ${one.fcnt} ${one.port} ${one.payload}`
const sorted = (value: unknown) => Object.entries(value ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))

test.skipIf(!frames)(
  'the real frames of the Tour Perret, brought by MQTT, are decoded as the file says',
  { timeout: 300_000 },
  async () => {
    const { ingest, address, password, events } = await openPerret()
    const rate = await publishAll(address, password, frames!)
    console.log(`${frames!.length} frames through MQTT: ${rate} a second`)
    const { frames: kept } = await snapshot()
    const unique = new Map(frames!.map((one) => [nameOf(one), one]))
    expect(kept).toHaveLength(unique.size)
    expect(kept.reduce((sum, row) => sum + (row.copies as number), 0)).toBe(frames!.length)
    expect(ingest.stats).toMatchObject({
      messages: frames!.length,
      duplicates: frames!.length - unique.size,
      states: { decoded: unique.size, quarantined: 0, ignored: 0 },
    })
    for (const row of kept) {
      const payload = Buffer.from(row.payload as Uint8Array).toString('base64')
      const name = `${row.session} ${row.fcnt} ${row.port} ${payload}`
      expect([name, sorted(row.decoded)]).toEqual([name, sorted(unique.get(name)!.decoded.payload)])
    }
    expect(events).toEqual([])
  },
)

// All of them take minutes: ORCHESTRA_THOROUGH=1 plays them all. The session changes after 1,352 frames.
const some = frames?.slice(0, process.env.ORCHESTRA_THOROUGH ? frames.length : 2000)

test.skipIf(!some)(
  'the same frames delivered twice and shuffled give the same store',
  { timeout: 900_000 },
  async () => {
    const { ingest } = await openPerret()
    const take = async (list: readonly GrenobleFrame[]) => {
      for (let i = 0; i < list.length; i += 500)
        await Promise.all(
          list.slice(i, i + 500).map((one) => ingest.take('perret', '', Buffer.from(JSON.stringify(one)))),
        )
    }
    await take(some!)
    const first = await snapshot()
    await empty()
    await declareDevice(made.observe, eui, 'elsys/ems')
    await take(shuffled([...some!, ...some!]))
    const second = await snapshot()
    for (const part of ['sessions', 'device', 'states', 'frames', 'observations'] as const)
      expect(second[part]).toEqual(first[part])
    expect(second.observations.length).toBeGreaterThan(some!.length)
  },
)
