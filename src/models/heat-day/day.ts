import type { Bilingual } from '../../kernel/index.ts'
import type { HourWeather } from '../radiation/index.ts'

/** Where a number comes from: read on an instrument, computed from others, or taken for want of better. */
export type Origin = 'measured' | 'derived' | 'assumed'

/** One number of a day, with where it comes from. */
export interface DayFact {
  readonly name: Bilingual
  readonly value: number
  readonly unit: string
  readonly origin: Origin
  readonly source: Bilingual
  readonly date: string
}

/** The fields of the weather of an hour that have an origin. */
export type WeatherField = Exclude<keyof HourWeather, 'at' | 'sun'>

/** A day hour by hour, by the clock of its place: `hours[15]` is 15:00. */
export interface WeatherDay {
  /** `YYYY-MM-DD`. */
  readonly day: string
  readonly title: Bilingual
  /** 24 hours; null where the records leave a gap. */
  readonly hours: readonly (HourWeather | null)[]
  /** What is measured, derived and assumed, the same at every hour. */
  readonly origins: Readonly<Record<WeatherField, Origin>>
  readonly facts: readonly DayFact[]
  /** What is missing and what was replaced, in words. */
  readonly notes: readonly Bilingual[]
}
