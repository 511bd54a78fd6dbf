import Type from 'typebox'
import { forgetSearch, listSaved, type SavedSearch, saveSearch } from '../../catalogue/index.ts'
import { numberIn } from '../account/keys.ts'
import { activeOf, fromHere, meOf } from '../account/who.ts'
import { done, doneForm } from '../http/done.ts'
import { readJson } from '../http/json-body.ts'
import { readQuery } from '../http/query.ts'
import { type Route, route } from '../http/route.ts'
import { readSearch, searchParameters } from '../json/search-query.ts'
import { SavedSearchForm, SavedSearchList, SavedSearchTold } from '../json/shapes.ts'

/** Addresses of the searches that an account keeps. */
export const savedSearchRoutes: readonly Route[] = [
  route({
    path: '/api/account/searches',
    tag: 'accounts',
    summary: { fr: 'Ses recherches enregistrées', en: 'One’s saved searches' },
    answer: SavedSearchList,
    problems: [401],
    secured: true,
    async handle({ chain, ...deps }, c) {
      const me = await meOf({ chain, ...deps }, c)
      const items = await listSaved(chain.store, chain.graph.territory.id, me.id)
      return c.json({ items: items.map(savedTold) } satisfies SavedSearchList)
    },
  }),
  route({
    method: 'post',
    path: '/api/account/searches',
    tag: 'accounts',
    summary: { fr: 'Enregistre une recherche', en: 'Saves a search' },
    body: SavedSearchForm,
    success: [201],
    answer: SavedSearchTold,
    problems: [400, 401, 403, 409, 413],
    secured: true,
    async handle(deps, c) {
      fromHere(c)
      const me = await activeOf(deps, c)
      const { title, query, mails } = await readJson(c, SavedSearchForm)
      const { store, graph, clock } = deps.chain
      const saving = { account: me.id, title: title.trim(), query: inOrder(query), mails, at: clock() }
      return c.json(savedTold(await saveSearch(store, graph.territory.id, saving)) satisfies SavedSearchTold, 201)
    },
  }),
  route({
    ...doneForm,
    path: '/api/account/searches/:id/forget',
    summary: { fr: 'Oublie une de ses recherches', en: 'Forgets one of one’s searches' },
    problems: [400, 401, 403, 404],
    async handle(deps, c) {
      fromHere(c)
      const me = await meOf(deps, c)
      const { store, graph } = deps.chain
      await forgetSearch(store, graph.territory.id, me.id, numberIn(c, 'id'))
      return c.json(done)
    },
  }),
]

const parameters = Type.Object(searchParameters)

/** The query of a search, checked, always written in one order. Throws `api.bad-parameter`. */
function inOrder(query: string): string {
  const asked = new URLSearchParams(query)
  for (const name of ['limit', 'offset', 'lang', 'since']) asked.delete(name)
  readSearch(readQuery(parameters, asked))
  const pairs = [...asked].filter(([, value]) => value.trim() !== '')
  return String(new URLSearchParams(pairs.sort(([a, x], [b, y]) => (a + x < b + y ? -1 : 1))))
}

/** A saved search as it is told. */
export function savedTold({ id, title, query, mails, created }: SavedSearch): SavedSearchTold {
  const asked = query ? `?${query}` : ''
  const told = { id, title, query, mails, created: created.toISOString() }
  return { ...told, page: `/datasets${asked}`, feed: `/api/search.atom${asked}` }
}
