import Type from 'typebox'
import { speechOf } from '../http/language.ts'
import { type Route, route } from '../http/route.ts'
import { searchOf, searchParameters } from '../json/search-query.ts'
import { recordsByIds } from '../read/records.ts'
import { atomOf } from './atom.ts'

/** Datasets of a feed. */
const MOST = 50

/** `/api/search.atom`: what answers a search, the last changed first, for readers of feeds. */
export const feedRoute: Route = route({
  path: '/api/search.atom',
  tag: 'catalogue',
  summary: { fr: 'Le fil Atom d’une recherche', en: 'The Atom feed of a search' },
  query: Type.Object(searchParameters),
  answer: { media: ['application/atom+xml'] },
  problems: [400],
  async handle(deps, c, asked) {
    const { language } = speechOf(c)
    const { territory } = deps.chain.graph
    const search = await searchOf(deps, asked)
    const { hits } = await deps.search.find({ ...search, sort: 'modified', offset: 0, limit: MOST, withReasons: false })
    const records = await recordsByIds(
      deps,
      deps.viewerOf(c),
      hits.map(({ id }) => id),
    )
    const url = new URL(c.req.url)
    const words = { fr: 'Jeux de données', en: 'Datasets' }[language]
    const feed = atomOf({
      title: [territory.title[language], words, asked.q].filter(Boolean).join(' — '),
      author: territory.organisation.name,
      language,
      here: url.href,
      page: `${url.origin}/datasets${url.search}`,
      records,
      now: deps.chain.clock(),
    })
    return c.body(feed, 200, {
      'Content-Type': 'application/atom+xml; charset=utf-8',
      'Cache-Control': 'public, no-cache',
    })
  },
})
