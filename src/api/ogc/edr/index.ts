import type { Route } from '../../http/route.ts'
import { instanceRoutes } from './instances.ts'
import { queryRoutes } from './routes.ts'

/** OGC API – Environmental Data Retrieval at `/ogc`. */
export const edrRoutes: readonly Route[] = [...instanceRoutes, ...queryRoutes]
