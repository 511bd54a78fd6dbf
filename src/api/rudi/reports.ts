import type { Context } from 'hono'
import Type from 'typebox'
import { isUuid, keepReport, listIntegrationReports, readIntegrationReport } from '../../catalogue/index.ts'
import { OrchestraError } from '../../kernel/index.ts'
import type { Deps } from '../deps.ts'
import { badParameter } from '../http/faults.ts'
import { readJson } from '../http/json-body.ts'
import { pageParameters } from '../http/query.ts'
import { part, type Route, route } from '../http/route.ts'
import { RudiReport, RudiReportPage } from '../json/shapes.ts'
import { entryOf } from './node.ts'
import { reporterIn } from './who.ts'

/** Of a report: some errors of some lines each (bytes). */
const MOST_REPORT = 1_000_000

const common = { tag: 'rudi', secured: true } as const

async function put(deps: Deps, c: Context): Promise<Response> {
  const by = await reporterIn(deps, c)
  const report = await readJson(c, RudiReport)
  const { globalId } = await entryOf(deps, c)
  if (report.resource_id.toLowerCase() !== globalId)
    throw badParameter(
      'resource_id',
      'ce n’est pas le jeu de données de l’adresse',
      'it is not the dataset of the address',
      { fr: `Attendu : ${globalId}.`, en: `Expected: ${globalId}.` },
    )
  const { store, clock, graph } = deps.chain
  const kept = await keepReport(store, graph.territory.id, {
    ...{ direction: 'received', organisation: by?.id, report, at: clock() },
  })
  if (!kept)
    throw badParameter('report_id', 'un autre rapport a déjà ce nom', 'another report has this name already', {
      fr: 'Donnez un UUID neuf.',
      en: 'Give a new UUID.',
    })
  return c.json(report)
}

/** Of the address, as a UUID. Throws `rudi.unknown-report`. */
function uuidIn(c: Context, name: string): string {
  const id = part(c, name)
  if (isUuid(id)) return id
  throw noReport(id)
}

const noReport = (id: string) =>
  new OrchestraError({
    code: 'rudi.unknown-report',
    say: { fr: `Aucun rapport ${id.slice(0, 64)} ici.`, en: `No report ${id.slice(0, 64)} here.` },
    remedy: {
      fr: 'Les rapports d’un jeu de données sont à /api/v1/resources/{id}/report.',
      en: 'The reports of a dataset are at /api/v1/resources/{id}/report.',
    },
    place: 'irid',
  })

/**
 * Reports of integration: portals say what became of our records; organisations read what became of theirs. An organisation sees its
 * own, the operator and the administrators all of them.
 */
export const reportRoutes: readonly Route[] = ['/resources', '/api/v1/resources'].flatMap((path) => [
  route({
    ...common,
    method: 'put',
    path: `${path}/:id/report`,
    summary: {
      fr: 'Dit ce qu’une de nos fiches est devenue sur un portail',
      en: 'Says what became of one of our records on a portal',
    },
    body: RudiReport,
    mostBytes: MOST_REPORT,
    success: [200],
    answer: RudiReport,
    problems: [401, 403, 404, 413],
    handle: put,
  }),
  route({
    ...common,
    path: `${path}/:id/report`,
    summary: { fr: 'Les rapports d’un jeu de données', en: 'The reports of a dataset' },
    query: Type.Object(pageParameters(500, 100)),
    answer: RudiReportPage,
    problems: [401, 403, 404],
    async handle(deps, c, asked) {
      const by = await reporterIn(deps, c)
      const { store, graph } = deps.chain
      const resource = uuidIn(c, 'id')
      const page = await listIntegrationReports(store, graph.territory.id, resource, {
        ...{ organisation: by?.id, limit: asked.limit, offset: asked.offset },
      })
      return c.json(page)
    },
  }),
  route({
    ...common,
    path: `${path}/:id/report/:irid`,
    summary: { fr: 'Un rapport', en: 'A report' },
    answer: RudiReport,
    problems: [401, 403, 404],
    async handle(deps, c) {
      const by = await reporterIn(deps, c)
      const { store, graph } = deps.chain
      const [resource, id] = [uuidIn(c, 'id'), uuidIn(c, 'irid')]
      const report = await readIntegrationReport(store, graph.territory.id, resource, id, by?.id)
      if (!report) throw noReport(id)
      return c.json(report)
    },
  }),
])
