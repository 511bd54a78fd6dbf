import type { Context } from 'hono'
import { decideRows } from '../../../govern/index.ts'
import { licences, type Node, selectNodes, themes } from '../../../kernel/index.ts'
import type { Deps } from '../../deps.ts'
import { speechOf } from '../../http/language.ts'
import { describeDistributions, formats } from '../../read/distributions.ts'
import { spatialExtent, temporalExtent } from '../../read/extent.ts'
import type { Summary } from '../../read/summaries.ts'
import { downloadLinks, licenceLink, pageLink } from '../common/dataset-links.ts'
import { HTML_FORMAT, JSON_FORMAT } from '../common/formats.ts'
import { type Link, linksOf } from '../common/links.ts'
import { CATALOGUE } from './collection.ts'

/** Scheme of the EU data themes. */
export const THEMES = 'http://publications.europa.eu/resource/authority/data-theme'

/** A dataset as a record (20-004r1): a GeoJSON feature whose properties describe it. */
export interface CatalogueRecord {
  readonly id: string
  readonly type: 'Feature'
  readonly conformsTo: readonly string[]
  readonly geometry: { readonly type: 'Polygon'; readonly coordinates: readonly number[][][] } | null
  readonly time: { readonly interval: readonly [string, string] } | null
  readonly properties: Readonly<Record<string, unknown>> & {
    readonly title: string
    readonly description: string
    readonly type: string
    readonly keywords: readonly string[]
    readonly updated?: string
  }
  readonly links: readonly Link[]
}

/** Describes a published dataset in the language asked for. Its extent is told to whoever may read it. */
export async function describeRecord(deps: Deps, c: Context, node: Node, summary: Summary): Promise<CatalogueRecord> {
  const { graph } = deps.chain
  const { language } = speechOf(c)
  const { allowed } = decideRows(graph, node, deps.viewerOf(c))
  const box = allowed ? spatialExtent(node, summary) : null
  const covered = await temporalExtent(deps, node, summary, allowed)
  const { keywords = [], licence, theme, access, contact = graph.territory.organisation } = node.publish!
  const producers = selectNodes(graph, [node.name]).flatMap(({ source }) => (source ? [source.producer] : []))
  const updated = summary.current?.made.toISOString()
  return {
    id: node.name,
    type: 'Feature',
    conformsTo: ['http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/record-core'],
    geometry: box ? { type: 'Polygon', coordinates: [ringOf(box)] } : null,
    time: covered ? { interval: [covered.from, covered.to] } : null,
    properties: {
      type: 'dataset',
      title: node.title[language],
      description: (node.description ?? node.title)[language],
      keywords: keywords.map((word) => word[language]),
      language: { code: language },
      ...(updated && { updated }),
      license: licences[licence].url,
      rights: access,
      themes: [{ concepts: [{ id: themes[theme] }], scheme: THEMES }],
      formats: describeDistributions(node, summary).map(({ id, mediaType }) => ({
        name: id === 'file' ? mediaType : formats[id].title[language],
        mediaType,
      })),
      contacts: [
        {
          name: contact.name,
          organization: contact.name,
          roles: ['publisher'],
          ...(contact.email && { emails: [{ value: contact.email }] }),
        },
        ...[...new Set(producers)].map((name) => ({ organization: name, roles: ['producer'] })),
      ],
    },
    links: recordLinks(c, node, summary),
  }
}

/** The corners of a box, the first one again at the end. */
export const ringOf = ([west, south, east, north]: readonly number[]): number[][] => [
  [west!, south!],
  [east!, south!],
  [east!, north!],
  [west!, north!],
  [west!, south!],
]

function recordLinks(c: Context, node: Node, summary: Summary): Link[] {
  const links = linksOf(c, speechOf(c).language)
  const { link } = links
  const collection = `/ogc/collections/${node.name}`
  const isTable = Object.keys(node.rows.columns).length > 0
  return [
    link('self', `/ogc/collections/${CATALOGUE}/items/${node.name}?f=json`, 'application/geo+json', {
      fr: 'Cette fiche',
      en: 'This record',
    }),
    link('alternate', `/ogc/collections/${CATALOGUE}/items/${node.name}?f=html`, HTML_FORMAT.media, {
      fr: 'Cette fiche en HTML',
      en: 'This record as HTML',
    }),
    link('collection', `/ogc/collections/${CATALOGUE}`, JSON_FORMAT.media, { fr: 'Le catalogue', en: 'The catalogue' }),
    ...(isTable
      ? [
          link('data', collection, JSON_FORMAT.media, {
            fr: 'La collection de ses objets',
            en: 'The collection of its features',
          }),
        ]
      : []),
    ...downloadLinks(links, node, summary),
    pageLink(links, node),
    licenceLink(links, node),
  ]
}
