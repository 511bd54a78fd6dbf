export { aspectRatio, canyonSkyView, frontalDensity } from './canyon.ts'
export { davenport, davenportClass, macdonald, openRoughness, type RoughCover, type Roughness } from './roughness.ts'
export { openWalls, type Walled } from './walls.ts'
