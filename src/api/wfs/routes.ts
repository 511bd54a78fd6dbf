import type { Context } from 'hono'
import Type from 'typebox'
import type { Deps } from '../deps.ts'
import { speechOf } from '../http/language.ts'
import { statusOf } from '../http/problem.ts'
import type { Route } from '../http/route.ts'
import { type Kvp, owsFault, readKvp } from '../ows/index.ts'
import { readBody } from './body.ts'
import { getCapabilities } from './capabilities.ts'
import { wfsException } from './exception.ts'
import { getFeature } from './get-feature.ts'
import { getPropertyValue } from './get-property-value.ts'
import { featureRequestOf, featureRequestOfXml, mediaOf } from './request.ts'
import { describeFeatureType } from './schema.ts'
import { describeStoredQueries, listStoredQueries } from './stored.ts'
import { childrenOf, parseXml, type XmlNode } from './xml/parse.ts'

const text = (description: string) => Type.Optional(Type.String({ description }))

const answer = { media: ['application/xml', 'application/gml+xml', 'text/xml'] } as const
const problems = [403, 404, 410] as const

/** Web Feature Service 2.0.0 (09-025r2) at `/wfs`, to read: by parameters or by XML. */
export const wfsRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/wfs',
    tag: 'wfs',
    summary: { fr: 'Objets géographiques en GML ou GeoJSON (WFS 2.0.0)', en: 'Features as GML or GeoJSON (WFS 2.0.0)' },
    query: Type.Object({
      service: text('`WFS`.'),
      version: text('`2.0.0`.'),
      request: text(
        '`GetCapabilities`, `DescribeFeatureType`, `GetFeature`, `GetPropertyValue`, `ListStoredQueries` or `DescribeStoredQueries`.',
      ),
      typeNames: text('A feature type: the id of a collection.'),
      count: text('How many features at most; all by default.'),
      startIndex: text('How many features to skip.'),
      srsName: text('CRS of the geometries: `urn:ogc:def:crs:EPSG::2154`.'),
      bbox: text('Lower then upper corner, in the order of the axes of the CRS, which may follow.'),
      filter: text('A filter of FES 2.0.'),
      resourceId: text('Ids of features, separated by commas.'),
      propertyName: text('Properties to give.'),
      valueReference: text('The property whose values `GetPropertyValue` gives.'),
      sortBy: text('Properties to sort by, each followed by `ASC` or `DESC`.'),
      resultType: text('`hits` for the number of features only.'),
      outputFormat: text(`\`${mediaOf('gml')}\` or \`${mediaOf('geojson')}\`.`),
    }),
    answer,
    also: [mediaOf('geojson')],
    success: [200, 304],
    problems,
    faults: ['application/xml'],
    handle: (deps, c) => told(deps, c, () => byParameters(deps, c, readKvp(new URL(c.req.url).searchParams))),
  },
  {
    method: 'post',
    path: '/wfs',
    tag: 'wfs',
    summary: { fr: 'La même demande, en XML', en: 'The same request, as XML' },
    query: Type.Object({}),
    takes: ['application/xml', 'text/xml', 'application/x-www-form-urlencoded'],
    success: [200],
    answer,
    also: [mediaOf('geojson')],
    problems,
    faults: ['application/xml'],
    handle: (deps, c) => told(deps, c, () => byBody(deps, c)),
  },
]

/** The answer, or the error as WFS tells it. */
async function told(deps: Deps, c: Context, work: () => Promise<Response> | Response): Promise<Response> {
  try {
    return await work()
  } catch (error) {
    if (statusOf(error) >= 500) deps.chain.log('api.error', { path: c.req.path, error: String(error) })
    return wfsException(error, speechOf(c).language)
  }
}

function byParameters(deps: Deps, c: Context, kvp: Kvp): Promise<Response> | Response {
  const request = kvp.need('REQUEST').toLowerCase()
  const version = kvp.get('VERSION')
  const accepted = kvp.get('ACCEPTVERSIONS')?.split(',')
  if (request === 'getcapabilities') {
    if (accepted && !accepted.some(isKnown)) throw otherVersion('AcceptVersions')
    return getCapabilities(deps, c)
  }
  if (version !== undefined && !isKnown(version)) throw otherVersion('VERSION')
  switch (request) {
    case 'describefeaturetype':
      return describeFeatureType(deps, c, listOf(kvp.get('TYPENAMES') ?? kvp.get('TYPENAME')))
    case 'getfeature':
      return getFeature(deps, c, featureRequestOf(kvp))
    case 'getpropertyvalue':
      return getPropertyValue(
        deps,
        c,
        featureRequestOf(kvp),
        valueReference(kvp.isEmpty('VALUEREFERENCE') ? '' : kvp.get('VALUEREFERENCE')),
      )
    case 'liststoredqueries':
      return listStoredQueries(deps, c)
    case 'describestoredqueries':
      return describeStoredQueries(c, listOf(kvp.get('STOREDQUERY_ID')))
    default:
      throw unknownOperation(request)
  }
}

async function byBody(deps: Deps, c: Context): Promise<Response> {
  const body = await readBody(c)
  // Some clients send the parameters themselves.
  if (!body.trimStart().startsWith('<')) return byParameters(deps, c, readKvp(new URLSearchParams(body)))
  const root = parseXml(body)
  const { version } = root.attributes
  if (root.name !== 'GetCapabilities' && version !== undefined && !isKnown(version)) throw otherVersion('version')
  switch (root.name) {
    case 'GetCapabilities':
      return getCapabilities(deps, c)
    case 'DescribeFeatureType':
      return describeFeatureType(deps, c, textsOf(root, 'TypeName'))
    case 'GetFeature':
      return getFeature(deps, c, featureRequestOfXml(root))
    case 'GetPropertyValue':
      return getPropertyValue(deps, c, featureRequestOfXml(root), valueReference(root.attributes.valueReference))
    case 'ListStoredQueries':
      return listStoredQueries(deps, c)
    case 'DescribeStoredQueries':
      return describeStoredQueries(c, textsOf(root, 'StoredQueryId'))
    default:
      throw unknownOperation(root.name)
  }
}

const isKnown = (version: string): boolean => /^2\.0(\.[0-2])?$/.test(version.trim())
const listOf = (list: string | undefined): string[] => list?.split(/[\s,()]+/).filter(Boolean) ?? []
const textsOf = (node: XmlNode, name: string): string[] => childrenOf(node, name).map((one) => one.text.trim())

function valueReference(path: string | undefined): string {
  if (path === undefined) throw owsFault('MissingParameterValue', 'VALUEREFERENCE', 'il manque', 'it is missing')
  if (path.trim() !== '') return path
  throw owsFault('InvalidParameterValue', 'VALUEREFERENCE', 'nommez une propriété', 'name a property')
}

const otherVersion = (parameter: string) =>
  owsFault(
    parameter === 'AcceptVersions' ? 'VersionNegotiationFailed' : 'InvalidParameterValue',
    parameter,
    'seule la version 2.0.0 est parlée ici',
    'only version 2.0.0 is spoken here',
  )

const unknownOperation = (name: string) =>
  owsFault('OperationNotSupported', name.slice(0, 40), 'opération inconnue', 'unknown operation', {
    fr: 'GetCapabilities, DescribeFeatureType, GetFeature, GetPropertyValue, ListStoredQueries ou DescribeStoredQueries.',
    en: 'GetCapabilities, DescribeFeatureType, GetFeature, GetPropertyValue, ListStoredQueries or DescribeStoredQueries.',
  })
