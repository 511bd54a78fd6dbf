import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { languageOf } from './language.ts'
import { agree, speak } from './speak.ts'

test('words agree with their number in each language', () => {
  const rows = (n: number) => agree(n, String(n), ['ligne', 'lignes'], ['row', 'rows'])
  expect([rows(0), rows(1), rows(2)]).toEqual([
    { fr: '0 ligne', en: '0 rows' },
    { fr: '1 ligne', en: '1 row' },
    { fr: '2 lignes', en: '2 rows' },
  ])
})

test('a dictionary speaks one language at a time, texts with values too', () => {
  const texts = { yes: { fr: 'oui', en: 'yes' }, hello: (who: string) => ({ fr: `Salut ${who}`, en: `Hello ${who}` }) }
  expect([speak(texts, 'fr').yes, speak(texts, 'en').hello('Ada')]).toEqual(['oui', 'Hello Ada'])
})

const app = new Hono().get('/', (c) => c.text(languageOf(c)))
const languageFor = async (headers: Record<string, string>, query = '') => {
  const response = await app.request(`/${query}`, { headers })
  return [await response.text(), response.headers.get('set-cookie')?.split(';')[0]]
}

test('the language is what was asked, else the cookie, else what the browser prefers, else French', async () => {
  expect(await languageFor({ cookie: 'lang=fr' }, '?lang=en')).toEqual(['en', 'lang=en'])
  expect(await languageFor({ cookie: 'lang=en', 'accept-language': 'fr' })).toEqual(['en', undefined])
  expect(await languageFor({ 'accept-language': 'de, fr;q=0.4, en-GB;q=0.8' })).toEqual(['en', undefined])
  expect(await languageFor({ 'accept-language': 'de, en;q=0' })).toEqual(['fr', undefined])
  expect(await languageFor({ cookie: 'lang=<script>' }, '?lang=de')).toEqual(['fr', undefined])
})
