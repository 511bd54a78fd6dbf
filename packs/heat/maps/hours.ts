import { type BandTimes, type Columns, number } from '../../../src/kernel/index.ts'

/** Hours of the clock of a day. */
export const HOURS = Array.from({ length: 24 }, (_, hour) => hour)

/** The name of the band of an hour: `h15`. */
export const bandOf = (hour: number): string => `h${String(hour).padStart(2, '0')}`

/** One band an hour, titled by the local clock. */
export const hourBands = (unit: string, fr: string, en: string): Columns =>
  Object.fromEntries(
    HOURS.map((hour) => [
      bandOf(hour),
      number({ title: { fr: `${fr} à ${hour} h (heure locale)`, en: `${en} at ${hour}:00 (local time)` }, unit }),
    ]),
  )

/** The bands are the hours of a day, the middle of the afternoon being shown first. */
export const hourTimes = (day: string, parameter: string, fr: string, en: string): BandTimes => ({
  parameter,
  title: { fr, en },
  at: Object.fromEntries(HOURS.map((hour) => [bandOf(hour), `${day}T${String(hour).padStart(2, '0')}:00`])),
  shown: bandOf(15),
})
