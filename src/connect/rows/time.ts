/** Milliseconds since 1970 of a local time in an IANA zone; `undefined` where the clocks skip it. Twice-seen times: the first. */
export function zonedTime(localMs: number, timezone: string): number | undefined {
  // The offset is that of a moment within a day of the answer: try those on both sides of any clock change.
  for (const offset of [offsetAt(localMs - DAY, timezone), offsetAt(localMs + DAY, timezone)]) {
    const time = localMs - offset
    if (offsetAt(time, timezone) === offset) return time
  }
  return undefined
}

const HOUR = 3_600_000
const DAY = 24 * HOUR

const formats = new Map<string, Intl.DateTimeFormat>()
const offsets = new Map<string, number>()

/** Milliseconds to add to UTC for the local time of a zone. Zones change theirs at whole quarters of an hour. */
function offsetAt(time: number, timezone: string): number {
  const quarter = Math.floor(time / (HOUR / 4)) * (HOUR / 4)
  const key = `${timezone} ${quarter}`
  const known = offsets.get(key)
  if (known !== undefined) return known
  let format = formats.get(timezone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: timezone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      era: 'short',
    })
    formats.set(timezone, format)
  }
  const part = Object.fromEntries(format.formatToParts(quarter).map((p) => [p.type, Number(p.value)]))
  const local = Date.UTC(part.year!, part.month! - 1, part.day, part.hour, part.minute, part.second)
  if (offsets.size > 100_000) offsets.clear()
  offsets.set(key, local - quarter)
  return local - quarter
}

/** A moment as written: its calendar fields as if in UTC, and its offset when it says one (ms to subtract). */
export interface Written {
  readonly local: number
  readonly offset: number | undefined
}

const ISO =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s?(Z|UTC|[+-]\d\d(?::?\d\d)?)?)?$/i

/** Reads ISO 8601, with `T` or a space, seconds or not, any offset or none. */
export function readIso(text: string): Written | undefined {
  const m = ISO.exec(text)
  if (!m) return undefined
  return written(m[1], m[2], m[3], m[4], m[5], m[6], m[7], m[8])
}

// Unicode TR 35 letters, as most date libraries write them.
const tokens: Record<string, string> = {
  yyyy: '(?<year>\\d{4})',
  yy: '(?<short>\\d{2})',
  MM: '(?<month>\\d{2})',
  M: '(?<month>\\d{1,2})',
  dd: '(?<day>\\d{2})',
  d: '(?<day>\\d{1,2})',
  HH: '(?<hour>\\d{2})',
  H: '(?<hour>\\d{1,2})',
  mm: '(?<minute>\\d{2})',
  ss: '(?<second>\\d{2})',
  SSS: '(?<fraction>\\d{1,9})',
  XXX: '(?<offset>Z|[+-]\\d\\d:?\\d\\d)',
}

/** A reader of a declared format: `dd/MM/yyyy HH:mm`. Letters in quotes stand for themselves. */
export function formatReader(format: string): (text: string) => Written | undefined {
  const source = format.replace(/'([^']*)'|yyyy|yy|MM?|dd?|HH?|mm|ss|SSS|XXX|[\s\S]/g, (part, quoted?: string) =>
    quoted !== undefined ? literal(quoted) : (tokens[part] ?? literal(part)),
  )
  const pattern = new RegExp(`^${source}$`)
  return (text) => {
    const g = pattern.exec(text)?.groups
    if (!g) return undefined
    // Two-digit years are of the 21st century: open data does not go back further in that form.
    return written(
      g.year ?? (g.short && `20${g.short}`),
      g.month,
      g.day,
      g.hour,
      g.minute,
      g.second,
      g.fraction,
      g.offset,
    )
  }
}

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')

function written(
  year: string | undefined,
  month = '1',
  day = '1',
  hour = '0',
  minute = '0',
  second = '0',
  fraction = '0',
  offset?: string,
): Written | undefined {
  const [y, mo, d, h, mi, s] = [Number(year), Number(month), Number(day), Number(hour), Number(minute), Number(second)]
  const lastDay = [
    31,
    y % 4 === 0 && (y % 100 !== 0 || y % 400 === 0) ? 29 : 28,
    31,
    30,
    31,
    30,
    31,
    31,
    30,
    31,
    30,
    31,
  ]
  if (!(y >= 1 && mo >= 1 && mo <= 12 && d >= 1 && d <= lastDay[mo - 1]!)) return undefined
  if (!(h <= 23 && mi <= 59 && s <= 59)) return undefined
  const at = new Date(Date.UTC(2000, mo - 1, d, h, mi, s, Math.floor(Number(`0.${fraction}`) * 1000 + 1e-6)))
  at.setUTCFullYear(y, mo - 1, d)
  return { local: at.getTime(), offset: offset === undefined ? undefined : offsetMs(offset) }
}

function offsetMs(text: string): number {
  if (/^(z|utc)$/i.test(text)) return 0
  const sign = text.startsWith('-') ? -1 : 1
  return sign * (Number(text.slice(1, 3)) * HOUR + Number(text.slice(3).replace(':', '') || '0') * 60_000)
}
