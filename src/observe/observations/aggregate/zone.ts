const MINUTE = 60_000
const QUARTER = 15 * MINUTE
const DAY = 86_400_000

/** The clocks of a time zone. Instants and times of the wall are in milliseconds since 1970, the wall's as if it were UTC. */
export interface Zone {
  /** What the wall says at an instant. */
  wallAt(instant: number): number
  /** The first instant at which the wall says this, or more when it jumps over it. */
  instantOf(wall: number): number
}

/** Opens a time zone by its IANA name. Throws RangeError on an unknown one. */
export function openZone(name: string): Zone {
  const format = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone: name, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', era: 'short' },
  })
  // Intl is slow, and clocks change on a quarter of an hour: one call for each is enough.
  const known = new Map<number, number>()
  const offsetAt = (instant: number): number => {
    const quarter = Math.floor(instant / QUARTER)
    const cached = known.get(quarter)
    if (cached !== undefined) return cached
    const at = quarter * QUARTER
    const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
    const wall = Date.UTC(part.year!, part.month! - 1, part.day!, part.hour!, part.minute!, part.second!)
    known.set(quarter, wall - at)
    return wall - at
  }
  const wallAt = (instant: number) => instant + offsetAt(instant)
  return {
    wallAt,
    instantOf(wall) {
      const [before, after] = [wall - offsetAt(wall - DAY), wall - offsetAt(wall + DAY)]
      const exact = [before, after].filter((instant) => wallAt(instant) === wall)
      return exact.length > 0 ? Math.min(...exact) : changeBetween(Math.min(before, after), Math.max(before, after))
    },
  }

  /** When the clocks change between two instants, to the minute. */
  function changeBetween(from: number, to: number): number {
    let [low, high] = [from, to]
    while (high - low > MINUTE) {
      const middle = low + Math.floor((high - low) / 2 / MINUTE) * MINUTE
      if (offsetAt(middle) === offsetAt(from)) low = middle
      else high = middle
    }
    return high
  }
}
