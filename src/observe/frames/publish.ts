import { OrchestraError } from '../../kernel/index.ts'
import type { Sender } from '../../store/index.ts'
import type { Frame, Json, ObservationInput, Observe } from '../types.ts'
import { type Earlier, mendIncrements, readEarlier, type Touched } from './counters.ts'
import type { KnownDevice } from './devices.ts'
import { uuidOf } from './identity.ts'
import { phenomenonTime, type Value } from './measures.ts'
import { countersOf, type Streams } from './streams.ts'
import { datastreamKey } from './things.ts'

/** A decoded frame whose values become observations. `Id` is not known yet while they are prepared. */
export interface Publishing<Id = number> {
  readonly id: Id
  readonly identity: string
  readonly frame: Pick<Frame, 'time' | 'received'>
  readonly device: KnownDevice
  readonly decoded: Json
  readonly values: readonly Value[]
  /** What the same frame gave at this time is taken away first: it was heard earlier than known, or is read again. */
  readonly before?: Pick<Frame, 'time' | 'received'> & { readonly decoded: Json }
}

/** What has to be read before the transaction. */
export interface Prepared {
  readonly earlier: Earlier
  /** Observations to take away, by identity of their frame. */
  readonly gone: ReadonlyMap<string, readonly number[]>
}

const instantOf = (one: Pick<Publishing, 'frame' | 'decoded'>) => phenomenonTime(one.decoded, one.frame)
const earlierInstantOf = ({ before }: Pick<Publishing, 'before'>) =>
  before && phenomenonTime(before.decoded, before).time

/** Reads, recent and old, what `publish` needs to know. */
export async function prepare(
  { store, observations }: Observe,
  frames: readonly Publishing<number | undefined>[],
): Promise<Prepared> {
  const keyed = frames.flatMap((one) => {
    const [now, then] = [instantOf(one).time, earlierInstantOf(one)]
    const first = then && then < now ? then : now
    return one.values
      .filter(({ measure }) => measure.kind === 'counter')
      .map(({ measure }) => ({ key: datastreamKey(one.device.eui, measure.key), first }))
  })
  const firsts = new Map<string, Date>()
  for (const { key, first } of keyed) if (!(firsts.get(key)! <= first)) firsts.set(key, first)
  const counters =
    firsts.size === 0
      ? []
      : await store.query<{ id: number; key: string }>('select id, key from datastream where key = any ($1)', [
          [...firsts.keys()],
        ])
  const gone = new Map<string, number[]>()
  for (const one of frames) {
    const then = earlierInstantOf(one)
    if (then) gone.set(one.identity, await idsAt({ store, observations }, one.device.eui, one.id, then))
  }
  return {
    gone,
    earlier: await readEarlier({ store, observations }, new Map(counters.map(({ id, key }) => [id, firsts.get(key)!]))),
  }
}

/** The observations that a frame of a device gave at an instant. */
async function idsAt(
  { store, observations }: Pick<Observe, 'store' | 'observations'>,
  eui: string,
  frame: number | undefined,
  time: Date,
): Promise<number[]> {
  const streams = await store.query<{ id: number }>(
    'select d.id from datastream d join device v on v.thing = d.thing where v.eui = $1',
    [eui],
  )
  const range = { datastreams: streams.map(({ id }) => id), from: time, to: new Date(time.getTime() + 1) }
  const kept = await observations.page({ ...range, order: 'asc', top: 10_000 })
  return kept.filter((one) => one.frame === frame).map(({ id }) => id)
}

/** Writes the observations of frames in a transaction. `announce` is for after its commit. */
export async function publish(
  tx: Sender,
  { observations }: Observe,
  streams: Streams,
  frames: readonly Publishing[],
  { earlier, gone }: Prepared,
): Promise<{ readonly written: number; announce(): void }> {
  const inputs: ObservationInput[] = []
  const touched: Touched[] = []
  await observations.removeMany(tx, [...gone.values()].flat())
  for (const one of frames) {
    const { ids, foi } = await streams.of(tx, one.device, one.values, one.frame.time)
    const { time, skewed } = instantOf(one)
    for (const id of gone.get(one.identity) ?? []) await observations.remove(tx, id)
    const before = earlierInstantOf(one)?.getTime()
    for (const { key, ...stream } of countersOf(one.values, ids)) {
      const former = before === undefined ? {} : { before }
      touched.push({ stream, source: uuidOf(one.identity, key), time: time.getTime(), ...former })
    }
    for (const { measure, result, quality } of one.values)
      inputs.push({
        datastream: ids.get(measure.key)!,
        phenomenonStart: time,
        resultTime: one.frame.time,
        result,
        source: uuidOf(one.identity, measure.key),
        frame: one.id,
        ...(foi !== undefined && { foi }),
        ...(quality && { quality }),
        ...(skewed && { parameters: { networkTime: skewed.toISOString() } }),
      })
  }
  const values = await observations.writeWithin(tx, inputs)
  // Somebody deleted a datastream that we remembered: it is made again.
  if (values.refused.some(({ code }) => code === 'observe.no-datastream')) {
    streams.forget()
    throw overtaken('datastream')
  }
  const increments = await mendIncrements(tx, observations, touched, earlier)
  const more = await observations.writeWithin(tx, increments)
  return {
    written: values.written + more.written,
    announce() {
      values.announce()
      more.announce()
    },
  }
}

/** What was read before the transaction is no longer so: the batch is done again, from what is there now. */
export const overtaken = (what: string) =>
  new OrchestraError({
    code: 'frames.overtaken',
    say: {
      fr: 'Ces trames ont été modifiées au même moment par un autre processus.',
      en: 'These frames were changed at the same moment by another process.',
    },
    facts: { what },
    retry: 'transient',
  })
