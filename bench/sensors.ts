import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { connectAsync } from 'mqtt'
import { openStore } from '../src/store/index.ts'
import { count, type Line, orchestra, rate } from './measure.ts'

const territory = fileURLToPath(new URL('./sensors.territory.js', import.meta.url))
const [PORT, MQTT_PORT] = [18_431, 18_432]
const service = `http://localhost:${PORT}/sensorthings/v1.1`

const DATASTREAMS = 100
const CLIENTS = 4
/** Observations of one HTTP request. */
const BATCH = 1_000
/** Publications that a client leaves unanswered, as devices of a gateway do. */
const IN_FLIGHT = 200
const SECONDS = 15

/** Sends observations until told to stop, and says the numbers of those that were acknowledged. */
type Send = (
  isDone: () => boolean,
  next: (size: number) => number,
  acknowledged: (from: number, size: number) => void,
) => Promise<void>

/** The whole service: observations by HTTP and by MQTT, then kill -9 of it and its database while more come. */
export async function benchSensors(): Promise<Line[]> {
  return [
    await stream('observe: HTTP, dataArray of 1,000', overHttp),
    await stream('observe: MQTT, QoS 1, one by one', overMqtt),
  ]
}

/** Sends for a while, kills, and counts what was acknowledged and is not there. */
async function stream(name: string, send: Send): Promise<Line> {
  const home = await mkdtemp(join(tmpdir(), 'bench-sensors-'))
  try {
    const server = orchestra(['serve', '--territory', territory, '--home', home], {
      PORT: String(PORT),
      MQTT_PORT: String(MQTT_PORT),
    })
    await answers()
    await makeDatastreams()
    const known: [from: number, size: number][] = []
    let drawn = 0
    let total = 0
    const begin = performance.now()
    let seconds = 0
    let isKilled = false
    const next = (size: number) => {
      drawn += size
      return drawn - size
    }
    const clients = Array.from({ length: CLIENTS }, () =>
      send(
        () => isKilled,
        next,
        (from, size) => {
          known.push([from, size])
          if (seconds === 0) total += size
        },
      ).catch((error: unknown) => {
        if (!isKilled) throw error
      }),
    )
    await new Promise((later) => setTimeout(later, SECONDS * 1000))
    seconds = (performance.now() - begin) / 1000
    isKilled = true
    kill(server, home)
    await once(server, 'close')
    await Promise.all(clients)
    const lost = await missing(home, known)
    const all = known.reduce((sum, [, size]) => sum + size, 0)
    return {
      name,
      size: `${count(total)} obs, ${CLIENTS} clients`,
      seconds,
      rate: `${rate(total, seconds, 'obs')}; after kill -9, ${lost} lost of ${count(all)}`,
    }
  } finally {
    await rm(home, { recursive: true, force: true })
  }
}

async function answers(): Promise<void> {
  for (const end = Date.now() + 60_000; ; await new Promise((later) => setTimeout(later, 200))) {
    if (
      await fetch(service).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return
    if (Date.now() > end) throw new Error(`${service} does not answer`)
  }
}

async function makeDatastreams(): Promise<void> {
  const described = (name: string) => ({ name, description: name })
  await post('/Things', {
    ...described('bench'),
    Locations: [
      {
        ...described('here'),
        encodingType: 'application/geo+json',
        location: { type: 'Point', coordinates: [-1.68, 48.11] },
      },
    ],
    Datastreams: Array.from({ length: DATASTREAMS }, (_, i) => ({
      ...described(`datastream ${i}`),
      observationType: 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement',
      unitOfMeasurement: { name: 'degree Celsius', symbol: '°C', definition: 'http://qudt.org/vocab/unit/DEG_C' },
      Sensor: { ...described('sensor'), encodingType: 'text/html', metadata: 'https://example.org/sensor' },
      ObservedProperty: { ...described('temperature'), definition: 'http://qudt.org/vocab/quantitykind/Temperature' },
    })),
  })
}

async function post(path: string, body: unknown): Promise<unknown> {
  const answer = await fetch(`${service}${path}`, {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text.slice(0, 500)}`)
  return text === '' ? undefined : JSON.parse(text)
}

/** The fact number n is the result n. */
const timeOf = (n: number) => new Date(Date.UTC(2025, 5, 1) + n * 100).toISOString()

const overHttp: Send = async (isDone, next, acknowledged) => {
  while (!isDone()) {
    const from = next(BATCH)
    const dataArray = Array.from({ length: BATCH }, (_, i) => [timeOf(from + i), from + i])
    const Datastream = { '@iot.id': 1 + ((from / BATCH) % DATASTREAMS) }
    const made = await post('/CreateObservations', [
      { Datastream, components: ['phenomenonTime', 'result'], dataArray },
    ])
    if ((made as string[]).some((link) => !link.startsWith('http')))
      throw new Error(`refused: ${JSON.stringify(made).slice(0, 500)}`)
    acknowledged(from, BATCH)
  }
}

const overMqtt: Send = async (isDone, next, acknowledged) => {
  const client = await connectAsync(`mqtt://localhost:${MQTT_PORT}`, { reconnectPeriod: 0 })
  client.on('error', () => undefined)
  const publish = async (): Promise<void> => {
    while (!isDone()) {
      const n = next(1)
      const topic = `v1.1/Datastreams(${1 + (n % DATASTREAMS)})/Observations`
      await client.publishAsync(topic, JSON.stringify({ phenomenonTime: timeOf(n), result: n }), { qos: 1 })
      acknowledged(n, 1)
    }
  }
  const gone = new Promise<void>((resolve) => client.once('close', () => resolve()))
  await Promise.race([Promise.all(Array.from({ length: IN_FLIGHT }, publish)), gone])
  client.end(true)
}

/** Ends the service and its database at once, with no chance to put anything in order. */
function kill(server: ChildProcess, home: string): void {
  process.kill(Number(readFileSync(join(home, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL')
  server.kill('SIGKILL')
}

/** How many facts that were acknowledged are not in the database of the home, opened again. */
async function missing(home: string, known: readonly (readonly [number, number])[]): Promise<number> {
  const store = await openStore({ home })
  try {
    const kept = new Set((await store.query<{ n: number }>('select number as n from observation')).map(({ n }) => n))
    let lost = 0
    for (const [from, size] of known) for (let n = from; n < from + size; n++) if (!kept.has(n)) lost++
    return lost
  } finally {
    await store.close()
  }
}
