import type { Route } from '../http/route.ts'
import { deviceRoutes } from './devices.ts'
import { frameRoutes } from './frames.ts'
import { seriesRoutes } from './series.ts'

/** The devices, their measures and the messages set aside, for the portal and for programs. */
export const fleetRoutes: readonly Route[] = [...deviceRoutes, ...seriesRoutes, ...frameRoutes]
