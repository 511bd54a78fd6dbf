const DAY_MS = 86_400_000
/** Days kept at hand: dates repeat, and eleven years of them are 4,018. */
const KEPT = 4096

const numbers = new Map<string, number>()
const texts = new Map<number, string>()

/** Days since 1970-01-01 of a calendar day `YYYY-MM-DD`; NaN when there is no such day. */
export function dayNumber(text: string): number {
  return numbers.get(text) ?? keep(numbers, text, parse(text))
}

/** The calendar day `YYYY-MM-DD` of a number of days since 1970-01-01. */
export function dayText(days: number): string {
  return texts.get(days) ?? keep(texts, days, new Date(days * DAY_MS).toISOString().slice(0, 10))
}

function parse(text: string): number {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN
  // Date.parse takes the 31st of any month: the day must come back as it was written.
  return Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== text ? Number.NaN : ms / DAY_MS
}

function keep<K, V>(map: Map<K, V>, key: K, value: V): V {
  if (map.size >= KEPT) map.clear()
  map.set(key, value)
  return value
}
