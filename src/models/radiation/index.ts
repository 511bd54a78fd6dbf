export { GroundClass, type GroundCode } from './ground.ts'
export { type Cells, meanRadiantTemperature, type RadiationOptions } from './mean-radiant.ts'
export type { HourSun, HourWeather } from './weather.ts'
