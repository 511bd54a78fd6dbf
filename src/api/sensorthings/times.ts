import { fault } from './faults.ts'

// ISO 8601 as the standard writes it: an instant with its offset, or two of them with a slash between.

const instantPattern =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|[+ -]\d{2}(?::?\d{2})?)$/i

/**
 * The instant that a text tells, as UTC with up to a microsecond (`2025-01-31T12:00:00.000000Z`); undefined when it is not one.
 * A space stands for the plus sign that a query string lost.
 */
export function readInstant(text: string): string | undefined {
  const found = instantPattern.exec(text)
  if (!found) return undefined
  const [, year, month, day, hour, minute, second = '00', fraction = '', offset] = found
  const zone = offset!.toUpperCase() === 'Z' ? 'Z' : zoneOf(offset!)
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`)
  // Date.parse takes the 31st of February for the 3rd of March: what it read must be what was written.
  if (Number.isNaN(at) || new Date(`${year}-${month}-${day}T00:00:00Z`).toISOString().slice(8, 10) !== day)
    return undefined
  return new Date(at).toISOString().replace(/\.\d{3}Z$/, `.${fraction.padEnd(6, '0').slice(0, 6)}Z`)
}

function zoneOf(offset: string): string {
  const digits = offset.slice(1).replace(':', '').padEnd(4, '0')
  return `${offset[0] === '-' ? '-' : '+'}${digits.slice(0, 2)}:${digits.slice(2)}`
}

/** The two ends of an interval, or undefined when a text is not one. Throws when the end comes before the start. */
export function readInterval(text: string): readonly [string, string] | undefined {
  const slash = text.indexOf('/')
  if (slash < 0) return undefined
  const start = readInstant(text.slice(0, slash))
  const end = readInstant(text.slice(slash + 1))
  if (start === undefined || end === undefined) return undefined
  if (end < start)
    throw fault(
      'sensorthings.bad-body',
      { fr: 'Un intervalle finit avant de commencer.', en: 'An interval ends before it starts.' },
      { place: text.slice(0, 80) },
    )
  return [start, end]
}

/** How an instant is written: with milliseconds, and microseconds only when it has some. */
export function writeInstant(value: Date | string): string {
  if (value instanceof Date) return value.toISOString()
  const found = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:\.(\d{1,6}))?(?:Z|\+00(?::00)?)$/.exec(value)
  if (!found) return new Date(value).toISOString()
  const digits = (found[3] ?? '').padEnd(6, '0')
  return `${found[1]}T${found[2]}.${digits.endsWith('000') ? digits.slice(0, 3) : digits}Z`
}
