import { expect, test } from 'vitest'
import {
  areaOf,
  type Cells,
  cellCount,
  contains,
  eachSpan,
  insidePoint,
  type Polygon,
  perimeterOf,
  polygonGeometry,
  polygonsOf,
} from './index.ts'

const ring = (...positions: readonly (readonly [number, number])[]) =>
  Float64Array.from([...positions, positions[0]!].flat())
const box = (x: number, y: number, width: number, height: number): Polygon => [
  ring([x, y], [x + width, y], [x + width, y + height], [x, y + height]),
]
/** The shape of the letter C, opening to the east. */
const letter: Polygon = [ring([0, 0], [10, 0], [10, 2], [2, 2], [2, 8], [10, 8], [10, 10], [0, 10])]
const holed: Polygon = [...box(0, 0, 10, 10), ...box(2, 2, 5, 5)]

test('areas and perimeters count holes', () => {
  expect([areaOf(holed), perimeterOf(holed), areaOf(letter)]).toEqual([75, 60, 52])
})

test('areas keep their digits far from the origin', () =>
  expect(areaOf(box(1_352_000.25, 7_223_000.25, 0.5, 0.5))).toBe(0.25))

test('the inside point is inside, and positions added on straight sides do not move it', () => {
  for (const polygon of [letter, holed, box(3, 4, 5, 6)]) expect(contains(polygon, ...insidePoint(polygon))).toBe(true)
  const halved: Polygon = [ring([0, 0], [7, 0], [10, 0], [10, 2], [2, 2], [2, 8], [10, 8], [10, 10], [0, 10], [0, 3])]
  const [x, y] = insidePoint(letter)
  expect(insidePoint(halved)[0]).toBeCloseTo(x, 9)
  expect(insidePoint(halved)[1]).toBeCloseTo(y, 9)
})

const window: Cells = { step: 1, column: 0, row: 9, width: 10, height: 10 }

/** The window as text, from the north. */
function drawn(polygon: Polygon, cells = window): string[] {
  const lines = Array.from({ length: cells.height }, () => Array(cells.width).fill('.'))
  eachSpan(polygon, cells, (line, from, to) => lines[line]!.fill('#', from, to))
  return lines.map((line) => line.join(''))
}

test('cells whose centre is inside are visited, from the north', () => {
  expect(drawn([ring([0, 0], [4, 0], [4, 2], [0, 2])])).toEqual([
    ...Array(8).fill('..........'),
    '####......',
    '####......',
  ])
  expect(drawn(letter)[0]).toBe('##########')
  expect(drawn(letter)[5]).toBe('##........')
  expect(drawn(holed)[5]).toBe('##.....###')
})

test('triangles that share sides share out the cells, none left or taken twice', () => {
  // Corners on centres of cells and slanted sides through them.
  const [a, b, c, d, middle] = [
    [0.5, 0.5],
    [9.5, 1.5],
    [8.5, 9.5],
    [1.5, 8.5],
    [4.5, 5.5],
  ] as const
  const whole: Polygon = [ring(a, b, c, d)]
  const parts: Polygon[] = [[ring(a, b, middle)], [ring(middle, b, c)], [ring(c, d, middle)], [ring(d, a, middle)]]
  const seen = new Int32Array(100)
  for (const part of parts)
    eachSpan(part, window, (line, from, to) => {
      for (let x = from; x < to; x++) seen[line * 10 + x]!++
    })
  expect(Math.max(...seen)).toBe(1)
  expect(seen.reduce((sum, n) => sum + n)).toBe(cellCount(whole, 1))
})

test('windows cut anywhere see the same cells', () => {
  const whole = drawn(letter)
  const halves = [0, 6].map((column) => drawn(letter, { ...window, column, width: column ? 4 : 6 }))
  expect(halves[0]!.map((line, i) => line + halves[1]![i]!)).toEqual(whole)
  const low = drawn(letter, { ...window, row: 4, height: 5 })
  expect(low).toEqual(whole.slice(5))
})

test('the number of cells is the area for sides on the grid', () => {
  expect([cellCount(holed, 1), cellCount(letter, 0.5), cellCount(box(-3, -3, 6, 2), 1)]).toEqual([75, 208, 12])
})

test('GeoJSON comes in and goes out, rings closed and turned as RFC 7946 asks', () => {
  const same = (p: number[]) => p
  const [polygon] = polygonsOf(
    {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [0, 5],
          [5, 5],
          [5, 0],
        ],
      ],
    },
    same,
  )
  expect(areaOf(polygon!)).toBe(25)
  expect(polygonGeometry(polygon!, same).coordinates[0]).toEqual([
    [0, 0],
    [5, 0],
    [5, 5],
    [0, 5],
    [0, 0],
  ])
  expect(
    polygonsOf(
      {
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [1, 1],
          ],
        ],
      },
      same,
    ),
  ).toEqual([])
  expect(
    polygonsOf(
      {
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [Number.NaN, 1],
            [2, 2],
            [0, 0],
          ],
        ],
      },
      same,
    ),
  ).toEqual([])
  expect(polygonsOf({ type: 'Point', coordinates: [0, 0] }, same)).toEqual([])
})
