import type { Context } from 'hono'
import { columnOfRole, type Language, type Node } from '../../kernel/index.ts'
import type { Deps } from '../deps.ts'
import { namedByContent } from '../http/cached.ts'
import { speechOf } from '../http/language.ts'
import { crsUrn, element, leaf, XML_HEAD } from '../ows/index.ts'
import { spatialExtent } from '../read/extent.ts'
import { filterCapabilities } from './filter-capabilities.ts'
import { namespaceOf, PREFIX } from './names.ts'
import { mediaOf } from './request.ts'
import { crsOfType, typesFor } from './types.ts'

const XLINK = 'http://www.w3.org/1999/xlink'
const OUTPUTS = [mediaOf('gml'), mediaOf('geojson')]

/** What the service does and does not (09-025r2, table 13). */
const conformance: Readonly<Record<string, boolean>> = {
  ImplementsSimpleWFS: true,
  ImplementsBasicWFS: true,
  ImplementsTransactionalWFS: false,
  ImplementsLockingWFS: false,
  KVPEncoding: true,
  XMLEncoding: true,
  SOAPEncoding: false,
  ImplementsInheritance: false,
  ImplementsRemoteResolve: false,
  ImplementsResultPaging: true,
  ImplementsStandardJoins: false,
  ImplementsSpatialJoins: false,
  ImplementsTemporalJoins: false,
  ImplementsFeatureVersioning: false,
  ManageStoredQueries: false,
}

/** GetCapabilities: the feature types that whoever asks may read, and what can be asked of them. */
export async function getCapabilities(deps: Deps, c: Context): Promise<Response> {
  const { language } = speechOf(c)
  const { territory } = deps.chain.graph
  const { origin } = new URL(c.req.url)
  const types: string[] = []
  for (const node of typesFor(deps, c)) types.push(await featureType(deps, node, language))
  const text = element(
    'wfs:WFS_Capabilities',
    {
      version: '2.0.0',
      'xmlns:wfs': 'http://www.opengis.net/wfs/2.0',
      'xmlns:ows': 'http://www.opengis.net/ows/1.1',
      'xmlns:fes': 'http://www.opengis.net/fes/2.0',
      'xmlns:gml': 'http://www.opengis.net/gml/3.2',
      'xmlns:xlink': XLINK,
      [`xmlns:${PREFIX}`]: namespaceOf(territory),
    },
    element(
      'ows:ServiceIdentification',
      {},
      leaf('ows:Title', territory.title[language]),
      leaf('ows:Abstract', territory.description[language]),
      leaf('ows:ServiceType', 'WFS'),
      leaf('ows:ServiceTypeVersion', '2.0.0'),
      leaf('ows:Fees', 'none'),
      leaf('ows:AccessConstraints', 'none'),
    ),
    element(
      'ows:ServiceProvider',
      {},
      leaf('ows:ProviderName', territory.organisation.name),
      element('ows:ProviderSite', { 'xlink:type': 'simple', 'xlink:href': `${origin}/` }),
      element('ows:ServiceContact', {}, contact(territory.organisation.email)),
    ),
    element('ows:OperationsMetadata', {}, ...operations(origin), ...constraints()),
    element('wfs:FeatureTypeList', {}, ...types),
    filterCapabilities(),
  )
  return namedByContent(c, XML_HEAD + text, {
    'Content-Type': 'application/xml; charset=utf-8',
    'Cache-Control': 'no-cache',
    'Content-Language': language,
  })
}

const contact = (email: string | undefined): string =>
  email ? element('ows:ContactInfo', {}, element('ows:Address', {}, leaf('ows:ElectronicMailAddress', email))) : ''

function operations(origin: string): string[] {
  const address = { 'xlink:type': 'simple', 'xlink:href': `${origin}/wfs` }
  const ways = element(
    'ows:DCP',
    {},
    element(
      'ows:HTTP',
      {},
      element('ows:Get', { ...address, 'xlink:href': `${origin}/wfs?` }),
      element('ows:Post', address),
    ),
  )
  const operation = (name: string, parameters: Readonly<Record<string, readonly string[]>> = {}) =>
    element(
      'ows:Operation',
      { name },
      ways,
      ...Object.entries(parameters).map(([parameter, values]) =>
        element('ows:Parameter', { name: parameter }, allowed(values)),
      ),
    )
  return [
    operation('GetCapabilities', { AcceptVersions: ['2.0.0'], AcceptFormats: ['application/xml'] }),
    operation('DescribeFeatureType', { outputFormat: [mediaOf('gml')] }),
    operation('ListStoredQueries'),
    operation('DescribeStoredQueries'),
    operation('GetFeature', { resultType: ['results', 'hits'], outputFormat: OUTPUTS }),
    operation('GetPropertyValue', { resultType: ['results', 'hits'], outputFormat: [mediaOf('gml')] }),
    element('ows:Parameter', { name: 'version' }, allowed(['2.0.0'])),
  ]
}

const allowed = (values: readonly string[]): string =>
  element('ows:AllowedValues', {}, ...values.map((value) => leaf('ows:Value', value)))

const constraints = (): string[] =>
  Object.entries(conformance).map(([name, holds]) =>
    element(
      'ows:Constraint',
      { name },
      element('ows:NoValues', {}),
      leaf('ows:DefaultValue', holds ? 'TRUE' : 'FALSE'),
    ),
  )

async function featureType(deps: Deps, node: Node, language: Language): Promise<string> {
  const summary = (await deps.summaries()).get(node.name)
  const box = summary && spatialExtent(node, summary)
  const { keywords = [] } = node.publish!
  const [usual, ...others] = crsOfType(deps, node)
  const crs = columnOfRole(node.rows, 'geometry')
    ? [leaf('wfs:DefaultCRS', crsUrn(usual!)), ...others.map((one) => leaf('wfs:OtherCRS', crsUrn(one)))]
    : [element('wfs:NoCRS', {})]
  return element(
    'wfs:FeatureType',
    {},
    leaf('wfs:Name', `${PREFIX}:${node.name}`),
    leaf('wfs:Title', node.title[language]),
    leaf('wfs:Abstract', (node.description ?? node.title)[language]),
    keywords.length > 0
      ? element('ows:Keywords', {}, ...keywords.map((word) => leaf('ows:Keyword', word[language])))
      : '',
    ...crs,
    element('wfs:OutputFormats', {}, ...OUTPUTS.map((format) => leaf('wfs:Format', format))),
    box
      ? element(
          'ows:WGS84BoundingBox',
          {},
          leaf('ows:LowerCorner', `${box[0]} ${box[1]}`),
          leaf('ows:UpperCorner', `${box[2]} ${box[3]}`),
        )
      : '',
  )
}
