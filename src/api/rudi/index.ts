import type { Route } from '../http/route.ts'
import { kalimRoutes } from './kalim.ts'
import { nodeRoutes } from './node.ts'
import { reportRoutes } from './reports.ts'
import { tokenRoute } from './token.ts'

/** Addresses that speak RUDI: the producer node, its reports, the portal that nodes push to. */
export const rudiRoutes: readonly Route[] = [...nodeRoutes, ...reportRoutes, tokenRoute, ...kalimRoutes]
