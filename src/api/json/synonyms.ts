import { groupsOf, readSynonyms, saySynonyms } from '../../catalogue/index.ts'
import { administratorOf, fromHere } from '../account/who.ts'
import type { Deps } from '../deps.ts'
import { readJson } from '../http/json-body.ts'
import { type Route, route } from '../http/route.ts'
import { SynonymForm, SynonymsTold } from './shapes.ts'

/** Addresses of the words that search takes for one another. */
export const synonymRoutes: readonly Route[] = [
  route({
    path: '/api/search/synonyms',
    tag: 'catalogue',
    summary: { fr: 'Les synonymes de la recherche', en: 'The synonyms of the search' },
    answer: SynonymsTold,
    handle: async (deps, c) => c.json(await told(deps)),
  }),
  route({
    method: 'post',
    path: '/api/search/synonyms',
    tag: 'catalogue',
    summary: {
      fr: 'Dit les synonymes de la recherche (administrateurs)',
      en: 'Says the synonyms of the search (administrators)',
    },
    body: SynonymForm,
    mostBytes: 262_144,
    success: [200],
    answer: SynonymsTold,
    problems: [400, 401, 403, 413],
    secured: true,
    async handle(deps, c) {
      const actor = administratorOf(deps, c)
      fromHere(c)
      const { groups } = await readJson(c, SynonymForm)
      const { store, graph, clock } = deps.chain
      await saySynonyms(store, graph.territory.id, {
        groups: groups === undefined ? null : groupsOf(groups),
        at: clock(),
        account: actor.kind === 'account' ? actor.account : null,
      })
      return c.json(await told(deps))
    },
  }),
]

async function told({ chain }: Deps) {
  const { groups, at } = await readSynonyms(chain.store, chain.graph.territory.id)
  return { groups: groups.map((group) => [...group]), at: at?.toISOString() ?? null }
}
