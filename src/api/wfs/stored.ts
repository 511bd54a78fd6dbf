import type { Context } from 'hono'
import type { Deps } from '../deps.ts'
import { speechOf } from '../http/language.ts'
import { element, leaf, owsFault, XML_HEAD } from '../ows/index.ts'
import { namespaceOf, PREFIX } from './names.ts'
import { FEATURE_BY_ID } from './request.ts'
import { typesFor } from './types.ts'

const WFS = { 'xmlns:wfs': 'http://www.opengis.net/wfs/2.0' }
const title = { fr: 'Un objet par son identifiant', en: 'A feature by its id' }

/** ListStoredQueries: the one that every service has. */
export function listStoredQueries(deps: Deps, c: Context): Response {
  const { language } = speechOf(c)
  return answer(
    element(
      'wfs:ListStoredQueriesResponse',
      { ...WFS, [`xmlns:${PREFIX}`]: namespaceOf(deps.chain.graph.territory) },
      element(
        'wfs:StoredQuery',
        { id: FEATURE_BY_ID },
        leaf('wfs:Title', title[language]),
        ...typesFor(deps, c).map(({ name }) => leaf('wfs:ReturnFeatureType', `${PREFIX}:${name}`)),
      ),
    ),
  )
}

/** DescribeStoredQueries. Throws `InvalidParameterValue`. */
export function describeStoredQueries(c: Context, ids: readonly string[]): Response {
  const { language } = speechOf(c)
  const unknown = ids.find((id) => id !== FEATURE_BY_ID)
  if (unknown !== undefined)
    throw owsFault('InvalidParameterValue', 'STOREDQUERY_ID', 'requête enregistrée inconnue', 'unknown stored query')
  return answer(
    element(
      'wfs:DescribeStoredQueriesResponse',
      { ...WFS, 'xmlns:xsd': 'http://www.w3.org/2001/XMLSchema' },
      element(
        'wfs:StoredQueryDescription',
        { id: FEATURE_BY_ID },
        leaf('wfs:Title', title[language]),
        element('wfs:Parameter', { name: 'ID', type: 'xsd:string' }),
        element('wfs:QueryExpressionText', {
          isPrivate: 'true',
          language: 'urn:ogc:def:queryLanguage:OGC-WFS::WFSQueryExpression',
          returnFeatureTypes: '',
        }),
      ),
    ),
  )
}

const answer = (text: string): Response =>
  new Response(XML_HEAD + text, { headers: { 'Content-Type': 'application/xml; charset=utf-8' } })
