import type { Context } from 'hono'
import Type from 'typebox'
import type { Deps } from '../../deps.ts'
import { unknownName } from '../../http/faults.ts'
import { speechOf } from '../../http/language.ts'
import { textParameter } from '../../http/query.ts'
import { part, type Route, route } from '../../http/route.ts'
import { CRS84 } from '../common/crs.ts'
import { documentFormats, formatOf, GEOJSON_FORMAT, HTML_FORMAT } from '../common/formats.ts'
import { type Link, linksOf } from '../common/links.ts'
import { Collection } from '../common/schemas.ts'
import { readBox } from '../features/bbox.ts'
import { readDatetime } from '../features/datetime.ts'
import { CATALOGUE, describeCatalogue } from './collection.ts'
import { cataloguePage } from './html/catalogue.tsx'
import { recordPage } from './html/record.tsx'
import { type CatalogueRecord, describeRecord } from './record.ts'
import { answers } from './select.ts'

const here = `/ogc/collections/${CATALOGUE}`
const recordFormats = [GEOJSON_FORMAT, HTML_FORMAT] as const
const f = Type.Optional(Type.Enum(['json', 'html'], { description: 'Format of the answer; by `Accept` when absent.' }))
const MOST_RECORDS = 1000

const query = Type.Object({
  f,
  limit: Type.Integer({ minimum: 1, maximum: MOST_RECORDS, default: 100, description: 'How many records a page has.' }),
  offset: Type.Integer({ minimum: 0, maximum: 1e6, default: 0, description: 'How many records to skip.' }),
  q: textParameter('Words that the title, description or keywords hold, separated by commas or spaces.'),
  ids: textParameter('Ids of records, separated by commas.', 4000),
  type: textParameter('Types of resource, separated by commas: `dataset`.'),
  bbox: textParameter('Records whose extent meets this box: west, south, east, north in degrees.'),
  datetime: textParameter('Records that cover an instant or an interval.', 100),
})

/** OGC API Records 1.0: the catalogue as a collection. */
export const recordRoutes: readonly Route[] = [
  route({
    path: here,
    tag: 'records',
    summary: { fr: 'Le catalogue', en: 'The catalogue' },
    query: Type.Object({ f }),
    answer: Collection,
    also: ['text/html'],
    problems: [406],
    async handle(deps, c, asked) {
      const collection = describeCatalogue(deps, c)
      c.header('Vary', 'Accept, Accept-Language')
      if (formatOf(c, asked.f, documentFormats) === 'json') return c.json(collection)
      return cataloguePage(deps, c, { records: await allRecords(deps, c), links: [], total: undefined })
    },
  }),
  route({
    path: `${here}/items`,
    tag: 'records',
    summary: { fr: 'Les fiches du catalogue', en: 'The records of the catalogue' },
    query,
    answer: { media: ['application/geo+json'] },
    also: ['text/html'],
    problems: [406],
    async handle(deps, c, asked) {
      const { limit, offset } = asked
      const search = {
        q: words(asked.q),
        ids: listed(asked.ids),
        type: listed(asked.type),
        bbox: asked.bbox === undefined ? undefined : readBox(asked.bbox, CRS84),
        datetime: asked.datetime === undefined ? undefined : readDatetime(asked.datetime),
      }
      const format = formatOf(c, asked.f, recordFormats)
      const found = (await allRecords(deps, c)).filter((record) => answers(record, search))
      const records = found.slice(offset, offset + limit)
      const links = pageLinks(c, format, { offset, limit, total: found.length })
      c.header('Vary', 'Accept, Accept-Language')
      if (format === 'html') return cataloguePage(deps, c, { records, links, total: found.length })
      return c.json(
        {
          type: 'FeatureCollection',
          numberMatched: found.length,
          numberReturned: records.length,
          timeStamp: deps.chain.clock().toISOString(),
          links,
          features: records,
        },
        200,
        { 'Content-Type': GEOJSON_FORMAT.media },
      )
    },
  }),
  route({
    path: `${here}/items/:record`,
    tag: 'records',
    summary: { fr: 'La fiche d’un jeu de données', en: 'The record of a dataset' },
    query: Type.Object({ f }),
    answer: { media: ['application/geo+json'] },
    also: ['text/html'],
    problems: [404, 406],
    async handle(deps, c, asked) {
      const format = formatOf(c, asked.f, recordFormats)
      const records = await allRecords(deps, c)
      const id = part(c, 'record')
      const record = records.find((one) => one.id === id)
      if (!record) throw noRecord(id, records)
      c.header('Vary', 'Accept, Accept-Language')
      return format === 'html'
        ? recordPage(deps, c, record)
        : c.json(record, 200, { 'Content-Type': GEOJSON_FORMAT.media })
    },
  }),
]

/** A record for each published dataset, rasters and files too. */
async function allRecords(deps: Deps, c: Context): Promise<CatalogueRecord[]> {
  const summaries = await deps.summaries()
  const nodes = deps.chain.graph.nodes.filter((node) => node.publish)
  return Promise.all(nodes.map((node) => describeRecord(deps, c, node, summaries.get(node.name)!)))
}

const listed = (text = '') =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)
const words = (text = '') => text.split(/[\s,]+/).filter(Boolean)

const noRecord = (id: string, records: readonly CatalogueRecord[]) =>
  unknownName(
    'api.unknown-dataset',
    id.slice(0, 64),
    'Aucune fiche du catalogue ne s’appelle',
    'No record of the catalogue is called',
    records.map((record) => record.id),
  )

function pageLinks(
  c: Context,
  format: string,
  { offset, limit, total }: { offset: number; limit: number; total: number },
): Link[] {
  const links = linksOf(c, speechOf(c).language)
  const { media } = recordFormats.find((one) => one.f === format)!
  const to = (rel: string, at: number, fr: string, en: string) =>
    links.link(rel, links.here({ offset: at || undefined }), media, { fr, en })
  return [
    ...links.self(format, recordFormats),
    ...(offset + limit < total ? [to('next', offset + limit, 'Page suivante', 'Next page')] : []),
    ...(offset > 0 ? [to('prev', Math.max(0, offset - limit), 'Page précédente', 'Previous page')] : []),
    links.link('collection', here, 'application/json', { fr: 'Le catalogue', en: 'The catalogue' }),
  ]
}
