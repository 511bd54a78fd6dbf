import Type from 'typebox'
import { correctEmail, listAccounts, moderate, moderations, passwordLink, readAccount } from '../../govern/index.ts'
import { readJson } from '../http/json-body.ts'
import { pageOf } from '../http/page.ts'
import { pageParameters, textParameter } from '../http/query.ts'
import { type Route, route } from '../http/route.ts'
import { AccountState, Moderated, ModerationForm, Person, PersonPage } from '../json/shapes.ts'
import { numberIn } from './keys.ts'
import { personTold } from './told.ts'
import { administratorOf, fromHere } from './who.ts'

/** What administrators do with accounts. */
export const moderationRoutes: readonly Route[] = [
  route({
    path: '/api/accounts',
    tag: 'accounts',
    summary: { fr: 'Les comptes (administration)', en: 'The accounts (administration)' },
    query: Type.Object({
      q: textParameter('Part of a name or of an address.', 100),
      state: Type.Optional(AccountState),
      ...pageParameters(200),
    }),
    answer: PersonPage,
    problems: [401, 403],
    secured: true,
    async handle(deps, c, { q = '', state, limit, offset }) {
      administratorOf(deps, c)
      const { items, total } = await listAccounts(deps.govern, { q, state, limit, offset })
      return c.json(pageOf(c, items.map(personTold), { limit, offset, total }) satisfies PersonPage)
    },
  }),
  route({
    path: '/api/accounts/:id',
    tag: 'accounts',
    summary: { fr: 'Un compte (administration)', en: 'An account (administration)' },
    answer: Person,
    problems: [401, 403, 404],
    secured: true,
    async handle(deps, c) {
      administratorOf(deps, c)
      return c.json(personTold(await readAccount(deps.govern.store, numberIn(c, 'id'))) satisfies Person)
    },
  }),
  route({
    method: 'post',
    path: '/api/accounts/:id',
    tag: 'accounts',
    summary: { fr: 'Décide d’un compte (administration)', en: 'Decides of an account (administration)' },
    body: ModerationForm,
    success: [200],
    answer: Moderated,
    problems: [401, 403, 404, 409, 413],
    secured: true,
    async handle(deps, c) {
      fromHere(c)
      const by = administratorOf(deps, c)
      const id = numberIn(c, 'id')
      const { action, email = '' } = await readJson(c, ModerationForm)
      let link: string | null = null
      if (action === 'password-link') link = await passwordLink(deps.govern, by, id)
      else if (action === 'email') await correctEmail(deps.govern, by, id, email)
      else await moderate(deps.govern, by, id, moderations.find((one) => one === action)!)
      return c.json({ account: personTold(await readAccount(deps.govern.store, id)), link } satisfies Moderated)
    },
  }),
]
