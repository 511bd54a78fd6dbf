import { expect, test } from 'vitest'
import { chunks, countIn, formatMultirange, parseMultirange, subtract } from './ranges.ts'

test('multiranges are read and written as PostgreSQL does', () => {
  expect(parseMultirange('{[0,3),[5,9)}')).toEqual([
    [0, 3],
    [5, 9],
  ])
  expect(parseMultirange('{[-4,-1)}')).toEqual([[-4, -1]])
  expect(parseMultirange('{empty}')).toEqual([])
  expect(formatMultirange([[0, 3]])).toBe('{[0,3)}')
})

test('what is left is what is in the whole and not taken', () => {
  expect(subtract([0, 10], [])).toEqual([[0, 10]])
  expect(
    subtract(
      [0, 10],
      [
        [-5, 2],
        [4, 5],
        [8, 20],
      ],
    ),
  ).toEqual([
    [2, 4],
    [5, 8],
  ])
  expect(subtract([3, 3], [])).toEqual([])
  expect(subtract([0, 10], [[0, 10]])).toEqual([])
})

test('chunks cover the ranges once', () => {
  const pieces = chunks(
    [
      [0, 7],
      [10, 12],
    ],
    3,
  )
  expect(pieces).toEqual([
    [0, 3],
    [3, 6],
    [6, 7],
    [10, 12],
  ])
  expect(countIn(pieces)).toBe(9)
})
