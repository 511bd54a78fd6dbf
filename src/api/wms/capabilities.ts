import type { Context } from 'hono'
import { decideRows } from '../../govern/index.ts'
import type { Bbox, Language, Node } from '../../kernel/index.ts'
import { boxIn } from '../../kernel/index.ts'
import type { Deps } from '../deps.ts'
import { namedByContent } from '../http/cached.ts'
import { speechOf } from '../http/language.ts'
import type { Crs } from '../ogc/common/crs.ts'
import { element, leaf, XML_HEAD } from '../ows/index.ts'
import { factsOf } from './facts.ts'
import { infoFormats } from './info.ts'
import type { LayerFacts } from './layer-facts.ts'
import { layerNodes, mapCrs } from './layers.ts'
import { legendFormats } from './legend.ts'
import { mapFormats, PNG } from './map.ts'
import { MOST_LAYERS, SURE_SIDE, type WmsVersion } from './request.ts'

const XLINK = 'http://www.w3.org/1999/xlink'

/** GetCapabilities: the layers that whoever asks may see, their styles, where they are. */
export async function getCapabilities(deps: Deps, c: Context, version: WmsVersion): Promise<Response> {
  const { language } = speechOf(c)
  const { territory } = deps.chain.graph
  const { origin } = new URL(c.req.url)
  const link = (href: string) =>
    element('OnlineResource', { 'xmlns:xlink': XLINK, 'xlink:type': 'simple', 'xlink:href': href })
  const about = element(
    'Service',
    {},
    leaf('Name', version === '1.3.0' ? 'WMS' : 'OGC:WMS'),
    leaf('Title', territory.title[language]),
    leaf('Abstract', territory.description[language]),
    link(`${origin}/`),
    element(
      'ContactInformation',
      {},
      element(
        'ContactPersonPrimary',
        {},
        // Both are mandatory in its schema: the organisation answers for itself.
        leaf('ContactPerson', territory.organisation.name),
        leaf('ContactOrganization', territory.organisation.name),
      ),
      leaf('ContactElectronicMailAddress', territory.organisation.email),
    ),
    leaf('Fees', 'none'),
    leaf('AccessConstraints', 'none'),
    ...(version === '1.3.0'
      ? [leaf('LayerLimit', MOST_LAYERS), leaf('MaxWidth', SURE_SIDE), leaf('MaxHeight', SURE_SIDE)]
      : []),
  )
  const operation = (name: string, formats: readonly string[]) =>
    element(
      name,
      {},
      ...formats.map((format) => leaf('Format', format)),
      element('DCPType', {}, element('HTTP', {}, element('Get', {}, link(`${origin}/wms?`)))),
    )
  const capability = element(
    'Capability',
    {},
    element(
      'Request',
      {},
      operation('GetCapabilities', [version === '1.3.0' ? 'text/xml' : 'application/vnd.ogc.wms_xml']),
      operation('GetMap', mapFormats),
      operation('GetFeatureInfo', infoFormats),
      ...(version === '1.1.1' ? [operation('GetLegendGraphic', legendFormats)] : []),
    ),
    element('Exception', {}, leaf('Format', version === '1.3.0' ? 'XML' : 'application/vnd.ogc.se_xml')),
    await rootLayer(deps, c, version, language),
  )
  const root =
    version === '1.3.0'
      ? element('WMS_Capabilities', { version, xmlns: 'http://www.opengis.net/wms' }, about, capability)
      : element('WMT_MS_Capabilities', { version }, about, capability)
  return namedByContent(c, XML_HEAD + root, {
    'Content-Type': `${version === '1.3.0' ? 'text/xml' : 'application/vnd.ogc.wms_xml'}; charset=utf-8`,
    'Cache-Control': 'no-cache',
    'Content-Language': language,
  })
}

async function rootLayer(deps: Deps, c: Context, version: WmsVersion, language: Language): Promise<string> {
  const { graph } = deps.chain
  const known = mapCrs(deps)
  const viewer = deps.viewerOf(c)
  const summaries = await deps.summaries()
  const { origin } = new URL(c.req.url)
  const layers: string[] = []
  for (const node of layerNodes(deps)) {
    if (!decideRows(graph, node, viewer).allowed) continue
    const summary = summaries.get(node.name)
    const facts = summary?.current && (await factsOf(deps, node, summary, language))
    layers.push(layer(node, facts, { version, language, known, origin }))
  }
  const crsName = version === '1.3.0' ? 'CRS' : 'SRS'
  return element(
    'Layer',
    {},
    leaf('Title', graph.territory.title[language]),
    ...known
      .filter(({ name }) => version === '1.3.0' || name !== 'OGC:CRS84')
      .map(({ name }) => leaf(crsName, name === 'OGC:CRS84' ? 'CRS:84' : name)),
    ...layers,
  )
}

/** How a layer is told. */
interface Telling {
  readonly version: WmsVersion
  readonly language: Language
  readonly known: readonly Crs[]
  readonly origin: string
}

function layer(node: Node, facts: LayerFacts | undefined, telling: Telling): string {
  const { version, language, known } = telling
  const { keywords = [] } = node.publish!
  return element(
    'Layer',
    { queryable: 1 },
    leaf('Name', node.name),
    leaf('Title', node.title[language]),
    leaf('Abstract', (node.description ?? node.title)[language]),
    keywords.length > 0 ? element('KeywordList', {}, ...keywords.map((word) => leaf('Keyword', word[language]))) : '',
    facts?.box ? boxes(facts.box, version, known) : '',
    facts?.times ? timeDimension(facts.times, version) : '',
    ...(facts?.styles ?? []).map((style) => styleElement(node, style, telling)),
  )
}

/** The times of a layer that has several (06-042, annex C; in 1.1.1 its values are an element of their own). */
function timeDimension({ all, usual }: NonNullable<LayerFacts['times']>, version: WmsVersion): string {
  const about = { name: 'time', units: 'ISO8601' }
  return version === '1.3.0'
    ? element('Dimension', { ...about, default: usual }, all.join())
    : `${element('Dimension', about)}${element('Extent', { name: 'time', default: usual }, all.join())}`
}

function boxes(box: Bbox, version: WmsVersion, known: readonly Crs[]): string {
  const [west, south, east, north] = box
  const geographic =
    version === '1.3.0'
      ? element(
          'EX_GeographicBoundingBox',
          {},
          leaf('westBoundLongitude', west),
          leaf('eastBoundLongitude', east),
          leaf('southBoundLatitude', south),
          leaf('northBoundLatitude', north),
        )
      : element('LatLonBoundingBox', { minx: west, miny: south, maxx: east, maxy: north })
  return [geographic, ...known.map((crs) => boundingBox(box, crs, version))].join('')
}

/** A box in a CRS, its axes in the order of the authority from 1.3.0 on. */
function boundingBox(box: Bbox, { name, axes }: Crs, version: WmsVersion): string {
  const [minx, miny, maxx, maxy] = boxIn(box, 'EPSG:4326', name)
  if (![minx, miny, maxx, maxy].every(Number.isFinite)) return ''
  if (version === '1.1.1')
    return name === 'OGC:CRS84' ? '' : element('BoundingBox', { SRS: name, minx, miny, maxx, maxy })
  const CRS = name === 'OGC:CRS84' ? 'CRS:84' : name
  return axes === 'yx'
    ? element('BoundingBox', { CRS, minx: miny, miny: minx, maxx: maxy, maxy: maxx })
    : element('BoundingBox', { CRS, minx, miny, maxx, maxy })
}

function styleElement(node: Node, style: LayerFacts['styles'][number], { origin }: Telling): string {
  const { id, title, width, height } = style
  const address = `${origin}/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetLegendGraphic&LAYER=${node.name}&STYLE=${encodeURIComponent(id)}&FORMAT=${PNG}`
  return element(
    'Style',
    {},
    leaf('Name', id),
    leaf('Title', title),
    element(
      'LegendURL',
      { width, height },
      leaf('Format', PNG),
      element('OnlineResource', { 'xmlns:xlink': XLINK, 'xlink:type': 'simple', 'xlink:href': address }),
    ),
  )
}
