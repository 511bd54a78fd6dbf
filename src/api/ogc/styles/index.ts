export { styleConformance } from './conformance.ts'
export { styleRoutes } from './routes.ts'
