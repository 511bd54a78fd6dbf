import type { Route } from '../http/route.ts'
import { apiRoutes } from './common/api.ts'
import { collectionRoutes } from './common/collections.ts'
import { styleRoute } from './common/html/style.ts'
import { landingRoutes } from './common/landing.ts'
import { coverageRoutes } from './coverages/routes.ts'
import { edrRoutes } from './edr/index.ts'
import { changesRoute } from './features/changes.ts'
import { itemRoute } from './features/item.ts'
import { itemsRoute } from './features/items.ts'
import { schemaRoutes } from './features/schema.ts'
import { processRoutes } from './processes/index.ts'
import { recordRoutes } from './records/routes.ts'
import { styleRoutes } from './styles/index.ts'
import { tileRoutes } from './tiles/index.ts'

/** The APIs of the OGC at `/ogc`: Common, Features, Records, Tiles, Styles and Processes. The catalogue comes before the collections it looks like. */
export const ogcRoutes: readonly Route[] = [
  ...landingRoutes,
  ...apiRoutes(() => ogcRoutes),
  styleRoute,
  ...recordRoutes,
  ...collectionRoutes,
  itemsRoute,
  itemRoute,
  changesRoute,
  ...schemaRoutes,
  ...tileRoutes,
  ...styleRoutes,
  ...edrRoutes,
  ...coverageRoutes,
  ...processRoutes,
]
