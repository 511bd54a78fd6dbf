import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTown, type Town } from '../api/testing.ts'
import { flaws, languages, openPortal, read } from './testing.ts'

let town: Town
let app: Hono

beforeAll(async () => {
  town = await openTown()
  app = openPortal(town.app, town.house.now)
})
afterAll(() => town?.house.close())

const pages = [
  '/',
  '/datasets',
  '/datasets?q=bike&theme=transport&access=open',
  '/datasets?q=nothing-like-this',
  '/datasets/counters',
  '/datasets/counters?sort=-lanes&offset=20',
  '/datasets/hourly?value=bikes',
  '/datasets/daily',
  '/datasets/staff',
  '/datasets/residents',
  '/datasets/plan',
  '/chain',
  '/chain/counts',
  '/chain/counters',
  '/chain/daily',
  '/chain/people',
  '/runs/1',
  '/map',
  '/use-cases',
  '/use-cases/bikes',
  '/account',
  '/account/sign-up',
  '/account/forgotten',
  '/organisations',
]

test('what a format cuts is told before it is chosen', async () => {
  const { text } = await read(app, '/datasets/counters', 'en')
  expect(text).toContain('Column names cut to 10 characters')
  expect((await read(app, '/datasets/plan', 'en')).text).not.toContain('What each format cannot hold')
})

test('search engines find every dataset, and are told what not to read', async () => {
  const map = await read(app, '/sitemap.xml')
  const published = town.house.chain.graph.nodes.filter((node) => node.publish)
  for (const { name } of published) expect(map.text).toContain(`<loc>http://town.example/datasets/${name}</loc>`)
  expect((await read(app, '/robots.txt')).text).toContain('Sitemap: http://town.example/sitemap.xml')
})

describe.each(languages)('in %s', (language) => {
  test.each(pages)('%s reads well', async (path) => {
    const { status, document } = await read(app, path, language)
    expect(status).toBe(200)
    expect(flaws(document, language)).toEqual([])
  })

  test.each([
    ['/nowhere', 404],
    ['/datasets/nothing', 404],
    ['/chain/nothing', 404],
    ['/runs/999', 404],
    ['/runs/abc', 400],
    ['/use-cases/nothing', 404],
    ['/datasets/daily/map.svg', 404],
    ['/static/old/portal.css', 404],
  ])('%s says what is wrong and where to go', async (path, status) => {
    const answer = await read(app, path, language)
    expect(answer.status).toBe(status)
    expect(flaws(answer.document, language)).toEqual([])
    expect(answer.document.querySelector('main a[href="/datasets"]')).not.toBeNull()
  })
})

test('browsers that ask for an icon by themselves get it', async () => {
  const answer = await app.request('/favicon.ico')
  expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, 'image/svg+xml'])
  expect(await answer.text()).toContain('<svg')
})

test('the two languages of a page say the same things in other words', async () => {
  for (const path of pages) {
    const [fr, en] = await Promise.all(languages.map(async (language) => (await read(app, path, language)).document))
    expect([path, headings(en!).length]).toEqual([path, headings(fr!).length])
    expect(fr!.title).not.toBe('')
    expect(headings(fr!).join()).not.toBe(headings(en!).join())
  }
})

const headings = (document: Document) =>
  [...document.querySelectorAll('h1, h2, h3, th[scope="col"], dt, summary, button')].map((e) => e.textContent)

/** Queries tried of one page: sorts and pages of tables are alike. */
const VARIANTS = 3

test('every link inside the portal leads somewhere', async () => {
  const seen = new Map<string, string>([['/', '']])
  const tried = new Map<string, number>()
  const broken: string[] = []
  for (const [path, from] of seen) {
    const { status, headers, document } = await read(app, path)
    if (status !== 200) broken.push(`${from} → ${path}: ${status}`)
    if (!headers.get('content-type')?.startsWith('text/html')) continue
    const links = [...document.querySelectorAll('a[href^="/"], img[src], link[href^="/"], script[src]')]
    for (const link of links) {
      const target = (link.getAttribute('href') ?? link.getAttribute('src') ?? '').split('#')[0]!
      const [page = '', query] = target.split('?')
      const variants = (tried.get(page) ?? 0) + (query === undefined ? 0 : 1)
      if (seen.has(target) || variants > VARIANTS) continue
      tried.set(page, variants)
      seen.set(target, path)
    }
  }
  expect(broken).toEqual([])
  expect(seen.size).toBeGreaterThan(60)
})

test('what is not open is shown nowhere, and the refusal is explained', async () => {
  for (const path of pages) expect([path, (await read(app, path)).text.includes('hidden&quot;')]).toEqual([path, false])
  const { document } = await read(app, '/datasets/staff')
  expect(document.querySelector('.refusal')?.textContent).toContain('Données non ouvertes')
  expect(document.querySelector('.downloads')).toBeNull()
})

test('what was asked is never written as markup', async () => {
  const { text, document } = await read(app, `/datasets?q=${encodeURIComponent('"><script>alert(1)</script>')}`)
  expect(text).not.toContain('<script>alert')
  expect(document.querySelector('input[name=q]')?.getAttribute('value')).toContain('<script>')
  expect((await read(app, '/datasets/%3Cscript%3E')).text).not.toContain('<script>')
})

test('rows are sorted, paged and written for people', async () => {
  const { document } = await read(app, '/datasets/counters?sort=-lanes&offset=20', 'en')
  const section = document.querySelector('#data')!.parentElement!
  const lanes = [...section.querySelectorAll('tbody tr')].map((row) => row.querySelectorAll('th, td')[2]?.textContent)
  expect(lanes).toEqual(Array(20).fill('2'))
  expect(section.querySelector('.pager')?.textContent).toContain('21 to 40 of 250')
  expect(section.querySelector('a[rel=next]')?.getAttribute('href')).toBe(
    '/datasets/counters?sort=-lanes&offset=40#data',
  )
})

test('rows set aside are shown with their place and reason', async () => {
  const { document } = await read(app, '/chain/counters')
  const section = document.querySelector('#quarantine')!.parentElement!
  expect(section.querySelector('tbody')?.textContent).toMatch(/line 3.*illisible.*\{"id":"\?"\}/s)
})

test('a partitioned step shows its parts as a strip and as a table', async () => {
  const { document } = await read(app, '/chain/daily', 'en')
  const section = document.querySelector('#partitions')!.parentElement!
  expect(section.querySelector('svg')?.getAttribute('aria-label')).toBe('Cut by day: 14 up to date out of 14.')
  expect(section.querySelectorAll('rect.part-fresh')).toHaveLength(1)
  expect(section.querySelector('tbody')?.textContent).toContain('2024-03-252024-04-0714')
})

test('a dataset describes itself to search engines', async () => {
  const { document } = await read(app, '/datasets/hourly', 'en')
  const described = JSON.parse(document.querySelector('script[type="application/ld+json"]')!.textContent!)
  expect(described).toMatchObject({
    '@type': 'Dataset',
    url: 'http://town.example/datasets/hourly',
    license: 'https://opendatacommons.org/licenses/odbl/1-0/',
    isAccessibleForFree: true,
  })
  expect(described.distribution.length).toBeGreaterThan(1)
})

test('the map is drawn on the server', async () => {
  const { document } = await read(app, '/datasets/counters')
  const { text, headers } = await read(app, document.querySelector('.map img')!.getAttribute('src')!)
  expect(headers.get('content-type')).toBe('image/svg+xml')
  // Each point and its halo.
  expect(text.match(/h0/g)).toHaveLength(2 * 250)
})

test('pages refuse what they do not serve themselves, and files are kept for a year', async () => {
  const { headers, document } = await read(app, '/')
  expect(headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'; style-src 'self';")
  expect(headers.get('vary')).toContain('Cookie')
  const css = document.querySelector('link[href$="portal.css"]')!.getAttribute('href')!
  const file = await app.request(css, { headers: { 'accept-encoding': 'gzip, br' } })
  expect(file.headers.get('content-encoding')).toBe('br')
  expect(file.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  const plain = await app.request(css)
  expect([plain.headers.get('content-encoding'), (await plain.text()).includes('--accent')]).toEqual([null, true])
})

test.each(['islands/map.js', 'islands/run.js', 'islands/layers.js', 'islands/download.js'])(
  '%s is JavaScript',
  async (name) => {
    const css = (await read(app, '/')).document.querySelector('link[href$="portal.css"]')!.getAttribute('href')!
    const source = await (await app.request(css.replace('portal.css', name))).text()
    expect(source).not.toMatch(/\binterface\b|from '[^']+\.ts'/)
    expect(source.length).toBeGreaterThan(500)
  },
)

test('the language switch keeps the page and its query', async () => {
  const { document } = await read(app, '/datasets/counters?sort=name&offset=20')
  const href = document.querySelector('.language')!.getAttribute('href')!
  expect(href).toBe('/datasets/counters?sort=name&offset=20&lang=en')
  expect((await app.request(href)).headers.get('set-cookie')).toContain('lang=en')
})

test('an API that is down gives a page that says so, in both languages', async () => {
  for (const language of languages) {
    const down = openPortal(town.app, town.house.now, async () => {
      throw new TypeError('connection refused at 10.0.0.1')
    })
    const { status, text, document } = await read(down, '/datasets', language)
    expect(status).toBe(500)
    expect(flaws(document, language)).toEqual([])
    expect(text).not.toContain('10.0.0.1')
  }
})

test('an empty territory says that nothing was made yet', async () => {
  const empty = await openTown()
  try {
    await empty.house.chain.store.query('delete from current_version')
    await empty.house.chain.store.query('delete from asset_state')
    const fresh = openPortal(empty.app, empty.house.now)
    for (const path of ['/', '/datasets', '/datasets/counters', '/chain', '/chain/daily', '/map']) {
      const { status, document } = await read(fresh, path)
      expect([path, status, flaws(document, 'fr')]).toEqual([path, 200, []])
    }
  } finally {
    await empty.house.close()
  }
})
