import type { Context } from 'hono'
import { stream } from 'hono/streaming'
import Type from 'typebox'
import { type DatasetRecord, type Found, formatsOf } from '../../catalogue/index.ts'
import { facetNames } from '../../kernel/index.ts'
import type { Deps } from '../deps.ts'
import { csvRows } from '../http/csv.ts'
import { speechOf } from '../http/language.ts'
import { pageOf } from '../http/page.ts'
import { pageParameters } from '../http/query.ts'
import { type Route, route } from '../http/route.ts'
import { describeAsset } from '../read/describe.ts'
import { recordsByIds } from '../read/records.ts'
import { type Asked, searchOf, searchParameters } from './search-query.ts'
import { RecordList, type SearchHit, SearchPage } from './shapes.ts'

/** Datasets of a page and of a list at most, and how many a file is read at a time. */
const [MOST, MOST_LISTED, BATCH] = [100, 50_000, 500]
/** Characters of a description in a list. */
const SHORT = 400

const ranking = {
  fr: 'Chaque mot donne des points selon l’endroit où il est (titre 8, mots-clés 5, producteur 3, description 1,5, autres 1), moins s’il est dans beaucoup de fiches ou dans un texte long (BM25F) ; un synonyme ou le début d’un mot en donne 0,7 fois autant, une faute de frappe 0,6, deux 0,4. La qualité ajoute au plus un dixième.',
  en: 'Each word gives points by where it stands (title 8, keywords 5, producer 3, description 1.5, others 1), less when many records hold it or the text is long (BM25F); a synonym or the beginning of a word gives 0.7 times as much, a typing error 0.6, two 0.4. Quality adds a tenth at most.',
}

/** Addresses that search the catalogue: our own datasets and those of elsewhere. Descriptions of data are public. */
export const searchRoutes: readonly Route[] = [
  route({
    path: '/api/search',
    tag: 'catalogue',
    summary: { fr: 'Cherche dans le catalogue', en: 'Searches the catalogue' },
    query: Type.Object({ ...searchParameters, ...pageParameters(MOST, 20) }),
    answer: SearchPage,
    problems: [400],
    async handle(deps, c, { limit, offset, ...asked }) {
      const search = await searchOf(deps, asked)
      const { language } = speechOf(c)
      const found = await deps.search.find({ ...search, language, limit, offset })
      return c.json({
        ...pageOf(c, await hitsOf(deps, c, found), { total: found.total, limit, offset }),
        sort: search.sort ?? (search.words ? 'relevance' : 'modified'),
        facets: facetNames.map((name) => ({ name, ...found.facets[name] })),
        read: found.read,
        loosen: found.loosen,
        ranking,
      } as SearchPage)
    },
  }),
  ...(['csv', 'json'] as const).map((format) =>
    route({
      path: `/api/search.${format}`,
      tag: 'catalogue',
      summary: { fr: 'Le résultat d’une recherche en entier', en: 'The whole result of a search' },
      query: Type.Object(searchParameters),
      answer: { media: [format === 'csv' ? 'text/csv' : 'application/json'] },
      problems: [400],
      handle: async (deps, c, asked) => file(deps, c, await searchOf(deps, asked), format),
    }),
  ),
  route({
    path: '/api/records',
    tag: 'catalogue',
    summary: { fr: 'Les identifiants de toutes les fiches', en: 'The identifiers of all the records' },
    query: Type.Object(pageParameters(MOST_LISTED)),
    answer: RecordList,
    async handle(deps, c, page) {
      const { total, items } = await deps.search.list(page)
      const told = items.map(({ id, modified }) => ({
        id,
        modified: modified === 0 ? null : new Date(modified).toISOString(),
      }))
      return c.json(pageOf(c, told, { total, ...page }))
    },
  }),
]

async function hitsOf(deps: Deps, c: Context, { hits }: Found): Promise<SearchHit[]> {
  const records = await recordsByIds(
    deps,
    deps.viewerOf(c),
    hits.map(({ id }) => id),
  )
  const summaries = records.some(({ origin }) => !origin) ? await deps.summaries() : undefined
  return records.map((record) => {
    const { points, quality, why } = hits.find(({ id }) => id === record.id)!
    const node = record.origin ? undefined : deps.chain.graph.byName.get(record.id)
    const about = node && describeAsset(deps, node, summaries!.get(node.name)!)
    return {
      ...shortOf(record),
      source: record.origin ? { id: record.origin.source, title: record.origin.title } : null,
      house: about
        ? { kind: about.kind, state: about.state, rows: about.rows, bytes: about.bytes, made: about.made }
        : null,
      quality,
      points,
      why: why.map((one) => ({ ...one, fields: [...one.fields] })),
    }
  })
}

function shortOf(record: DatasetRecord) {
  const { id, title, synopsis, description, publisher, access, licence, themes, modified, issued } = record
  const { fr, en } = synopsis ?? description
  return {
    id,
    title,
    description: { fr: cut(fr), en: cut(en) },
    producer: publisher.name,
    access,
    licence: licence?.title ?? null,
    themes: [...themes],
    formats: formatsOf(record),
    modified: (modified ?? issued)?.toISOString() ?? null,
  }
}

const cut = (text: string) => (text.length > SHORT ? `${text.slice(0, SHORT).replace(/\s+\S*$/, '')}…` : text)

const heads = [
  ...['id', 'title_fr', 'title_en', 'producer', 'access', 'licence', 'themes', 'formats', 'modified', 'source'],
  ...['page', 'description_fr', 'description_en'],
] as const

/** All that a search found, as a file that is written while it is read. */
async function file(deps: Deps, c: Context, search: Asked, format: 'csv' | 'json'): Promise<Response> {
  const everything = Number.MAX_SAFE_INTEGER
  const { hits } = await deps.search.find({ ...search, offset: 0, limit: everything, withReasons: false })
  const ids = hits.map(({ id }) => id)
  const viewer = deps.viewerOf(c)
  const { origin } = new URL(c.req.url)
  c.header('Content-Type', format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json')
  c.header('Content-Disposition', `attachment; filename="catalogue.${format}"`)
  return stream(c, async (out) => {
    // A spreadsheet knows by its mark that the text is UTF-8.
    await out.write(format === 'csv' ? `\uFEFF${csvRows([heads])}` : '[')
    for (let from = 0; from < ids.length && !out.aborted; from += BATCH) {
      const records = await recordsByIds(deps, viewer, ids.slice(from, from + BATCH))
      if (format === 'csv') await out.write(csvRows(records.map((record) => cells(record, origin))))
      else await out.write(`${from > 0 ? ',' : ''}${records.map((record) => JSON.stringify(record)).join(',\n')}`)
    }
    if (format === 'json') await out.write(']')
  })
}

function cells(record: DatasetRecord, origin: string): readonly unknown[] {
  const { id, title, description, publisher, access, licence, themes, modified, page } = record
  return [
    ...[id, title.fr, title.en, publisher.name, access, licence?.title, themes.join(' '), formatsOf(record).join(' ')],
    ...[modified, record.origin?.source, origin + page, description.fr, description.en],
  ]
}
