import Type from 'typebox'
import { decideRows } from '../../../govern/index.ts'
import { speechOf } from '../../http/language.ts'
import { part, type Route, route } from '../../http/route.ts'
import { describeCatalogue } from '../records/collection.ts'
import { describeCollection } from './collection.ts'
import { anyCollectionOf } from './faults.ts'
import { documentFormats, formatOf } from './formats.ts'
import { collectionPage } from './html/collection.tsx'
import { collectionsPage } from './html/collections.tsx'
import { linksOf } from './links.ts'
import { collectionNodes, rasterNodes } from './nodes.ts'
import { Collection, CollectionList } from './schemas.ts'

export const documentQuery = Type.Object({
  f: Type.Optional(Type.Enum(['json', 'html'], { description: 'Format of the answer; by `Accept` when absent.' })),
})

/**
 * The collections: the published tables and rasters that whoever asks may read, as a client expects of a list, and the catalogue,
 * which describes the others too.
 */
export const collectionRoutes: readonly Route[] = [
  route({
    path: '/ogc/collections',
    tag: 'common',
    summary: { fr: 'Les collections', en: 'The collections' },
    query: documentQuery,
    answer: CollectionList,
    also: ['text/html'],
    problems: [406],
    async handle(deps, c, { f }) {
      const format = formatOf(c, f, documentFormats)
      const all = await deps.summaries()
      const { graph } = deps.chain
      const viewer = deps.viewerOf(c)
      const nodes = [...collectionNodes(graph), ...rasterNodes(graph)].filter(
        (node) => decideRows(graph, node, viewer).allowed,
      )
      const collections = [
        ...(await Promise.all(nodes.map((node) => describeCollection(deps, c, node, all)))),
        describeCatalogue(deps, c, all),
      ]
      const links = linksOf(c, speechOf(c).language).self(format, documentFormats)
      c.header('Vary', 'Accept, Accept-Language')
      return format === 'html' ? collectionsPage(deps, c, { links, collections }) : c.json({ links, collections })
    },
  }),
  route({
    path: '/ogc/collections/:id',
    tag: 'common',
    summary: { fr: 'Une collection', en: 'A collection' },
    query: documentQuery,
    answer: Collection,
    also: ['text/html'],
    problems: [404, 406],
    async handle(deps, c, { f }) {
      const format = formatOf(c, f, documentFormats)
      const node = anyCollectionOf(deps, part(c, 'id'))
      const collection = await describeCollection(deps, c, node, await deps.summaries())
      c.header('Vary', 'Accept, Accept-Language')
      return format === 'html' ? collectionPage(deps, c, collection, node) : c.json(collection)
    },
  }),
]
