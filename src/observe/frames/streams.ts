import type { Sender } from '../../store/index.ts'
import type { Registry } from '../types.ts'
import type { CounterStream } from './counters.ts'
import type { KnownDevice } from './devices.ts'
import type { Value } from './measures.ts'
import { datastreamsOf, incrementKey, thingOf } from './things.ts'

/** The datastreams of devices, remembered once they were made or read. */
export interface Streams {
  /** The datastreams of these values by measure, made when missing, and the feature observed. */
  of(tx: Sender, device: KnownDevice, values: readonly Value[], since: Date): Promise<DeviceStreams>
  /** Forgets them: a transaction that made some was rolled back, or somebody deleted one. */
  forget(): void
}

export interface DeviceStreams {
  readonly ids: ReadonlyMap<string, number>
  readonly foi: number | undefined
}

/** Devices remembered: some kilobytes each. */
const MOST = 20_000

export function openStreams(registry: Registry): Streams {
  // By device, with what they were made from: a device that changes has its datastreams brought up to date.
  const known = new Map<string, DeviceStreams & { readonly made: string }>()
  return {
    async of(tx, device, values, since) {
      const { eui, name, dataset, lon, lat, profile } = device
      const made = JSON.stringify([name, dataset, lon, lat, profile?.id, profile?.measures])
      const found = known.get(eui)
      const current = found?.made === made ? found : undefined
      const missing = values.filter(({ measure }) => !current?.ids.has(measure.key))
      if (current && missing.length === 0) return current
      const added =
        missing.length > 0 ? await datastreamsOf(tx, registry, device, missing, since) : new Map<string, number>()
      const foi = current?.foi ?? (await registry.featureOfThing(tx, await thingOf(tx, registry, device, since)))
      const streams = { made, foi, ids: new Map([...(current?.ids ?? []), ...added]) }
      if (known.size >= MOST) known.clear()
      known.set(eui, streams)
      return streams
    },
    forget: () => known.clear(),
  }
}

/** The counters among the values of a device. */
export function countersOf(
  values: readonly Value[],
  ids: ReadonlyMap<string, number>,
): (CounterStream & { key: string })[] {
  return values.flatMap(({ measure }) => {
    const [at, increments] = [ids.get(measure.key), ids.get(incrementKey(measure.key))]
    if (measure.kind !== 'counter' || at === undefined || increments === undefined) return []
    return [
      { key: measure.key, values: at, increments, ...(measure.modulo !== undefined && { modulo: measure.modulo }) },
    ]
  })
}
