export { body } from './body.ts'
export { clearSky, type FlatRadiation, type SunAbove } from './clear.ts'
export { type Fluxes, radiantFluxes, type Spot } from './fluxes.ts'
export { GroundClass, type GroundCode, type SurfaceKind, surfaceKinds, wallKind } from './ground.ts'
export { type HourTerms, hourTerms, type RadiationOptions } from './hour.ts'
export {
  type Cells,
  type FixedCells,
  type MapOptions,
  meanRadiantTemperature,
  radiantTemperatures,
} from './mean-radiant.ts'
export { splitGlobal } from './split.ts'
export type { HourSun, HourWeather } from './weather.ts'
