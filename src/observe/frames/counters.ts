import type { Sender, Store } from '../../store/index.ts'
import type { ObservationInput, Observations } from '../types.ts'
import { uuidOf } from './identity.ts'
import { type Increment, incrementOf, type Reading } from './increments.ts'

/** A counter among the datastreams, and where its increments go. */
export interface CounterStream {
  readonly values: number
  readonly increments: number
  readonly modulo?: number
}

/** A reading of a counter that was just written. */
export interface Touched {
  readonly stream: CounterStream
  readonly source: string
  /** Its instant (ms since 1970). */
  readonly time: number
  /** The instant it had until now; absent when it is new. */
  readonly before?: number
}

/** The last reading of counters before what is being written, by datastream, where it is in files of old months. */
export type Earlier = ReadonlyMap<number, Reading>

/**
 * Reads it, given the first instant to be written in each datastream. To be called before the transaction: files are read in
 * one of their own.
 */
export async function readEarlier(
  { store, observations }: { readonly store: Store; readonly observations: Observations },
  firsts: ReadonlyMap<number, Date>,
): Promise<Map<number, Reading>> {
  const found = new Map<number, Reading>()
  if (firsts.size === 0) return found
  const inFiles = await store.query<{ datastream: number }>(
    `select s.datastream from unnest($1::bigint[], $2::timestamptz[]) as t (datastream, first)
     join datastream_state s on s.datastream = t.datastream and s.first < t.first
     where not exists (select from observation o where o.datastream = t.datastream and o.phenomenon_start < t.first)`,
    [[...firsts.keys()], [...firsts.values()]],
  )
  for (const { datastream } of inFiles) {
    const to = firsts.get(datastream)!
    const [row] = await observations.page({ datastreams: [datastream], to, order: 'desc', top: 1 })
    if (typeof row?.result === 'number' && row.source !== null)
      found.set(datastream, { time: row.phenomenonStart.getTime(), value: row.result, source: row.source })
  }
  return found
}

/** A reading whose increment is to be looked at again. */
interface Affected {
  readonly stream: CounterStream
  readonly reading: Reading
  readonly increment: Increment | undefined
  /** Where its increment may have started until now. */
  readonly starts: readonly number[]
}

/**
 * Brings the increments of counters in line with their readings around the instants touched: those of the readings at each
 * instant and of the one after it. Wrong ones are removed, those to write are given. They depend on the readings alone, not on
 * the order in which these came.
 */
export async function mendIncrements(
  tx: Sender,
  observations: Observations,
  touched: readonly Touched[],
  earlier: Earlier,
): Promise<ObservationInput[]> {
  if (touched.length === 0) return []
  const affected = await affectedBy(tx, touched, earlier)
  const kept = await keptIncrements(tx, affected)
  const wanted: ObservationInput[] = []
  const wrong: number[] = []
  for (const one of affected) {
    const { stream, reading, increment } = one
    let isKept = false
    for (const row of kept.get(keyOf(one)) ?? []) {
      const isRight =
        increment && row.start === increment.from && row.end === increment.to && row.number === increment.value
      if (isRight) isKept = true
      else wrong.push(row.id)
    }
    if (increment && !isKept) wanted.push(inputOf(stream, increment, reading))
  }
  await observations.removeMany(tx, wrong)
  return wanted
}

const keyOf = ({ stream, reading }: Pick<Affected, 'stream' | 'reading'>) => `${stream.increments} ${sourceOf(reading)}`
const sourceOf = (reading: Reading) => uuidOf('increment', reading.source)

/**
 * The readings at the instants touched and the one after each, with the increment that they should have. Until now it began at
 * the last reading before them that was there: one that was not touched, or the former instant of one that was.
 */
async function affectedBy(tx: Sender, touched: readonly Touched[], earlier: Earlier): Promise<Affected[]> {
  const points = touched.flatMap(({ stream, time, before }) =>
    before === undefined || before === time
      ? [{ stream, time }]
      : [
          { stream, time },
          { stream, time: before },
        ],
  )
  const around = await readAround(tx, points, touched)
  const formers = new Map<string, number>()
  for (const { stream, source, before } of touched)
    if (before !== undefined) formers.set(`${stream.values} ${source}`, before)
  const isTouched = new Set(touched.map(({ stream, source }) => `${stream.values} ${source}`))
  const affected = new Map<string, Affected>()
  for (const [i, { stream, time }] of points.entries()) {
    const { values } = stream
    const old = earlier.get(values)
    const { readings, untouched = old } = around[i]!
    let last = readings.findLast((one) => one.time < time) ?? old
    for (const reading of readings.filter((one) => one.time >= time)) {
      const increment = last && incrementOf(last, reading, stream.modulo)
      last = reading
      const name = `${values} ${reading.source}`
      const key = keyOf({ stream, reading })
      // Where it stood until now; nowhere when it is new.
      const stood = isTouched.has(name) ? formers.get(name) : reading.time
      const starts =
        stood === undefined
          ? []
          : [untouched?.time, latestBefore(touched, stream, stood)].filter((at) => at !== undefined)
      affected.set(key, { stream, reading, increment, starts: [...(affected.get(key)?.starts ?? []), ...starts] })
    }
  }
  return [...affected.values()]
}

/** The last former instant of the touched readings of a counter before one. */
function latestBefore(touched: readonly Touched[], { values }: CounterStream, stood: number): number | undefined {
  let latest: number | undefined
  for (const { stream, before } of touched)
    if (stream.values === values && before !== undefined && before < stood && !(latest! >= before)) latest = before
  return latest
}

interface Around {
  /** In order: the one before the instant, those at it, the one after. */
  readonly readings: Reading[]
  /** The last one before the instant that was not touched. */
  readonly untouched: Reading | undefined
}

/** The recent readings around each point. */
async function readAround(
  tx: Sender,
  points: readonly { readonly stream: CounterStream; readonly time: number }[],
  touched: readonly Touched[],
): Promise<Around[]> {
  const usable =
    'from observation where datastream = t.datastream and number is not null and source is not null and phenomenon_start'
  const last = 'order by phenomenon_start desc, source desc limit 1'
  const rows = await tx.query<{ n: number; untouched: boolean; time: Date; number: number; source: string }>(
    `select n::int, r.* from unnest($1::bigint[], $2::timestamptz[]) with ordinality as t (datastream, instant, n)
     cross join lateral (
       (select false as untouched, phenomenon_start as time, number, source ${usable} < t.instant ${last})
       union all (select true, phenomenon_start, number, source ${usable} < t.instant and source <> all ($3::uuid[]) ${last})
       union all (select false, phenomenon_start, number, source ${usable} = t.instant)
       union all (select false, phenomenon_start, number, source ${usable} > t.instant
         order by phenomenon_start, source limit 1)
     ) r order by n, r.time, r.source`,
    [
      points.map(({ stream }) => stream.values),
      points.map(({ time }) => new Date(time)),
      touched.map(({ source }) => source),
    ],
  )
  const around = points.map((): { readings: Reading[]; untouched: Reading | undefined } => ({
    readings: [],
    untouched: undefined,
  }))
  for (const { n, untouched, time, number: value, source } of rows) {
    const one = around[n - 1]!
    const reading = { time: time.getTime(), value, source }
    if (untouched) one.untouched = reading
    else one.readings.push(reading)
  }
  return around
}

interface KeptIncrement {
  readonly id: number
  readonly start: number
  readonly end: number
  readonly number: number
}

/** What is said now of these readings. */
async function keptIncrements(tx: Sender, affected: readonly Affected[]): Promise<Map<string, KeptIncrement[]>> {
  const keys = affected.flatMap(({ stream, reading, starts }) =>
    starts.map((start) => ({ datastream: stream.increments, start: new Date(start), source: sourceOf(reading) })),
  )
  const rows = await tx.query<{
    datastream: number
    source: string
    id: number
    start: Date
    end: Date
    number: number
  }>(
    `select o.datastream, o.source, o.id, o.phenomenon_start as start, o.phenomenon_end as end, o.number
     from unnest($1::bigint[], $2::timestamptz[], $3::uuid[]) as k (datastream, start, source)
     join observation o on o.datastream = k.datastream and o.phenomenon_start = k.start and o.source = k.source`,
    [keys.map(({ datastream }) => datastream), keys.map(({ start }) => start), keys.map(({ source }) => source)],
  )
  const kept = new Map<string, KeptIncrement[]>()
  for (const { datastream, source, id, start, end, number } of rows) {
    const key = `${datastream} ${source}`
    const one = { id, start: start.getTime(), end: end.getTime(), number }
    kept.set(key, [...(kept.get(key) ?? []), one])
  }
  return kept
}

const inputOf = (stream: CounterStream, increment: Increment, reading: Reading): ObservationInput => ({
  datastream: stream.increments,
  phenomenonStart: new Date(increment.from),
  phenomenonEnd: new Date(increment.to),
  result: increment.value,
  source: sourceOf(reading),
  ...(increment.restarted && { parameters: { restarted: increment.restarted } }),
})
