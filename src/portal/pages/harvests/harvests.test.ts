import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTown, type Town } from '../../../api/testing.ts'
import { openTestHarvest, rudiNode, rudiRecord, type TestHarvest } from '../../../catalogue/harvest/testing/place.ts'
import { type Harvesting, harvest } from '../../../catalogue/index.ts'
import { hasBrowser, openSite, unfit } from '../../testing/browser.ts'
import { flaws, languages, openPortal, read } from '../../testing.ts'

let town: Town
let node: TestHarvest
let app: Hono
const idOf = (n: number) => `node~${rudiRecord(n).global_id}`

beforeAll(async () => {
  ;[town, node] = await Promise.all([openTown(), openTestHarvest()])
  app = openPortal(town.app, town.house.now)
  const source = node.source('rudi', { id: 'node', title: { fr: 'Le nœud', en: 'The node' } })
  town.house.use({ ...town.house.chain.graph.territory, harvests: [source] })
  const work: Harvesting = {
    ...node.work,
    store: town.house.chain.store,
    territory: 'test',
    clock: town.house.chain.clock,
  }
  const records = Array.from({ length: 70 }, (_, n) => rudiRecord(n))
  const bad = [
    rudiRecord(90, { theme: 'poetry' }),
    rudiRecord(91, { resource_title: '<script>alert(1)</script>', theme: 'Economie' }),
  ]
  node.serve(rudiNode([...records, ...bad]))
  await harvest(work, source)
  node.serve(rudiNode(records.slice(0, 20)))
  await harvest(work, source, { full: true })
  node.serve(rudiNode([...records.slice(1), bad[1]], 200))
  await harvest(work, source, { full: true })
}, 120_000)
afterAll(async () => {
  await town?.house.close()
  await node?.close()
})

describe.each(languages)('in %s', (language) => {
  test.each([
    '/harvests',
    '/harvests/1',
    '/harvests/1?offset=50',
    '/harvests/1?outcome=refused&code=ERR-303',
    '/harvests/2',
    '/harvests/3',
    `/datasets/${idOf(3)}`,
    `/datasets/${idOf(91)}`,
  ])('%s reads well', async (path) => {
    const { status, document, text } = await read(app, path, language)
    expect(status).toBe(200)
    expect(flaws(document, language)).toEqual([])
    expect(text).not.toContain('<script>alert')
  })
  test.each([
    ['/harvests/99', 404],
    ['/harvests/x', 400],
    ['/datasets/node~nothing', 404],
  ])('%s says what is wrong', async (path, status) => {
    expect((await read(app, path, language)).status).toBe(status)
  })
})

test('a stopped harvest says why and what to do; a report is filtered and downloaded', async () => {
  expect((await read(app, '/harvests/2')).text).toContain('--accept-loss')
  const refused = await read(app, '/harvests/1?outcome=refused')
  expect([...refused.document.querySelectorAll('tbody tr')].length).toBe(1)
  expect(refused.text).toContain('ERR-303')
  const csv = await (await town.app.request('/api/harvests/runs/1/records.csv?code=ERR-303')).text()
  expect(csv.trim().split('\n').length).toBe(3)
})

test('what was harvested is in the catalogue, with what people say of it otherwise', async () => {
  const turtle = await (await town.app.request('/dcat/catalog.ttl?limit=500')).text()
  expect(turtle).toContain(`/dcat/dataset/${idOf(3)}`)
  const edit = (headers: Record<string, string>, body: unknown) =>
    town.app.request(`/api/records/${idOf(3)}/edits`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  const correction = { field: 'frequency', value: 'DAILY' }
  expect((await edit({}, correction)).status).toBe(401)
  expect((await edit(town.operator, { field: 'access', value: 'open' })).status).toBe(400)
  expect((await edit(town.operator, correction)).status).toBe(200)
  const { document } = await read(app, `/datasets/${idOf(3)}`)
  expect(document.querySelector('main')!.textContent).toContain('autrement que ne le dit la source : frequency')
  const { body } = await town.get<{ items: { verb: string }[] }>(`/api/records/${idOf(3)}/history`)
  expect(body.items.map(({ verb }) => verb)).toEqual(['edited', 'created'])
})

test.skipIf(!hasBrowser)(
  'nothing against accessibility, light and dark, and it fits a phone',
  async () => {
    const site = await openSite(app)
    try {
      for (const path of ['/harvests', '/harvests/1', '/harvests/2', `/datasets/${idOf(3)}`]) {
        const [page] = await site.open(path, { bypassCSP: true })
        expect([path, await unfit(page)]).toEqual([path, []])
        await page.close()
      }
    } finally {
      await site.close()
    }
  },
  60_000,
)
