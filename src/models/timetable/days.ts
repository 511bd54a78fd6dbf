const DAY = 86_400_000

/** Feeds that never end say 2099 or 9999: two years after the first day hold every kind of week. */
const LONGEST = 731 * DAY

/** A service that runs on days of the week between two days, both included (`YYYY-MM-DD`). */
export interface Service {
  readonly id: string
  /** Monday first. */
  readonly weekdays: readonly boolean[]
  readonly from: string
  readonly to: string
}

/** A day added to a service, or taken from it. */
interface ServiceException {
  readonly id: string
  readonly day: string
  readonly runs: boolean
}

/** The services of each day of a timetable that has at least one, in order of days, over two years at most. */
export function servicesByDay(
  services: readonly Service[],
  exceptions: readonly ServiceException[],
): Map<string, Set<string>> {
  const days = new Map<string, Set<string>>()
  const on = (day: string) => {
    const running = days.get(day) ?? new Set<string>()
    days.set(day, running)
    return running
  }
  const first = services.reduce((earliest, { from }) => Math.min(earliest, Date.parse(`${from}T00:00Z`)), Infinity)
  for (const { id, weekdays, from, to } of services) {
    const last = Math.min(Date.parse(`${to}T00:00Z`), first + LONGEST)
    for (let at = Date.parse(`${from}T00:00Z`); at <= last; at += DAY)
      if (weekdays[weekdayOf(at)]) on(new Date(at).toISOString().slice(0, 10)).add(id)
  }
  for (const { id, day, runs } of exceptions) {
    if (runs) on(day).add(id)
    else days.get(day)?.delete(id)
  }
  return new Map([...days].filter(([, running]) => running.size > 0).sort(([a], [b]) => (a < b ? -1 : 1)))
}

type DayType = 'weekday' | 'saturday' | 'sunday'

/**
 * The day that stands for each type of day: of those that are no public holiday, one with the number of trips that
 * comes most often (the greater number when two come as often), and of these the first. A type without any day is absent.
 */
export function representativeDays(
  days: ReadonlyMap<string, ReadonlySet<string>>,
  tripsOf: ReadonlyMap<string, number>,
  holidays: (day: string) => boolean,
): Map<DayType, string> {
  const byType = Map.groupBy(
    [...days].filter(([day]) => !holidays(day)),
    ([day]) => typeOf(day),
  )
  const chosen = new Map<DayType, string>()
  for (const [type, candidates] of byType) {
    const byTrips = Map.groupBy(candidates, ([, running]) =>
      [...running].reduce((trips, id) => trips + (tripsOf.get(id) ?? 0), 0),
    )
    const [, usual] = [...byTrips].sort(([a, of], [b, than]) => than.length - of.length || b - a)[0]!
    chosen.set(type, usual[0]![0])
  }
  return chosen
}

function typeOf(day: string): DayType {
  const weekday = weekdayOf(Date.parse(`${day}T00:00Z`))
  return weekday === 5 ? 'saturday' : weekday === 6 ? 'sunday' : 'weekday'
}

/** 0 is Monday. */
const weekdayOf = (at: number) => (new Date(at).getUTCDay() + 6) % 7
