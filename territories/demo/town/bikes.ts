import { DAYS } from './clock.ts'
import type { Plan } from './plan.ts'
import { along, type Point } from './polygon.ts'
import { bell, between, dice, noise1, poisson } from './random.ts'
import { bikeFlow } from './rhythm.ts'
import type { Street } from './streets.ts'
import { type Weather, weatherOf } from './weather.ts'

export interface Counter {
  readonly id: string
  readonly name: string
  readonly device: string
  readonly at: Point
  /** Bicycles in the busiest hour of a fair weekday. */
  readonly peak: number
}

export interface Count {
  readonly counter: Counter
  readonly hour: number
  readonly count: number
}

const COUNTERS = 8 // at size 1
const CYCLED = new Set(['boulevard', 'avenue', 'quay'])

/** Counters spread over the main streets and quays. */
export function countersOf(plan: Plan, streets: readonly Street[]): Counter[] {
  const roll = dice(plan.site.seed, 'counters')
  const places = streets.filter((s) => CYCLED.has(s.class) && s.length > 45 && !s.bridge)
  const wanted = Math.min(places.length, Math.max(1, Math.round(COUNTERS * plan.site.size)))
  return Array.from({ length: wanted }, (_, i) => {
    const street = places[Math.floor(((i + between(roll(i), 0.1, 0.9)) * places.length) / wanted)]!
    return {
      id: `V${String(101 + i)}`,
      name: `${street.name} – compteur ${i + 1}`,
      device: `SYN25${String(1000 + Math.floor(roll(i, 1) * 9000))}`,
      at: along(street.ends[0], street.ends[1], 0.5),
      peak: between(roll(i, 2), 45, 260),
    }
  })
}

/** How much the weather leaves of the bicycles: rain, cold, then great heat send people off them. Tuned by eye. */
function appetite({ rain, temperature }: Weather): number {
  const wet = 1 / (1 + 0.55 * rain)
  const mild = 1 - 0.025 * Math.max(0, 14 - temperature)
  const hot = 1 - 0.035 * Math.max(0, temperature - 29)
  return wet * Math.max(0.4, mild) * Math.max(0.4, hot)
}

/** What truly passed, hour by hour, then counter by counter: before anything goes wrong with the counters. */
export function* countsOf(plan: Plan, counters: readonly Counter[]): Generator<Count> {
  const roll = dice(plan.site.seed, 'bicycles')
  const weather = weatherOf(plan.site)
  for (let hour = 0; hour < DAYS * 24; hour++) {
    const flow = (bikeFlow(hour) + bikeFlow(hour + 0.5)) / 2
    const fair = appetite(weather(hour)) * (1 + 0.0022 * (hour / 24))
    // A day is livelier than another for everybody, for reasons that no dataset here tells: a market, a strike, a fair.
    const mood = 1 + 0.09 * bell(roll, Math.floor(hour / 24), -1)
    for (let i = 0; i < counters.length; i++) {
      const counter = counters[i]!
      const place = 1 + 0.1 * noise1(roll, hour / 24, i + 1000) + 0.08 * bell(roll, hour, i, 1)
      const mean = Math.max(0, counter.peak * flow * fair * mood * place)
      yield { counter, hour, count: poisson(roll, mean, hour, i) }
    }
  }
}
