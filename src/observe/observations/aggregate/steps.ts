import { OrchestraError } from '../../../kernel/index.ts'
import type { Step } from '../../types.ts'
import { openZone, type Zone } from './zone.ts'

const HOUR = 3_600_000
const DAY = 86_400_000
// Steps of one answer: an hour each for eleven years.
const most = 100_000

/**
 * The instants (milliseconds since 1970) where the steps that meet [from, to[ begin, and the end of the last one. Days and
 * longer follow the clocks of the zone: a day when they change has 23 or 25 hours. Throws `observe.bad-step`.
 */
export function edgesOf(step: Step, from: number, to: number): number[] {
  const next = 'seconds' in step ? fixed(step.seconds) : calendar(step.every, zoneNamed(step.zone))
  const edges = [next.floor(from)]
  while (edges.at(-1)! < to) {
    if (edges.length > most) throw tooMany()
    edges.push(next.after(edges.at(-1)!))
  }
  return edges
}

interface Stepper {
  /** Start of the step that holds an instant. */
  floor(instant: number): number
  /** Start of the step after the one that begins there. */
  after(edge: number): number
}

function fixed(seconds: number): Stepper {
  const length = Math.round(seconds * 1000)
  if (!(length > 0)) throw badStep(`${seconds} s`)
  return { floor: (instant) => Math.floor(instant / length) * length, after: (edge) => edge + length }
}

function calendar(every: 'hour' | 'day' | 'week' | 'month' | 'year', zone: Zone): Stepper {
  if (every === 'hour') {
    // An hour begins when the clock says a whole one. The one it says twice is two: they are two hours of the life of the town.
    const past = (instant: number) => ((zone.wallAt(instant) % HOUR) + HOUR) % HOUR
    // Where clocks move by half an hour, going back once may cross the change.
    const floor = (instant: number) => instant - past(instant) - past(instant - past(instant))
    const after = (edge: number): number => {
      let next = edge + HOUR
      while (floor(next) <= edge) next += HOUR / 4
      return floor(next)
    }
    return { floor, after }
  }
  const startOf = (wall: number, ahead: number): number => {
    const day = Math.floor(wall / DAY)
    const date = new Date(day * DAY)
    const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
    if (every === 'day') return (day + ahead) * DAY
    // 1970 began on a Thursday; weeks begin on Monday (ISO 8601).
    if (every === 'week') return (day - ((((day + 3) % 7) + 7) % 7) + 7 * ahead) * DAY
    return every === 'month' ? Date.UTC(year, month + ahead) : Date.UTC(year + ahead, 0)
  }
  const edge = (instant: number, ahead: number) => zone.instantOf(startOf(zone.wallAt(instant), ahead))
  return { floor: (instant) => edge(instant, 0), after: (instant) => edge(instant, 1) }
}

function zoneNamed(name: string): Zone {
  try {
    return openZone(name)
  } catch (cause) {
    throw badStep(name, cause)
  }
}

const badStep = (value: string, cause?: unknown) =>
  new OrchestraError({
    code: 'observe.bad-step',
    say: { fr: `« ${value} » n’est pas un pas de temps.`, en: `'${value}' is not a time step.` },
    remedy: {
      fr: 'Donnez une durée positive, ou hour, day, week, month, year avec un fuseau de l’IANA (Europe/Paris).',
      en: 'Give a positive duration, or hour, day, week, month, year with an IANA time zone (Europe/Paris).',
    },
    cause,
  })

const tooMany = () =>
  new OrchestraError({
    code: 'observe.too-many-steps',
    say: { fr: `Plus de ${most} pas de temps sont demandés.`, en: `More than ${most} time steps are asked for.` },
    remedy: { fr: 'Resserrez la période ou allongez le pas.', en: 'Narrow the period or lengthen the step.' },
  })
