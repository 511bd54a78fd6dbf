import { expect, test } from 'vitest'
import { comfortSheet } from './comfort.ts'
import { exposureSheet } from './exposure.ts'
import { islandSheet } from './island.ts'
import { radiationSheet } from './radiation.ts'
import { shadeSheet } from './shade.ts'
import { surfaceSheet } from './surface.ts'
import { zonesSheet } from './zones.ts'

/** Every bilingual text in a value, with where it stands. */
function* texts(value: unknown, at = ''): Generator<[string, { fr: unknown; en: unknown }]> {
  if (typeof value !== 'object' || value === null) return
  if ('fr' in value && 'en' in value) yield [at, value as { fr: unknown; en: unknown }]
  else for (const [name, part] of Object.entries(value)) yield* texts(part, `${at}.${name}`)
}

test.each([surfaceSheet, shadeSheet, radiationSheet, comfortSheet, islandSheet, zonesSheet, exposureSheet])(
  'the sheet of $id is whole: every part, both languages, a source for each number',
  (sheet) => {
    const { inputs, equations, parameters, validation, limits, mayWrong } = sheet
    for (const part of [inputs, equations, parameters, validation, limits, mayWrong])
      expect(part.length).toBeGreaterThan(1)
    for (const [at, { fr, en }] of texts(sheet)) {
      expect(fr, at).toBeTypeOf('string')
      expect(String(fr).length * String(en).length, at).toBeGreaterThan(0)
    }
    for (const { title, value, unit, source, date } of parameters) {
      expect(Number.isFinite(value), title.en).toBe(true)
      expect(unit && source, title.en).toBeTruthy()
      expect(date, title.en).toMatch(/^\d{4}(-\d\d)?$/)
    }
    const titles = parameters.map(({ title }) => title.en)
    expect(new Set(titles).size).toBe(titles.length)
    for (const { reference } of equations) expect(reference).toMatch(/\d{4}|Lindberg/)
  },
)

test('the sheet shows the numbers that the model computes with', () => {
  const albedo = radiationSheet.parameters.find(({ title }) => title.en === 'Asphalt: albedo')
  expect(albedo?.value).toBe(0.18)
})
