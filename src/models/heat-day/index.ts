export type { DayFact, Origin, WeatherDay, WeatherField } from './day.ts'
export { rennes20220718 } from './rennes.ts'
