import type { Context } from 'hono'
import { parseAccept } from 'hono/utils/accept'
import type { TObject } from 'typebox'
import { OrchestraError } from '../../../kernel/index.ts'
import type { Deps } from '../../deps.ts'
import { unknownName } from '../../http/faults.ts'
import { logFault } from '../../http/log-fault.ts'
import { type Route, route } from '../../http/route.ts'
import type { Problem } from '../../json/shapes.ts'
import { answerError } from '../common/html/problem.tsx'

const ogc = (name: string) => `http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/${name}`

/** The types that OGC API Processes gives to exceptions; the others keep ours. */
const types: Readonly<Record<string, string>> = {
  'process.unknown': ogc('no-such-process'),
  'job.unknown': ogc('no-such-job'),
  'job.not-ready': ogc('result-not-ready'),
  'process.bad-input': ogc('InvalidParameterValue'),
  'process.bad-request': ogc('InvalidParameterValue'),
  'api.bad-parameter': ogc('InvalidParameterValue'),
}

/** An address of the processes: its errors are exceptions as the standard writes them (exception.yaml). */
export function processRoute<Q extends TObject>(spec: Parameters<typeof route<Q>>[0]): Route {
  const one = route(spec)
  return {
    ...one,
    faults: ['application/problem+json', 'application/json'],
    async handle(deps, c) {
      try {
        return await one.handle(deps, c)
      } catch (error) {
        return exceptionResponse(deps, c, error)
      }
    },
  }
}

/** Our problem document, of the types of the standard. */
async function exceptionResponse(deps: Deps, c: Context, error: unknown): Promise<Response> {
  logFault(deps.chain.log, c, error)
  const response = await answerError(deps, c, error)
  if (!response.headers.get('Content-Type')?.includes('json')) return response
  const problem = (await response.json()) as Problem
  const body = { ...problem, type: types[problem.code] ?? problem.type }
  const headers = new Headers(response.headers)
  headers.set('Content-Type', wantsJson(c) ? 'application/json' : 'application/problem+json; charset=utf-8')
  return new Response(JSON.stringify(body), { status: response.status, headers })
}

/** Whether the asker takes plain JSON, and neither problem documents nor anything at all. */
function wantsJson(c: Context): boolean {
  const taken = parseAccept(c.req.header('Accept') ?? '*/*').map(({ type }) => type.toLowerCase())
  return taken.includes('application/json') && !taken.includes('application/problem+json')
}

export const unknownProcess = (id: string, known: readonly string[]) =>
  unknownName('process.unknown', id.slice(0, 80), 'Aucun traitement ne s’appelle', 'No process is called', known)

export const unknownJob = (id: string) =>
  new OrchestraError({
    code: 'job.unknown',
    say: { fr: 'Aucune exécution n’a cet identifiant.', en: 'No job has this identifier.' },
    remedy: {
      fr: 'Elle a pu être retirée une fois sa durée de conservation passée : relancez le traitement.',
      en: 'It may have been removed once its retention was over: execute the process again.',
    },
    place: id.slice(0, 80),
  })

/** A body that is no execution request. */
export const badRequest = (place: string, fr: string, en: string, remedy: { fr: string; en: string }) =>
  new OrchestraError({ code: 'process.bad-request', say: { fr: `${fr}.`, en: `${en}.` }, remedy, place })
