import { type Language, unitWord } from '../kernel/index.ts'

/** How numbers, dates and units are written in one language and time zone. */
export interface Formats {
  /** `12 345,6`; at most `digits` decimals (default 2). */
  number(value: number, digits?: number): string
  /** A number of three significant digits: for charts and cards. */
  short(value: number): string
  percent(share: number, digits?: number): string
  /** Decimal units: `1,2 Mo`, `1.2 MB`. */
  bytes(value: number): string
  duration(seconds: number): string
  date(value: string | Date): string
  moment(value: string | Date): string
  /** `il y a 3 heures`. */
  ago(value: string | Date, now: Date): string
  distance(metres: number): string
  energy(wattHours: number): string
  carbon(grams: number): string
  /** A UCUM code as people write it: `Cel` is `°C`. */
  unit(code: string | undefined): string
  /** The clock of the territory at an instant: `2023-01-31T14:00`. */
  clock(value: string | Date): string
}

const locales = { fr: 'fr-FR', en: 'en-GB' } as const

const made = new Map<string, Formats>()

/** The formats of a language and an IANA time zone. */
export function formats(language: Language, timeZone: string): Formats {
  const key = `${language} ${timeZone}`
  const known = made.get(key)
  if (known) return known
  const locale = locales[language]
  const plain = new Map<number, Intl.NumberFormat>()
  const number = (value: number, digits = 2) => {
    const format = plain.get(digits) ?? new Intl.NumberFormat(locale, { maximumFractionDigits: digits })
    plain.set(digits, format)
    return format.format(value)
  }
  const significant = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 })
  const short = (value: number) => (Math.abs(value) >= 1000 ? number(value, 0) : significant.format(value))
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone })
  const minute = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone })
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const scaled = (value: number, steps: readonly (readonly [over: number, unit: string])[]) => {
    const [over, unit] = steps.find(([limit]) => Math.abs(value) >= limit) ?? steps.at(-1)!
    return `${significant.format(value / over)}\u202f${unit}`
  }
  // Swedish dates are ISO 8601.
  const iso = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone })
  const byte = language === 'fr' ? 'o' : 'B'
  const result: Formats = {
    number,
    short,
    percent: (share, digits = 0) =>
      new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: digits }).format(share),
    bytes: (value) =>
      scaled(value, [
        [1e9, `G${byte}`],
        [1e6, `M${byte}`],
        [1e3, `k${byte}`],
        [1, byte],
      ]),
    duration: (seconds) => {
      if (seconds < 60) return `${significant.format(seconds)}\u202fs`
      const whole = Math.round(seconds)
      const [h, min, s] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60]
      return h > 0 ? `${h}\u202fh ${min}\u202fmin` : `${min}\u202fmin ${s}\u202fs`
    },
    date: (value) => dayOf(value, day, locale),
    moment: (value) => minute.format(new Date(value)),
    ago: (value, now) => {
      const seconds = (new Date(value).getTime() - now.getTime()) / 1000
      const size = Math.abs(seconds)
      if (size < 60) return relative.format(Math.round(seconds), 'second')
      if (size < 3600) return relative.format(Math.round(seconds / 60), 'minute')
      if (size < 36 * 3600) return relative.format(Math.round(seconds / 3600), 'hour')
      return relative.format(Math.round(seconds / 86_400), 'day')
    },
    distance: (metres) =>
      scaled(metres, [
        [1000, 'km'],
        [1, 'm'],
        [0.01, 'cm'],
        [0.001, 'mm'],
      ]),
    energy: (wh) =>
      scaled(wh, [
        [1e3, 'kWh'],
        [1, 'Wh'],
        [1e-3, 'mWh'],
      ]),
    carbon: (grams) =>
      scaled(grams, [
        [1e3, 'kg CO₂e'],
        [1, 'g CO₂e'],
        [1e-3, 'mg CO₂e'],
      ]),
    unit: (code) => unitWord(code, language),
    clock: (value) => iso.format(new Date(value)).replace(' ', 'T'),
  }
  made.set(key, result)
  return result
}

/** A calendar day has no time zone; an instant is shown as the day it falls on in the territory. */
function dayOf(value: string | Date, day: Intl.DateTimeFormat, locale: string): string {
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value))
    return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(value))
  return day.format(new Date(value))
}
