import type { Server } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { type ApiDeps, openIngestDoor, openSensorThings, sensorThingsBase, serveByMqtt } from '../api/index.ts'
import { isHeldHere } from '../kernel/index.ts'
import { maintain, type Observe } from '../observe/index.ts'
import { impactOf, type Log, startRun } from '../pipeline/index.ts'
import type { Options } from './args.ts'
import type { House } from './open.ts'
import { openBroker, openSensors } from './sensors.ts'
import { simulate } from './simulate.ts'
import { serveWebSocket } from './websocket.ts'

/** What serving sensors adds to the service. */
export interface ServedSensors {
  /** What the API gets. */
  readonly api: Pick<ApiDeps, 'sensorThings' | 'fleet' | 'door' | 'mqtt'>
  /** Serves MQTT over the WebSocket of the portal's server, where the broker is ours. */
  attach(server: Pick<Server, 'on'>): void
  close(): Promise<void>
}

/** Retention and compaction are looked at this often (ms). */
const MAINTAIN_EVERY = 3_600_000

/**
 * Opens the sensors of a territory, their broker and what keeps them. `origin`: where people reach the service.
 * Undefined when the file of the territory says nothing of sensors.
 */
export async function serveSensors(house: House, options: Options, origin: string): Promise<ServedSensors | undefined> {
  const { territory } = house.chain.graph
  const { sensing } = territory
  if (!sensing) return undefined
  const { clock, log } = house.chain
  const sensors = await openSensors(house, sensing, options)
  const { observe, ingest, authenticate } = sensors
  const ending = new AbortController()
  try {
    const { broker, embedded } = await openBroker(sensors, sensing, territory.id, options, log)
    ingest.listen(broker)
    const { writes } = sensing
    const sensorThings = openSensorThings({ observe, authenticate, clock, log, ...(writes && { writes }) })
    const stop = serveByMqtt(sensorThings, { broker, root: `${origin}${sensorThingsBase}`, log })
    const mqtt = await broker.start()
    const background = [keep(observe, clock, log, ending.signal)]
    if (sensing.simulate)
      background.push(simulate(sensing.simulate, observe, ingest, clock, log, ending.signal, () => refreshHours(house)))
    return {
      api: {
        sensorThings,
        fleet: { observe, frames: ingest },
        door: openIngestDoor(ingest, authenticate),
        ...(mqtt !== undefined && { mqtt }),
      },
      attach: (server) => embedded && serveWebSocket(server, embedded),
      async close() {
        ending.abort()
        stop()
        await broker.close()
        await Promise.all(background)
        await sensors.close()
      },
    }
  } catch (error) {
    await sensors.close()
    throw error
  }
}

/** Brings what the chain makes of the observations up to date, where the schedule would wait for its hour. */
async function refreshHours({ chain, queue }: House): Promise<void> {
  const held = chain.graph.nodes.filter(({ source }) => source && isHeldHere(source)).map(({ name }) => name)
  if (held.length === 0) return
  const wanted = [...new Set([...held, ...held.flatMap((name) => impactOf(chain, name))])]
  await startRun(chain, queue, { wanted, trigger: 'schedule', ask: new Set(held) })
}

/** Retention and compaction, while the service lasts. */
async function keep(observe: Observe, clock: () => Date, log: Log, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await maintain(observe, clock()).catch((error: unknown) => log('sensors.maintain', { error: String(error) }))
    await sleep(MAINTAIN_EVERY, undefined, { signal }).catch(() => undefined)
  }
}
