export { gridAzimuth } from './grid.ts'
export type { SunPlace } from './place.ts'
export { type SunPosition, sunPosition } from './position.ts'
export { type SunTimes, sunTimes } from './times.ts'
