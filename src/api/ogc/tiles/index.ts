export { tileConformance } from './conformance.ts'
export { openTiles } from './kept-tile.ts'
export { tileRoutes } from './routes.ts'
