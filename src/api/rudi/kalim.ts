import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import Type from 'typebox'
import { dropPushed, type IntegrationReport, isUuid, takePushed } from '../../catalogue/index.ts'
import type { Deps } from '../deps.ts'
import { badParameter } from '../http/faults.ts'
import { readJson } from '../http/json-body.ts'
import { part, type Route, route } from '../http/route.ts'
import { organisationIn } from './who.ts'

/** Of a record that is pushed: with a shape of some thousand positions, it stays below (bytes). */
const MOST_RECORD = 4 * 2 ** 20

const Uuid = Type.String({ format: 'uuid', description: 'Identifier of the report.' })
const Pushed = Type.Object({}, { description: 'Metadata of RUDI 1.4.1.' })
const common = { tag: 'rudi', secured: true, success: [200], answer: Uuid } as const

async function depositOf(deps: Deps, c: Context) {
  const by = await organisationIn(deps, c)
  const { store, graph, clock } = deps.chain
  return { store, territory: graph.territory.id, by, at: clock() }
}

/** The identifier of the report, as RUDI's portal answers it; where it is read is in a header. */
function answer(c: Context, { report_id, resource_id }: IntegrationReport): Response {
  c.header('Location', `/api/v1/resources/${resource_id}/report/${report_id}`)
  return c.json(report_id)
}

const take = (method: 'POST' | 'PUT') => async (deps: Deps, c: Context) => {
  // Who pushes is known before what is pushed is read.
  const deposit = await depositOf(deps, c)
  return answer(c, await takePushed(deposit, method, await readJson(c, Pushed)))
}

/** The portal side of RUDI: nodes push their records here with a key of their organisation. */
export const kalimRoutes: readonly Route[] = [
  route({
    ...common,
    method: 'post',
    path: '/kalim/v1/resources',
    summary: { fr: 'Dépose une fiche nouvelle', en: 'Pushes a new record' },
    body: Pushed,
    mostBytes: MOST_RECORD,
    problems: [401, 413],
    handle: take('POST'),
  }),
  route({
    ...common,
    method: 'put',
    path: '/kalim/v1/resources',
    summary: { fr: 'Dépose une fiche, nouvelle ou changée', en: 'Pushes a record, new or changed' },
    body: Pushed,
    mostBytes: MOST_RECORD,
    problems: [401, 413],
    handle: take('PUT'),
  }),
  route({
    ...common,
    method: 'delete',
    path: '/kalim/v1/resources/:id',
    summary: { fr: 'Retire une fiche déposée', en: 'Withdraws a record that was pushed' },
    problems: [401],
    async handle(deps, c) {
      const deposit = await depositOf(deps, c)
      const id = part(c, 'id')
      if (!isUuid(id))
        throw badParameter('id', 'ce n’est pas un UUID', 'this is no UUID', {
          fr: 'Donnez le global_id de la fiche.',
          en: 'Give the global_id of the record.',
        })
      return answer(c, await dropPushed(deposit, id))
    },
  }),
  route({
    tag: 'rudi',
    path: '/kalim/v1/id_generation',
    summary: { fr: 'Un UUID neuf', en: 'A new UUID' },
    answer: Type.String({ format: 'uuid' }),
    handle: (_, c) => {
      c.header('Cache-Control', 'no-store')
      return c.json(randomUUID())
    },
  }),
]
