import { expect, test } from 'vitest'
import { hilbertGrid, hilbertKey } from './hilbert.ts'

test('the curve visits each cell once, from neighbour to neighbour', () => {
  const grid = hilbertGrid('EPSG:2154')
  const cells = Array.from({ length: 64 * 64 }, (_, i) => [i % 64, Math.floor(i / 64)] as const)
  const keyed = cells.map(([x, y]) => ({ x, y, key: hilbertKey(grid, [x, y, x, y]) })).sort((a, b) => a.key - b.key)
  for (const [i, cell] of keyed.slice(1).entries()) {
    const before = keyed[i]!
    expect(cell.key - before.key).toBe(1)
    expect(Math.abs(cell.x - before.x) + Math.abs(cell.y - before.y)).toBe(1)
  }
})

test('keys are integers a double holds, also at and beyond the edges of the grid', () => {
  const grid = hilbertGrid('EPSG:4326')
  for (const [x, y] of [
    [-180, -90],
    [180, 90],
    [1e9, -1e9],
    [-1.68, 48.11],
  ] as const) {
    const key = hilbertKey(grid, [x, y, x, y])
    expect(Number.isSafeInteger(key) && key >= 0 && key < 2 ** 52).toBe(true)
  }
})
