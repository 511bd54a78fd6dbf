import { join } from 'node:path'
import type { Sensing } from '../../kernel/index.ts'
import { openSandbox } from '../../observe/codecs/index.ts'
import { bundledLibrary, readLibrary } from '../../observe/codecs/library/index.ts'
import { importDevices, importProfiles } from '../../observe/fleet/index.ts'
import { type Observe, openObserve } from '../../observe/index.ts'
import { type Ingest, openIngest } from '../../observe/ingest/index.ts'
import type { TestHouse } from '../../pipeline/testing.ts'

/** The sensors of a test, as the service opens them: library, devices, and what takes messages in. */
export interface TestFleet {
  readonly observe: Observe
  readonly frames: Ingest
  close(): Promise<void>
}

/** Opens the sensors of a house and takes the messages of the `hours` before its moment. Close it before the house. */
export async function openTestFleet(house: TestHouse, sensing: Sensing, hours = 24): Promise<TestFleet> {
  const { store, home } = house.chain
  const observe = await openObserve({ store, folder: join(home, 'observations'), datasets: sensing.datasets ?? [] })
  const { devices } = await readLibrary(bundledLibrary())
  await store.transaction((tx) => importProfiles(tx, devices))
  const from = new Date(house.now.getTime() - hours * 3_600_000)
  if (typeof sensing.devices === 'object' && 'csv' in sensing.devices)
    await importDevices({
      store,
      registry: observe.registry,
      text: sensing.devices.csv(),
      secret: undefined,
      now: from,
    })
  const sandbox = openSandbox()
  const frames = await openIngest({ observe, sandbox, sensing, clock: () => house.now, log: () => {} })
  for (const { topic, payload, time } of sensing.simulate?.messages(from, house.now, house.now) ?? [])
    await frames.deliver(topic, Buffer.from(payload), time)
  return {
    observe,
    frames,
    async close() {
      await frames.close()
      await sandbox.close()
      await observe.close()
    },
  }
}
