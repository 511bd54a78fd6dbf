import type { Context } from 'hono'
import Type from 'typebox'
import { type Found, idsByExternal, type SearchQuery } from '../../../catalogue/index.ts'
import { OrchestraError } from '../../../kernel/index.ts'
import type { Deps } from '../../deps.ts'
import { tagOf } from '../../http/cached.ts'
import { speechOf } from '../../http/language.ts'
import { textParameter } from '../../http/query.ts'
import { part, type Route, route } from '../../http/route.ts'
import { GeoJsonFeature } from '../../ops/media.ts'
import { recordById, recordsByIds } from '../../read/records.ts'
import { CRS84 } from '../common/crs.ts'
import { documentFormats, formatOf, GEOJSON_FORMAT, HTML_FORMAT } from '../common/formats.ts'
import { type Link, linksOf } from '../common/links.ts'
import { Collection } from '../common/schemas.ts'
import { readBox } from '../features/bbox.ts'
import { type Period, readDatetime } from '../features/datetime.ts'
import { CATALOGUE, describeCatalogue } from './collection.ts'
import { describeElsewhere } from './elsewhere.ts'
import { cataloguePage } from './html/catalogue.tsx'
import { recordPage } from './html/record.tsx'
import { type CatalogueRecord, describeRecord } from './record.ts'

const here = `/ogc/collections/${CATALOGUE}`
const recordFormats = [GEOJSON_FORMAT, HTML_FORMAT] as const
const f = Type.Optional(Type.Enum(['json', 'html'], { description: 'Format of the answer; by `Accept` when absent.' }))
const [USUAL_RECORDS, MOST_RECORDS] = [100, 1000]

const query = Type.Object({
  f,
  limit: Type.Integer({
    minimum: 1,
    maximum: MOST_RECORDS,
    default: USUAL_RECORDS,
    description: 'How many records a page has.',
  }),
  offset: Type.Integer({ minimum: 0, maximum: 1e6, default: 0, description: 'How many records to skip.' }),
  q: textParameter(
    'Words that the title, description or keywords hold, or forms of them, synonyms and small mistakes: all of those that spaces separate, or any of what commas separate.',
  ),
  ids: textParameter('Ids of records, separated by commas.', 4000),
  externalIds: textParameter(
    'Identifiers of records at their source, separated by commas: `value`, `scheme:value`, or a scheme alone, which is the source.',
    4000,
  ),
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
      const collection = describeCatalogue(deps, c, await deps.summaries())
      c.header('Vary', 'Accept, Accept-Language')
      if (formatOf(c, asked.f, documentFormats) === 'json') return c.json(collection)
      const { hits } = await deps.search.find({ ...searchOf({}, undefined), offset: 0, limit: USUAL_RECORDS })
      return cataloguePage(deps, c, { records: await describeAll(deps, c, idsOf(hits)), links: [], total: undefined })
    },
  }),
  route({
    path: `${here}/items`,
    tag: 'records',
    summary: { fr: 'Les fiches du catalogue', en: 'The records of the catalogue' },
    query,
    answer: { media: ['application/geo+json'] },
    document: true,
    also: ['text/html'],
    problems: [406],
    async handle(deps, c, asked) {
      const { limit, offset } = asked
      const format = formatOf(c, asked.f, recordFormats)
      const { total, hits } = await deps.search.find({
        ...searchOf(asked, await idsNamed(deps, asked)),
        limit,
        offset,
        withReasons: false,
      })
      const records = await describeAll(deps, c, idsOf(hits))
      const links = pageLinks(c, format, { offset, limit, total })
      c.header('Vary', 'Accept, Accept-Language')
      if (format === 'html') return cataloguePage(deps, c, { records, links, total })
      // The instant of the answer is no part of what it tells.
      c.header('ETag', tagOf(JSON.stringify([total, links, records])))
      return c.json(
        {
          type: 'FeatureCollection',
          numberMatched: total,
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
    answer: { media: ['application/geo+json'], schema: GeoJsonFeature },
    document: true,
    also: ['text/html'],
    problems: [404, 406],
    async handle(deps, c, asked) {
      const format = formatOf(c, asked.f, recordFormats)
      const { id } = await recordById(deps, deps.viewerOf(c), part(c, 'record'))
      const [record] = await describeAll(deps, c, [id])
      if (!record) throw gone(id)
      c.header('Vary', 'Accept, Accept-Language')
      return format === 'html'
        ? recordPage(deps, c, record)
        : c.json(record, 200, { 'Content-Type': GEOJSON_FORMAT.media })
    },
  }),
]

interface Asked {
  readonly q?: string
  readonly ids?: string
  readonly externalIds?: string
  readonly type?: string
  readonly bbox?: string
  readonly datetime?: string
}

/** What is asked, as the catalogue is searched. Records without place or time are of any; all of them are datasets. */
function searchOf(
  { q, type, bbox, datetime }: Asked,
  named: readonly string[] | undefined,
): Omit<SearchQuery, 'offset' | 'limit'> {
  const none = type !== undefined && !listed(type).includes('dataset')
  const among = none ? [] : named
  const words = listed(q)
  return {
    anyPlace: true,
    // In an order that does not change while the pages are read.
    ...(words.length === 0 ? { sort: 'title' as const } : { either: words }),
    ...(among && { ids: among }),
    ...(bbox !== undefined && { box: readBox(bbox, CRS84) }),
    ...(datetime !== undefined && { period: endsOf(readDatetime(datetime)) }),
  }
}

/** The records that `ids` and `externalIds` both name; undefined where neither is asked. */
async function idsNamed({ chain }: Deps, { ids, externalIds }: Asked): Promise<string[] | undefined> {
  const own = ids === undefined ? undefined : listed(ids)
  if (externalIds === undefined) return own
  const others = await idsByExternal(chain.store, chain.graph.territory.id, listed(externalIds))
  return own ? others.filter((id) => own.includes(id)) : others
}

const DAY = 10
const END_OF_DAY = 'T23:59:59.999Z'

/** The first and last millisecond of a period, whose ends may be whole days. */
function endsOf(period: Period): readonly [number, number] {
  const [first, last] =
    'interval' in period
      ? period.interval
      : 'date' in period
        ? [period.date, period.date]
        : [period.timestamp, period.timestamp]
  return [
    first === '..' ? Number.NEGATIVE_INFINITY : Date.parse(first),
    last === '..' ? Number.POSITIVE_INFINITY : Date.parse(last.length === DAY ? last + END_OF_DAY : last),
  ]
}

/** Records by their identifiers: our own published datasets, rasters and files too, and those harvested. */
async function describeAll(deps: Deps, c: Context, ids: readonly string[]): Promise<CatalogueRecord[]> {
  const { graph } = deps.chain
  const summaries = await deps.summaries()
  const isOwn = (id: string) => graph.byName.get(id)?.publish !== undefined
  const harvested = await recordsByIds(
    deps,
    deps.viewerOf(c),
    ids.filter((id) => !isOwn(id)),
  )
  const elsewhere = new Map(harvested.map((record) => [record.id, record]))
  const described = await Promise.all(
    ids.map(async (id) => {
      if (isOwn(id)) return [await describeRecord(deps, c, graph.byName.get(id)!, summaries.get(id)!)]
      const record = elsewhere.get(id)
      return record ? [describeElsewhere(c, record)] : []
    }),
  )
  return described.flat()
}

const idsOf = (hits: Found['hits']) => hits.map(({ id }) => id)

const listed = (text = '') =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)

/** One that has gone from its source is kept for memory, not served. */
const gone = (id: string) =>
  new OrchestraError({
    code: 'api.unknown-dataset',
    say: {
      fr: `Cette fiche a disparu de sa source : ${id.slice(0, 100)}.`,
      en: `This record has gone from its source: ${id.slice(0, 100)}.`,
    },
    remedy: { fr: `Sa mémoire : /datasets/${id.slice(0, 100)}.`, en: `Its memory: /datasets/${id.slice(0, 100)}.` },
    place: id.slice(0, 100),
  })

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
