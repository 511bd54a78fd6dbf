import { DOMParser } from 'linkedom'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestHarvest, rudiNode, rudiRecord, type TestHarvest } from '../../catalogue/harvest/testing/place.ts'
import { harvest } from '../../catalogue/index.ts'
import { ORIGIN, signedIn } from '../account/testing.ts'
import type { MailPage, SavedSearchList, SavedSearchTold, SearchPage } from '../json/shapes.ts'
import { openTown, type Town } from '../testing.ts'
import { tellSearches } from './tell.ts'

// Searches that people keep: what is new is told once, by letter or by feed.

let town: Town
let node: TestHarvest
let lea: Awaited<ReturnType<typeof signedIn>>

const collect = (records: readonly unknown[]) => {
  node.serve(rudiNode(records))
  const { store, clock } = town.house.chain
  return harvest({ ...node.work, store, clock }, node.source('rudi', { id: 'node', mayLose: 1 }), { full: true })
}
const tell = () => tellSearches({ govern: town.govern, ask: async (path) => town.app.request(ORIGIN + path) })
const later = (hours: number) => {
  town.house.now = new Date(town.house.now.getTime() + hours * 3_600_000)
}
const pools = (n: number, title: string) => rudiRecord(n, { resource_title: title })
const letters = async () => (await lea.get<MailPage>('/api/account/mail')).body.items

beforeAll(async () => {
  ;[town, node] = await Promise.all([openTown(), openTestHarvest()])
  lea = await signedIn(town, 'lea@example.org')
  expect((await collect([pools(1, 'Piscines'), pools(2, 'Musées')])).state).toBe('done')
}, 120_000)
afterAll(async () => {
  await town?.house.close()
  await node?.close()
})

test('a search is kept by who is signed in, checked, in one order, once', async () => {
  expect((await town.app.request('/api/account/searches')).status).toBe(401)
  const form = { title: 'Piscines', query: 'theme=ENVI&q=piscine&limit=3', mails: true }
  const saved = await lea.post<SavedSearchTold>('/api/account/searches', form)
  expect(saved.status).toBe(201)
  expect(saved.body).toMatchObject({ query: 'q=piscine&theme=ENVI', page: '/datasets?q=piscine&theme=ENVI' })
  const again = await lea.post<SavedSearchTold>('/api/account/searches', {
    ...form,
    query: '?q=piscine&theme=ENVI',
    title: 'Bassins',
  })
  expect(again.body).toMatchObject({ id: saved.body.id, title: 'Bassins' })
  expect((await lea.post('/api/account/searches', { ...form, query: 'colour=red' })).status).toBe(400)
  expect((await lea.post('/api/account/searches', { ...form, query: 'bbox=nowhere' })).status).toBe(400)
  expect((await lea.post('/api/account/searches', form, { Origin: 'https://elsewhere.example' })).status).toBe(403)
  expect((await lea.get<SavedSearchList>('/api/account/searches')).body.items.length).toBe(1)
  expect((await lea.get<{ searches: unknown[] }>('/api/account/data')).body.searches.length).toBe(1)
  const other = await signedIn(town, 'other@example.org')
  expect((await other.get<SavedSearchList>('/api/account/searches')).body.items).toEqual([])
  expect((await other.post(`/api/account/searches/${saved.body.id}/forget`)).status).toBe(404)
})

test('what is new or changed is told in a letter, once, a day after the last at the soonest', async () => {
  expect(await tell()).toBe(0)
  later(2)
  await collect([pools(1, 'Piscines'), pools(2, 'Musées'), pools(3, 'Piscine olympique'), pools(4, 'Gares')])
  expect(await tell()).toBe(0)
  later(23)
  expect(await tell()).toBe(1)
  expect(await tell()).toBe(0)
  const [letter] = await letters()
  expect(letter!.subject).toContain('Bassins')
  expect(letter!.body).toContain('Piscine olympique')
  expect(letter!.body).not.toContain('Gares')
  expect(letter!.body).not.toContain('Musées')
  later(25)
  expect(await tell()).toBe(0)
  await collect([pools(1, 'Piscines et patinoires'), pools(2, 'Musées'), pools(3, 'Piscine olympique')])
  later(25)
  expect(await tell()).toBe(1)
  expect((await letters())[0]!.body).toContain('patinoires')
})

test('nothing is written of a search without letters, of one that was forgotten, or to an account that was closed', async () => {
  const { body } = await lea.get<SavedSearchList>('/api/account/searches')
  const [{ id }] = body.items as [SavedSearchTold]
  expect((await lea.post(`/api/account/searches/${id}/forget`)).status).toBe(200)
  await lea.post('/api/account/searches', { title: 'Tout', query: '', mails: false })
  const gone = await signedIn(town, 'gone@example.org')
  await gone.post('/api/account/searches', { title: 'Tout', query: '', mails: true })
  await town.govern.store.query(`update account set state = 'blocked' where id = $1`, [gone.account])
  later(25)
  await collect([pools(5, 'Ruches')])
  later(25)
  expect(await tell()).toBe(0)
})

test('since an instant: what came or changed, ours too', async () => {
  const since = async (moment: string) =>
    (await town.get<SearchPage>(`/api/search?since=${moment}&limit=100`)).body.items.map(({ id }) => id)
  const all = await since('2000-01-01T00:00:00Z')
  expect(all).toEqual(expect.arrayContaining(['counters', `node~${rudiRecord(5).global_id}`]))
  expect(await since('2100-01-01T00:00:00Z')).toEqual([])
  expect((await town.get('/api/search?since=yesterday')).status).toBe(400)
})

test('the feed of a search is Atom, whatever the titles hold', async () => {
  await collect([pools(5, 'Ruches & <abeilles> "du\u0001" toit')])
  const answer = await town.app.request(`${ORIGIN}/api/search.atom?q=ruche`)
  expect(answer.headers.get('Content-Type')).toContain('application/atom+xml')
  const text = await answer.text()
  const feed = new DOMParser().parseFromString(text, 'text/xml').documentElement as unknown as Element
  const of = (selector: string) => [...feed.querySelectorAll(selector)].map((one) => one.textContent)
  expect(of('entry > title')).toEqual(['Ruches & <abeilles> "du" toit'])
  // What RFC 4287 wants of a feed and of its entries.
  for (const one of [feed, ...feed.querySelectorAll('entry')])
    for (const name of ['id', 'title', 'updated', 'author'])
      expect([...one.children].filter((child) => child.localName === name).length).toBe(1)
  expect(of('updated').every((moment) => /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(moment ?? ''))).toBe(true)
})

test('an account that is erased takes its searches along', async () => {
  const count = async () =>
    (
      await town.govern.store.query<{ n: number }>('select count(*) as n from saved_search where account = $1', [
        lea.account,
      ])
    )[0]!.n
  expect(await count()).toBe(1)
  await town.govern.store.query(`update account set password = null where id = $1`, [lea.account])
  const { eraseAccount, readAccount } = await import('../../govern/index.ts')
  await eraseAccount(town.govern, await readAccount(town.govern.store, lea.account), { current: '', from: undefined })
  expect(await count()).toBe(0)
})
