import { pemOf, publicKeyOf } from '../../catalogue/index.ts'
import {
  createOrganisationKey,
  listOrganisationKeys,
  type OrganisationKey,
  publicKeyOfOrganisation,
  readOrganisation,
  revokeOrganisationKey,
  setPublicKey,
} from '../../govern/index.ts'
import { OrchestraError } from '../../kernel/index.ts'
import { done } from '../http/done.ts'
import { readJson } from '../http/json-body.ts'
import { part, type Route, route } from '../http/route.ts'
import {
  Done,
  OrganisationKeyForm,
  OrganisationKeyList,
  OrganisationKeyMade,
  OrganisationKeyOut,
  PublicKeyForm,
} from '../json/shapes.ts'
import { managerOf } from './who.ts'

const path = '/api/organisations/:slug/keys'
const common = { tag: 'accounts', secured: true, problems: [401, 403, 404, 409, 413] } as const

const ofCrypt = '/api/organisations/:slug/public-key'

/** The keys of an organisation: those with which its programs push descriptions, and the public one its data is encrypted for. */
export const organisationKeyRoutes: readonly Route[] = [
  route({
    path: ofCrypt,
    tag: 'accounts',
    summary: { fr: 'La clé publique d’une organisation, en PEM', en: 'The public key of an organisation, as PEM' },
    answer: { media: ['application/x-pem-file'] },
    problems: [404],
    async handle(deps, c) {
      const { slug } = await readOrganisation(deps.govern.store, part(c, 'slug'))
      const pem = await publicKeyOfOrganisation(deps.govern, slug)
      if (pem === undefined) throw noPublicKey(slug)
      return c.body(pem, 200, { 'Content-Type': 'application/x-pem-file' })
    },
  }),
  route({
    ...common,
    method: 'post',
    path: ofCrypt,
    summary: {
      fr: 'Donne la clé publique d’une organisation, ou la retire',
      en: 'Gives the public key of an organisation, or takes it away',
    },
    body: PublicKeyForm,
    success: [200],
    answer: Done,
    async handle(deps, c) {
      const by = await managerOf(deps, c)
      const { pem } = await readJson(c, PublicKeyForm)
      const kept = pem.trim() === '' ? null : pemOf(publicKeyOf(pem))
      await setPublicKey(deps.govern, by, part(c, 'slug'), kept)
      return c.json(done)
    },
  }),
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
      return c.json(done)
    },
  }),
]

const noPublicKey = (place: string) =>
  new OrchestraError({
    code: 'organisation.no-public-key',
    say: { fr: 'Cette organisation n’a pas de clé publique.', en: 'This organisation has no public key.' },
    place,
  })

const told = ({ created, ends, seen, revoked, ...about }: OrganisationKey) => ({
  ...about,
  created: created.toISOString(),
  ends: ends.toISOString(),
  seen: seen?.toISOString() ?? null,
  revoked: revoked?.toISOString() ?? null,
})
