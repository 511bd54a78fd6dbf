import type { Context } from 'hono'
import Type from 'typebox'
import type { Deps } from '../../deps.ts'
import { fromVersion } from '../../http/cached.ts'
import { speechOf } from '../../http/language.ts'
import { readQuery, textParameter } from '../../http/query.ts'
import { part, type Route } from '../../http/route.ts'
import type { Snapshot } from '../../read/snapshots.ts'
import { collectionOf } from '../common/faults.ts'
import { featureFormats, formatOf } from '../common/formats.ts'
import { varied } from '../common/respond.ts'
import { answerPage } from './answer.ts'
import { boxOrNowhere } from './bbox.ts'
import { countMatched } from './count.ts'
import { equalityColumns, filtersOf } from './filters.ts'
import type { Matched } from './matched.ts'
import { openCollection } from './open.ts'
import { readPage } from './page.ts'
import { type ItemsQuery, itemsQuery, lenientItemsQuery, MOST_FEATURES } from './parameters.ts'
import type { Reading } from './reading.ts'
import { readSortby } from './selection.ts'
import { columnsToRead, featureWriter, writingOf } from './writer.ts'

/** Features of a collection, page by page. */
export const itemsRoute: Route = {
  method: 'get',
  path: '/ogc/collections/:id/items',
  tag: 'features',
  summary: { fr: 'Les objets d’une collection, par pages', en: 'The features of a collection, by pages' },
  query: itemsQuery,
  answer: { media: ['application/geo+json'] },
  success: [200, 304],
  also: ['text/html'],
  problems: [403, 404, 406, 410],
  async handle(deps, c) {
    const { asked, equal } = readItemsQuery(deps, c)
    const format = formatOf(c, asked.f, featureFormats)
    const snapshot = await openCollection(deps, c, asked)
    const { shape } = snapshot.table
    const writing = writingOf(deps, shape, asked, format)
    const reading = {
      snapshot,
      columns: columnsToRead(writing),
      filters: await filtersOf(deps, snapshot, asked, equal, boxOrNowhere),
      sort: readSortby(shape, asked.sortby),
      offset: asked.offset,
      limit: Math.min(asked.limit, MOST_FEATURES),
    }
    const { language } = speechOf(c)
    return varied(
      await fromVersion(
        c,
        snapshot,
        deps,
        async () => {
          const page = await deps.reads.run(async () => {
            const { texts, more, seen } = await readPage(
              deps.chain.lake,
              reading,
              featureWriter(writing),
              asked.bbox === undefined && asked.filter === undefined ? undefined : deps.boxes.of(snapshot),
            )
            return { texts, more, matched: await matchedOf(deps, reading, { asked, equal }, seen) }
          })
          return answerPage(deps, c, { ...page, snapshot, asked, writing, format })
        },
        `${format} ${language}`,
      ),
    )
  },
}

/** Reads the query: the parameters of the standard, then those named after properties. */
function readItemsQuery(deps: Deps, c: Context): { asked: ItemsQuery; equal: Record<string, string> } {
  const { rows } = collectionOf(deps, part(c, 'id'))
  const names = equalityColumns(rows, Object.keys(lenientItemsQuery.properties))
  const own = Object.fromEntries(names.map((name) => [name, textParameter(name, 1000)]))
  const all = readQuery(
    Type.Object({ ...lenientItemsQuery.properties, ...own }),
    new URL(c.req.url).searchParams,
  ) as ItemsQuery & Record<string, string | undefined>
  const equal = names.flatMap((name) => (all[name] === undefined ? [] : [[name, all[name]] as const]))
  return { asked: all, equal: Object.fromEntries(equal) }
}

/** A reading that saw the last feature tells the number by itself; else it is worked out once for all the pages. */
function matchedOf(
  { chain, kept }: Deps,
  { snapshot, filters, offset }: Reading & { readonly snapshot: Snapshot },
  { asked, equal }: { asked: ItemsQuery; equal: Readonly<Record<string, string>> },
  seen: number | undefined,
): Promise<Matched> | Matched {
  if (seen !== undefined && (seen > 0 || offset === 0)) return { count: offset + seen, estimated: false }
  const { bbox, datetime, filter } = asked
  const what = [bbox, asked['bbox-crs'], datetime, filter, asked['filter-lang'], asked['filter-crs'], equal]
  return kept.counts(keyOf(snapshot, what), () => countMatched(chain.lake, snapshot, filters))
}

const keyOf = ({ node, pin }: Snapshot, what: readonly unknown[]) => `${node.name} ${pin} ${JSON.stringify(what)}`
