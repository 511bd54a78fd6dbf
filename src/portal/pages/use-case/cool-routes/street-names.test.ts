import { expect, test } from 'vitest'
import { streetNames } from './street-names.ts'

const projection = {
  width: 1024,
  height: 1024,
  metresPerPixel: 1,
  point: ([x = 0, y = 0]: number[]): [number, number] => [x, y],
}
const street = (name: string, coordinates: number[][]) => ({
  type: 'Feature' as const,
  geometry: { type: 'LineString', coordinates },
  properties: { name },
})
const named = (...streets: ReturnType<typeof street>[]) =>
  streetNames(streets as never, projection).map((text) => />([^<]*)</.exec(text)![1])

test('a street is named once, on its longest piece, never upside down', () => {
  const [label, ...others] = streetNames(
    [
      street('Rue Haute', [
        [100, 100],
        [200, 100],
      ]),
      street('Rue Haute', [
        [800, 600],
        [400, 600],
      ]),
    ] as never,
    projection,
  )
  expect(others).toEqual([])
  expect(label).toContain('translate(600 600) rotate(0)')
})

test('a name that would be cut by the edge, or that its street is too short for, is left out', () => {
  expect(
    named(
      street('Rue du Bord', [
        [0, 5],
        [400, 5],
      ]),
    ),
  ).toEqual([])
  expect(
    named(
      street('Rue du Général de Gaulle', [
        [500, 500],
        [520, 500],
      ]),
    ),
  ).toEqual([])
})

test('names do not cover each other: the longer street keeps its own', () => {
  const [long, short] = [
    street('Rue Longue', [
      [200, 500],
      [800, 500],
    ]),
    street('Rue Courte', [
      [400, 510],
      [600, 510],
    ]),
  ]
  expect(named(short!, long!)).toEqual(['Rue Longue'])
  expect(
    named(
      long!,
      street('Rue Basse', [
        [200, 700],
        [800, 700],
      ]),
    ),
  ).toEqual(['Rue Longue', 'Rue Basse'])
})

test('a name is written, never read as markup', () => {
  expect(
    streetNames(
      [
        street('<b>&', [
          [200, 500],
          [800, 500],
        ]),
      ] as never,
      projection,
    )[0],
  ).toContain('&lt;b>&amp;')
})
