import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SearchPage } from '../../../api/json/shapes.ts'
import { openTown, type Town } from '../../../api/testing.ts'
import { openTestHarvest, rudiNode, rudiRecord, type TestHarvest } from '../../../catalogue/harvest/testing/place.ts'
import { harvest } from '../../../catalogue/index.ts'
import { hasBrowser, openSite, unfit } from '../../testing/browser.ts'
import { flaws, languages, openPortal, read } from '../../testing.ts'

// The catalogue of a town that also harvests a node: one list, one search.

let town: Town
let node: TestHarvest
let app: Hono
const records = [
  ...Array.from({ length: 60 }, (_, n) => rudiRecord(n)),
  rudiRecord(70, { resource_title: 'Bibliothèques municipales', theme: 'culture', keywords: ['lecture publique'] }),
  rudiRecord(71, { resource_title: '<script>alert(1)</script> & "travaux"', theme: 'transportation' }),
]
const idOf = (n: number) => `node~${rudiRecord(n).global_id}`

const collect = (some: readonly unknown[], full = false) => {
  node.serve(rudiNode(some))
  const source = node.source('rudi', { id: 'node', title: { fr: 'Le nœud', en: 'The node' }, mayLose: 1 })
  return harvest({ ...node.work, store: town.house.chain.store }, source, { full })
}

beforeAll(async () => {
  ;[town, node] = await Promise.all([openTown(), openTestHarvest()])
  app = openPortal(town.app, town.house.now)
  expect((await collect(records)).state).toBe('done')
}, 120_000)
afterAll(async () => {
  await town?.house.close()
  await node?.close()
})

const search = async (query: string) => (await town.get<SearchPage>(`/api/search?${query}`)).body
const idsOf = ({ items }: SearchPage) => items.map(({ id }) => id)
const say = (groups?: string, headers: Record<string, string> = town.operator) =>
  town.app.request('/api/search/synonyms', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify({ ...(groups !== undefined && { groups }) }),
  })

describe.each(languages)('in %s', (language) => {
  test.each([
    '/datasets',
    '/datasets?offset=20',
    '/datasets?q=biblioteque',
    '/datasets?q=zzzzzz+jeu&theme=TRAN&year=1900',
    '/datasets?theme=transport&access=open&sort=title',
    '/datasets?west=-2&south=48&east=-1&north=49',
    '/datasets?west=nowhere&from=2024-99-99',
    '/datasets?q=vélos+écoles+ruches&bbox=0,0,1,1',
    '/datasets?from=2020-01-01&to=2024-12-31&keyword=arbres&keyword=lecture+publique',
    '/datasets?q=%22%3E%3Cscript%3Ealert(1)',
    '/datasets?producer=Nobody&utm_source=elsewhere',
    `/datasets/${idOf(70)}`,
  ])('%s reads well', async (path) => {
    const { status, document, text } = await read(app, path, language)
    expect(status).toBe(200)
    expect(flaws(document, language)).toEqual([])
    expect(text).not.toContain('<script>alert')
  })
})

test('what is made here and what was harvested are one list', async () => {
  const all = await search('limit=100')
  const own = town.house.chain.graph.nodes.filter(({ publish }) => publish).length
  expect(all.total).toBe(records.length + own)
  expect(idsOf(all)).toEqual(expect.arrayContaining(['counters', 'hourly', idOf(3)]))
  expect(all.facets.find(({ name }) => name === 'source')!.values).toMatchObject([
    { value: 'node', count: records.length },
    { value: 'house', count: own },
  ])
  const { document } = await read(app, '/datasets?q=arbres')
  expect(document.querySelectorAll('.datasets > li').length).toBe(20)
  expect(document.querySelector('.datasets')!.textContent).toContain('chez node')
})

test('a search without JavaScript: words with a mistake, a filter chosen, dropped again', async () => {
  const found = await read(app, '/datasets?q=biblioteque')
  expect(found.document.querySelector('.datasets a')!.textContent).toBe('Bibliothèques municipales')
  expect(found.text).toContain('bibliothèques')
  const kept = await read(app, '/datasets?q=jeu&theme=EDUC')
  const nothing = kept.document.querySelector('.empty')!
  const [loosest] = [...nothing.querySelectorAll('a')]
  expect(loosest!.getAttribute('href')).toBe('/datasets?q=jeu')
  const chosen = await read(app, '/datasets?theme=EDUC&access=open')
  expect([...chosen.document.querySelectorAll('.chosen a')].map((a) => a.getAttribute('href'))).toEqual([
    '/datasets?access=open',
    '/datasets?theme=EDUC',
  ])
  expect(chosen.document.querySelectorAll('input[name=theme][checked]').length).toBe(1)
})

test('a filter that cannot be used is told, and the others hold', async () => {
  const { document } = await read(app, '/datasets?theme=EDUC&west=5&south=x&east=6&north=7')
  expect(document.querySelector('[role=alert]')!.textContent).toContain('bbox')
  expect(document.querySelector('.datasets a')!.textContent).toBe('Bibliothèques municipales')
  expect((await town.get('/api/search?bbox=1,2')).status).toBe(400)
  expect((await town.get('/api/search?from=2024-02-30')).status).toBe(400)
  expect((await town.get('/api/search?colour=red')).status).toBe(400)
})

test('a result is taken away whole', async () => {
  const csv = await (await town.app.request('/api/search.csv?source=node')).text()
  const lines = csv.trim().split('\r\n')
  expect(lines.length).toBe(1 + records.length)
  expect(lines[0]).toContain('title_fr')
  const json = (await (await town.app.request('/api/search.json?theme=EDUC')).json()) as { id: string }[]
  expect(json.map(({ id }) => id)).toEqual([idOf(70)])
})

test('it is in the map of the site, in OGC API Records and in the description of its own page', async () => {
  expect((await read(app, '/sitemap.xml')).text).toContain(`<loc>http://town.example/datasets/${idOf(70)}</loc>`)
  const { body } = await town.get<{ numberMatched: number; features: { id: string; links: object[] }[] }>(
    '/ogc/collections/catalogue/items?q=bibliotheque',
  )
  expect([body.numberMatched, body.features[0]!.id]).toEqual([1, idOf(70)])
  const one = await town.get<{ id: string }>(`/ogc/collections/catalogue/items/${idOf(70)}`)
  expect(one.body.id).toBe(idOf(70))
  const { document } = await read(app, `/datasets/${idOf(70)}`)
  const data = JSON.parse(document.querySelector('script[type="application/ld+json"]')!.textContent!)
  expect(data).toMatchObject({ '@type': 'Dataset', name: 'Bibliothèques municipales' })
  expect(document.querySelector('a[href="/datasets?theme=EDUC"]')).not.toBeNull()
})

test('a search sees at once what an edit, a harvest or a synonym changes', async () => {
  expect((await search('q=patinoire')).total).toBe(0)
  const edited = await town.app.request(`/api/records/${idOf(5)}/edits`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...town.operator },
    body: JSON.stringify({ field: 'title', value: { fr: 'Patinoires', en: 'Ice rinks' } }),
  })
  expect(edited.status).toBe(200)
  expect(idsOf(await search('q=patinoire'))).toEqual([idOf(5)])
  expect((await search('q=médiathèque')).items[0]!.why[0]).toMatchObject({ how: 'synonym', met: 'bibliothèque' })
  expect((await say('patinoire, aréna', {})).status).toBe(401)
  expect((await say('seul')).status).toBe(400)
  expect((await say('patinoire, aréna\nlecture; livre')).status).toBe(200)
  expect(idsOf(await search('q=arena'))).toEqual([idOf(5)])
  expect((await search('q=médiathèque')).total).toBe(0)
  expect((await say()).status).toBe(200)
  expect((await search('q=médiathèque')).total).toBe(1)
  await collect([...records.slice(10), rudiRecord(80, { resource_title: 'Ruches' })], true)
  expect(idsOf(await search('q=ruche'))).toEqual([idOf(80)])
  expect(idsOf(await search('q=patinoire'))).toEqual([])
  expect((await search('source=node')).total).toBe(records.length - 10 + 1)
})

test('where and when restricted data is stays unknown to a search', async () => {
  const { body } = await town.get<SearchPage>('/api/search?access=restricted&bbox=-180,-90,180,90', town.operator)
  expect(body.total).toBe(0)
})

test.skipIf(!hasBrowser)(
  'nothing against accessibility, light and dark, it fits a phone, and a keyboard is enough',
  async () => {
    const site = await openSite(app)
    try {
      for (const path of [
        '/datasets',
        '/datasets?q=jeux+arbre&theme=ENVI',
        '/datasets?q=zzzz',
        `/datasets/${idOf(20)}`,
      ]) {
        const [page] = await site.open(path, { bypassCSP: true })
        expect([path, await unfit(page)]).toEqual([path, []])
        await page.close()
      }
      const [page] = await site.open('/datasets', { bypassCSP: true })
      await page.focus('input[name=q]')
      await page.keyboard.type('biblioteque')
      await page.keyboard.press('Enter')
      await page.waitForURL(/q=biblioteque/)
      await page.focus('input[name=theme]')
      await page.keyboard.press('Space')
      await page.keyboard.press('Enter')
      await page.waitForURL(/q=biblioteque.*theme=EDUC/)
      expect(await page.textContent('#results')).toContain('1')
    } finally {
      await site.close()
    }
  },
  60_000,
)
