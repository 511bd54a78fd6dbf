import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Graph, Node, Organisation } from '../../kernel/index.ts'
import { failure } from '../../store/testing.ts'
import { moderate } from '../accounts/moderate.ts'
import { readAudit } from '../audit/read.ts'
import { oneself } from '../audit/record.ts'
import { addProject, listProjects, readProject } from '../projects.ts'
import { addAccount, lettersTo, openTestGovern, type TestGovern } from '../testing.ts'
import { addOrganisation, changeOrganisation, moderateOrganisation, readOwners, setOwner } from './change.ts'
import { declareOrganisations } from './declare.ts'
import { listMembers, membershipsOf, removeMember, setMember } from './members.ts'
import { listOrganisations, readOrganisation, roleIn } from './organisation.ts'

let house: TestGovern
let [admin, ines, paul] = [0, 0, 0]
beforeAll(async () => {
  house = await openTestGovern()
  admin = await addAccount(house.govern, 'admin@example.org', { administrator: true })
  ines = await addAccount(house.govern, 'ines@example.org')
  paul = await addAccount(house.govern, 'paul@example.org', { language: 'en' })
})
afterAll(() => house?.close())

const form = { name: 'Syndicat des Eaux — Vallée', kind: 'public', summary: 'Eau\npotable', url: '', email: '' }
const slug = 'syndicat-des-eaux-vallee'

/** A territory that declares organisations, and who owns its datasets. */
const graphOf = (organisations: readonly Organisation[], owners: Record<string, string>) =>
  ({
    territory: { organisations },
    nodes: Object.entries(owners).map(([name, owner]) => ({ name, publish: { owner } }) as unknown as Node),
  }) as unknown as Graph

test('somebody asks for an organisation, an administrator opens it, its manager is told', async () => {
  const { govern } = house
  const made = await addOrganisation(govern, oneself(ines) as never, false, form)
  expect(made).toMatchObject({ slug, state: 'pending', kind: 'public', members: 1, url: null, declared: false })
  expect((await lettersTo(govern, admin)).at(-1)!.body).toContain(`https://data.example.org/organisations/${slug}`)
  expect(await moderateOrganisation(govern, oneself(admin), slug, 'approve')).toMatchObject({ state: 'active' })
  expect((await lettersTo(govern, ines)).at(-1)!.subject).toContain('est ouverte')
  expect((await failure(moderateOrganisation(govern, oneself(admin), slug, 'refuse'))).code).toBe('organisation.state')
  expect(await roleIn(govern.store, made.id, ines)).toBe('manager')
})

test('two organisations of one name have two addresses; a name without letters has one too', async () => {
  const make = (name: string) => addOrganisation(house.govern, oneself(admin) as never, true, { ...form, name })
  expect((await make(form.name)).slug).toBe(`${slug}-2`)
  expect((await make(form.name)).slug).toBe(`${slug}-3`)
  expect((await make('東京')).slug).toBe('organisation')
})

test.each([
  [{ name: '' }, 'name'],
  [{ kind: 'sect' }, 'kind'],
  [{ url: 'javascript:alert(1)' }, 'url'],
  [{ email: 'nobody' }, 'email'],
])('an organisation that will not do says where: %o', async (wrong, place) => {
  const error = await failure(addOrganisation(house.govern, oneself(ines) as never, false, { ...form, ...wrong }))
  expect([error.code, error.place]).toEqual(['account.bad-field', place])
})

test('members have a role; who has no open account is invited, and becomes one when it opens', async () => {
  const { govern } = house
  await setMember(govern, oneself(ines), slug, { email: 'PAUL@example.org', role: 'member' })
  expect((await lettersTo(govern, paul)).at(-1)!.subject).toContain('you are a member of')
  await setMember(govern, oneself(ines), slug, { email: 'paul@example.org', role: 'producer' })
  expect(await lettersTo(govern, paul)).toHaveLength(1)
  await setMember(govern, oneself(ines), slug, { email: 'lise@example.org', role: 'producer' })
  // Whoever asks for an account with that address is not yet its owner.
  const lise = await addAccount(govern, 'lise@example.org', { state: 'pending' })
  await setMember(govern, oneself(ines), slug, { email: 'lise@example.org', role: 'producer' })
  const { id } = await readOrganisation(govern.store, slug)
  expect((await listMembers(govern.store, id)).map(({ account, email, role }) => [account, email, role])).toEqual([
    [ines, 'ines@example.org', 'manager'],
    [paul, 'paul@example.org', 'producer'],
    [null, 'lise@example.org', 'producer'],
  ])
  await moderate(govern, oneself(admin), lise, 'approve')
  expect(await membershipsOf(govern.store, lise)).toEqual([
    { slug, name: form.name, role: 'producer', state: 'active' },
  ])
  await removeMember(govern, oneself(ines), slug, 'lise@example.org')
  expect(await membershipsOf(govern.store, lise)).toEqual([])
  expect((await failure(removeMember(govern, oneself(ines), slug, 'lise@example.org'))).code).toBe(
    'organisation.no-member',
  )
  expect((await failure(setMember(govern, oneself(ines), slug, { email: 'a@b.c', role: 'king' }))).place).toBe('role')
})

test('what a territory declares is brought in, again and again, and is not changed here', async () => {
  const { govern } = house
  const water = { id: 'water', name: 'Water board', kind: 'public' } as const
  await declareOrganisations(govern, graphOf([water], { leaks: 'water', meters: 'water' }))
  await setOwner(govern, oneself(admin), 'meters', slug)
  await declareOrganisations(
    govern,
    graphOf([{ ...water, name: 'The water board' }], { leaks: 'water', meters: 'water' }),
  )
  expect(await readOwners(govern)).toEqual([
    { dataset: 'leaks', slug: 'water', name: 'The water board' },
    { dataset: 'meters', slug, name: form.name },
  ])
  await declareOrganisations(govern, graphOf([water], {}))
  expect((await readOwners(govern)).map(({ dataset }) => dataset)).toEqual(['meters'])
  expect((await failure(changeOrganisation(govern, oneself(admin), 'water', form))).code).toBe('organisation.declared')
  await changeOrganisation(govern, oneself(ines), slug, { ...form, url: 'https://eaux.example.org' })
  expect((await readOrganisation(govern.store, slug)).url).toBe('https://eaux.example.org/')
  await setOwner(govern, oneself(admin), 'meters', '')
  expect(await readOwners(govern)).toEqual([])
})

test('a closed organisation answers for nothing new', async () => {
  const { govern } = house
  await moderateOrganisation(govern, oneself(admin), 'water', 'close')
  expect((await failure(setOwner(govern, oneself(admin), 'leaks', 'water'))).code).toBe('account.not-allowed')
  await declareOrganisations(govern, graphOf([{ id: 'water', name: 'Water board', kind: 'public' }], {}))
  expect((await readOrganisation(govern.store, 'water')).state).toBe('closed')
})

test('organisations are found by name and state', async () => {
  const find = async (q: string, state?: 'active' | 'closed') =>
    (await listOrganisations(house.govern.store, { q, state, limit: 10, offset: 0 })).items.map(({ slug }) => slug)
  expect(await find('vallée')).toEqual([slug, `${slug}-2`, `${slug}-3`])
  expect(await find('', 'closed')).toEqual(['water'])
  expect(await find('100%')).toEqual([])
})

test('a project says who takes part, in the roles of RUDI', async () => {
  const { govern } = house
  const parties = [
    { organisation: slug, role: 'project-owner' },
    { organisation: slug, role: 'observer' },
  ]
  const { id } = await addProject(govern, paul, { title: 'Leak map', summary: 'Find leaks.', url: '', parties })
  expect(await readProject(govern.store, id)).toMatchObject({
    ...{ account: paul, title: 'Leak map', url: null },
    parties: [
      { slug, name: form.name, role: 'observer' },
      { slug, name: form.name, role: 'project-owner' },
    ],
  })
  expect((await listProjects(govern.store, paul)).map(({ id }) => id)).toEqual([id])
  const wrong = { title: 'x', summary: 'x', url: '', parties: [{ organisation: slug, role: 'boss' }] }
  expect((await failure(addProject(govern, paul, wrong))).place).toBe('role')
  expect(await listProjects(govern.store, paul)).toHaveLength(1)
  expect((await failure(readProject(govern.store, 999))).code).toBe('project.unknown')
})

test('what was done is in the journal, for the eyes it concerns', async () => {
  const { govern } = house
  const seen = async (eyes: Parameters<typeof readAudit>[1], filter = {}) =>
    (await readAudit(govern, eyes, filter, { limit: 100 })).items.map(({ verb }) => verb)
  expect(await seen({ all: true }, { verb: 'member.set' })).toHaveLength(5)
  expect(await seen({ account: ines })).toEqual(expect.arrayContaining(['organisation.approve', 'member.removed']))
  const stranger = await addAccount(govern, 'stranger@example.org')
  expect(await seen({ account: stranger })).toEqual([])
  const { items, total } = await readAudit(govern, { all: true }, { verb: 'organisation.asked' }, { limit: 1 })
  expect(total).toBe(4)
  expect(items[0]).toMatchObject({
    kind: 'account',
    actor: { id: admin, name: 'Name of admin@example.org' },
    organisation: { slug: 'organisation', name: '東京' },
  })
})
