import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { given } from '../../packs/mobility/testing/territory.ts'
import { walkabilityPack } from '../../packs/walkability/pack.ts'
import { WalkEdge } from '../../packs/walkability/shapes.ts'
import { walkabilityStyles } from '../../packs/walkability/styles.ts'
import { crs, edges, places, sidewalk } from '../../packs/walkability/testing.ts'
import { signedIn } from '../api/account/testing.ts'
import { createApi } from '../api/index.ts'
import { openGovern } from '../govern/index.ts'
import { bind } from '../kernel/index.ts'
import { openTestHouse, place, type TestHouse } from '../pipeline/testing.ts'
import { inventAnswers } from '../survey/index.ts'
import { hasBrowser, openSite, type Site, unfit } from './testing/browser.ts'
import { openPortal } from './testing.ts'

const answer = '/surveys/walkability/answer?subject=4%204%20e'
const pages = [
  ...['/use-cases/walkability', '/use-cases/walkability?by=segments&destinations=0&traffic=3,5&slope=x'],
  ...['/surveys/walkability', '/surveys/walkability?q=RUE', "/surveys/walkability?q=%25'--", answer],
  ...['/surveys/walkability/thanks', '/admin', '/admin/surveys', '/admin/surveys/walkability'],
  ...['/admin/surveys/walkability?state=accepted', '/surveys/walkability/answer?subject=nothing'],
]

describe.skipIf(!hasBrowser)('in a browser', () => {
  let house: TestHouse
  let site: Site
  let session: string

  beforeAll(async () => {
    const sources = { edges: given('edges', WalkEdge, [...edges, sidewalk]), places }
    const pack = walkabilityPack({ crs, licence: 'CC0-1.0' })
    const town = place(Object.values(sources), [bind(pack, { inputs: sources })])
    house = await openTestHouse({ ...town, styles: walkabilityStyles(crs) })
    const { run } = await house.run()
    expect(run.state).toBe('done')
    const { store, clock, graph } = house.chain
    const rated = edges.slice(0, 12).flatMap(({ id }, i) =>
      Array.from({ length: 5 }, (_, n) => ({
        ...{ subject: id, comment: i === 0 && n === 4 ? 'Une haie gêne.' : '' },
        ratings: [1 + (i % 5), 3, 1 + ((i * 2) % 5), 4, 1 + (i % 3)],
      })),
    )
    await inventAnswers({ store, clock, territory: graph.territory.id }, graph.surveys[0]!, rated)
    const govern = openGovern(house.chain)
    const api = createApi({ chain: house.chain, queue: house.queue, govern, version: '0.0.1' })
    const admin = await signedIn({ app: api, govern }, 'admin@example.org', { administrator: true })
    session = admin.cookies.get('session')!
    site = await openSite(openPortal(api, house.now))
  }, 120_000)

  afterAll(async () => {
    await site?.close()
    await house?.close()
  })

  const open = (path: string, options: object = {}) =>
    site.open(path, { locale: 'fr-FR', ...options }, path.startsWith('/admin') ? session : undefined)

  test.each(pages)('%s: accessible, light and dark, without error, on a phone of 360 pixels', async (path) => {
    const [page, problems] = await open(path, { bypassCSP: true })
    expect(await unfit(page)).toEqual([])
    expect(problems).toEqual([])
    await page.close()
  })

  test('without JavaScript, other weights give another map and another table', async () => {
    const [page] = await open('/use-cases/walkability?by=cells', { javaScriptEnabled: false })
    const picture = async () =>
      (await page.request.get(site.base + (await page.locator('.map img').getAttribute('src'))!)).text()
    const [usual, table] = [await picture(), await page.locator('#map ~ section').first().textContent()]
    for (const name of ['destinations', 'connectivity']) await page.locator(`.weights input[name=${name}]`).fill('0')
    await page.locator('.weights button').click()
    expect(new URL(page.url()).searchParams.get('connectivity')).toBe('0')
    expect(await picture()).not.toBe(usual)
    expect(await page.locator('#map ~ section').first().textContent()).not.toBe(table)
    await page.getByRole('link', { name: 'Revenir aux poids d’origine' }).click()
    expect(await picture()).toBe(usual)
    await page.close()
  })

  test('the live map is drawn with the weights of the reader, and leads to the survey', async () => {
    const [page, problems] = await open('/use-cases/walkability?by=segments&destinations=0&traffic=9')
    await page.locator('figure.map.live').waitFor({ timeout: 30_000 })
    const box = (await page.locator('.map-canvas').boundingBox())!
    const link = page.locator('.map-popup a').first()
    // A grid of streets: a click somewhere near the middle meets one.
    for (let i = 0; i < 40 && (await link.count()) === 0; i++)
      await page.mouse.click(box.x + box.width / 2 + 3 * i, box.y + box.height / 2 + 5 * i)
    expect(await link.getAttribute('href')).toMatch(/^\/surveys\/walkability\/answer\?subject=/)
    expect(problems).toEqual([])
    await page.close()
  })

  test('people answer on a phone, without JavaScript or cookie; the fourth of a home about one street is told to come back', async () => {
    const phone = { viewport: { width: 360, height: 740 }, javaScriptEnabled: false, hasTouch: true } as const
    for (let i = 0; i < 4; i++) {
      const [page] = await open('/surveys/walkability', phone)
      await page.locator('#q').fill('avenue 8')
      await page.getByRole('button', { name: 'Rechercher' }).tap()
      await page.locator('.streets a').first().tap()
      expect(await page.locator('#results ~ .empty').textContent()).toContain('avant 5 avis')
      for (const question of await page.locator('fieldset.scale').all()) await question.locator('label').nth(3).tap()
      await page.locator('#comment').fill(i === 0 ? 'Un banc\nserait bien.' : '')
      await page.getByRole('button', { name: 'Envoyer mon avis' }).tap()
      if (i < 3) await page.waitForURL('**/thanks')
      else expect(await page.getByRole('alert').textContent()).toContain('connexion')
      expect(await page.context().cookies()).toEqual([])
      await page.close()
    }
  })

  test('an administrator accepts one and sets one aside, with a reason', async () => {
    const [page] = await open('/admin/surveys/walkability', { javaScriptEnabled: false })
    const waiting = async () => Number(/\d+/.exec((await page.locator('#answers').textContent())!)![0])
    const before = await waiting()
    await page.getByRole('button', { name: 'Accepter' }).first().click()
    expect(await page.getByRole('status').textContent()).toBe('C’est décidé.')
    await page.locator('select[name=reason]').first().selectOption('repeated')
    await page.getByRole('button', { name: 'Mettre de côté' }).first().click()
    expect(await waiting()).toBe(before - 2)
    await page.goto(`${site.base}/admin/surveys/walkability?state=aside`)
    expect(await page.locator('.letters > li').first().textContent()).toContain('répété')
    await page.close()
  })

  test('an answer that is not whole comes back with what was chosen', async () => {
    const [page] = await open(answer, { javaScriptEnabled: false })
    await page.evaluate(() => {
      for (const input of document.querySelectorAll('input')) input.required = false
    })
    await page.locator('fieldset.scale').first().locator('label').nth(1).click()
    await page.getByRole('button', { name: 'Envoyer mon avis' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('n’a pas de note')
    expect(await page.locator('input[name=room]:checked').getAttribute('value')).toBe('2')
    await page.close()
  })
})
