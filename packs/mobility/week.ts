import { frenchHolidays, wallClock } from '../../src/models/calendar/index.ts'

/** Whether a local day (`YYYY-MM-DD`) is a public holiday in France. */
export function frenchHoliday(): (day: string) => boolean {
  const byYear = new Map<number, Set<string>>()
  return (day) => {
    const year = Number(day.slice(0, 4))
    const known = byYear.get(year) ?? new Set(frenchHolidays(year))
    byYear.set(year, known)
    return known.has(day)
  }
}

/** Reads instants as the hours of a week where every public holiday is a Sunday. */
export function weekOf(timezone: string) {
  const clock = wallClock(timezone)
  const holiday = frenchHoliday()
  // The same hours are asked for again and again: by each forecast tried, by each counter.
  const slots = new Map<number, number>()
  return {
    hourOf: (at: number) => clock(at).hour,
    /** 0 is Monday at midnight, 167 Sunday at 23 h. */
    slot: (at: number) => {
      const known = slots.get(at)
      if (known !== undefined) return known
      const { day, weekday, hour } = clock(at)
      const slot = (holiday(day) ? 6 : weekday) * 24 + hour
      slots.set(at, slot)
      return slot
    },
  }
}
