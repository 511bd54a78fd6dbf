import type { Context } from 'hono'
import Type from 'typebox'
import { Value } from 'typebox/value'
import { OrchestraError } from '../../kernel/index.ts'
import { startRun } from '../../pipeline/index.ts'
import type { Deps } from '../deps.ts'
import { badParameter } from '../http/faults.ts'
import { pageOf } from '../http/page.ts'
import { pageParameters } from '../http/query.ts'
import { part, type Route, route } from '../http/route.ts'
import { badToken } from '../http/viewer.ts'
import { countRuns, readRunDetail, readRuns } from '../read/runs.ts'
import { Run, RunPage, StartedRun } from './shapes.ts'

const Wanted = Type.Object(
  { assets: Type.Optional(Type.Array(Type.String({ maxLength: 64 }), { maxItems: 1000 })) },
  { description: 'Names of the assets to bring up to date; all of them by default.' },
)
/** Addresses of the runs. */
export const runRoutes: readonly Route[] = [
  route({
    path: '/api/runs',
    tag: 'runs',
    summary: { fr: 'Les exécutions, la plus récente d’abord', en: 'The runs, newest first' },
    query: Type.Object(pageParameters(200)),
    answer: RunPage,
    async handle({ chain }, c, asked) {
      const [total, runs] = await Promise.all([countRuns(chain), readRuns(chain, asked)])
      return c.json(
        pageOf(
          c,
          runs.map((run) => run.summary),
          { ...asked, total },
        ),
      )
    },
  }),
  route({
    path: '/api/runs/:id',
    tag: 'runs',
    summary: { fr: 'Une exécution, ses étapes et ce qu’elle a évité', en: 'A run, its steps and what it spared' },
    answer: Run,
    problems: [404],
    handle: async (deps, c) => c.json(await readRunDetail(deps, runNumber(c), c)),
  }),
  route({
    method: 'post',
    path: '/api/runs',
    tag: 'runs',
    summary: { fr: 'Lance une exécution (exploitant)', en: 'Starts a run (operator)' },
    body: Wanted,
    answer: StartedRun,
    problems: [401, 403, 413],
    secured: true,
    async handle(deps, c) {
      const { chain } = deps
      const queue = operatorQueue(deps, c)
      const { assets = [] } = await readWanted(c)
      const run = await startRun(chain, queue, { wanted: assets, trigger: 'manual' })
      const href = `/api/runs/${run.id}`
      return c.json({ id: run.id, state: run.state, href }, 202, { Location: href })
    },
  }),
]

/** The number of the run in the address. */
export function runNumber(c: Context): number {
  const text = part(c, 'id')
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw badParameter('id', 'ce n’est pas un numéro d’exécution', 'this is not the number of a run', {
    fr: 'Donnez un nombre entier, comme dans /api/runs/1.',
    en: 'Give a whole number, as in /api/runs/1.',
  })
}

/** The queue, for the operator alone. */
function operatorQueue({ queue, secret, viewerOf }: Deps, c: Context): NonNullable<Deps['queue']> {
  if (!secret || !queue)
    throw new OrchestraError({
      code: 'api.runs-not-open',
      say: {
        fr: 'Ce service ne permet pas de lancer une exécution par son API.',
        en: 'This service does not let runs be started through its API.',
      },
      remedy: {
        fr: 'L’exploitant peut l’ouvrir en donnant une valeur à ORCHESTRA_SECRET, ou employer `orchestra run`.',
        en: 'The operator can open it by setting ORCHESTRA_SECRET, or use `orchestra run`.',
      },
    })
  if (viewerOf(c).kind !== 'operator') throw badToken()
  return queue
}

async function readWanted(c: Context): Promise<{ assets?: string[] }> {
  const text = await c.req.text()
  try {
    const body: unknown = text.trim() === '' ? {} : JSON.parse(text)
    if (Value.Check(Wanted, body)) return body
  } catch {
    // Not JSON: refused below like any other body that will not do.
  }
  throw new OrchestraError({
    code: 'api.bad-body',
    say: { fr: 'Le corps de la demande ne convient pas.', en: 'The body of the request will not do.' },
    remedy: { fr: 'Envoyez du JSON : {"assets": ["nom"]} ou {}.', en: 'Send JSON: {"assets": ["name"]} or {}.' },
    place: 'body',
  })
}
