import { type BandTimes, instantOf } from '../../../kernel/index.ts'
import type { Band } from './band.ts'

/** A band that is a time of a quantity. */
export type TimedBand = Band & { readonly at: string }

/** The instants of bands, by their names, as ISO 8601 in UTC. */
export const instantsOf = ({ at }: BandTimes, timezone: string): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(at).map(([band, local]) => [band, instantOf(local, timezone).toISOString().replace('.000Z', 'Z')]),
  )

/** Bands that are all times of one quantity, if they are. */
export const timedOf = (bands: readonly Band[]): readonly TimedBand[] | undefined =>
  bands.length > 0 && bands.every((band): band is TimedBand => band.at !== undefined) ? bands : undefined

/** The times of an answer made of bands that have one. */
export function timesOf(bands: readonly Band[]): { readonly times?: readonly string[] } {
  const timed = timedOf(bands)
  return timed ? { times: timed.map(({ at }) => at) } : {}
}

/** The band that tells what is so at an instant: each holds until the next one, the last as long as the one before it. */
export function bandAt(bands: readonly TimedBand[], instant: number): TimedBand | undefined {
  const starts = bands.map(({ at }) => Date.parse(at))
  const found = starts.findLastIndex((start) => start <= instant)
  if (found < 0) return undefined
  const end = starts[found + 1] ?? starts[found]! + (starts[found]! - (starts[found - 1] ?? starts[found]!))
  return instant < end || instant === starts[found] ? bands[found] : undefined
}

/** From when to when, in milliseconds since 1970; the last one left out when `isOpen`. */
interface Span {
  readonly from: number | undefined
  readonly to: number | undefined
  readonly isOpen: boolean
}

/** The bands of a period: those that begin in it, or the one that holds at an instant. */
export function bandsIn(bands: readonly TimedBand[], span: Span | undefined): readonly TimedBand[] {
  if (!span) return bands
  const { from = -Infinity, to = Infinity, isOpen } = span
  if (from === to) return [bandAt(bands, from)].filter((band) => band !== undefined)
  return bands.filter(({ at }) => Date.parse(at) >= from && (isOpen ? Date.parse(at) < to : Date.parse(at) <= to))
}
