import { fileURLToPath } from 'node:url'
import { Hono } from 'hono'
import { parseHTML } from 'linkedom'
import type { Api } from './ask.ts'
import { createPortal } from './portal.tsx'

/** The portal before an API, at one root, as the product serves them. */
export function openPortal(
  api: Hono,
  now: Date,
  ask: Api = async (path, init, env) => api.request(path, init, env),
): Hono {
  const portal = createPortal({
    api: ask,
    version: '0.0.1',
    assets: fileURLToPath(new URL('./assets/', import.meta.url)),
    clock: () => now,
  })
  return new Hono().route('/', api).route('/', portal)
}

export const languages = ['fr', 'en'] as const

/** A page as a browser reads it. */
export async function read(app: Hono, path: string, language: 'fr' | 'en' = 'fr') {
  const response = await app.request(`http://town.example${path}`, { headers: { 'accept-language': language } })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, document: parseHTML(text).document }
}

/** What a page must be, whatever it says: the problems found. */
export function flaws(document: Document, language: string): string[] {
  const all = (selector: string) => [...document.querySelectorAll(selector)]
  const ids = all('[id]').map((element) => element.id)
  const text = document.documentElement.textContent ?? ''
  const found: [string, boolean][] = [
    ['language', document.documentElement.getAttribute('lang') !== language],
    ['one h1', all('h1').length !== 1],
    ['one main', all('main').length !== 1],
    ['title', !document.title.trim()],
    ['unique ids', new Set(ids).size !== ids.length],
    ['an undefined value', /undefined|\[object |NaN/.test(text)],
    [
      'inline style or script',
      all('[style], style, [onclick], script:not([src]):not([type="application/ld+json"])').length > 0,
    ],
    [
      'labelled by something there',
      all('[aria-labelledby]').some((e) => !ids.includes(e.getAttribute('aria-labelledby')!)),
    ],
    ['links to a place of the page', all('a[href^="#"]').some((e) => !ids.includes(e.getAttribute('href')!.slice(1)))],
    ['images described', all('img').some((e) => !e.getAttribute('alt'))],
    [
      'tables with caption and scope',
      all('table').some((e) => !e.querySelector('caption') || !e.querySelector('th[scope]')),
    ],
  ]
  return found.filter(([, isWrong]) => isWrong).map(([name]) => name)
}
