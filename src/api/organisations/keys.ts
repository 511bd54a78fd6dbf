import {
  createOrganisationKey,
  listOrganisationKeys,
  type OrganisationKey,
  readOrganisation,
  revokeOrganisationKey,
} from '../../govern/index.ts'
import { readJson } from '../http/json-body.ts'
import { part, type Route, route } from '../http/route.ts'
import {
  Done,
  OrganisationKeyForm,
  OrganisationKeyList,
  OrganisationKeyMade,
  OrganisationKeyOut,
} from '../json/shapes.ts'
import { managerOf } from './who.ts'

const path = '/api/organisations/:slug/keys'
const common = { tag: 'accounts', secured: true, problems: [401, 403, 404, 409, 413] } as const

/** The keys of an organisation, with which its programs push descriptions: for its managers. */
export const organisationKeyRoutes: readonly Route[] = [
  route({
    ...common,
    path,
    summary: { fr: 'Les clés de dépôt d’une organisation', en: 'The deposit keys of an organisation' },
    answer: OrganisationKeyList,
    async handle(deps, c) {
      await managerOf(deps, c, false)
      const { id } = await readOrganisation(deps.govern.store, part(c, 'slug'))
      const items = (await listOrganisationKeys(deps.govern, id)).map(told)
      return c.json({ items } satisfies OrganisationKeyList)
    },
  }),
  route({
    ...common,
    method: 'post',
    path,
    summary: { fr: 'Fait une clé de dépôt, montrée cette seule fois', en: 'Makes a deposit key, shown this once' },
    body: OrganisationKeyForm,
    success: [201],
    answer: OrganisationKeyMade,
    async handle(deps, c) {
      const by = await managerOf(deps, c)
      const { id } = await readOrganisation(deps.govern.store, part(c, 'slug'))
      const { key, about } = await createOrganisationKey(deps.govern, by, id, await readJson(c, OrganisationKeyForm))
      return c.json({ key, about: told(about) } satisfies OrganisationKeyMade, 201)
    },
  }),
  route({
    ...common,
    method: 'post',
    path: `${path}/revoke`,
    summary: { fr: 'Révoque une clé de dépôt', en: 'Revokes a deposit key' },
    body: OrganisationKeyOut,
    success: [200],
    answer: Done,
    async handle(deps, c) {
      const by = await managerOf(deps, c)
      const { id } = await readOrganisation(deps.govern.store, part(c, 'slug'))
      await revokeOrganisationKey(deps.govern, by, id, (await readJson(c, OrganisationKeyOut)).key)
      return c.json({ done: true } satisfies Done)
    },
  }),
]

const told = ({ created, ends, seen, revoked, ...about }: OrganisationKey) => ({
  ...about,
  created: created.toISOString(),
  ends: ends.toISOString(),
  seen: seen?.toISOString() ?? null,
  revoked: revoked?.toISOString() ?? null,
})
