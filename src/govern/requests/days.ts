import { badField } from '../faults.ts'

/** A right is asked for three years at most: longer, it is asked for again (days). */
const MOST_DAYS = 1096

/** The day it is in a time zone: `2025-03-01`. */
export const dayIn = (timezone: string, at: Date): string =>
  // Swedish dates are ISO 8601.
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: timezone }).format(at)

/** A day to come that a right may end on. Throws `account.bad-field`. */
export function readEnd(given: string, timezone: string, now: Date): string {
  const day = /^\d{4}-\d\d-\d\d$/.test(given) ? new Date(`${given}T00:00:00Z`) : undefined
  const isDay = day && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(given)
  const today = dayIn(timezone, now)
  const days = isDay ? (day.getTime() - Date.parse(`${today}T00:00:00Z`)) / 86_400_000 : Number.NaN
  if (days >= 0 && days <= MOST_DAYS) return given
  throw badField('ends', 'Cette date de fin ne convient pas.', 'This end date will not do.', {
    fr: `Donnez un jour, écrit 2025-12-31, d’aujourd’hui à dans trois ans.`,
    en: `Give a day, written 2025-12-31, from today to three years ahead.`,
  })
}
