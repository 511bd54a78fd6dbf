import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AggregateQuery, type ObservationInput, type Observe, openObserve } from '../src/observe/index.ts'
import { openStore } from '../src/store/index.ts'
import { count, type Line, rate } from './measure.ts'
import { sensorThingsLookUps } from './sensorthings.ts'

const DATASTREAMS = 2_000
/** Five minutes apart: 5,000 each are 17 days. Half of the time is in a month that will be compacted. */
const INTERVAL_MS = 300_000
const OBSERVATIONS = 10_000_000
const BATCH = 10_000
const FIRST = Date.UTC(2025, 0, 23)
const REPEATS = 300

/** The store of observations: writes, look-ups among ten million, compaction, reads and aggregates of recent and old ones. */
export async function benchObserve(): Promise<Line[]> {
  const home = await mkdtemp(join(tmpdir(), 'bench-observe-'))
  const store = await openStore({ home })
  const datasets = [{ id: 'bench', title: { fr: 'Banc', en: 'Bench' }, access: 'open' as const }]
  const observe = await openObserve({ store, folder: join(home, 'observations'), datasets })
  try {
    const datastreams = await makeDatastreams(observe)
    const lines = [
      await single(observe, datastreams),
      await clients(observe, datastreams),
      await bulk(observe, datastreams),
    ]
    lines.push(...(await lookUps(observe, datastreams, 'recent')))
    lines.push(...(await sensorThingsLookUps(observe, home, datastreams, OBSERVATIONS)))
    const before = await aggregates(observe, datastreams, 'recent')
    const begin = performance.now()
    const [month] = await observe.observations.compact(new Date(Date.UTC(2025, 1, 15)))
    const seconds = (performance.now() - begin) / 1000
    const { rows, bytes } = month!
    lines.push(
      line(
        'observe: compact a month',
        `${count(rows)} rows`,
        seconds,
        `${rate(rows, seconds, 'rows')}, ${(bytes / rows).toFixed(1)} B/row`,
      ),
    )
    lines.push(...(await lookUps(observe, datastreams, 'old')))
    const after = await aggregates(observe, datastreams, 'old')
    if (JSON.stringify(before.numbers) !== JSON.stringify(after.numbers))
      throw new Error('compaction changed the numbers')
    lines.push(before.line, after.line)
    return lines
  } finally {
    await observe.close()
    await store.close()
    await rm(home, { recursive: true, force: true })
  }
}

const line = (name: string, size: string, seconds: number, more: string): Line => ({ name, size, seconds, rate: more })

async function makeDatastreams({ store, registry }: Observe): Promise<number[]> {
  const described = { description: 'bench' }
  const thing = await registry.insert(store, 'thing', { ...described, dataset: 'bench', name: 'thing' })
  const sensor = await registry.insert(store, 'sensor', {
    ...{ ...described, name: 'sensor', encodingType: 'text/html', metadata: 'about:blank' },
  })
  const observedProperty = await registry.insert(store, 'observed_property', {
    ...{ ...described, name: 'property', definition: 'http://qudt.org/vocab/quantitykind/Temperature' },
  })
  const ids: number[] = []
  for (let i = 0; i < DATASTREAMS; i++)
    ids.push(
      await registry.insert(store, 'datastream', {
        ...{ ...described, dataset: 'bench', thing, sensor, observedProperty, name: `datastream ${i}`, unit: {} },
        observationType: 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement',
      }),
    )
  return ids
}

/** The observation number n: all datastreams in turn, each at its time, as devices send them. */
function observation(datastreams: readonly number[], n: number): ObservationInput {
  const at = FIRST + Math.floor(n / DATASTREAMS) * INTERVAL_MS
  // As spread as the hash of a frame: what does not compress must not in a bench.
  const word = (i: number) =>
    (Math.imul(Math.imul(n + i * 7919, 0x9e3779b1) ^ (n >>> 7), 0x85ebca6b) >>> 0).toString(16).padStart(8, '0')
  const [a, b, c] = [word(1), word(2), word(3)]
  return {
    datastream: datastreams[n % DATASTREAMS]!,
    phenomenonStart: new Date(at),
    resultTime: new Date(at + 1500),
    result: Math.round(1500 + 800 * Math.sin(n / 977)) / 100,
    source: `${a}-${b.slice(0, 4)}-4${b.slice(5)}-8${c.slice(5)}-${n.toString(16).padStart(8, '0')}${c.slice(0, 4)}`,
  }
}

const batchOf = (datastreams: readonly number[], from: number, size: number) =>
  Array.from({ length: size }, (_, i) => observation(datastreams, from + i))

/** One by one from many clients, each waiting for its answer: what group commit is for. */
async function single(observe: Observe, datastreams: readonly number[]): Promise<Line> {
  const [clients, each] = [256, 200]
  const begin = performance.now()
  await Promise.all(
    Array.from({ length: clients }, async (_, c) => {
      for (let i = 0; i < each; i++)
        await observe.observations.write(batchOf(datastreams, OBSERVATIONS + c * each + i, 1))
    }),
  )
  const seconds = (performance.now() - begin) / 1000
  return line('observe: single writes, durable', `${clients} clients`, seconds, rate(clients * each, seconds, 'obs'))
}

/** Batches as an HTTP client or a network server sends them. */
async function clients(observe: Observe, datastreams: readonly number[]): Promise<Line> {
  const [clients, each, size] = [8, 60, 1_000]
  const begin = performance.now()
  await Promise.all(
    Array.from({ length: clients }, async (_, c) => {
      for (let i = 0; i < each; i++)
        await observe.observations.write(batchOf(datastreams, OBSERVATIONS + 100_000 + (c * each + i) * size, size))
    }),
  )
  const seconds = (performance.now() - begin) / 1000
  const total = clients * each * size
  return line('observe: batches of 1,000, durable', `${clients} clients`, seconds, rate(total, seconds, 'obs'))
}

async function bulk(observe: Observe, datastreams: readonly number[]): Promise<Line> {
  const begin = performance.now()
  const running = new Set<Promise<unknown>>()
  for (let n = 0; n < OBSERVATIONS; n += BATCH) {
    const one = observe.observations.write(batchOf(datastreams, n, BATCH)).finally(() => running.delete(one))
    running.add(one)
    if (running.size >= 4) await Promise.race(running)
  }
  await Promise.all(running)
  const seconds = (performance.now() - begin) / 1000
  return line(
    'observe: bulk import, durable',
    `${count(OBSERVATIONS)} obs`,
    seconds,
    rate(OBSERVATIONS, seconds, 'obs'),
  )
}

/** Median and 95th percentile of what pages and APIs ask most. */
async function lookUps({ observations }: Observe, datastreams: readonly number[], age: string): Promise<Line[]> {
  const one = (i: number) => [datastreams[(i * 7919) % DATASTREAMS]!]
  const day = (i: number) => ({
    from: new Date(FIRST + (i % 5) * 86_400_000),
    to: new Date(FIRST + ((i % 5) + 1) * 86_400_000),
  })
  const asked: Record<string, (i: number) => Promise<unknown>> = {
    'latest of one': (i) => observations.latest(one(i)),
    'latest of all': () => observations.latest(datastreams),
    'count of one': (i) => observations.count({ datastreams: one(i) }),
    'count of all': () => observations.count({ datastreams }),
    'last 100 of one': (i) => observations.page({ datastreams: one(i), order: 'desc', top: 100 }),
    'last 100 of all': () => observations.page({ datastreams, order: 'desc', top: 100 }),
    'a day of one': (i) => observations.page({ datastreams: one(i), order: 'asc', top: 1000, ...day(i) }),
    'count a day of one': (i) => observations.count({ datastreams: one(i), ...day(i) }),
  }
  const lines: Line[] = []
  for (const [name, ask] of Object.entries(asked)) {
    for (let i = 0; i < 5; i++) await ask(i)
    const times: number[] = []
    for (let i = 0; i < REPEATS; i++) {
      const begin = performance.now()
      await ask(i)
      times.push(performance.now() - begin)
    }
    times.sort((a, b) => a - b)
    const [median, p95] = [times[REPEATS / 2]!, times[Math.floor(REPEATS * 0.95)]!]
    lines.push(
      line(
        `observe: ${name}, ${age}`,
        `${count(OBSERVATIONS)} obs`,
        median / 1000,
        `median ${median.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`,
      ),
    )
  }
  return lines
}

/** Days of a hundred datastreams over a week. */
async function aggregates(
  { observations }: Observe,
  datastreams: readonly number[],
  age: string,
): Promise<{ line: Line; numbers: unknown }> {
  const query: AggregateQuery = {
    ...{ datastreams: datastreams.slice(0, 100), from: new Date(FIRST), to: new Date(FIRST + 7 * 86_400_000) },
    ...{ step: { every: 'day', zone: 'Europe/Paris' }, percentiles: [0.5, 0.95], expectedEvery: INTERVAL_MS / 1000 },
  }
  const begin = performance.now()
  const numbers = await observations.aggregate(query)
  const seconds = (performance.now() - begin) / 1000
  const rows = numbers.buckets.reduce((sum, bucket) => sum + bucket.count, 0)
  return {
    line: line(`observe: aggregate by day, ${age}`, `${count(rows)} obs`, seconds, rate(rows, seconds, 'obs')),
    numbers,
  }
}
