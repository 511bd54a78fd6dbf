import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ORIGIN, signedIn } from '../api/account/testing.ts'
import { openTown, type Town } from '../api/testing.ts'
import { firstAdministratorLink } from '../govern/index.ts'
import { type FormBrowser, openFormBrowser, type Seen } from './testing/forms.ts'
import { flaws, languages, openPortal } from './testing.ts'

// Accounts, requests, organisations and administration, by forms alone: no JavaScript.

let town: Town
let app: Hono
const password = 'cheval agrafe pile correct'
const people: Record<string, FormBrowser> = {}

const status = ({ document }: Seen) => document.querySelector('[role=status]')?.textContent?.trim()
const alert = ({ document }: Seen) => document.querySelector('[role=alert]')?.textContent?.trim()

beforeAll(async () => {
  town = await openTown()
  app = openPortal(town.app, town.house.now)
  for (const name of ['admin', 'producer', 'lea', 'nobody']) people[name] = openFormBrowser(() => app)
}, 120_000)
afterAll(() => town?.house.close())

test('the link of the terminal opens the account of the administrator', async () => {
  const { admin } = people as { admin: FormBrowser }
  const link = new URL((await firstAdministratorLink(town.govern))!)
  await admin.go(link.pathname + link.search)
  const wrong = await admin.fill('/account/first', { name: 'Ada', email: 'ada@example.org', password: 'short' })
  expect([wrong.status, alert(wrong)]).toEqual([400, expect.stringContaining('trop court')])
  // What was typed is still there, but for the password; the field says what is wrong with it.
  expect(wrong.document.querySelector('[name=email]')!.getAttribute('value')).toBe('ada@example.org')
  const field = wrong.document.querySelector('[name=password]')!
  expect([field.getAttribute('value'), field.getAttribute('aria-invalid')]).toEqual([null, 'true'])
  expect(
    wrong.document.getElementById(field.getAttribute('aria-describedby')!.split(' ').at(-1)!)?.textContent,
  ).toContain('trop court')
  const done = await admin.fill('/account/first', { password })
  expect([done.path, status(done)]).toEqual(['/account?done=welcome', 'Votre compte est prêt.'])
  expect((await admin.go(link.pathname + link.search)).status).toBe(410)
})

test('somebody asks for an account; the administrator accepts it', async () => {
  const { lea, admin } = people as { lea: FormBrowser; admin: FormBrowser }
  await lea.go('/account/sign-up')
  const asked = await lea.fill('/account/sign-up', { name: 'Léa', email: 'lea@example.org', password })
  expect(status(asked)).toContain('Un administrateur va examiner')
  await lea.go('/account')
  expect(alert(await lea.fill('/account', { email: 'lea@example.org', password: 'wrong' }))).toContain(
    'ne convient pas',
  )
  const home = await lea.fill('/account', { email: 'lea@example.org', password })
  expect(home.document.querySelector('h1')!.textContent).toBe('Bonjour Léa')
  expect(home.text).toContain('attend l’accord')
  const list = await admin.go('/admin/accounts?state=pending')
  await admin.go(list.document.querySelector('tbody a')!.getAttribute('href')!)
  const accepted = await admin.fill('/admin/accounts/2', { action: 'approve' })
  expect(status(accepted)).toBe('C’est enregistré.')
  const mail = await lea.go('/account/mail')
  expect(mail.document.querySelector('.letters h3')!.textContent).toContain('votre compte est ouvert (nouveau)')
  expect((await lea.fill('/account/mail')).text).not.toContain('(nouveau)')
})

test('an organisation is asked for, opened, and given a dataset and a producer', async () => {
  const { admin, producer } = people as { admin: FormBrowser; producer: FormBrowser }
  producer.cookies.set('session', (await signedIn(town, 'producer@example.org')).cookies.get('session')!)
  await producer.go('/organisations')
  const asked = await producer.fill('/organisations', { name: 'Service du personnel', kind: 'public' })
  expect([asked.path, status(asked)]).toEqual([
    '/organisations/service-du-personnel?done=asked',
    'Votre demande est envoyée aux administrateurs.',
  ])
  const waiting = await admin.go('/admin/organisations')
  await admin.go(waiting.document.querySelector('tbody a')!.getAttribute('href')!)
  await admin.fill('/organisations/service-du-personnel/moderation', { action: 'approve' })
  await admin.go('/admin/owners')
  const given = await admin.fill('/admin/owners', { dataset: 'staff', organisation: 'service-du-personnel' })
  expect(given.document.querySelector('tbody tr')!.textContent).toContain('Service du personnel')
  await producer.go('/organisations/service-du-personnel')
  const invited = await producer.fill('/organisations/service-du-personnel/members', {
    email: 'max@example.org',
    role: 'member',
  })
  expect(invited.text).toContain('invité, sans compte ouvert')
  const seen = await people.nobody!.go('/organisations/service-du-personnel')
  expect(seen.text).toContain('href="/datasets/staff"')
  expect(seen.text).not.toContain('producer@example.org')
})

test('a search is followed from its results, and no longer', async () => {
  const { lea, nobody } = people as { lea: FormBrowser; nobody: FormBrowser }
  const outside = await nobody.go('/datasets?q=counters')
  expect(outside.document.querySelector('a[href="/account?next=%2Fdatasets%3Fq%3Dcounters"]')).not.toBeNull()
  await lea.go('/datasets?q=counters&access=open')
  const kept = await lea.fill('/account/searches', { title: 'Compteurs ouverts' })
  expect([kept.path, status(kept)]).toEqual(['/account/searches?done=saved', 'La recherche est suivie.'])
  const link = kept.document.querySelector('.letters a')!
  expect([link.textContent, link.getAttribute('href')]).toEqual([
    'Compteurs ouverts',
    '/datasets?access=open&q=counters',
  ])
  expect(status(await lea.fill('/account/searches/forget'))).toBe('La recherche n’est plus suivie.')
  expect(kept.text).toContain('/api/search.atom?access=open&amp;q=counters')
})

test('the synonyms of the search are said in a form, and taken back', async () => {
  const { admin, lea } = people as { admin: FormBrowser; lea: FormBrowser }
  await admin.go('/admin/synonyms')
  expect(alert(await admin.fill('/admin/synonyms', { groups: 'seul' }))).toContain('ligne 1')
  const said = await admin.fill('/admin/synonyms', { groups: 'counters, comptoirs\nplan, carte' })
  expect(status(said)).toBe('C’est enregistré.')
  expect((await lea.go('/datasets?q=comptoirs')).document.querySelector('.datasets a')!.textContent).toBe('counters')
  await lea.go('/account')
  expect((await town.app.request('/api/search/synonyms', { method: 'POST', body: '{}' })).status).not.toBe(200)
})

test('a restricted dataset is asked for on its page, granted, read, and withdrawn', async () => {
  const { lea, producer, nobody } = people as { lea: FormBrowser; producer: FormBrowser; nobody: FormBrowser }
  const outside = await nobody.go('/datasets/staff')
  expect(outside.document.querySelector('#ask ~ p a, section a.button')!.getAttribute('href')).toBe(
    '/account?next=%2Fdatasets%2Fstaff',
  )
  await lea.go('/account/projects')
  await lea.fill('/account/projects', { title: 'Étude', summary: 'Qui fait quoi.' })
  await lea.go('/datasets/staff')
  const wrong = await lea.fill('/datasets/staff/request', {
    purpose: 'Étude des métiers de la ville.',
    ends: '2020-01-01',
  })
  expect([wrong.status, wrong.document.querySelector('textarea[name=purpose]')!.textContent]).toEqual([
    400,
    'Étude des métiers de la ville.',
  ])
  const sent = await lea.fill('/datasets/staff/request', { ends: '2024-12-31', project: '1' })
  expect([sent.path, status(sent)]).toEqual(['/requests/1?done=sent', 'Votre demande est envoyée.'])
  expect((await lea.go('/datasets/staff')).text).toContain('attend une réponse')
  expect((await nobody.go('/requests/1')).path).toBe('/account?next=%2Frequests%2F1')

  const list = await producer.go('/requests')
  expect(list.document.querySelector('tbody tr')!.textContent).toContain('Léa')
  await producer.go('/requests/1')
  const granted = await producer.fill('/requests/1/accept', { ends: '2024-09-30', note: 'Bonne étude.' })
  expect(granted.text).toContain('acceptée')
  const page = await lea.go('/datasets/staff')
  expect(page.text).toContain('30 septembre 2024')
  expect(page.text).toContain('sealed')
  expect(page.headers.get('cache-control')).toBe('private, no-cache')
  for (const who of [nobody, people.admin!]) expect((await who.go('/datasets/staff')).text).not.toContain('sealed')

  await lea.go('/requests/1')
  const key = (await lea.fill('/requests/1/key', { label: 'carnet' })).document.querySelector('.secret')!.textContent!
  expect((await town.get('/api/datasets/staff/rows', { Authorization: `Bearer ${key}` })).status).toBe(200)
  expect((await lea.go('/account/keys')).text).not.toContain(key)
  const journal = await producer.go('/audit?verb=data.read&dataset=staff')
  expect(journal.document.querySelector('tbody')!.textContent).toContain('GET /api/datasets/staff/rows')

  await producer.go('/requests/1')
  expect((await producer.fill('/requests/1/revoke', { note: '' })).status).toBe(400)
  expect((await producer.fill('/requests/1/revoke', { note: 'Fin de l’étude.' })).text).toContain('retirée')
  expect((await lea.go('/datasets/staff')).text).not.toContain('sealed')
})

test('what was drawn for one is shown to no other', async () => {
  const { lea, nobody } = people as { lea: FormBrowser; nobody: FormBrowser }
  const { headers } = await lea.go('/datasets/counters/map.svg')
  expect(headers.get('cache-control')).toBe('private, no-store')
  expect((await nobody.go('/datasets/counters/map.svg')).headers.get('cache-control')).toBe('public, max-age=3600')
})

test('keys and profile', async () => {
  const { lea } = people as { lea: FormBrowser }
  await lea.go('/account/keys')
  const wrong = await lea.fill('/account/keys', { label: 'x', days: '0' })
  expect([wrong.status, alert(wrong)]).toEqual([400, expect.stringContaining('De 1 à 366 jours')])
  expect((await lea.fill('/account/keys', { days: '30' })).document.querySelector('.secret')!.textContent).toMatch(
    /^ork_/,
  )
  expect(status(await lea.fill('/account/keys/revoke'))).toBe('La clé est révoquée.')
  await lea.go('/account/profile')
  expect(status(await lea.fill('/account/profile', { name: 'Léa M.' }))).toBe('C’est enregistré.')
  const changed = await lea.fill('/account/profile/password', {
    current: password,
    password: 'une autre phrase longue',
  })
  expect(status(changed)).toBe('Votre mot de passe est changé.')
})

test('a form sent from another site, or too large, does nothing', async () => {
  const { lea } = people as { lea: FormBrowser }
  const cookie = `session=${lea.cookies.get('session')}`
  const post = (headers: Record<string, string>, body: string) =>
    app.request(`${ORIGIN}/account/sign-out`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body,
    })
  expect((await post({ origin: 'https://evil.example' }, 'everywhere=yes')).status).toBe(403)
  expect((await post({ 'sec-fetch-site': 'cross-site' }, '')).status).toBe(403)
  expect((await post({}, '')).status).toBe(403)
  expect((await post({ origin: ORIGIN }, `x=${'y'.repeat(70_000)}`)).status).toBe(413)
  expect((await lea.go('/account')).text).toContain('Bonjour')
})

test('what is typed is never written as markup', async () => {
  const { lea, admin } = people as { lea: FormBrowser; admin: FormBrowser }
  const evil = '"><script>alert(1)</script>'
  await lea.go('/account/projects')
  expect((await lea.fill('/account/projects', { title: evil, summary: evil })).text).not.toContain('<script>alert')
  await lea.go('/account/profile')
  await lea.fill('/account/profile', { name: evil })
  for (const path of ['/account', '/datasets']) expect((await lea.go(path)).text).not.toContain('<script>alert')
  for (const path of [
    '/admin/accounts',
    '/admin/accounts/2',
    '/audit',
    `/admin/accounts?q=${encodeURIComponent(evil)}`,
  ])
    expect((await admin.go(path)).text).not.toContain('<script>alert')
  const elsewhere = await people.nobody!.go(`/account?next=${encodeURIComponent('//evil.example')}`)
  expect(elsewhere.document.querySelector('input[name=next]')).toBeNull()
  await lea.go('/account/profile')
  await lea.fill('/account/profile', { name: 'Léa' })
})

describe.each(languages)('in %s', (language) => {
  const pages: Record<string, string[]> = {
    nobody: [
      ...[
        '/account',
        '/account/sign-up',
        '/account/forgotten',
        '/account/confirm?token=x',
        '/account/password?token=x',
      ],
      ...[
        '/organisations',
        '/organisations/service-du-personnel',
        '/datasets/staff',
        '/account?problem=account.provider',
      ],
    ],
    lea: [
      ...['/account', '/account/profile', '/account/keys', '/account/mail', '/account/projects', '/account/requests'],
      ...['/requests/1', '/datasets/staff', '/datasets/staff/request', '/audit', '/organisations', '/requests'],
      ...['/account/searches', '/datasets?q=counters'],
    ],
    producer: [
      '/account',
      '/requests',
      '/requests?state=revoked',
      '/requests/1',
      '/audit?verb=data.read',
      '/organisations/service-du-personnel',
    ],
    admin: [
      ...[
        '/admin',
        '/admin/synonyms',
        '/admin/accounts',
        '/admin/accounts/2',
        '/admin/organisations',
        '/admin/organisations?state=active',
      ],
      ...['/admin/owners', '/requests', '/requests/1', '/audit', '/organisations/service-du-personnel', '/account'],
    ],
  }
  test.each(Object.entries(pages).flatMap(([who, paths]) => paths.map((path) => [who, path] as const)))(
    '%s: %s reads well',
    async (who, path) => {
      const seen = await people[who]!.go(path, language)
      expect([seen.status, seen.path]).toEqual([200, path])
      expect(flaws(seen.document, language)).toEqual([])
    },
  )

  test.each([
    ['nobody', '/account/first?token=x', 410],
    ['lea', '/admin', 403],
    ['lea', '/admin/accounts', 403],
    ['lea', '/admin/owners', 403],
    ['lea', '/requests/999', 404],
    ['lea', '/organisations/none', 404],
    ['producer', '/requests/abc', 400],
    ['admin', '/admin/accounts/999', 404],
  ])('%s: %s says what is wrong', async (who, path, expected) => {
    const seen = await people[who]!.go(path, language)
    expect([seen.status, flaws(seen.document, language)]).toEqual([expected, []])
  })

  test('what needs signing in leads there, and back', async () => {
    for (const path of ['/account/keys', '/account/mail', '/account/profile', '/audit', '/requests', '/requests/1'])
      expect((await people.nobody!.go(path, language)).path).toBe(`/account?next=${encodeURIComponent(path)}`)
  })
})

test('the two languages say the same things in other words', async () => {
  const headings = (document: Document) =>
    [...document.querySelectorAll('h1, h2, h3, th[scope="col"], dt, label, button')].map((e) => e.textContent)
  for (const [who, path] of [
    ['nobody', '/account'],
    ['lea', '/account/profile'],
    ['producer', '/requests/1'],
    ['admin', '/admin'],
    ['admin', '/audit'],
  ] as const) {
    const [fr, en] = [await people[who]!.go(path, 'fr'), await people[who]!.go(path, 'en')].map(({ document }) =>
      headings(document),
    )
    expect([path, en!.length]).toEqual([path, fr!.length])
    expect(fr!.join()).not.toBe(en!.join())
  }
})

test('signing out, and erasing one’s account', async () => {
  const { lea, admin } = people as { lea: FormBrowser; admin: FormBrowser }
  await admin.go('/account')
  expect(status(await admin.fill('/account/sign-out'))).toBe('Vous êtes déconnecté.')
  expect((await admin.go('/admin')).path).toBe('/account?next=%2Fadmin')
  await lea.go('/account/profile')
  const done = await lea.fill('/account/profile/erase', { current: 'une autre phrase longue' })
  expect(status(done)).toBe('Votre compte est effacé.')
})
