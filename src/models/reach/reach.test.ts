import { expect, test } from 'vitest'
import { areaShare, nearAny, type Point } from './index.ts'

const square = (x: number, y: number, side: number): Point[] => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
  [x, y],
]

test('a place is near when any point is within the radius, the limit included', () => {
  const near = nearAny([[0, 0]], 300)
  expect([near(300, 0), near(300.01, 0), near(-212, -212), near(-213, -213)]).toEqual([true, false, true, false])
})

test('points across the borders of the index are found', () => {
  const near = nearAny([[-1, 599]], 300)
  expect([near(-1, 601), near(250, 500), near(-250, 700), near(900, 599)]).toEqual([true, true, true, false])
})

test('nobody is near no stop', () => expect(nearAny([], 300)(0, 0)).toBe(false))

test('the share of a disc inside a square is its area', () => {
  const near = nearAny([[500, 500]], 300)
  expect(areaShare([[square(0, 0, 1000)]], near, 100)).toBeCloseTo((Math.PI * 300 ** 2) / 1000 ** 2, 3)
})

test('a square wholly in or out has a share of exactly one or zero', () => {
  const near = nearAny([[100, 100]], 300)
  expect([areaShare([[square(0, 0, 200)]], near, 20), areaShare([[square(1000, 0, 200)]], near, 20)]).toEqual([1, 0])
})

test('holes and second polygons count', () => {
  const left = (x: number) => x < 100
  const holed = [square(0, 0, 200), square(0, 0, 100)]
  expect(areaShare([holed], left, 20)).toBeCloseTo(1 / 3, 10)
  expect(areaShare([[square(0, 0, 100)], [square(100, 0, 100)]], left, 20)).toBeCloseTo(0.5, 10)
})
