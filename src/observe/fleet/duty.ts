/**
 * Sub-bands of 863–870 MHz where LoRaWAN devices send, with the share of an hour that one device may be on air.
 * Source: ETSI EN 300 220-2 V3.2.1 (June 2018), annex B, bands K to Q; MHz.
 */
const subBands = [
  { id: 'K', from: 863, to: 865, limit: 0.001 },
  { id: 'L', from: 865, to: 868, limit: 0.01 },
  { id: 'M', from: 868, to: 868.6, limit: 0.01 },
  { id: 'N', from: 868.7, to: 869.2, limit: 0.001 },
  { id: 'P', from: 869.4, to: 869.65, limit: 0.1 },
  { id: 'Q', from: 869.7, to: 870, limit: 0.01 },
] as const

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** One transmission of a device. */
export interface Transmission {
  readonly time: Date
  readonly airtimeMs: number
  /** Hz. Unknown: counted on air, but in no sub-band. */
  readonly frequencyHz?: number
}

/** Use of one sub-band. */
export interface BandUse {
  readonly band: string
  /** Share that the band allows. */
  readonly limit: number
  /** On air in the last hour, in the last 24 hours (ms). */
  readonly hourMs: number
  readonly dayMs: number
  /** Share of the last hour on air. */
  readonly duty: number
}

/** How much a device was on air. */
export interface Airtime {
  readonly hourMs: number
  readonly dayMs: number
  /** Sub-bands it used in the last 24 hours, the one nearest to its limit first. */
  readonly bands: readonly BandUse[]
}

/** Adds up what a device sent before `now`. */
export function airtimeUse(transmissions: readonly Transmission[], now: Date): Airtime {
  const within = (span: number) => (one: Transmission) => one.time <= now && now.getTime() - one.time.getTime() < span
  const day = transmissions.filter(within(DAY))
  const total = (list: readonly Transmission[]) => list.reduce((sum, one) => sum + one.airtimeMs, 0)
  const bands = subBands.flatMap(({ id, from, to, limit }): BandUse[] => {
    const own = day.filter(({ frequencyHz = 0 }) => frequencyHz / 1e6 >= from && frequencyHz / 1e6 < to)
    if (own.length === 0) return []
    const hourMs = total(own.filter(within(HOUR)))
    return [{ band: id, limit, hourMs, dayMs: total(own), duty: hourMs / HOUR }]
  })
  bands.sort((a, b) => b.duty / b.limit - a.duty / a.limit)
  return { hourMs: total(day.filter(within(HOUR))), dayMs: total(day), bands }
}
