export { type Drawing, drawRaster, valuesIn } from './draw/draw.ts'
export { type Picture, writePng } from './draw/png.ts'
export { openMapTiles } from './kept.ts'
export { type Coverage, coverageOf, openCoverage } from './open.ts'
