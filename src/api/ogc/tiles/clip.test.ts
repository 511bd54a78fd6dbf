import { expect, test } from 'vitest'
import { clipLine } from './clip.ts'

const [LOW, HIGH] = [-64, 4160]

test('a line is cut where it leaves, and taken up again where it comes back', () => {
  const line = Float64Array.of(-200, 100, 2000, 100, 2000, 9000, 3000, 9000, 3000, 100)
  expect(clipLine(line).map((part) => [...part])).toEqual([
    [LOW, 100, 2000, 100, 2000, HIGH],
    [3000, HIGH, 3000, 100],
  ])
  expect(clipLine(Float64Array.of(5000, 0, 6000, 0))).toEqual([])
  expect(clipLine(Float64Array.of(1, 1))).toEqual([])
  // All around the tile without touching it.
  expect(clipLine(Float64Array.of(-100, -100, 5000, -100, 5000, 5000))).toEqual([])
})
