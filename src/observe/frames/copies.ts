import type { Frame, Radio } from '../types.ts'
import { rawOf } from './identity.ts'

/** What copies of one frame add up to: its earliest reception, and every gateway that heard it. */
export interface Copies {
  /** The earliest instant the network heard it. */
  readonly time: Date
  readonly received: Date
  /** Instants of the copies, each once, in order. */
  readonly times: readonly number[]
  /** Of the earliest copy, with the gateways of all. */
  readonly radio: Radio
  readonly raw: Uint8Array
}

/** A device that sends again and again must not make a row without end. */
const MOST = 100

export const copyOf = (frame: Frame): Copies => ({
  time: frame.time,
  received: frame.received,
  times: [frame.time.getTime()],
  radio: {
    ...frame.radio,
    gateways: frame.radio.gateways.map((one) => ({ ...one, time: one.time ?? frame.time })),
  },
  raw: rawOf(frame),
})

/** Adds two: the order does not matter, and adding the same twice changes nothing. */
export function merged(a: Copies, b: Copies): Copies {
  const first = a.time <= b.time ? a : b
  const gateways = new Map(
    [...a.radio.gateways, ...b.radio.gateways].map((one) => [`${one.id} ${one.time?.getTime()}`, one]),
  )
  return {
    ...first,
    received: new Date(Math.min(a.received.getTime(), b.received.getTime())),
    times: [...new Set([...a.times, ...b.times])].sort((x, y) => x - y).slice(0, MOST),
    radio: {
      ...first.radio,
      gateways: [...gateways.values()]
        .sort((x, y) => (x.time?.getTime() ?? 0) - (y.time?.getTime() ?? 0) || (x.id < y.id ? -1 : 1))
        .slice(0, MOST),
    },
  }
}

/** The gateway that heard it best: the signal furthest above the noise, then the strongest. */
export function bestGateway({ gateways }: Radio): Radio['gateways'][number] | undefined {
  return gateways.reduce<Radio['gateways'][number] | undefined>((best, one) => {
    if (!best) return one
    const better = (one.snr ?? -99) - (best.snr ?? -99) || (one.rssi ?? -999) - (best.rssi ?? -999)
    return better > 0 ? one : best
  }, undefined)
}
