import type { Making, Position } from '../../../src/kernel/index.ts'
import { wallClock } from '../../../src/models/calendar/index.ts'

/** Which hours of the local clock make a night, from `from` on the evening to `to` (left out) in the morning. */
export interface NightHours {
  readonly from: number
  readonly to: number
}

/** A temperature of a station, as a territory gives it. */
export interface Reading {
  readonly station: string
  readonly at: Date
  readonly temperature: number | null
  readonly location: { readonly coordinates: Position }
}

/** One station through the nights. */
export interface Watched {
  readonly station: string
  readonly location: Position
  /** By evening, `YYYY-MM-DD`: the mean temperature of each hour of the night, °C, NaN where there is none. */
  readonly nights: ReadonlyMap<string, Float64Array>
}

/** Degrees of longitude or latitude that a station may move by before it is another place: about 50 m. */
const MOVED = 5e-4

/** Hours of a night. */
export const hoursIn = ({ from, to }: NightHours): number => (to - from + 24) % 24 || 24

/**
 * Sorts readings into the nights of each station: hours are means of what was read in them, by the clock of the place; a night has the
 * date of its evening. Readings of the day are passed over. Those without a number are missing; those far from where the station
 * was first are set aside.
 */
export async function watch(
  batches: AsyncIterable<readonly Reading[]>,
  hours: NightHours,
  run: Pick<Making, 'reject' | 'signal' | 'territory'>,
): Promise<Watched[]> {
  const clock = wallClock(run.territory.timezone)
  const slots = hoursIn(hours)
  const stations = new Map<
    string,
    { location: Position; nights: Map<string, { sums: Float64Array; counts: Uint32Array }> }
  >()
  let n = 0
  for await (const batch of batches) {
    run.signal.throwIfAborted()
    for (const { station, at, temperature, location } of batch) {
      n++
      if (temperature === null || !Number.isFinite(temperature)) continue
      const { day, hour } = clock(at.getTime())
      const slot = (hour - hours.from + 24) % 24
      if (slot >= slots) continue
      let known = stations.get(station)
      if (!known) {
        known = { location: location.coordinates, nights: new Map() }
        stations.set(station, known)
      }
      if (!isSamePlace(known.location, location.coordinates)) {
        run.reject({ place: `${station}, ${n}`, reason: moved, raw: { station, at, temperature, location } })
        continue
      }
      const evening = hour < hours.from ? dayBefore(day) : day
      let night = known.nights.get(evening)
      if (!night) {
        night = { sums: new Float64Array(slots), counts: new Uint32Array(slots) }
        known.nights.set(evening, night)
      }
      night.sums[slot]! += temperature
      night.counts[slot]!++
    }
  }
  return [...stations]
    .map(([station, { location, nights }]) => ({
      station,
      location,
      nights: new Map([...nights].map(([day, { sums, counts }]) => [day, sums.map((sum, i) => sum / counts[i]!)])),
    }))
    .sort((a, b) => (a.station < b.station ? -1 : 1))
}

const isSamePlace = (a: Position, b: Position) => Math.abs(a[0]! - b[0]!) < MOVED && Math.abs(a[1]! - b[1]!) < MOVED

const dayBefore = (day: string) => new Date(Date.parse(`${day}T00:00Z`) - 86_400_000).toISOString().slice(0, 10)

const moved = {
  fr: 'La station n’est plus là où elle était : une station déplacée est une autre station.',
  en: 'The station is no longer where it was: a station that has moved is another station.',
}
