export { tileConformance } from './conformance.ts'
export { openTiles } from './kept.ts'
export { openTilePool } from './pool.ts'
export { tileRoutes } from './routes.ts'
