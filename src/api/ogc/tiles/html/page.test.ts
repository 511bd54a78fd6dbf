import { parseHTML } from 'linkedom'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWoods, type Woods } from '../../styles/testing.ts'

let woods: Woods
beforeAll(async () => {
  woods = await openWoods()
}, 120_000)
afterAll(() => woods?.house.close())

const page = async (path: string) => {
  const answer = await woods.app.request(path)
  const text = await answer.text()
  return { answer, text, document: parseHTML(text).document as unknown as Document }
}
const tiles = '/ogc/collections/squares/tiles'

test('the page of the tiles has a map, its legend, its styles, and a list for those who see no map', async () => {
  for (const path of [`${tiles}?f=html&lang=en`, `${tiles}/WebMercatorQuad?f=html&lang=en`]) {
    const { document, answer } = await page(path)
    expect(answer.headers.get('Content-Type')).toContain('text/html')
    const settings = JSON.parse(document.querySelector('[data-tiles]')!.getAttribute('data-tiles')!)
    expect(settings).toMatchObject({ style: '/ogc/styles/squares?lang=en', dataset: 'squares' })
    expect(settings.columns.map(({ name }: { name: string }) => name)).toEqual(['id', 'use'])
    for (const file of [settings.library, settings.worker, settings.style])
      expect([file, (await woods.app.request(file)).status]).toEqual([file, 200])
    const legend = [...document.querySelectorAll('.tile-legend li')].map((line) => line.textContent)
    expect(legend).toEqual(['field', 'wood', 'other values'])
    expect([...document.querySelectorAll('option')].map((one) => one.getAttribute('value'))).toEqual([
      'squares',
      'squares.use',
      'squares.one-colour',
    ])
    expect(document.querySelector('a[href="/ogc/collections/squares/items/s3?f=html"]')).not.toBeNull()
    expect(document.querySelector('noscript')!.textContent).toContain('list below')
  }
})

test('the style asked for is shown; that of another dataset is not', async () => {
  const styleOf = async (style: string) => {
    const { document } = await page(`${tiles}?f=html&style=${style}`)
    return JSON.parse(document.querySelector('[data-tiles]')!.getAttribute('data-tiles')!).style
  }
  expect(await styleOf('squares.one-colour')).toBe('/ogc/styles/squares.one-colour?lang=fr')
  expect(await styleOf('trees')).toBe('/ogc/styles/squares?lang=fr')
})

test('a tileset that no web map shows is told without one', async () => {
  const { document } = await page(`${tiles}/Lambert93Quad?f=html`)
  expect(document.querySelector('[data-tiles]')).toBeNull()
  expect(document.querySelector('h1')!.textContent).toContain('tuiles vectorielles')
})

test('programs still get JSON; the page may run our script and nothing else', async () => {
  const plain = await page(tiles)
  expect(plain.answer.headers.get('Content-Type')).toContain('application/json')
  const { answer, text } = await page(`${tiles}?f=html`)
  const policy = answer.headers.get('Content-Security-Policy')!
  expect(policy).toContain("script-src 'self'")
  expect(policy).not.toContain('unsafe')
  expect(text).not.toMatch(/ style=|<script>/)
  expect((await woods.app.request('/ogc/map/secret.js')).status).toBe(404)
})
