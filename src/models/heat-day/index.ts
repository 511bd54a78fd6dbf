export type { DayFact, Origin, WeatherDay, WeatherField } from './day.ts'
export { type HeatWave, heatWaveDay } from './heat-wave.ts'
export type { DayPlace } from './place.ts'
export { rennes20220718, rennesHeatWave } from './rennes.ts'
