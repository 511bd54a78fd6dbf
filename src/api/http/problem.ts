import { type Bilingual, OrchestraError } from '../../kernel/index.ts'
import type { Problem } from '../json/shapes.ts'
import type { Speech } from './language.ts'

/** Status of the errors that are the asker's to mend. Anything else is ours: 503 when it may pass, else 500. */
const statuses: Readonly<Record<string, number>> = {
  'api.bad-parameter': 400,
  'api.bad-body': 400,
  'api.no-token': 401,
  'api.refused': 403,
  'api.runs-not-open': 403,
  'api.unknown-address': 404,
  'api.unknown-asset': 404,
  'api.unknown-dataset': 404,
  'api.unknown-pack': 404,
  'api.unknown-survey': 404,
  'survey.bad-answer': 400,
  'survey.too-fast': 429,
  'survey.full': 503,
  'survey.unknown-answer': 404,
  'survey.unknown-subject': 404,
  'survey.public': 409,
  'api.unknown-distribution': 404,
  'api.no-version': 404,
  'api.unknown-tile-matrix-set': 404,
  'api.unknown-collection': 404,
  'api.unknown-feature': 404,
  'api.no-tiles': 404,
  'api.unknown-style': 404,
  'api.no-tile': 404,
  'api.too-costly': 400,
  'api.no-coverage': 404,
  'api.no-features': 404,
  'api.no-data': 404,
  'api.unknown-location': 404,
  'api.no-data-queries': 404,
  'api.no-such-query': 404,
  'raster.too-large': 413,
  'api.method': 405,
  'api.not-acceptable': 406,
  'api.no-page': 404,
  'api.no-sensors': 404,
  'api.unknown-device': 404,
  'catalogue.field': 400,
  'catalogue.no-change': 404,
  'catalogue.moved-on': 409,
  'crypt.bad-key': 400,
  'download.no-public-key': 404,
  'rudi.unknown-resource': 404,
  'rudi.unknown-report': 404,
  'catalogue.synonyms': 400,
  'catalogue.many-searches': 409,
  'catalogue.unknown-search': 404,
  'api.unknown-harvest-run': 404,
  'api.version-gone': 410,
  'api.no-version-then': 404,
  'api.too-large': 413,
  'api.head-too-large': 431,
  'api.unfinished': 408,
  'api.not-http': 400,
  'api.bad-range': 416,
  'export.needs-geometry': 400,
  'export.crs-fixed': 400,
  'export.not-points': 400,
  'export.too-large': 413,
  'export.too-long': 413,
  'api.busy': 503,
  'ingest.no-key': 401,
  'ingest.no-connection': 404,
  'ingest.not-json': 400,
  'ingest.too-fast': 429,
  'account.bad-field': 400,
  'account.signed-out': 401,
  'account.wrong': 401,
  'account.unconfirmed': 403,
  'account.blocked': 403,
  'account.not-allowed': 403,
  'account.unproved-email': 403,
  'account.cross-site': 403,
  'account.no-provider': 404,
  'account.unknown': 404,
  'account.state': 409,
  'account.last': 409,
  'account.link-gone': 410,
  'account.flow-gone': 410,
  'account.too-fast': 429,
  'request.unknown': 404,
  'request.needless': 409,
  'request.personal': 403,
  'request.twice': 409,
  'request.state': 409,
  'organisation.unknown': 404,
  'organisation.no-member': 404,
  'organisation.no-public-key': 404,
  'organisation.declared': 409,
  'organisation.state': 409,
  'project.unknown': 404,
  'key.unknown': 404,
  'key.too-many': 409,
  'graph.unknown-asset': 404,
  'run.unknown': 404,
  'process.unknown': 404,
  'process.bad-request': 400,
  'process.bad-input': 400,
  'process.too-many-partitions': 400,
  'process.large-value': 400,
  'process.large-document': 400,
  'process.not-kept': 404,
  'process.no-data': 404,
  'job.unknown': 404,
  'job.not-ready': 404,
  'job.dismissed': 410,
}

const titles: Readonly<Record<number, Bilingual>> = {
  400: { fr: 'Demande incorrecte', en: 'Bad request' },
  401: { fr: 'Identification nécessaire', en: 'Identification needed' },
  403: { fr: 'Accès refusé', en: 'Access refused' },
  404: { fr: 'Introuvable', en: 'Not found' },
  405: { fr: 'Méthode non permise', en: 'Method not allowed' },
  406: { fr: 'Format non disponible', en: 'Not acceptable' },
  408: { fr: 'Demande inachevée', en: 'Unfinished request' },
  409: { fr: 'Impossible dans cet état', en: 'Not possible in this state' },
  410: { fr: 'Ce n’est plus là', en: 'No longer there' },
  413: { fr: 'Demande trop volumineuse', en: 'Request too large' },
  416: { fr: 'Plage d’octets impossible', en: 'Range not satisfiable' },
  429: { fr: 'Trop de demandes', en: 'Too many requests' },
  431: { fr: 'Adresse ou en-têtes trop longs', en: 'Address or headers too long' },
  500: { fr: 'Erreur interne', en: 'Internal error' },
  503: { fr: 'Service momentanément indisponible', en: 'Service unavailable for the moment' },
}

/** Seconds after which a passing trouble is worth another try. */
const RETRY_AFTER_S = '5'

/** The status an error is answered with. */
export function statusOf(error: unknown): number {
  if (!(error instanceof OrchestraError)) return 500
  // What is wrong with a filter is always the asker's.
  if (error.code.startsWith('cql2.')) return 400
  return statuses[error.code] ?? (error.retry === 'transient' ? 503 : 500)
}

/** Any error as an answer (RFC 9457), its detail in the language asked for and in both under `say`. What is not the asker's to mend says nothing of our insides. */
export function problemResponse(error: unknown, speech: Speech): Response {
  const { body, headers } = problemOf(error, speech)
  const type = 'application/problem+json; charset=utf-8'
  return new Response(JSON.stringify(body), { status: body.status, headers: { ...headers, 'Content-Type': type } })
}

/** What an error is told as, and the headers of the answer that tells it, but its type. */
export function problemOf(
  error: unknown,
  { language }: Speech,
): { readonly body: Problem; readonly headers: Record<string, string> } {
  const status = statusOf(error)
  const known = error instanceof OrchestraError && status !== 500 ? error : unexpected
  const { code, say, remedy, place, facts } = known
  const ours = status >= 500
  const body: Problem = {
    type: `urn:orchestra:problem:${code}`,
    title: titles[status]![language],
    status,
    detail: say[language],
    code,
    say,
    ...(remedy && { remedy }),
    ...(place && !ours && { place }),
    ...(!ours && Object.keys(facts).length > 0 && { facts }),
  }
  const headers: Record<string, string> = {
    'Content-Language': language,
    'Cache-Control': 'no-store',
    Vary: 'Accept, Accept-Language',
  }
  if (status === 503) headers['Retry-After'] = RETRY_AFTER_S
  if (status === 429) headers['Retry-After'] = String(facts.seconds)
  if (status === 405) headers.Allow = String(facts.allow)
  if (status === 416) headers['Content-Range'] = `bytes */${facts.size}`
  if (status === 401) headers['WWW-Authenticate'] = 'Bearer'
  return { body, headers }
}

const unexpected = new OrchestraError({
  code: 'api.internal',
  say: {
    fr: 'Le service a rencontré une erreur imprévue.',
    en: 'The service met an unexpected error.',
  },
  remedy: {
    fr: 'Réessayez plus tard ; si l’erreur persiste, signalez-la à l’exploitant : son journal en garde la trace.',
    en: 'Try again later; if it persists, report it to the operator: the log keeps a trace of it.',
  },
})
