import type { Making } from '../../../src/kernel/index.ts'
import { dice } from './random.ts'

/**
 * What goes wrong, on purpose, so that quarantine and checks have something to show. Shares of the records, invented:
 * near what real counters and sensors of towns do. The README lists what each looks like.
 */
export const faults = {
  traffic: { sentinel: 1 / 2500, missing: 1 / 2000, twice: 1 / 3000, unreadable: 1 / 15_000 },
  bikes: { spike: 1 / 1500, missing: 1 / 400, twice: 1 / 600, unreadable: 1 / 3000 },
  sensors: { absurd: 1 / 700, missing: 1 / 150, twice: 0, unreadable: 1 / 2500 },
} as const

/** The speed that a failing traffic source writes, km/h: all bits set. */
export const SPEED_SENTINEL = 255
/** A counter dazzled by a puddle or a crowd counts this many times too much. */
export const SPIKE = 20

export type Fault = 'absurd' | 'sentinel' | 'spike' | 'missing' | 'twice' | 'unreadable'

/** Which fault, if any, strikes the record `n` of device `i`. */
export function fateOf(seed: number, about: keyof typeof faults): (n: number, i: number) => Fault | undefined {
  const roll = dice(seed, `faults of ${about}`)
  const chances = Object.entries(faults[about]) as [Fault, number][]
  return (n, i) => {
    let draw = roll(n, i)
    if (draw > 0.02) return undefined
    for (const [fault, chance] of chances) {
      if (draw < chance) return fault
      draw -= chance
    }
    return undefined
  }
}

/** Sets aside a record whose number was mangled on the way: a letter O for a zero. */
export function rejectUnreadable(run: Making, place: string, field: string, raw: Record<string, unknown>): void {
  const mangled = `${String(raw[field] ?? 0).replace('0', '')}O`
  run.reject({
    place,
    reason: {
      fr: `« ${mangled} » n’est pas un nombre (champ ${field}).`,
      en: `'${mangled}' is not a number (field ${field}).`,
    },
    raw: { ...raw, [field]: mangled },
  })
}
