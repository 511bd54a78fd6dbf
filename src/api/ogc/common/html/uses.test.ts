import { parseHTML } from 'linkedom'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MOST_CELLS } from '../../edr/limits.ts'
import { type Field, openField } from '../../edr/testing.ts'
import { scaleOfWhole } from './raster-uses.tsx'

let field: Field
beforeAll(async () => {
  field = await openField()
}, 120_000)
afterAll(() => field?.house.close())

async function sectionOf(collection: string) {
  const answer = await field.app.request(`http://field.example/ogc/collections/${collection}?f=html`)
  expect(answer.status).toBe(200)
  const { document } = parseHTML(await answer.text())
  return { document, section: document.querySelector('[aria-labelledby=use]') }
}

test('a raster and a table tell how to be used in QGIS, Python, R, JavaScript, GDAL and a spreadsheet', async () => {
  for (const collection of ['relief', 'weather']) {
    const heads = [...(await sectionOf(collection)).section!.querySelectorAll('h3')].map((head) => head.textContent)
    for (const [i, name] of ['QGIS', 'Python', 'R (', 'JavaScript', 'GDAL', 'Un tableur'].entries())
      expect(heads[i], collection).toContain(name)
  }
})

test('every address of the section of a raster answers', async () => {
  const { document, section } = await sectionOf('relief')
  const texts = [...section!.querySelectorAll('code')].map((code) => code.textContent!)
  const told = texts.flatMap((text) => text.match(/https?:\/\/[^\s"']+/g) ?? [])
  const links = [...document.querySelectorAll('main a[href]')].map((link) => link.getAttribute('href')!)
  const ours = links.filter((href) => href.includes('/coverage') || href.includes('/download'))
  expect(told.length).toBeGreaterThan(6)
  expect(ours.length).toBeGreaterThan(1)
  for (const address of new Set([...told, ...ours])) {
    const { pathname, search } = new URL(address, 'http://field.example')
    if (pathname === '/wms') continue
    const answer = await field.app.request(`${pathname}${search}`)
    expect([address, answer.status]).toEqual([address, 200])
    await answer.body?.cancel()
  }
})

test('the files are not told to who may not read them', async () => {
  expect((await sectionOf('secret_relief')).section).toBeNull()
})

test.each([
  [880, 880, 1, 1],
  [880, 880, 24, 5],
  [40_000, 30_000, 1, 35],
  [1_000_001, 1, 1, 2],
])('a raster of %d by %d cells and %d bands is whole with cells %d times larger', (width, height, count, factor) => {
  const bands = Array.from({ length: count }) as never
  expect(scaleOfWhole({ raster: { width, height }, bands } as never)).toBe(factor)
  expect(Math.round(width / factor) * Math.max(1, Math.round(height / factor)) * count).toBeLessThanOrEqual(MOST_CELLS)
})
