import { expect, test } from 'vitest'
import type { Cells } from '../planar/index.ts'
import { triangulate } from './index.ts'

/** Even draws from 0 to 1, the same every time (Park and Miller, 1988). */
function rolls(seed: number): () => number {
  return () => {
    seed = (seed * 16_807) % 2_147_483_647
    return seed / 2_147_483_647
  }
}

function scattered(count: number, height: (x: number, y: number) => number) {
  const roll = rolls(42)
  const xy = Array.from({ length: 2 * count }, () => 100 * roll())
  return { xy, z: Array.from({ length: count }, (_, i) => height(xy[2 * i]!, xy[2 * i + 1]!)) }
}
const whole: Cells = { step: 1, column: 0, row: 99, width: 100, height: 100 }
const corners = { xy: [0, 0, 100, 0, 100, 100, 0, 100] }

test('a plane is found again to the micrometre', () => {
  const plane = (x: number, y: number) => 12 + 0.3 * x - 0.7 * y
  const { xy, z } = scattered(300, plane)
  const all = { xy: [...xy, ...corners.xy], z: [...z, plane(0, 0), plane(100, 0), plane(100, 100), plane(0, 100)] }
  const values = triangulate(all.xy, all.z).fill(whole)
  // But for the rim, where flat triangles are taken away.
  for (let line = 2; line < 98; line++)
    for (let i = 2; i < 98; i++) expect(values[line * 100 + i]).toBeCloseTo(plane(i + 0.5, 99.5 - line), 6)
})

test('values stay between those of the points, inside and outside their hull', () => {
  const { xy, z } = scattered(80, (x, y) => Math.sin(x / 9) * Math.cos(y / 7))
  const wide: Cells = { step: 2, column: -50, row: 99, width: 150, height: 150 }
  const values = triangulate(xy, z).fill(wide)
  expect(values.every((v) => v >= Math.min(...z) - 1e-9 && v <= Math.max(...z) + 1e-9)).toBe(true)
})

test('rows of points that are not quite straight do not hide what lies between their ends', () => {
  const roll = rolls(7)
  const height = (x: number, y: number) => 20 * Math.sin(x / 15) + y / 10
  const grid = Array.from({ length: 11 * 11 }, (_, i) => [10 * (i % 11), 10 * Math.floor(i / 11)] as const)
  const xy = grid.flatMap(([x, y]) => [x + 0.01 * roll(), y + 0.01 * roll()])
  const tin = triangulate(
    xy,
    grid.map(([x, y]) => height(x, y)),
  )
  const below = tin.fill({ step: 1, column: 0, row: -1, width: 100, height: 1 })
  for (const [i, value] of below.entries()) {
    const x = i + 0.5
    const [from, to] = [10 * Math.floor(x / 10), 10 * Math.floor(x / 10) + 10]
    const between = height(from, 0) + ((height(to, 0) - height(from, 0)) * (x - from)) / 10
    expect(Math.abs(value - between)).toBeLessThan(0.05)
  }
})

test('windows agree to the bit, and so do points in another order', () => {
  const { xy, z } = scattered(200, (x, y) => Math.hypot(x - 30, y - 50))
  const tin = triangulate(xy, z)
  const values = tin.fill(whole)
  const window = tin.fill({ step: 1, column: 37, row: 60, width: 20, height: 30 })
  for (let line = 0; line < 30; line++)
    expect(window.subarray(line * 20, line * 20 + 20)).toEqual(
      values.subarray((39 + line) * 100 + 37, (39 + line) * 100 + 57),
    )
  const backwards = Array.from({ length: 200 }, (_, i) => 199 - i)
  const other = triangulate(
    backwards.flatMap((i) => [xy[2 * i]!, xy[2 * i + 1]!]),
    backwards.map((i) => z[i]!),
  )
  expect(other.fill(whole)).toEqual(values)
})

test('of two points at one place the lowest is the ground', () => {
  const tin = triangulate([...corners.xy, 50, 50, 50, 50], [0, 0, 0, 0, 9, 3])
  expect(tin.count).toBe(5)
  expect(Math.max(...tin.fill(whole))).toBeLessThanOrEqual(3)
})

test('too few points for a triangle still give a ground', () => {
  expect(triangulate([], []).fill(whole).every(Number.isNaN)).toBe(true)
  expect(
    triangulate([5, 5], [7])
      .fill(whole)
      .every((v) => v === 7),
  ).toBe(true)
  const slope = triangulate([0, 50, 50, 50, 100, 50], [0, 5, 10]).fill(whole)
  for (let i = 0; i < 100; i++) expect(slope[30 * 100 + i]).toBeCloseTo((i + 0.5) / 10, 9)
})
