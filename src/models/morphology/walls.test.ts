import { expect, test } from 'vitest'
import type { Polygon } from '../planar/index.ts'
import { openWalls } from './index.ts'

const ring = (x: number, y: number, width: number, depth: number) =>
  Float64Array.from([x, y, x + width, y, x + width, y + depth, x, y + depth, x, y])
const house = (x: number, y: number, width: number, depth: number, height: number) => ({
  polygons: [[ring(x, y, width, depth)]] as Polygon[],
  height,
})

test('a house alone has its perimeter times its height of walls, whichever way it is drawn', () => {
  const turned = { polygons: [[ring(0, 0, 10, 8).reverse()]] as Polygon[], height: 6 }
  // Reversed, positions are (y, x): a house 8 wide and 10 deep.
  expect([...openWalls([house(0, 0, 10, 8, 6)]), ...openWalls([turned])].map(Math.round)).toEqual([216, 216])
})

test('walls between houses of a row are not in the open, but for what one rises above the other', () => {
  const [low, high] = openWalls([house(0, 0, 10, 10, 6), house(10, 0, 10, 10, 9)])
  expect(low).toBeCloseTo(30 * 6, 6)
  expect(high).toBeCloseTo(30 * 9 + 10 * 3, 6)
})

test('houses drawn some centimetres apart still touch; a street parts them', () => {
  const [touching] = openWalls([house(0, 0, 10, 10, 6), house(10.2, 0, 10, 10, 6)])
  const [apart] = openWalls([house(0, 0, 10, 10, 6), house(12, 0, 10, 10, 6)])
  expect([touching, apart].map((walls) => Math.round(walls!))).toEqual([180, 240])
})

test('the walls of a courtyard count', () => {
  const around = { polygons: [[ring(0, 0, 30, 30), ring(10, 10, 10, 10)]] as Polygon[], height: 10 }
  expect(openWalls([around])[0]).toBeCloseTo(1200 + 400, 6)
})

test('a building without height has no walls', () => expect([...openWalls([house(0, 0, 5, 5, 0)])]).toEqual([0]))
