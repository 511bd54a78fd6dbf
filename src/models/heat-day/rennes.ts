import type { WeatherDay } from './day.ts'

/** The place where the hours of a day are computed. */
export interface DayPlace {
  /** Degrees. */
  readonly latitude: number
  readonly longitude: number
  /** IANA name: `Europe/Paris`. */
  readonly timezone: string
}

/** The heat-wave day of 18 July 2022 at Rennes-Saint-Jacques, hour by hour, as seen from a place near there. */
export function rennes20220718(_place: DayPlace): WeatherDay {
  throw new Error('not written yet')
}
