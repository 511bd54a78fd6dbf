export { wmsRoute } from './routes.ts'
