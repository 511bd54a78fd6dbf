export { wfsRoutes } from './routes.ts'
