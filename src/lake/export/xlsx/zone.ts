import { OrchestraError } from '../../../kernel/index.ts'

/** Offsets change on quarters of hours at the finest. */
const QUARTER = 900_000
/** Quarters kept at hand: a year of them is 35,040. */
const KEPT = 65_536

/** The function that gives the offset of a zone from UTC at an instant, in milliseconds. Throws `export.unknown-timezone`. */
export function zoneOffset(timezone: string): (instant: Date) => number {
  if (timezone === 'UTC') return () => 0
  const format = formatOf(timezone)
  const offsets = new Map<number, number>()
  return (instant) => {
    const quarter = Math.floor(instant.getTime() / QUARTER)
    let offset = offsets.get(quarter)
    if (offset === undefined) {
      if (offsets.size >= KEPT) offsets.clear()
      const at = quarter * QUARTER
      const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
      offset = Date.UTC(parts.year!, parts.month! - 1, parts.day, parts.hour, parts.minute, parts.second) - at
      offsets.set(quarter, offset)
    }
    return offset
  }
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-u-ca-iso8601-hc-h23', {
      timeZone,
      ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' },
    })
  } catch (cause) {
    throw new OrchestraError({
      code: 'export.unknown-timezone',
      say: { fr: `Fuseau horaire inconnu : « ${timeZone} ».`, en: `Unknown time zone: '${timeZone}'.` },
      remedy: { fr: 'Donnez un nom comme « Europe/Paris ».', en: "Give a name like 'Europe/Paris'." },
      cause,
    })
  }
}
