import type { MeasureSpec } from '../../kernel/index.ts'
import type { Json } from '../types.ts'

/** One value of a frame, with the measure that says what it is. */
export interface Value {
  readonly measure: MeasureSpec
  readonly result: number | string | boolean
  readonly quality?: Json
}

/** What a profile finds in a decoded payload. Keys that are absent or null give nothing; other members are left alone. */
export function valuesOf(measures: readonly MeasureSpec[], decoded: Json): Value[] {
  return measures.flatMap((measure): Value[] => {
    const result = memberOf(decoded, measure.key)
    if (typeof result === 'number') {
      const { min = -Infinity, max = Infinity } = measure
      return [
        {
          measure,
          result,
          ...((result < min || result > max) && { quality: { outOfRange: { min: measure.min, max: measure.max } } }),
        },
      ]
    }
    return typeof result === 'string' || typeof result === 'boolean' ? [{ measure, result }] : []
  })
}

/** A member by its name, else by the path that its dots make. */
function memberOf(decoded: Json, key: string): unknown {
  if (Object.hasOwn(decoded, key)) return decoded[key]
  let value: unknown = decoded
  for (const part of key.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined
    value = (value as Json)[part]
  }
  return value
}

const ISO_INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/
const OLDEST_YEAR = Date.UTC(2000, 0)
/** Clocks may be ahead by this much before they are not believed (ms). */
const MOST_AHEAD = 5 * 60_000

/** When it was measured: what the device says of it if that can be true, else when the network heard it, else when it came. */
export function phenomenonTime(
  decoded: Json,
  frame: { readonly time: Date; readonly received: Date },
): { readonly time: Date; readonly skewed?: Date } {
  if (typeof decoded.time === 'string' && ISO_INSTANT.test(decoded.time)) {
    const time = new Date(decoded.time)
    if (!Number.isNaN(time.getTime()) && !isSkewed({ time, received: frame.received })) return { time }
  }
  return isSkewed(frame) ? { time: frame.received, skewed: frame.time } : { time: frame.time }
}

/** Whether a clock says what can't be: ahead of us, or of another century. */
export const isSkewed = ({ time, received }: { readonly time: Date; readonly received: Date }): boolean =>
  time.getTime() < OLDEST_YEAR || time.getTime() > received.getTime() + MOST_AHEAD
