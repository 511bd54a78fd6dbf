import { downloadRoute } from './download/download.ts'
import { speechOf } from './http/language.ts'
import { type Route, route } from './http/route.ts'
import { assetRoutes } from './json/assets.ts'
import { datasetRoutes } from './json/datasets.ts'
import { eventRoute } from './json/events.ts'
import { footprintRoute } from './json/footprint.ts'
import { rowsRoute } from './json/rows.ts'
import { runRoutes } from './json/runs.ts'
import { territoryRoute } from './json/territory.ts'
import { ogcRoutes } from './ogc/index.ts'
import { healthRoute } from './ops/health.ts'
import { metricsRoute } from './ops/metrics.ts'
import { type OpenApi, openApi } from './ops/openapi.ts'

const documentRoute = route({
  path: '/openapi.json',
  tag: 'service',
  summary: { fr: 'Ce document', en: 'This document' },
  answer: { media: ['application/json'] },
  handle: ({ version, chain }, c) =>
    c.json(openApi(routes, version, speechOf(c).language, chain.graph.territory.title)),
})

/** Every address of the API. */
export const routes: readonly Route[] = [
  territoryRoute,
  ...assetRoutes,
  ...runRoutes,
  eventRoute,
  footprintRoute,
  ...datasetRoutes,
  rowsRoute,
  downloadRoute,
  ...ogcRoutes,
  healthRoute,
  metricsRoute,
  documentRoute,
]

/** The OpenAPI document of a version of the software, whatever the territory. */
export const openApiDocument = (version: string): OpenApi => openApi(routes, version, 'en')
