import type { Bilingual, Making } from '../../../src/kernel/index.ts'
import type { Watched } from './readings.ts'

/** What makes a night, and a station, good enough. */
export interface NightRules {
  /** K/km. */
  readonly lapse: number
  /** K from the median of the network. */
  readonly outlier: number
  /** Hours that a night must have. */
  readonly hours: number
  /** Share of the nights of the network that a station must have. */
  readonly share: number
}

/** A station known well enough to count. */
export interface Sited extends Watched {
  /** m above sea. */
  readonly altitude: number
}

/** One night of a station. */
export interface StationNight {
  readonly station: string
  /** Evening, `YYYY-MM-DD`. */
  readonly night: string
  /** Hours behind it. */
  readonly hours: number
  /** Mean of the hours, brought to the level of the network, °C. */
  readonly temperature: number
  /** The coolest hour, at the same level, °C. */
  readonly lowest: number
}

/**
 * The good nights of each station, at one level. Set aside with their reasons: hours far from the median of the network, nights
 * with too few hours or without any change, stations with too few nights. A night for which no station has enough hours is
 * outside the period, which is nobody's fault.
 */
export function goodNights(
  stations: readonly Sited[],
  rules: NightRules,
  run: Pick<Making, 'reject'>,
): { readonly nights: readonly string[]; readonly rows: readonly StationNight[] } {
  const level = median(stations.map(({ altitude }) => altitude))
  const corrected = stations.map((station) => ({
    ...station,
    nights: new Map(
      [...station.nights].map(([night, hours]) => [
        night,
        hours.map((t) => t + (rules.lapse / 1000) * (station.altitude - level)),
      ]),
    ),
  }))
  const all = [...new Set(corrected.flatMap(({ nights }) => [...nights.keys()]))].sort()
  const rows: StationNight[] = []
  for (const night of all) {
    const there = corrected.filter((s) => s.nights.has(night))
    const middles = hourlyMedians(there.map((s) => s.nights.get(night)!))
    const judged = there.map((s) => ({ station: s.station, ...judge(s.nights.get(night)!, middles, rules) }))
    if (!judged.some(({ kept }) => kept.length >= rules.hours)) continue
    for (const { station, kept, far, isStuck } of judged) {
      const aside = (reason: Bilingual, raw: unknown) => run.reject({ place: `${station}, ${night}`, reason, raw })
      if (far.length) aside(farReason(far.length, rules.outlier), far)
      if (isStuck) aside(stuckReason, { station, night, temperature: kept[0] })
      else if (kept.length < rules.hours) aside(shortReason(kept.length, rules.hours), { station, night, kept })
      else rows.push({ station, night, hours: kept.length, temperature: mean(kept), lowest: Math.min(...kept) })
    }
  }
  return withEnoughNights(rows, stations, rules, run)
}

function judge(hours: Float64Array, middles: Float64Array, { outlier, hours: needed }: NightRules) {
  const kept: number[] = []
  const far: number[] = []
  hours.forEach((t, slot) => {
    if (!Number.isNaN(t)) (Math.abs(t - middles[slot]!) > outlier ? far : kept).push(t)
  })
  // A thermometer outside never says the same for a whole night.
  const isStuck = kept.length >= Math.max(3, needed) && Math.max(...kept) === Math.min(...kept)
  return { kept, far, isStuck }
}

function withEnoughNights(
  rows: readonly StationNight[],
  stations: readonly Sited[],
  { share }: NightRules,
  run: Pick<Making, 'reject'>,
) {
  const nights = [...new Set(rows.map(({ night }) => night))].sort()
  const counts = Map.groupBy(rows, ({ station }) => station)
  const kept = new Set<string>()
  for (const { station, location } of stations) {
    const own = counts.get(station)?.length ?? 0
    if (own > 0 && own >= share * nights.length) kept.add(station)
    else run.reject({ place: station, reason: rareReason(own, nights.length, share), raw: { station, location } })
  }
  return { nights, rows: rows.filter(({ station }) => kept.has(station)) }
}

function hourlyMedians(nights: readonly Float64Array[]): Float64Array {
  return Float64Array.from(nights[0] ?? [], (_, slot) =>
    median(nights.map((hours) => hours[slot]!).filter((t) => !Number.isNaN(t))),
  )
}

export const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length / 2
  return sorted.length % 2 ? sorted[Math.floor(half)]! : (sorted[half - 1]! + sorted[half]!) / 2
}

const farReason = (hours: number, outlier: number): Bilingual => ({
  fr: `${hours} heure(s) à plus de ${outlier} K de la médiane du réseau.`,
  en: `${hours} hour(s) more than ${outlier} K from the median of the network.`,
})
const stuckReason: Bilingual = {
  fr: 'La même température toute la nuit : capteur bloqué.',
  en: 'The same temperature all night: a stuck sensor.',
}
const shortReason = (hours: number, needed: number): Bilingual => ({
  fr: `${hours} heure(s) seulement dans la nuit, il en faut ${needed}.`,
  en: `Only ${hours} hour(s) in the night, ${needed} are needed.`,
})
const rareReason = (own: number, nights: number, share: number): Bilingual => ({
  fr: `Station écartée : ${own} nuit(s) bonnes sur ${nights}, il en faut ${Math.ceil(share * nights)}.`,
  en: `Station left out: ${own} good night(s) of ${nights}, ${Math.ceil(share * nights)} are needed.`,
})
