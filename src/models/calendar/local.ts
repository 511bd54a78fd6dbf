const HOUR = 3_600_000

/** What a clock on the wall says. */
interface Wall {
  /** Calendar day, `YYYY-MM-DD`. */
  readonly day: string
  /** 0 to 23. */
  readonly hour: number
  /** 0 is Monday, 6 is Sunday. */
  readonly weekday: number
  /** Local time minus UTC, in hours. */
  readonly offset: number
}

/** Reads instants (milliseconds since 1970) on the clock of a time zone. Throws RangeError on an unknown zone. */
export function wallClock(timezone: string): (instant: number) => Wall {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  // Intl is slow and offsets only change on a quarter of an hour: one call for each is enough.
  const offsets = new Map<number, number>()
  const QUARTER = HOUR / 4
  const offsetAt = (instant: number): number => {
    const quarter = Math.floor(instant / QUARTER)
    const known = offsets.get(quarter)
    if (known !== undefined) return known
    const parts = Object.fromEntries(format.formatToParts(quarter * QUARTER).map((p) => [p.type, Number(p.value)]))
    const wall = Date.UTC(parts.year!, parts.month! - 1, parts.day!, parts.hour!, parts.minute!)
    const offset = wall - quarter * QUARTER
    offsets.set(quarter, offset)
    return offset
  }
  return (instant) => {
    const offset = offsetAt(instant)
    const wall = new Date(instant + offset)
    return {
      day: wall.toISOString().slice(0, 10),
      hour: wall.getUTCHours(),
      weekday: (wall.getUTCDay() + 6) % 7,
      offset: offset / HOUR,
    }
  }
}
