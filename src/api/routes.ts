import type { Context } from 'hono'
import Type from 'typebox'
import type { Language } from '../kernel/index.ts'
import { accountsRoutes } from './account/index.ts'
import { auditRoutes } from './audit/routes.ts'
import { dcatRoutes } from './dcat/routes.ts'
import type { Deps } from './deps.ts'
import { downloadRoute } from './download/download.ts'
import { progressRoute } from './download/progress.ts'
import { fleetRoutes } from './fleet/index.ts'
import { harvestRoutes } from './harvests/routes.ts'
import { speechOf } from './http/language.ts'
import { type Route, route } from './http/route.ts'
import { ingestRoutes } from './ingest/routes.ts'
import { assetRoutes } from './json/assets.ts'
import { datasetRoutes } from './json/datasets.ts'
import { eventRoute } from './json/events.ts'
import { footprintRoute } from './json/footprint.ts'
import { packProcessRoute } from './json/pack-process.ts'
import { rowsRoute } from './json/rows.ts'
import { runRoutes } from './json/runs.ts'
import { searchRoutes } from './json/search.ts'
import { sheetsRoute } from './json/sheets.ts'
import { synonymRoutes } from './json/synonyms.ts'
import { territoryRoute } from './json/territory.ts'
import { apiPage } from './ogc/common/html/api.tsx'
import { ogcRoutes } from './ogc/index.ts'
import { healthRoute } from './ops/health.ts'
import { metricsRoute } from './ops/metrics.ts'
import { type OpenApi, openApi } from './ops/openapi.ts'
import { organisationKeyRoutes } from './organisations/keys.ts'
import { projectRoutes } from './organisations/projects.ts'
import { organisationRoutes } from './organisations/routes.ts'
import { recordFormRoutes } from './records/routes.ts'
import { requestRoutes } from './requests/routes.ts'
import { rudiRoutes } from './rudi/index.ts'
import { feedRoute } from './searches/feed.ts'
import { savedSearchRoutes } from './searches/saved.ts'
import { sensorThingsOpenApi } from './sensorthings/openapi.ts'
import { surveyRoutes } from './surveys/routes.ts'
import { wfsRoutes } from './wfs/index.ts'
import { wmsRoute } from './wms/index.ts'

const documentRoute = route({
  path: '/openapi.json',
  tag: 'service',
  summary: { fr: 'Ce document', en: 'This document' },
  answer: { media: ['application/json'], schema: Type.Object({}, { additionalProperties: true }) },
  document: true,
  handle: (deps, c) => c.json(documentOf(deps, c)),
})

const documentationRoute = route({
  path: '/openapi.html',
  tag: 'service',
  summary: { fr: 'La documentation de toutes les adresses', en: 'The documentation of every address' },
  answer: { media: ['text/html'] },
  document: true,
  also: ['text/html'],
  handle: (deps, c) =>
    apiPage(deps, c, {
      document: documentOf(deps, c),
      title: { fr: 'Documentation des API', en: 'Documentation of the APIs' }[speechOf(c).language],
      prefix: '',
      href: '/openapi.json',
      version: '3.1',
      path: [],
    }),
})

function documentOf({ version, chain, sensorThings }: Deps, c: Context): OpenApi {
  const { language } = speechOf(c)
  const document = openApi(routes, version, language, chain.graph.territory.title)
  return sensorThings ? withSensorThings(document, language) : document
}

/** Every address of the API. */
export const routes: readonly Route[] = [
  territoryRoute,
  sheetsRoute,
  packProcessRoute,
  ...assetRoutes,
  ...runRoutes,
  eventRoute,
  footprintRoute,
  ...datasetRoutes,
  rowsRoute,
  downloadRoute,
  progressRoute,
  ...ogcRoutes,
  ...dcatRoutes,
  ...harvestRoutes,
  ...recordFormRoutes,
  ...rudiRoutes,
  ...searchRoutes,
  ...synonymRoutes,
  feedRoute,
  ...savedSearchRoutes,
  ...fleetRoutes,
  wmsRoute,
  ...wfsRoutes,
  ...ingestRoutes,
  ...accountsRoutes,
  ...organisationRoutes,
  ...organisationKeyRoutes,
  ...projectRoutes,
  ...requestRoutes,
  ...auditRoutes,
  ...surveyRoutes,
  healthRoute,
  metricsRoute,
  documentRoute,
  documentationRoute,
]

/** The OpenAPI document of a version of the software, whatever the territory. */
export const openApiDocument = (version: string): OpenApi => withSensorThings(openApi(routes, version, 'en'), 'en')

/** The document with the addresses of SensorThings, which are no routes. */
function withSensorThings(document: OpenApi, language: Language): OpenApi {
  const { tag, paths } = sensorThingsOpenApi(language)
  return { ...document, tags: [...(document.tags as object[]), tag], paths: { ...document.paths, ...paths } }
}
