import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signedIn } from '../api/account/testing.ts'
import { openTown, type Town } from '../api/testing.ts'
import { openTestHarvest, rudiNode, rudiRecord, type TestHarvest } from '../catalogue/harvest/testing/place.ts'
import { harvest } from '../catalogue/index.ts'
import { addOrganisation, oneself, setMember, setOwner } from '../govern/index.ts'
import { type FormBrowser, openFormBrowser, type Seen } from './testing/forms.ts'
import { flaws, languages, openPortal } from './testing.ts'

// Datasets described, corrected and given back by forms alone: no JavaScript.

let town: Town
let place: TestHarvest
let app: Hono
let [admin, producer, member, nobody] = [] as unknown as [FormBrowser, FormBrowser, FormBrowser, FormBrowser]
const HARVESTED = `node~${rudiRecord(1).global_id}`

beforeAll(async () => {
  ;[town, place] = await Promise.all([openTown(), openTestHarvest()])
  app = openPortal(town.app, town.house.now)
  const browser = async (name: string, options = {}) => {
    const { cookies, account } = await signedIn(town, `${name}@example.org`, options)
    const made = openFormBrowser(() => app)
    made.cookies.set('session', cookies.get('session')!)
    return { made, account }
  }
  const boss = await browser('admin', { administrator: true })
  const [one, two] = [await browser('producer'), await browser('member')]
  ;[admin, producer, member, nobody] = [boss.made, one.made, two.made, openFormBrowser(() => app)]
  const by = oneself(boss.account) as { kind: 'account'; account: number }
  const form = { name: 'Jardins', kind: 'public', summary: '', url: '', email: 'jardins@example.org' }
  await addOrganisation(town.govern, by, true, form)
  await setMember(town.govern, by, 'jardins', { email: 'producer@example.org', role: 'producer' })
  await setMember(town.govern, by, 'jardins', { email: 'member@example.org', role: 'member' })
  await setOwner(town.govern, by, 'staff', 'jardins')
  place.serve(rudiNode([rudiRecord(1)]))
  await harvest({ ...place.work, store: town.house.chain.store }, place.source('rudi', { id: 'node' }))
}, 180_000)
afterAll(async () => {
  await town?.house.close()
  await place?.close()
})

const said = ({ document }: Seen) => document.querySelector('[role=status]')?.textContent?.trim()
const refused = ({ document }: Seen) =>
  document.querySelector('[role=alert]')?.textContent?.replaceAll(/\s+/g, ' ').trim()
const valueOfInput = ({ document }: Seen, name: string) => {
  const input = document.querySelector(`[name="${name}"]`)
  return (
    input?.getAttribute('value') ??
    input?.querySelector('option[selected]')?.getAttribute('value') ??
    input?.textContent
  )
}
const idIn = ({ path }: Seen) => decodeURIComponent(/^\/records\/([^/]+)\/edit/.exec(path)![1]!)

let described: string
test('a producer describes a dataset, and it is in the catalogue', async () => {
  const page = await producer.go('/records/new?organisation=jardins')
  expect([page.status, flaws(page.document, 'fr')]).toEqual([200, []])
  const filled = {
    ...{ 'title.fr': 'Arbres des squares', 'description.fr': 'Les arbres.\n\nUn par un.', 'description.en': 'Trees.' },
    ...{ keywords: 'arbre = tree\nnature', 'themes.ENVI': 'on', typology: 'territory', production: 'surveyed' },
    ...{ access: 'open', licence: 'ODbL-1.0', 'temporal.from': '2020-01-01', spatial: '-1.8, 48, -1.5, 48.2' },
    ...{ contacts: 'Jardins <jardins@example.org>', files: 'Arbres | https://example.org/arbres.csv | text/csv' },
  }
  const wrong = await producer.fill('/records/new', { ...filled, contacts: '' })
  expect([wrong.status, refused(wrong)]).toEqual([400, expect.stringContaining('contacts')])
  // What was typed is still there.
  expect(valueOfInput(wrong, 'title.fr')).toBe('Arbres des squares')
  expect(wrong.document.querySelector('[name="themes.ENVI"]')!.hasAttribute('checked')).toBe(true)
  const extent = await producer.fill('/records/new', { ...filled, spatial: 'ici' })
  expect([extent.status, refused(extent)]).toEqual([400, expect.stringContaining('quatre nombres')])
  const made = await producer.fill('/records/new', filled)
  expect([made.status, said(made)]).toEqual([200, 'C’est enregistré.'])
  described = idIn(made)
  expect(described).toMatch(/^described\.jardins~[0-9a-f-]{36}$/)
  const { body } = await town.get(`/api/records/${described}`)
  expect(body).toMatchObject({
    title: { fr: 'Arbres des squares', en: 'Arbres des squares' },
    description: { fr: 'Les arbres.\n\nUn par un.', en: 'Trees.' },
    keywords: [
      { fr: 'arbre', en: 'tree' },
      { fr: 'nature', en: 'nature' },
    ],
    ...{ themes: ['ENVI'], typology: 'territory', production: 'surveyed', access: 'open', licence: { id: 'ODbL-1.0' } },
    ...{ publisher: { name: 'Jardins' }, spatial: [-1.8, 48, -1.5, 48.2], temporal: { from: '2020-01-01' } },
    files: [{ path: 'https://example.org/arbres.csv', mediaType: 'text/csv' }],
    contacts: [{ name: 'Jardins', email: 'jardins@example.org' }],
  })
  const shown = await nobody.go(`/datasets/${described}`)
  expect([shown.status, shown.document.querySelector('h1')!.textContent]).toEqual([200, 'Arbres des squares'])
  expect(shown.text).toContain('Décrite ici par Jardins.')
  expect((await nobody.go('/harvests')).text).not.toContain('described.')
  // It is one of the records of the node, too.
  const node = await town.get<{ total: number }>('/resources?resource_title=Arbres%20des%20squares&theme=environment')
  expect(node.body.total).toBe(1)
})

test('it is corrected, what changed is told, and each change is undone', async () => {
  const here = `/records/${encodeURIComponent(described)}/edit`
  await producer.go(here)
  const saved = await producer.fill(here, { 'title.fr': 'Arbres', frequency: 'ANNUAL', 'themes.TRAN': 'on' })
  expect(said(saved)).toBe('C’est enregistré.')
  const record = () => town.get(`/api/records/${described}`).then(({ body }) => body)
  expect(await record()).toMatchObject({ title: { fr: 'Arbres' }, frequency: 'ANNUAL', themes: ['ENVI', 'TRAN'] })
  // Nothing typed, nothing changed.
  await producer.fill(here)
  const history = async () =>
    (
      await town.get<{ items: { id: number; verb: string; fields: { field: string }[] }[] }>(
        `/api/records/${described}/history`,
      )
    ).body.items
  const [first] = await history()
  expect([first!.verb, first!.fields.map(({ field }) => field)]).toEqual(['edited', ['frequency', 'themes', 'title']])
  expect((await history()).map(({ verb }) => verb)).toEqual(['edited', 'created'])
  await producer.fill(here, { frequency: 'DAILY' })
  const undo = here.replace('/edit', '/undo')
  await producer.go(here)
  // The first one no longer stands alone: one of its fields changed since.
  const late = await producer.fill(undo, { change: String(first!.id) })
  expect([late.status, refused(late)]).toEqual([409, expect.stringContaining('frequency')])
  const [second] = await history()
  await producer.go(here)
  expect(said(await producer.fill(undo, { change: String(second!.id) }))).toBe('La modification est défaite.')
  expect(said(await producer.fill(undo, { change: String(first!.id) }))).toBe('La modification est défaite.')
  expect(await record()).toMatchObject({ title: { fr: 'Arbres des squares' }, themes: ['ENVI'] })
  expect((await record()).frequency).toBeUndefined()
  expect((await history()).map(({ verb }) => verb)).toEqual(['undone', 'undone', 'edited', 'edited', 'created'])
})

test('it is withdrawn, kept for memory, and put back', async () => {
  const here = `/records/${encodeURIComponent(described)}/edit`
  await producer.go(here)
  expect(said(await producer.fill(here.replace('/edit', '/withdraw')))).toContain('retirée')
  expect((await town.get<{ total: number }>('/resources?resource_title=Arbres%20des%20squares')).body.total).toBe(0)
  expect(said(await producer.fill(here.replace('/edit', '/restore')))).toContain('de nouveau')
  expect((await town.get<{ total: number }>('/resources?resource_title=Arbres%20des%20squares')).body.total).toBe(1)
})

test('what a producer says of a dataset of the chain goes over what the chain says, until it is emptied', async () => {
  const here = '/records/staff/edit'
  const before = await producer.go(here)
  expect([before.status, valueOfInput(before, 'title.fr')]).toEqual([200, 'staff'])
  await producer.fill(here, { 'title.fr': 'Le personnel', 'title.en': 'The staff', 'highValue.statistics': 'on' })
  const { body } = await town.get('/api/records/staff')
  expect(body).toMatchObject({ title: { fr: 'Le personnel', en: 'The staff' }, edited: ['highValue', 'title'] })
  expect((await nobody.go('/datasets/staff')).document.querySelector('h1')!.textContent).toBe('Le personnel')
  const again = await producer.go(here)
  expect(again.text).toContain('La source dit : staff')
  await producer.fill(here, { 'title.fr': '', 'title.en': '' })
  expect((await town.get('/api/records/staff')).body).toMatchObject({ title: { fr: 'staff' }, edited: ['highValue'] })
})

test('what is said of a harvested record stays through the next harvest', async () => {
  const here = `/records/${HARVESTED}/edit`
  await admin.go(here)
  await admin.fill(here, { frequency: 'WEEKLY', 'limits.fr': 'En ville seulement.' })
  place.serve(rudiNode([rudiRecord(1, { resource_title: 'Autre titre' })]))
  await harvest({ ...place.work, store: town.house.chain.store }, place.source('rudi', { id: 'node' }), { full: true })
  expect((await town.get(`/api/records/${HARVESTED}`)).body).toMatchObject({
    ...{ title: { fr: 'Autre titre' }, frequency: 'WEEKLY', edited: ['frequency', 'limits'] },
    limits: { fr: 'En ville seulement.', en: 'En ville seulement.' },
  })
})

test('nobody else describes or corrects', async () => {
  expect((await nobody.go('/records/new')).path).toMatch(/^\/account\?next=/)
  expect((await nobody.go('/records/staff/edit')).path).toMatch(/^\/account\?next=/)
  expect((await member.go('/records/new')).document.querySelector('form[action="/records/new"]')).toBeNull()
  for (const id of ['staff', 'hourly', described, HARVESTED])
    expect((await member.go(`/records/${encodeURIComponent(id)}/edit`)).status, id).toBe(403)
  for (const id of ['hourly', HARVESTED])
    expect((await producer.go(`/records/${encodeURIComponent(id)}/edit`)).status, id).toBe(403)
  const post = async (path: string, body: object, browser: FormBrowser, headers = {}) =>
    (
      await town.app.request(`http://town.example${path}`, {
        method: 'POST',
        headers: {
          ...{ Cookie: `session=${browser.cookies.get('session')}`, 'Content-Type': 'application/json' },
          Origin: 'http://town.example',
          ...headers,
        },
        body: JSON.stringify(body),
      })
    ).status
  const title = { title: { fr: 'x', en: 'x' } }
  expect(await post('/api/records/staff/fields', { fields: title }, member)).toBe(403)
  expect(await post('/api/records', { organisation: 'jardins', fields: title }, member)).toBe(403)
  expect(await post('/api/records', { organisation: 'none', fields: title }, producer)).toBe(404)
  expect(await post('/api/records/staff/fields', { fields: title }, producer, { Origin: 'http://evil.example' })).toBe(
    403,
  )
  // Who may read is not said here, nor who somebody is.
  for (const fields of [{ access: 'open' }, { publisher: { name: 'x' } }, { __proto__x: 1 }])
    expect(await post('/api/records/staff/fields', { fields }, producer)).toBe(400)
})

describe('the pages are whole', () => {
  test.each(['/records/new', '/records/staff/edit', '/organisations/jardins'])('%s', async (path) => {
    for (const language of languages) {
      const { status, document } = await producer.go(path, language)
      expect([status, flaws(document, language)], `${path} in ${language}`).toEqual([200, []])
    }
  })
})

test('a manager makes a deposit key, sees it once, and revokes it', async () => {
  const page = await admin.go('/organisations/jardins/keys')
  expect([page.status, flaws(page.document, 'fr')]).toEqual([200, []])
  const made = await admin.fill('/organisations/jardins/keys', { label: 'Nœud', days: '30' })
  const key = made.document.querySelector('pre')!.textContent!.trim()
  expect([made.status, key]).toEqual([201, expect.stringMatching(/^oro_[\w-]{43}$/)])
  const push = () =>
    town.app.request('/kalim/v1/resources', {
      method: 'POST',
      headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(rudiRecord(55)),
    })
  expect((await push()).status).toBe(200)
  const again = await admin.go('/organisations/jardins/keys')
  expect(again.text).not.toContain(key)
  const [id] = await town.govern.store.query<{ id: number }>('select max(id) as id from organisation_key')
  await admin.fill('/organisations/jardins/keys/revoke', { key: String(id!.id) })
  expect((await push()).status).toBe(401)
  expect((await producer.go('/organisations/jardins/keys')).status).toBe(403)
})
