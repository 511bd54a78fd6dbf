import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demo } from '../../territories/demo/territory.ts'
import { openTestFleet, type TestFleet } from '../api/fleet/testing.ts'
import { createApi } from '../api/index.ts'
import { openTestHouse, type TestHouse } from '../pipeline/testing.ts'
import { hasBrowser, openSite, type Site, unfit } from './testing/browser.ts'
import { routesWeighed } from './testing/routes.ts'
import { openPortal } from './testing.ts'

const pages = [
  '/',
  '/datasets',
  '/datasets/bike_hourly',
  '/datasets/bike_daily',
  '/datasets/people_near_frequent_stops',
  '/datasets/transit_access',
  '/datasets/terrain',
  '/chain',
  '/chain/traffic_readings',
  '/runs/1',
  '/map',
  '/use-cases',
  '/use-cases/mobility',
  '/use-cases/heat',
  '/use-cases/cool-routes',
  '/fleet',
  '/fleet?state=silent&q=zzz',
  '/fleet/frames',
  // A thermometer of the invented town.
  '/fleet/02C17F0101000001',
  '/account',
  '/nowhere',
]

describe.skipIf(!hasBrowser)('in a browser', () => {
  let house: TestHouse
  let fleet: TestFleet
  let site: Site

  beforeAll(async () => {
    house = await openTestHouse(demo({ size: 0.25 }))
    // The day after the last one of the invented data: what lies in the future is no count.
    house.now = new Date('2025-07-14T10:00:00Z')
    const { run } = await house.run()
    expect(run.state).toBe('done')
    fleet = await openTestFleet(house, house.chain.graph.territory.sensing!)
    const api = createApi({ chain: house.chain, queue: house.queue, version: '0.0.1', fleet })
    site = await openSite(openPortal(api, house.now))
  }, 120_000)

  afterAll(async () => {
    await site?.close()
    await fleet?.close()
    await house?.close()
  })

  const open: Site['open'] = (...asked) => site.open(...asked)

  test.each(pages)(
    '%s has nothing against accessibility, light and dark, no error, and fits a phone of 360 pixels',
    async (path) => {
      const [page, problems] = await open(path, { bypassCSP: true })
      expect(await unfit(page)).toEqual([])
      expect(problems).toEqual([])
      await page.close()
    },
  )

  routesWeighed(open, () => site.base, ['rue'])

  test('the keyboard reaches the content first, then the menu', async () => {
    const [page] = await open('/')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content')
    await page.close()
  })

  test('the map comes alive within our own security policy, and tells what is under a click', async () => {
    const [page, problems] = await open('/datasets/districts', { locale: 'fr-FR' })
    await page.locator('figure.map.live').waitFor({ timeout: 30_000 })
    const box = (await page.locator('.map-canvas').boundingBox())!
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
    const popup = page.locator('.map-popup')
    expect(await popup.textContent()).toContain('Quartiers')
    expect(await popup.locator('dt').allTextContents()).toContain('Nom')
    expect(problems).toEqual([])
    await page.close()
  })

  test('days are drawn over time, counter by counter; one row is told as facts; every part of a raster is there', async () => {
    const [page] = await open('/datasets/bike_daily', { locale: 'fr-FR' })
    const chart = page.locator('figure.chart')
    expect(await chart.locator('figcaption').textContent()).toContain('total par jour')
    const counters = await chart.locator('thead th').allTextContents()
    expect(counters.length).toBeGreaterThan(2)
    expect((await chart.locator('.wide svg').textContent())!).toContain(counters[1]!)
    await page.goto(`${site.base}/datasets/transit_access`)
    expect(await page.locator('figure.chart').count()).toBe(0)
    expect(await page.locator('section:has(> #data) tbody tr').count()).toBeGreaterThan(2)
    await page.goto(`${site.base}/datasets/terrain`)
    const files = await page.locator('.downloads a').evaluateAll((links) => links.map((a) => a.getAttribute('href')!))
    expect(files.length).toBeGreaterThan(1)
    for (const file of files) expect((await page.request.get(site.base + file)).status()).toBe(200)
    await page.close()
  })

  test('the page of a run follows it until its end', async () => {
    const { store } = house.chain
    const [run] = await store.query<{ id: number }>(
      "insert into run (territory, trigger) values ('demo', 'manual') returning id::int",
    )
    const [page, problems] = await open(`/runs/${run!.id}`, { locale: 'fr-FR' })
    await page.locator('#live', { hasText: 'se met à jour toute seule' }).waitFor()
    await store.query("update run set state = 'done', finished = now() where id = $1", [run!.id])
    await page.locator('h1 + .meta .state-done').waitFor()
    expect(problems).toEqual([])
    await page.close()
  })

  test('without JavaScript the map is a picture', async () => {
    const [page] = await open('/map', { javaScriptEnabled: false })
    const image = page.locator('.map img')
    await image.scrollIntoViewIfNeeded()
    await expect.poll(() => image.evaluate((e: HTMLImageElement) => e.naturalWidth)).toBe(960)
    await page.close()
  })

  test('a file is prepared, its progress shown, then downloaded; without JavaScript the link gives it', async () => {
    const [page, problems] = await open('/datasets/districts', { locale: 'fr-FR' })
    const item = page.locator('.downloads li', { has: page.locator('a[href$="/gpkg"]') })
    const downloaded = page.waitForEvent('download')
    await item.locator('a').click()
    const status = item.getByRole('status')
    await expect.poll(() => status.textContent()).toMatch(/^Prêt : [\d,]+.(k|M)o/)
    const file = await downloaded
    expect(file.suggestedFilename()).toMatch(/^districts-v\d+\.gpkg$/)
    expect(await file.failure()).toBeNull()
    expect(problems).toEqual([])
    await page.close()
    const [plain] = await open('/datasets/districts', { javaScriptEnabled: false })
    const given = plain.waitForEvent('download')
    await plain.locator('.downloads a[href$="/csv"]').click()
    expect((await given).suggestedFilename()).toMatch(/\.csv$/)
    await plain.close()
  })
})
