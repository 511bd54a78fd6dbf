import type { Context } from 'hono'
import type { Static } from 'typebox'
import { classOfRows, decideRows } from '../../../govern/index.ts'
import { type Graph, licences, type Node, selectNodes } from '../../../kernel/index.ts'
import type { Deps } from '../../deps.ts'
import { speechOf } from '../../http/language.ts'
import { spatialExtent, temporalExtent } from '../../read/extent.ts'
import type { Summary } from '../../read/summaries.ts'
import { rasterLinks } from '../coverages/links.ts'
import { edrParts, rasterPlace, stationsExtent } from '../edr/describe.ts'
import { COVERAGE_JSON } from '../edr/formats.ts'
import { CRS84, type Crs, crsOfCollection, crsOfRaster, storageCrs } from './crs.ts'
import { downloadLinks, licenceLink, pageLink } from './dataset-links.ts'
import { featureFormats, GEOJSON_FORMAT, HTML_FORMAT, JSON_FORMAT, SCHEMA_FORMAT } from './formats.ts'
import { type Link, type Links, linksOf, ogcRel } from './links.ts'
import type { Collection } from './schemas.ts'

const GREGORIAN = 'http://www.opengis.net/def/uom/ISO-8601/0/Gregorian'

/** A collection as the OGC tells it. Its extent is told to whoever may read its features. */
export async function describeCollection(
  deps: Deps,
  c: Context,
  node: Node,
  summaries: ReadonlyMap<string, Summary>,
): Promise<Static<typeof Collection>> {
  const { graph } = deps.chain
  const { language } = speechOf(c)
  const summary = summaries.get(node.name)!
  const links = linksOf(c, language)
  const access = classOfRows(graph, node)
  const viewer = deps.viewerOf(c)
  const { allowed } = decideRows(graph, node, viewer)
  const raster = allowed ? await rasterPlace(deps, node, summary) : null
  // What has no geometry of its own is about the stations it names, else about the territory.
  const box = allowed
    ? (raster?.box ??
      spatialExtent(node, summary) ??
      stationsExtent(deps, viewer, node, summaries) ??
      graph.territory.bounds)
    : null
  const covered = await temporalExtent(deps, node, summary, allowed)
  const producers = selectNodes(graph, [node.name]).flatMap(({ source }) => (source ? [source.producer] : []))
  const storage = raster?.crs ?? storageCrs(node.rows)
  const { keywords = [], licence } = node.publish!
  const updated = summary.current?.made.toISOString()
  return {
    id: node.name,
    title: node.title[language],
    description: (node.description ?? node.title)[language],
    ...(keywords.length > 0 && { keywords: keywords.map((word) => word[language]) }),
    attribution: [...new Set(producers)].join(' · '),
    license: licences[licence].url,
    itemType: node.kind === 'raster' ? 'coverage' : 'feature',
    ...((box || covered) && {
      extent: {
        ...(box && { spatial: { bbox: [[...box]], crs: CRS84.uri } }),
        ...(covered && { temporal: { interval: [[covered.from, covered.to].map(asInstant)], trs: GREGORIAN } }),
      },
    }),
    crs: crsTold(graph, node, raster?.crs).map(({ uri }) => uri),
    ...(storage && { storageCrs: storage.uri }),
    ...edrParts(deps, node, links, language),
    access,
    version: summary.state?.version ?? 0,
    ...(updated && { updated }),
    links: collectionLinks(links, node, summary),
  }
}

/** Rasters are given in the CRS of everywhere, and in their own. */
const crsTold = ({ territory }: Graph, node: Node, own: Crs | undefined): Crs[] =>
  node.kind === 'raster' ? crsOfRaster(territory, own) : crsOfCollection(node.rows, territory)

/** Extents are made of instants: a day begins at midnight. */
const asInstant = (text: string) => (text.length === 10 ? `${text}T00:00:00Z` : text)

/** All that a collection leads to. */
function collectionLinks(links: Links, node: Node, summary: Summary): Link[] {
  const { link } = links
  const here = `/ogc/collections/${node.name}`
  return [
    link('self', `${here}?f=json`, JSON_FORMAT.media, { fr: 'Cette collection', en: 'This collection' }),
    link('alternate', `${here}?f=html`, HTML_FORMAT.media, {
      fr: 'Cette collection en HTML',
      en: 'This collection as HTML',
    }),
    ...(node.kind === 'raster' ? rasterLinks(links, node.name) : featureLinks(links, node)),
    link(
      'data',
      `${here}/${node.kind === 'raster' ? 'coverage?f=CoverageJSON' : 'items?f=json'}`,
      node.kind === 'raster' ? COVERAGE_JSON.media : GEOJSON_FORMAT.media,
      {
        fr: 'Les données',
        en: 'The data',
      },
    ),
    ...downloadLinks(links, node, summary),
    pageLink(links, node),
    link('describedby', `/ogc/collections/catalogue/items/${node.name}`, 'application/geo+json', {
      fr: 'Sa fiche au catalogue',
      en: 'Its record in the catalogue',
    }),
    licenceLink(links, node),
  ]
}

/** What a collection of features leads to. */
function featureLinks({ link }: Links, node: Node): Link[] {
  const here = `/ogc/collections/${node.name}`
  return [
    ...featureFormats.map(({ f, media, title: format }) =>
      link('items', `${here}/items?f=${f}`, media, { fr: `Les objets en ${format}`, en: `The features as ${format}` }),
    ),
    link(ogcRel('schema'), `${here}/schema`, SCHEMA_FORMAT.media, {
      fr: 'Schéma des objets',
      en: 'Schema of the features',
    }),
    link(ogcRel('queryables'), `${here}/queryables`, SCHEMA_FORMAT.media, {
      fr: 'Propriétés filtrables',
      en: 'Queryables',
    }),
    link(ogcRel('sortables'), `${here}/sortables`, SCHEMA_FORMAT.media, { fr: 'Propriétés triables', en: 'Sortables' }),
    ...(storageCrs(node.rows)
      ? [
          link(ogcRel('tilesets-vector'), `${here}/tiles`, JSON_FORMAT.media, {
            fr: 'Tuiles vectorielles',
            en: 'Vector tiles',
          }),
          link(ogcRel('styles'), `${here}/styles`, JSON_FORMAT.media, { fr: 'Les styles', en: 'The styles' }),
        ]
      : []),
  ]
}
