import type { Context } from 'hono'
import type { Static } from 'typebox'
import { decideRows } from '../../../govern/index.ts'
import { type Bbox, bboxOf } from '../../../kernel/index.ts'
import type { Deps } from '../../deps.ts'
import { speechOf } from '../../http/language.ts'
import { spatialExtent } from '../../read/extent.ts'
import type { Summary } from '../../read/summaries.ts'
import { CRS84 } from '../common/crs.ts'
import { GEOJSON_FORMAT, HTML_FORMAT, JSON_FORMAT } from '../common/formats.ts'
import { linksOf } from '../common/links.ts'
import type { Collection } from '../common/schemas.ts'

/** The id of the collection of records. */
export const CATALOGUE = 'catalogue'

/** The catalogue as a collection: one record for each published dataset. Its extent is that of the records of who asks. */
export function describeCatalogue(
  deps: Deps,
  c: Context,
  summaries: ReadonlyMap<string, Summary>,
): Static<typeof Collection> {
  const { language } = speechOf(c)
  const { territory } = deps.chain.graph
  const { link, origin } = linksOf(c, language)
  const here = `/ogc/collections/${CATALOGUE}`
  const title = { fr: `Catalogue de ${territory.title.fr}`, en: `Catalogue of ${territory.title.en}` }
  return {
    id: CATALOGUE,
    title: title[language],
    description: {
      fr: 'Une fiche pour chaque jeu de données publié : ce qu’il est, qui le fait, sous quelle licence, où le prendre.',
      en: 'A record for each published dataset: what it is, who makes it, under what licence, where to take it.',
    }[language],
    itemType: 'record',
    extent: { spatial: { bbox: [[...(boxOfRecords(deps, c, summaries) ?? territory.bounds)]], crs: CRS84.uri } },
    crs: [CRS84.uri],
    parameter_names: {},
    data_queries: {
      items: {
        link: {
          href: `${origin}${here}/items`,
          rel: 'data',
          type: GEOJSON_FORMAT.media,
          variables: { query_type: 'items', output_formats: ['GeoJSON'] },
        },
      },
    },
    output_formats: ['GeoJSON'],
    links: [
      link('self', `${here}?f=json`, JSON_FORMAT.media, { fr: 'Cette collection', en: 'This collection' }),
      link('alternate', `${here}?f=html`, HTML_FORMAT.media, {
        fr: 'Cette collection en HTML',
        en: 'This collection as HTML',
      }),
      link('data', `${here}/items`, GEOJSON_FORMAT.media, { fr: 'Les fiches', en: 'The records' }),
      link('items', `${here}/items?f=json`, GEOJSON_FORMAT.media, {
        fr: 'Les fiches en GeoJSON',
        en: 'The records as GeoJSON',
      }),
      link('items', `${here}/items?f=html`, HTML_FORMAT.media, { fr: 'Les fiches en HTML', en: 'The records as HTML' }),
    ],
  }
}

/** The box around those of the records. */
function boxOfRecords(deps: Deps, c: Context, summaries: ReadonlyMap<string, Summary>): Bbox | undefined {
  const { graph } = deps.chain
  const viewer = deps.viewerOf(c)
  const told = graph.nodes.filter((node) => node.publish && decideRows(graph, node, viewer).allowed)
  const boxes = told.map((node) => spatialExtent(node, summaries.get(node.name)!))
  const corners = boxes.flatMap((box) => (box ? [box.slice(0, 2), box.slice(2)] : []))
  return bboxOf({ type: 'MultiPoint', coordinates: corners })
}
