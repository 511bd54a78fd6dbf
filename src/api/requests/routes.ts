import type { Context } from 'hono'
import Type from 'typebox'
import {
  type AccessRequest,
  actorOf,
  answerRequest,
  askAccess,
  cancelRequest,
  createAccessKey,
  listRequests,
  mayAnswer,
  notAllowed,
  type RequestScope,
  readAudit,
  readRequest,
  signedOut,
  unknownRequest,
} from '../../govern/index.ts'
import { numberIn } from '../account/keys.ts'
import { keyTold } from '../account/told.ts'
import { activeOf, administratorOf, fromHere, meOf } from '../account/who.ts'
import { auditTold } from '../audit/told.ts'
import type { Deps } from '../deps.ts'
import { csvRows } from '../http/csv.ts'
import { readJson } from '../http/json-body.ts'
import { pageOf } from '../http/page.ts'
import { pageParameters, textParameter } from '../http/query.ts'
import { type Route, route } from '../http/route.ts'
import {
  AnswerForm,
  KeyMade,
  RequestDetail,
  RequestForm,
  RequestKeyForm,
  RequestPage,
  RequestState,
  RequestTold,
} from '../json/shapes.ts'
import { requestable } from './dataset.ts'
import { requestTold } from './told.ts'

const filters = {
  as: Type.Enum(['requester', 'decider', 'administrator'], {
    default: 'requester',
    description: 'One’s own requests, those one decides of, or all of them.',
  }),
  state: Type.Optional(RequestState),
  dataset: textParameter('Only for this dataset.', 100),
}
const MOST_IN_FILE = 100_000
const DAY_MS = 86_400_000
/** Decisions shown of one request. */
const MOST_EVENTS = 100

const post = { method: 'post', tag: 'accounts', success: [200], answer: RequestTold, secured: true } as const

/** Requests for access to restricted data: made, read, answered, given up. */
export const requestRoutes: readonly Route[] = [
  route({
    path: '/api/requests',
    tag: 'accounts',
    summary: { fr: 'Les demandes d’accès', en: 'The requests for access' },
    query: Type.Object({ ...filters, ...pageParameters(200) }),
    answer: RequestPage,
    problems: [401, 403],
    secured: true,
    async handle(deps, c, { as, state, dataset, limit, offset }) {
      const scope = await scopeOf(deps, c, as)
      const { items, total } = await listRequests(deps.govern, scope, { state, dataset, limit, offset })
      const told = items.map((one) => requestTold(deps, one))
      return c.json(pageOf(c, told, { limit, offset, total }) satisfies RequestPage)
    },
  }),
  route({
    path: '/api/requests.csv',
    tag: 'accounts',
    summary: { fr: 'Les mêmes demandes, en CSV', en: 'The same requests, as CSV' },
    query: Type.Object(filters),
    answer: { media: ['text/csv'] },
    problems: [401, 403],
    secured: true,
    async handle(deps, c, { as, state, dataset }) {
      const scope = await scopeOf(deps, c, as)
      const { items } = await listRequests(deps.govern, scope, { state, dataset, limit: MOST_IN_FILE, offset: 0 })
      c.header('Content-Disposition', 'attachment; filename="requests.csv"')
      c.header('Cache-Control', 'private, no-store')
      return c.body(csvRows([headings, ...items.map(row)]), 200, { 'Content-Type': 'text/csv; charset=utf-8' })
    },
  }),
  route({
    path: '/api/requests/:id',
    tag: 'accounts',
    summary: { fr: 'Une demande, et ce qui en a été décidé', en: 'A request, and what was decided of it' },
    answer: RequestDetail,
    problems: [401, 404],
    secured: true,
    async handle(deps, c) {
      const { govern } = deps
      const { request, isMine, answers } = await requestOf(deps, c)
      const [journal, readings] = await Promise.all([
        readAudit(govern, { all: true }, { request: request.id, decisions: true }, { limit: MOST_EVENTS }),
        readAudit(govern, { all: true }, { request: request.id, verb: 'data.read' }, { limit: 1 }),
      ])
      return c.json({
        ...requestTold(deps, request),
        isMine,
        mayAnswer: answers,
        journal: journal.items.map(auditTold).toReversed(),
        readings: readings.total,
      } satisfies RequestDetail)
    },
  }),
  route({
    ...post,
    path: '/api/requests',
    summary: { fr: 'Demande l’accès à un jeu de données', en: 'Asks for access to a dataset' },
    body: RequestForm,
    success: [201],
    problems: [401, 403, 404, 409, 413],
    async handle(deps, c) {
      fromHere(c)
      const me = await activeOf(deps, c)
      const { dataset, comment = '', organisation = '', project, ...form } = await readJson(c, RequestForm)
      const asked = { ...form, comment, organisation, project }
      const made = await askAccess(deps.govern, me, await requestable(deps, dataset), asked)
      return c.json(requestTold(deps, made) satisfies RequestTold, 201)
    },
  }),
  route({
    ...post,
    path: '/api/requests/:id/answer',
    summary: { fr: 'Répond à une demande, ou retire l’accès', en: 'Answers a request, or withdraws access' },
    body: AnswerForm,
    problems: [401, 403, 404, 409, 413],
    async handle(deps, c) {
      fromHere(c)
      const { request } = await requestOf(deps, c)
      const { answer, note = '', ends } = await readJson(c, AnswerForm)
      const { by, isAdministrator } = await personOf(deps, c)
      const answered = await answerRequest(deps.govern, by, isAdministrator, request.id, { answer, note, ends })
      return c.json(requestTold(deps, answered) satisfies RequestTold)
    },
  }),
  route({
    ...post,
    path: '/api/requests/:id/cancel',
    summary: { fr: 'Renonce à une demande, ou à l’accès', en: 'Gives up a request, or the access' },
    problems: [401, 403, 404, 409],
    async handle(deps, c) {
      fromHere(c)
      const me = await meOf(deps, c)
      const { request } = await requestOf(deps, c)
      return c.json(requestTold(deps, await cancelRequest(deps.govern, me.id, request.id)) satisfies RequestTold)
    },
  }),
  route({
    ...post,
    path: '/api/requests/:id/key',
    summary: { fr: 'Fait une clé limitée au jeu accordé', en: 'Makes a key limited to the dataset granted' },
    body: RequestKeyForm,
    success: [201],
    answer: KeyMade,
    problems: [401, 403, 404, 409, 413],
    async handle(deps, c) {
      fromHere(c)
      const me = await activeOf(deps, c)
      const { request, isMine } = await requestOf(deps, c)
      if (!isMine || request.state !== 'accepted')
        throw notAllowed(
          { fr: 'Cette demande ne donne pas d’accès.', en: 'This request gives no access.' },
          { fr: 'Une clé se fait une fois la demande acceptée.', en: 'A key is made once the request is accepted.' },
        )
      const { label } = await readJson(c, RequestKeyForm)
      // Until the right ends, a year at most.
      const days = Math.ceil((request.until!.getTime() - deps.govern.clock().getTime()) / DAY_MS)
      const form = { label, datasets: [request.dataset], days: Math.min(days, 366) }
      const { key, about } = await createAccessKey(deps.govern, me.id, form)
      return c.json({ key, about: keyTold(about) } satisfies KeyMade, 201)
    },
  }),
]

const headings = [
  ...['id', 'dataset', 'state', 'requester', 'email', 'organisation', 'project', 'purpose', 'comment'],
  ...['asked', 'ends', 'answered', 'answered_by', 'note'],
]
const row = (one: AccessRequest) => [
  ...[one.id, one.dataset, one.state, one.account.name, one.account.email, one.organisation?.name, one.project?.title],
  ...[one.purpose, one.comment, one.asked, one.ends, one.answered, one.answeredBy?.name, one.note],
]

/** Whose requests are listed. Throws `account.signed-out`, `account.not-allowed`. */
async function scopeOf(deps: Deps, c: Context, as: 'requester' | 'decider' | 'administrator'): Promise<RequestScope> {
  if (as === 'administrator') {
    administratorOf(deps, c)
    return { all: true }
  }
  const { id } = await meOf(deps, c)
  return as === 'requester' ? { by: id } : { decidedBy: id }
}

/** Who is at the page: a person signed in, or the operator. Throws `account.signed-out`. */
async function personOf(deps: Deps, c: Context) {
  const viewer = deps.viewerOf(c)
  if (viewer.kind === 'operator') return { by: viewer, isAdministrator: true }
  if (viewer.kind !== 'account' || viewer.key !== undefined) throw signedOut()
  return { by: actorOf(viewer), isAdministrator: viewer.administrator }
}

/** The request of the address, for who made it and who decides of it: for others it is not there. Throws `request.unknown`. */
async function requestOf(deps: Deps, c: Context) {
  const { govern } = deps
  const { by, isAdministrator } = await personOf(deps, c)
  const id = numberIn(c, 'id')
  const request = await readRequest(govern.store, govern, id)
  const isMine = by.kind === 'account' && by.account === request.account.id
  const answers = await mayAnswer(govern.store, govern, by, isAdministrator, request)
  if (!isMine && !answers) throw unknownRequest(id)
  return { request, isMine, answers }
}
