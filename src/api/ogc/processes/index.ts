import type { Route } from '../../http/route.ts'
import { executionRoute } from './execution.ts'
import { jobRoutes } from './jobs.ts'
import { processListRoutes } from './processes.ts'
import { resultRoutes } from './results.ts'

export { keepCalling } from './callbacks.ts'
export type { Caller } from './caller.ts'
export { openProcesses } from './deps.ts'

const part1 = 'http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf'

/** What OGC API Processes 1.0 (18-062r2) calls what we do where the service calls the addresses it is given. */
export const callbackConformance = `${part1}/callback`

/** What it calls what we do. */
export const processConformance: readonly string[] = [
  'core',
  'ogc-process-description',
  'json',
  'html',
  'oas30',
  'job-list',
  'dismiss',
].map((name) => `${part1}/${name}`)

export const processRoutes: readonly Route[] = [...processListRoutes, executionRoute, ...jobRoutes, ...resultRoutes]
