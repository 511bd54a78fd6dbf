import { createExpression, type StyleSpecification, validateStyleMin } from '@maplibre/maplibre-gl-style-spec'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Legend } from '../../json/shapes.ts'
import { openTown } from '../../testing.ts'
import { NO_VALUE, OTHERS } from './palettes.ts'
import { openWoods, WOOD, type Woods } from './testing.ts'

let woods: Woods
beforeAll(async () => {
  woods = await openWoods()
}, 120_000)
afterAll(() => woods?.house.close())

const style = async (id: string) => (await woods.get<StyleSpecification>(`/ogc/styles/${id}`)).body
const legend = async (id: string) => (await woods.get<Legend>(`/ogc/styles/${id}/legend`)).body

/** The colour that a layer of a style gives to an object: as MapLibre works it out. */
function colourOf({ layers }: StyleSpecification, property: string, properties: Record<string, unknown>): string {
  const paint = layers.map((layer) => (layer.paint as Record<string, unknown> | undefined)?.[property])
  const expression = createExpression(
    paint.find((value) => value !== undefined),
    `layers.paint.${property}`,
  )
  if (expression.result === 'error') throw new Error(String(expression.value))
  return String(expression.value.evaluate({ zoom: 14 }, { type: 1, properties } as never))
}

test('the style of a number has classes, and coordinates colour nothing', async () => {
  const { column, classes, unit, title, form } = await legend('trees')
  expect({ column, unit, form, title }).toEqual({
    column: 'height',
    unit: 'm',
    form: 'point',
    title: { fr: 'Hauteur (m)', en: 'Height (m)' },
  })
  expect(classes.map(({ from }) => from)).toEqual([undefined, ...classes.slice(0, 4).map(({ to }) => to), undefined])
  expect(classes[0]!.label.fr).toMatch(/^moins de \d/)
  expect(classes.at(-1)).toMatchObject({ of: 'missing', colour: NO_VALUE })
  const { body } = await woods.get<{ default: string; styles: { id: string }[] }>('/ogc/collections/trees/styles')
  expect(body.default).toBe('trees')
  expect(body.styles.map(({ id }) => id)).toEqual(['trees', 'trees.height', 'trees.kind', 'trees.one-colour'])
})

test('every style is one that MapLibre takes, and colours objects as its legend says', async () => {
  for (const id of ['trees', 'trees.kind', 'trees.one-colour', 'squares', 'squares.one-colour'])
    expect([id, validateStyleMin(await style(id))]).toEqual([id, []])
  const [trees, { classes }] = [await style('trees'), await legend('trees')]
  for (const { from = 0, colour, of } of classes)
    expect(colourOf(trees, 'circle-color', { height: of ? null : from })).toBe(colour)
  const kinds = await style('trees.kind')
  for (const { value, colour } of (await legend('trees.kind')).classes)
    expect(colourOf(kinds, 'circle-color', { kind: value })).toBe(colour)
})

test('the territory chooses colours and words; what it does not name shares one', async () => {
  const { classes, title } = await legend('squares')
  expect(title.fr).toBe('Occupation')
  expect(classes.map(({ label, colour }) => [label.fr, colour])).toEqual([
    ['champ', '#ddcc77'],
    ['bois', WOOD],
    ['autres valeurs', OTHERS],
  ])
  const squares = await style('squares')
  expect(colourOf(squares, 'fill-color', { use: 'wood' })).toBe(WOOD)
  expect(colourOf(squares, 'fill-color', { use: 'pond' })).toBe(OTHERS)
})

test('a legend is a picture as wide as its words, in both languages', async () => {
  const picture = async (lang: string) =>
    (await woods.app.request(`/ogc/styles/trees/legend?f=svg&lang=${lang}`)).text()
  const [fr, en] = await Promise.all(['fr', 'en'].map(picture))
  expect(fr).toContain('Hauteur (m)')
  expect(en).toContain('Height (m)')
  expect(Number(/width="(\d+)"/.exec(fr!)![1])).toBeGreaterThan(100)
})

test('a style that is not one is refused with the closest; what is closed shows nothing', async () => {
  const { status, body } = await woods.get<{ remedy: { en: string } }>('/ogc/styles/trees.heigth')
  expect([status, body.remedy.en]).toEqual([404, 'The closest is: trees.height.'])
  const town = await openTown()
  try {
    for (const path of ['/ogc/styles/staff', '/ogc/styles/staff/legend', '/ogc/collections/residents/styles'])
      expect([path, (await town.get(path)).status]).toEqual([path, 403])
    expect((await town.get('/ogc/collections/hourly/styles')).status).toBe(404)
  } finally {
    await town.house.close()
  }
}, 60_000)
