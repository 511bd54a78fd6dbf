export { tileConformance } from './conformance.ts'
export { openTiles } from './kept.ts'
export { tileRoutes } from './routes.ts'
