import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { onTestFinished } from 'vitest'
import type { Sensing } from '../../../kernel/index.ts'
import { openSandbox } from '../../codecs/index.ts'
import { readLibrary } from '../../codecs/library/index.ts'
import { openEmbeddedBroker } from '../../mqtt/index.ts'
import type { Observe } from '../../types.ts'
import { createKey, openAuthentication } from '../keys.ts'
import { openIngest } from '../open.ts'

const root = resolve(import.meta.dirname, '../../../..')

/** An ingest of a test with its broker: `address` is where, `password` a key for frames. */
export async function openTestIngest(observe: Observe, sensing: Sensing, clock = () => new Date()) {
  const events: { event: string; facts: Readonly<Record<string, unknown>> }[] = []
  const log = (event: string, facts = {}) => void events.push({ event, facts })
  const sandbox = openSandbox()
  const ingest = await openIngest({ observe, sandbox, sensing, clock, log })
  const authenticate = openAuthentication(observe.store, 'secret', clock)
  const broker = await openEmbeddedBroker({ port: 0, authenticate, log })
  ingest.listen(broker)
  const address = (await broker.start())!
  const { key: password } = await createKey(observe.store, { label: 'test', scope: 'frames' })
  const close = async () => {
    await broker.close()
    await ingest.close()
    await sandbox.close()
  }
  onTestFinished(close)
  return { ingest, broker, address, password, authenticate, events, close }
}

/** Declares the profile of a device of our library, or a profile of the test, and gives its id. */
export async function declareProfile(
  { store }: Observe,
  id: string,
  changed: { codecJs?: string } = {},
): Promise<string> {
  const { devices } = await readLibrary(join(root, 'devices'))
  const device = devices.find((one) => one.id === id)
  if (!device) throw new Error(`no device ${id} in the library`)
  await store.query(
    `insert into device_profile (id, title, vendor, family, codec_kind, codec_js, measures) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (id) do update set codec_js = excluded.codec_js, measures = excluded.measures`,
    [
      id,
      { fr: device.name, en: device.name },
      device.vendor.name,
      device.family,
      device.codec?.kind,
      changed.codecJs ?? device.codec?.source,
      JSON.stringify(device.measures),
    ],
  )
  return id
}

/** Declares a device. */
export async function declareDevice({ store }: Observe, eui: string, profile: string, dataset = 'air'): Promise<void> {
  await store.query(
    'insert into device (eui, name, profile, dataset, lon, lat) values ($1, $1, $2, $3, -1.68, 48.11)',
    [...[eui, profile, dataset]],
  )
}

/** A real frame as Helium's console sent it. */
export interface GrenobleFrame {
  readonly dev_eui: string
  readonly devaddr: string
  readonly fcnt: number
  readonly port: number
  readonly payload: string
  readonly reported_at: number
  readonly decoded: { readonly payload: Readonly<Record<string, number>> }
}

/** The real frames of the Tour Perret, or undefined (said in one line) where the data is absent. */
export function grenobleFrames(): GrenobleFrame[] | undefined {
  const file = join(resolve(root, process.env.ORCHESTRA_DATA ?? '../shared/data'), 'grenoble/tourperret_ems.ndjson.gz')
  if (!existsSync(file)) {
    console.log('skipped: no real LoRaWAN frames here (ORCHESTRA_DATA)')
    return undefined
  }
  const text = gunzipSync(readFileSync(file)).toString()
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as GrenobleFrame)
}
