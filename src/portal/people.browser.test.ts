import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signedIn } from '../api/account/testing.ts'
import { openTown, type Town } from '../api/testing.ts'
import {
  addOrganisation,
  addProject,
  answerRequest,
  askAccess,
  createAccessKey,
  firstAdministratorLink,
  oneself,
  setMember,
  setOwner,
} from '../govern/index.ts'
import { hasBrowser, openSite, type Site, unfit } from './testing/browser.ts'
import { openPortal } from './testing.ts'

const password = 'cheval agrafe pile correct'

/** Pages by who sees them. */
const pages: Record<string, readonly string[]> = {
  nobody: [
    ...['/account', '/account/sign-up', '/account/forgotten', '/account/confirm?token=x', '/account/password?token=x'],
    ...[
      '/account?problem=account.provider',
      '/account?next=%2Faudit',
      '/organisations',
      '/organisations/personnel',
      '/datasets/staff',
    ],
  ],
  lea: [
    ...['/account', '/account/profile', '/account/keys', '/account/mail', '/account/projects', '/account/requests'],
    ...['/requests/1', '/requests/2', '/datasets/staff', '/audit', '/organisations', '/admin'],
    ...['/account/searches', '/datasets?q=personnel'],
  ],
  producer: [
    '/account',
    '/requests',
    '/requests/2',
    '/requests/1',
    '/audit?verb=data.read',
    '/organisations/personnel',
    '/records/new',
    '/records/staff/edit',
  ],
  admin: [
    ...[
      '/account',
      '/admin',
      '/admin/accounts',
      '/admin/accounts/3',
      '/admin/organisations?state=active',
      '/admin/owners',
      '/admin/synonyms',
    ],
    ...['/requests', '/requests/2', '/audit', '/organisations/personnel', '/organisations/personnel/keys'],
  ],
}

describe.skipIf(!hasBrowser)('in a browser', () => {
  let town: Town
  let site: Site
  const sessions: Record<string, string | undefined> = {}

  beforeAll(async () => {
    town = await openTown()
    const { govern } = town
    const admin = await signedIn(town, 'admin@example.org', { administrator: true })
    const producer = await signedIn(town, 'producer@example.org')
    const lea = await signedIn(town, 'lea@example.org')
    Object.assign(sessions, {
      admin: admin.cookies.get('session'),
      producer: producer.cookies.get('session'),
      lea: lea.cookies.get('session'),
    })
    const form = {
      name: 'Personnel',
      kind: 'public',
      summary: 'Qui travaille ici.',
      url: 'https://example.org',
      email: '',
    }
    await addOrganisation(govern, { kind: 'account', account: producer.account }, true, form)
    await setMember(govern, oneself(admin.account), 'personnel', { email: 'guest@example.org', role: 'member' })
    await setOwner(govern, oneself(admin.account), 'staff', 'personnel')
    const parties = [{ organisation: 'personnel', role: 'observer' }]
    await addProject(govern, lea.account, {
      title: 'Étude',
      summary: 'Une étude.',
      url: 'https://example.org',
      parties,
    })
    const asked = {
      purpose: 'Étude des métiers de la ville.',
      comment: 'Merci.',
      ends: '2024-12-31',
      project: 1,
      organisation: '',
    }
    const staff = { name: 'staff', access: 'restricted' } as const
    await askAccess(govern, { id: lea.account, name: 'lea' }, staff, asked)
    await answerRequest(govern, oneself(producer.account), false, 1, { answer: 'accept', note: 'Bonne étude.' })
    await createAccessKey(govern, lea.account, { label: 'carnet', datasets: ['staff'], days: 30 })
    await lea.get('/api/datasets/staff/rows')
    await askAccess(govern, { id: lea.account, name: 'lea' }, staff, asked)
    site = await openSite(openPortal(town.app, town.house.now))
  }, 120_000)
  afterAll(async () => {
    await site?.close()
    await town?.house.close()
  })

  const open = async (who: string, path: string, options: object = {}) => {
    const [page] = await site.open(path, { locale: 'fr-FR', ...options }, sessions[who])
    return page
  }

  test.each(Object.entries(pages).flatMap(([who, paths]) => paths.map((path) => [who, path] as const)))(
    '%s: %s has nothing against accessibility and fits a phone',
    async (who, path) => {
      const page = await open(who, path, { bypassCSP: true })
      expect(await unfit(page)).toEqual([])
      await page.close()
    },
  )

  test('by keyboard alone and without JavaScript: becoming the administrator, then signing out and in', async () => {
    await town.govern.store.query('update account set administrator = false')
    const page = await open('nobody', '/account', { javaScriptEnabled: false })
    const link = new URL((await firstAdministratorLink(town.govern))!)
    await page.goto(site.base + link.pathname + link.search)
    await page.locator('#name').focus()
    for (const text of ['Ada', 'ada@example.org', password]) {
      await page.keyboard.type(text)
      await page.keyboard.press('Tab')
    }
    await page.keyboard.press('Enter')
    await page.waitForURL('**/account?done=welcome')
    expect(await page.locator('h1').textContent()).toBe('Bonjour Ada')
    expect(await page.locator('header .account').textContent()).toBe('Ada')
    await page.locator('form[action="/account/sign-out"] button').focus()
    await page.keyboard.press('Enter')
    await page.waitForURL('**/account?done=signed-out')
    await page.locator('#email').focus()
    await page.keyboard.type('ada@example.org')
    await page.keyboard.press('Tab')
    await page.keyboard.type(password)
    await page.keyboard.press('Enter')
    await page.waitForURL('**/account')
    expect(await page.locator('h1').textContent()).toBe('Bonjour Ada')
    await page.close()
  })

  test('who was granted a restricted dataset sees its rows, and until when', async () => {
    const page = await open('lea', '/datasets/staff', { javaScriptEnabled: false })
    expect(await page.locator('section:has(> #data) tbody').textContent()).toContain('sealed')
    expect(await page.locator('.note').first().textContent()).toContain('31 décembre 2024')
    expect(await page.locator('pre').first().textContent()).toContain('-H "Authorization: Bearer $ORCHESTRA_KEY"')
    await page.close()
  })
})
