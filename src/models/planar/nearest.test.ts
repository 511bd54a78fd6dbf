import { expect, test } from 'vitest'
import { seeded } from '../../kernel/testing/random.ts'
import { type Line, nearestOf, packed, shareOfLine } from './index.ts'

const next = seeded(7)
const around = (size: number) => (next() - 0.5) * size
/** Lines of three positions that go about, short and long, on both sides of 0. */
const lines: Line[] = Array.from({ length: 60 }, (_, i) => {
  const [x, y, size] = [around(1000), around(1000), i % 7 === 0 ? 800 : 60]
  return Float64Array.of(x, y, x + around(size), y + around(size), x + around(size), y + around(size))
})

/** How far a position is from a line, by trying it all along. */
function tried(line: Line, x: number, y: number): number {
  let least = Infinity
  for (let i = 0; i + 3 < line.length; i += 2)
    for (let n = 0; n <= 2000; n++) {
      const [px, py] = [0, 1].map((k) => line[i + k]! + ((line[i + k + 2]! - line[i + k]!) * n) / 2000)
      least = Math.min(least, Math.hypot(px! - x, py! - y))
    }
  return least
}

test('the place found is the nearest of all lines, or of those that are asked', () => {
  const [find, odd] = [nearestOf(packed(lines)), (line: number) => line % 2 === 1]
  for (let n = 0; n < 12; n++) {
    const [x, y] = [around(1400), around(1400)]
    const distances = lines.map((line) => tried(line, x, y))
    for (const within of [20, 120, 3000])
      for (const isAsked of [undefined, odd]) {
        const least = Math.min(...distances.filter((_, line) => isAsked?.(line) ?? true))
        const found = find(x, y, within, isAsked)
        if (!found) {
          expect(least).toBeGreaterThan(within)
          continue
        }
        expect(found.distance).toBeLessThanOrEqual(within)
        expect(found.distance).toBeCloseTo(least, 0)
        const [ax, ay, bx, by] = lines[found.line]!.subarray(2 * found.segment) as unknown as [
          number,
          number,
          number,
          number,
        ]
        expect([found.x, found.y]).toEqual([ax + found.share * (bx - ax), ay + found.share * (by - ay)])
        expect(found.distance).toBe(Math.hypot(found.x - x, found.y - y))
      }
  }
})

test('of two as near the first is found, at the distance asked too', () => {
  const twice = [Float64Array.of(500, 0, 700, 0), Float64Array.of(0, 0, 100, 0), Float64Array.of(0, 0, 100, 0)]
  const find = nearestOf(packed(twice))
  expect(find(40, 30, 30)).toEqual({ line: 1, segment: 0, share: 0.4, x: 40, y: 0, distance: 30 })
  expect(find(40, 30, 29.9)).toBeUndefined()
})

test('where there is no line, nothing is found, however far one looks', () => {
  expect(nearestOf(packed([]))(0, 0, Infinity)).toBeUndefined()
  expect(nearestOf(packed([Float64Array.of(1, 1), new Float64Array()]))(0, 0, Infinity)).toBeUndefined()
  const far = nearestOf(packed([Float64Array.of(0, 0, 3, 4)]))
  expect(far(30_000, 40_000, Infinity)?.distance).toBe(49_995)
})

test('the share of a line counts all its segments', () => {
  const bent = packed([Float64Array.of(9, 9, 9, 9), Float64Array.of(0, 0, 100, 0, 100, 0, 100, 100)])
  const find = nearestOf(bent)
  expect(shareOfLine(bent, find(110, 50, 20)!)).toBe(0.75)
  expect(shareOfLine(bent, find(9, 9, 2)!)).toBe(0)
})
