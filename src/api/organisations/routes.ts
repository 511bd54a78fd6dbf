import Type from 'typebox'
import {
  actorOf,
  addOrganisation,
  changeOrganisation,
  listMembers,
  listOrganisations,
  moderateOrganisation,
  readOrganisation,
  readOwners,
  removeMember,
  setMember,
  setOwner,
  unknownOrganisation,
} from '../../govern/index.ts'
import { activeOf, administratorOf, fromHere } from '../account/who.ts'
import { done, doneForm } from '../http/done.ts'
import { readJson } from '../http/json-body.ts'
import { pageOf } from '../http/page.ts'
import { pageParameters, textParameter } from '../http/query.ts'
import { part, type Route, route } from '../http/route.ts'
import {
  MemberForm,
  MemberOut,
  OrganisationDetail,
  OrganisationForm,
  OrganisationModerationForm,
  OrganisationPage,
  OrganisationState,
  OrganisationTold,
  OwnerForm,
  Owners,
} from '../json/shapes.ts'
import { datasetOf } from '../read/datasets.ts'
import { organisationTold } from './told.ts'
import { managerOf, standing } from './who.ts'

/** Organisations: anybody reads those that are open; their managers and the administrators change them. */
export const organisationRoutes: readonly Route[] = [
  route({
    path: '/api/organisations',
    tag: 'accounts',
    summary: { fr: 'Les organisations, par nom', en: 'The organisations, by name' },
    query: Type.Object({
      q: textParameter('Part of a name.', 100),
      state: Type.Optional(OrganisationState),
      ...pageParameters(200),
    }),
    answer: OrganisationPage,
    problems: [401, 403],
    async handle(deps, c, { q = '', state = 'active', limit, offset }) {
      if (state !== 'active') administratorOf(deps, c)
      const { items, total } = await listOrganisations(deps.govern.store, { q, state, limit, offset })
      return c.json(pageOf(c, items.map(organisationTold), { limit, offset, total }) satisfies OrganisationPage)
    },
  }),
  route({
    path: '/api/organisations/:slug',
    tag: 'accounts',
    summary: { fr: 'Une organisation', en: 'An organisation' },
    answer: OrganisationDetail,
    problems: [404],
    async handle(deps, c) {
      const { govern } = deps
      const organisation = await readOrganisation(govern.store, part(c, 'slug'))
      const { role, administers } = await standing(deps, c, organisation)
      // One that is not open is known to its members and to administrators alone.
      if (organisation.state !== 'active' && !role && !administers) throw unknownOrganisation(organisation.slug)
      const owners = await readOwners(govern)
      const people = role || administers ? await listMembers(govern.store, organisation.id) : null
      return c.json({
        ...organisationTold(organisation),
        datasets: owners.filter(({ slug }) => slug === organisation.slug).map(({ dataset }) => dataset),
        role: role ?? null,
        mayManage: administers || role === 'manager',
        people:
          people?.map(({ account, since, ...person }) => ({
            ...person,
            ...{ isInvited: account === null, since: since.toISOString() },
          })) ?? null,
      } satisfies OrganisationDetail)
    },
  }),
  route({
    ...doneForm,
    path: '/api/organisations',
    summary: { fr: 'Demande à ouvrir une organisation', en: 'Asks to open an organisation' },
    body: OrganisationForm,
    success: [201],
    answer: OrganisationTold,
    problems: [401, 403, 413],
    async handle(deps, c) {
      fromHere(c)
      const me = await activeOf(deps, c)
      const { summary = '', url = '', email = '', ...asked } = await readJson(c, OrganisationForm)
      const by = { kind: 'account', account: me.id } as const
      const made = await addOrganisation(deps.govern, by, me.administrator, { ...asked, summary, url, email })
      return c.json(organisationTold(made) satisfies OrganisationTold, 201)
    },
  }),
  route({
    ...doneForm,
    path: '/api/organisations/:slug',
    summary: { fr: 'Corrige une organisation', en: 'Corrects an organisation' },
    body: OrganisationForm,
    problems: [401, 403, 404, 409, 413],
    async handle(deps, c) {
      const by = await managerOf(deps, c)
      const { summary = '', url = '', email = '', ...asked } = await readJson(c, OrganisationForm)
      await changeOrganisation(deps.govern, by, part(c, 'slug'), { ...asked, summary, url, email })
      return c.json(done)
    },
  }),
  route({
    ...doneForm,
    path: '/api/organisations/:slug/members',
    summary: { fr: 'Donne un rôle à un membre', en: 'Gives a member a role' },
    body: MemberForm,
    problems: [401, 403, 404, 413],
    async handle(deps, c) {
      const by = await managerOf(deps, c)
      await setMember(deps.govern, by, part(c, 'slug'), await readJson(c, MemberForm))
      return c.json(done)
    },
  }),
  route({
    ...doneForm,
    path: '/api/organisations/:slug/members/remove',
    summary: { fr: 'Retire un membre, ou quitte l’organisation', en: 'Removes a member, or leaves the organisation' },
    body: MemberOut,
    problems: [401, 403, 404, 413],
    async handle(deps, c) {
      fromHere(c)
      const { email } = await readJson(c, MemberOut)
      const viewer = deps.viewerOf(c)
      const isOneself = viewer.kind === 'account' && (await activeOf(deps, c)).email === email.trim().toLowerCase()
      const by = isOneself ? actorOf(viewer) : await managerOf(deps, c)
      await removeMember(deps.govern, by, part(c, 'slug'), email)
      return c.json(done)
    },
  }),
  route({
    ...doneForm,
    path: '/api/organisations/:slug/moderation',
    summary: { fr: 'Décide d’une organisation (administration)', en: 'Decides of an organisation (administration)' },
    body: OrganisationModerationForm,
    answer: OrganisationTold,
    problems: [401, 403, 404, 409, 413],
    async handle(deps, c) {
      fromHere(c)
      const by = administratorOf(deps, c)
      const { action } = await readJson(c, OrganisationModerationForm)
      const changed = await moderateOrganisation(deps.govern, by, part(c, 'slug'), action)
      return c.json(organisationTold(changed) satisfies OrganisationTold)
    },
  }),
  route({
    path: '/api/owners',
    tag: 'accounts',
    summary: {
      fr: 'Quelle organisation répond de chaque jeu (administration)',
      en: 'Which organisation answers for each dataset (administration)',
    },
    answer: Owners,
    problems: [401, 403],
    secured: true,
    async handle(deps, c) {
      administratorOf(deps, c)
      const owners = new Map((await readOwners(deps.govern)).map(({ dataset, ...owner }) => [dataset, owner]))
      const items = deps.chain.graph.nodes.flatMap(({ name, publish }) =>
        publish ? [{ dataset: name, access: publish.access, organisation: owners.get(name) ?? null }] : [],
      )
      return c.json({ items } satisfies Owners)
    },
  }),
  route({
    ...doneForm,
    path: '/api/owners',
    summary: {
      fr: 'Confie un jeu à une organisation (administration)',
      en: 'Gives a dataset to an organisation (administration)',
    },
    body: OwnerForm,
    problems: [401, 403, 404, 413],
    async handle(deps, c) {
      fromHere(c)
      const by = administratorOf(deps, c)
      const { dataset, organisation } = await readJson(c, OwnerForm)
      await setOwner(deps.govern, by, datasetOf(deps, dataset).name, organisation)
      return c.json(done)
    },
  }),
]
