import { dayNumber, WEEK_START } from './clock.ts'
import type { Plan } from './plan.ts'
import { along, type Point } from './polygon.ts'
import { bell, between, type Dice, dice, noise1 } from './random.ts'
import { carFlow } from './rhythm.ts'
import type { Street } from './streets.ts'
import { HEAT, weatherOf } from './weather.ts'

export type SensorKind = 'air-temperature' | 'noise' | 'particles'

export interface Sensor {
  readonly id: string
  readonly name: string
  readonly kind: SensorKind
  readonly at: Point
  /** Metres above sea level. */
  readonly elevation: number
  /** How built up its surroundings are, 0 to 1. */
  readonly built: number
  /** How much traffic passes it, as a share of a boulevard's. */
  readonly busy: number
}

export interface Sample {
  readonly sensor: Sensor
  readonly hour: number
  readonly value: number
}

/** Sensors at size 1. */
const FLEET: Readonly<Record<SensorKind, number>> = { 'air-temperature': 12, noise: 8, particles: 6 }
const PREFIX: Readonly<Record<SensorKind, string>> = { 'air-temperature': 'TA', noise: 'BR', particles: 'PM' }
const BUSY: Partial<Record<Street['class'], number>> = {
  boulevard: 1,
  avenue: 0.8,
  quay: 0.35,
  street: 0.25,
  lane: 0.06,
}
const STEP = 0.25 // hours between two samples

/** The sensors of a kind, on posts along the streets. */
export function sensorsOf(plan: Plan, streets: readonly Street[], kind: SensorKind): Sensor[] {
  const roll = dice(plan.site.seed, kind)
  const places = streets.filter((s) => s.class !== 'road' && s.class !== 'path' && s.length > 30)
  const wanted = Math.min(places.length, Math.max(1, Math.round(FLEET[kind] * plan.site.size)))
  return Array.from({ length: wanted }, (_, i) => {
    const street = places[Math.floor(((i + roll(i)) * places.length) / wanted)]!
    const at = along(street.ends[0], street.ends[1], between(roll(i, 1), 0.3, 0.7))
    return {
      id: `${PREFIX[kind]}-${String(i + 1).padStart(3, '0')}`,
      name: street.name,
      kind,
      at,
      elevation: Math.round(plan.site.elevation(at) * 10) / 10,
      built: Math.min(1, Math.max(0, 0.35 + 0.9 * plan.urbanity(at))),
      busy: BUSY[street.class] ?? 0.1,
    }
  })
}

/** What sensors of one kind would read through the week, by time then sensor, before anything goes wrong with them. */
export function* samplesOf(plan: Plan, sensors: readonly Sensor[], kind: SensorKind): Generator<Sample> {
  const roll = dice(plan.site.seed, `${kind} samples`)
  const read = readers[kind](plan, roll)
  const start = dayNumber(WEEK_START) * 24
  for (let n = 0; n < (7 * 24) / STEP; n++) {
    const hour = start + n * STEP
    for (let i = 0; i < sensors.length; i++) yield { sensor: sensors[i]!, hour, value: read(sensors[i]!, hour, n, i) }
  }
}

type Reader = (sensor: Sensor, hour: number, n: number, i: number) => number

const readers: Readonly<Record<SensorKind, (plan: Plan, roll: Dice) => Reader>> = {
  'air-temperature'({ site }, roll) {
    const weather = weatherOf(site)
    return ({ elevation, built }, hour, n, i) => {
      const whole = Math.floor(hour)
      const share = hour - whole
      const air = weather(whole).temperature * (1 - share) + weather(whole + 1).temperature * share
      // The town keeps its heat at night: up to 3 K, a usual figure for towns of this size. −6.5 K/km: ICAO atmosphere.
      const night = 0.5 + 0.5 * Math.cos(((hour - 1.5) * Math.PI) / 12)
      const island = 3 * built * night + 0.5 * built
      return round(air + island - 0.0065 * (elevation - 60) + 0.18 * bell(roll, n, i), 10)
    }
  },
  noise(_, roll) {
    return ({ busy, built }, hour, n, i) => {
      const traffic = 10 * Math.log10(1 + 900 * busy * carFlow(hour))
      return round(36 + 5 * built + traffic + 1.4 * bell(roll, n, i) + 2 * noise1(roll, hour / 2, i), 10)
    }
  },
  particles({ site }, roll) {
    const weather = weatherOf(site)
    const heatFrom = dayNumber(HEAT.from) * 24
    return ({ busy }, hour, n, i) => {
      const { wind, rain } = weather(Math.floor(hour))
      const still = 4 / (0.6 + wind)
      const heat = hour >= heatFrom && hour < heatFrom + HEAT.days * 24 ? 6 : 0
      const fresh = 5 + 3.5 * still + 6 * busy * carFlow(hour) * Math.min(2, still) + heat
      return round(Math.max(1, fresh / (1 + 0.4 * rain) + 2.2 * noise1(roll, hour / 6, 0) + 0.9 * bell(roll, n, i)), 10)
    }
  },
}

const round = (x: number, per: number) => Math.round(x * per) / per
