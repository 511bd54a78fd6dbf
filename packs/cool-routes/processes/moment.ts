import { badInput, instantOf } from '../../../src/kernel/index.ts'
import { wallClock } from '../../../src/models/calendar/index.ts'
import { binAt, type Exposure, NIGHT, type Season, type SunDay } from '../../../src/models/walking/index.ts'

const HOUR = 3600

/** A departure, as the sun of a season knows it. */
export interface Departure {
  /** On the clock of the place, `2026-07-18T15:00`. */
  readonly at: string
  readonly season: Season
  /** Seconds since midnight, on the clock of the day that stands for the season. */
  readonly seconds: number
  /** The day that stands for the season; null where nothing is known of it. */
  readonly day: string | null
  /** The day of the comfort; null in the other seasons and where none is known. */
  readonly comfortDay: string | null
}

const FORM = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/

/** Seasons by month, from January: those of meteorologists, three months each. */
const seasonOf = (month: number): Season =>
  month < 3 || month === 12 ? 'winter' : month < 6 ? 'spring' : month < 9 ? 'summer' : 'autumn'

/** Reads a departure: `now`, a time on the clock of the place, or an instant. Throws `process.bad-input`. */
export function departureOf(at: string, now: Date, timezone: string, exposure: Exposure): Departure {
  const instant = at === 'now' ? now : FORM.test(at) ? readMoment(at, timezone) : undefined
  if (!instant || Number.isNaN(instant.getTime()))
    throw badInput(
      'at',
      { fr: `« ${at.slice(0, 40)} » n’est pas un moment`, en: `'${at.slice(0, 40)}' is no moment` },
      {
        fr: 'Donnez « now », ou un moment à l’horloge du lieu : 2026-07-18T15:00.',
        en: "Give 'now', or a time on the clock of the place: 2026-07-18T15:00.",
      },
    )
  const clock = wallClock(timezone)
  const { offset } = clock(instant.getTime())
  const wall = new Date(instant.getTime() + offset * HOUR * 1000)
  const season = seasonOf(wall.getUTCMonth() + 1)
  const day = exposure.days[season] ?? null
  // In March the clock may be an hour behind that of the day that stands for spring: the sun is not.
  const shift = day ? clock(instantOf(`${day}T12:00`, timezone).getTime()).offset - offset : 0
  const sinceMidnight = wall.getUTCHours() * HOUR + wall.getUTCMinutes() * 60 + wall.getUTCSeconds()
  const hot = exposure.utci?.day ?? null
  return {
    at: wall.toISOString().slice(0, 16),
    season,
    seconds: (sinceMidnight + shift * HOUR + 24 * HOUR) % (24 * HOUR),
    day,
    comfortDay: hot !== null && seasonOf(Number(hot.slice(5, 7))) === season ? hot : null,
  }
}

const readMoment = (at: string, timezone: string): Date | undefined => {
  const hasZone = /(Z|[+-]\d{2}:?\d{2})$/.test(at)
  if (hasZone) return new Date(at)
  return Number.isNaN(Date.parse(`${at}Z`)) ? undefined : instantOf(at, timezone)
}

/** The same day, so many seconds since midnight on the clock that people read. */
export function atClock(departure: Departure, clock: number): Departure {
  const [hours, minutes] = [Math.floor(clock / HOUR), Math.floor((clock % HOUR) / 60)]
  const two = (value: number) => String(value).padStart(2, '0')
  const own = Number(departure.at.slice(11, 13)) * HOUR + Number(departure.at.slice(14, 16)) * 60
  const seconds = (Math.floor(departure.seconds / 60) * 60 + clock - own + 48 * HOUR) % (24 * HOUR)
  return { ...departure, at: `${departure.at.slice(0, 11)}${two(hours)}:${two(minutes)}`, seconds }
}

/** The moment as it is answered. */
export function momentOf({ at, season, seconds, day, comfortDay }: Departure, sun: SunDay, exposure: Exposure) {
  const bin = binAt(sun, seconds)
  return { at, season, day, minute: bin === NIGHT ? null : exposure.bins[bin]!.minute, comfortDay }
}
