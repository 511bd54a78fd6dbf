import { dayKind } from './clock.ts'

/** A hump around an hour of the day: its height, its hour, its width (standard deviation) in hours. */
type Hump = readonly [height: number, hour: number, width: number]

// Shapes drawn after the usual profile of a French town: two commuting peaks, a small noon one, a slow weekend afternoon.
const carWeekday: readonly Hump[] = [
  [0.92, 8.2, 0.85],
  [0.42, 12.4, 1.3],
  [1, 17.6, 1.35],
  [0.3, 14.8, 2.4],
  [0.16, 20.5, 1.6],
]
const carSaturday: readonly Hump[] = [
  [0.5, 11.2, 1.8],
  [0.62, 16.4, 2.3],
  [0.2, 20.8, 1.9],
]
const carSunday: readonly Hump[] = [
  [0.28, 11.6, 1.7],
  [0.42, 17, 2.5],
  [0.14, 21, 1.8],
]
const bikeWeekday: readonly Hump[] = [
  [1, 8.35, 0.6],
  [0.34, 12.5, 1.1],
  [0.95, 17.7, 1.15],
  [0.2, 15, 2.4],
  [0.14, 20.6, 1.4],
]
const bikeSaturday: readonly Hump[] = [
  [0.42, 11.4, 1.7],
  [0.5, 16.3, 2.2],
  [0.12, 21, 1.6],
]
const bikeSunday: readonly Hump[] = [
  [0.4, 11, 1.6],
  [0.55, 16.2, 2.1],
  [0.08, 20.5, 1.6],
]

const NIGHT = 0.035 // what is left of the traffic at its lowest, as a share of the evening peak

/** A week tabulated by five minutes, for speed: 7 kinds of day × 288. */
function week(days: readonly (readonly Hump[])[]): Float64Array {
  const table = new Float64Array(7 * 288)
  days.forEach((humps, kind) => {
    for (let slot = 0; slot < 288; slot++) {
      const hour = slot / 12
      let sum = NIGHT
      for (const [height, at, width] of humps) sum += height * Math.exp(-0.5 * ((hour - at) / width) ** 2)
      table[kind * 288 + slot] = sum
    }
  })
  return table
}

const five = <T>(item: T) => [item, item, item, item, item]
const cars = week([...five(carWeekday), carSaturday, carSunday])
const bikes = week([...five(bikeWeekday), bikeSaturday, bikeSunday])

function read(table: Float64Array, hour: number): number {
  const day = Math.floor(hour / 24)
  return table[dayKind(day) * 288 + Math.floor((hour - day * 24) * 12 + 1e-6)]!
}

/** Cars on the move at an hour of the period: about 1 at the evening peak of a weekday. */
export const carFlow = (hour: number) => read(cars, hour)
/** Bicycles on the move, likewise, in fair weather. */
export const bikeFlow = (hour: number) => read(bikes, hour)
