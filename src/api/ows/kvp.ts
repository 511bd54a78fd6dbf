import { owsFault } from './fault.ts'

/** Characters of all the parameters together: a filter drawn by hand stays far below. */
const MOST_CHARACTERS = 1_000_000

/** The parameters of a request as the web services of the OGC write them: names in any case, each once. */
export interface Kvp {
  /** The value of a parameter; undefined when it is absent or empty. */
  get(name: string): string | undefined
  /** Whether it is there without a value. */
  isEmpty(name: string): boolean
  /** Its value, where it must be there. Throws `MissingParameterValue`. */
  need(name: string): string
  /** A whole number from `least` to `most`. Throws `InvalidParameterValue`. */
  whole(name: string, least: number, most: number): number | undefined
}

/** Reads parameters. Unknown ones are let pass, as these standards ask. */
export function readKvp(parameters: Iterable<readonly [string, string]>): Kvp {
  const values = new Map<string, string>()
  const empty = new Set<string>()
  let size = 0
  for (const [name, value] of parameters) {
    size += name.length + value.length
    if (size > MOST_CHARACTERS)
      throw owsFault('InvalidParameterValue', name.slice(0, 32), 'demande trop longue', 'request too long')
    const key = name.toUpperCase()
    // A first value wins: proxies add their own after it.
    if (value === '') empty.add(key)
    else if (!values.has(key)) values.set(key, value)
  }
  const get = (name: string) => values.get(name)
  return {
    get,
    isEmpty: (name) => empty.has(name) && !values.has(name),
    need(name) {
      const value = get(name)
      if (value !== undefined) return value
      throw owsFault('MissingParameterValue', name, 'il manque', 'it is missing')
    },
    whole(name, least, most) {
      const text = get(name)
      if (text === undefined) return undefined
      const value = /^\d{1,15}$/.test(text.trim()) ? Number(text) : Number.NaN
      if (value >= least && value <= most) return value
      throw owsFault(
        'InvalidParameterValue',
        name,
        `un nombre entier de ${least} à ${most} est attendu`,
        `a whole number from ${least} to ${most} is expected`,
      )
    },
  }
}
