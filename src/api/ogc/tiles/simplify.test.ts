import { expect, test } from 'vitest'
import { seeded } from '../../../kernel/testing/random.ts'
import { findJunctions } from './junctions.ts'
import type { Path } from './paths.ts'
import { simplify } from './simplify.ts'

/** A wandering line of whole units. */
function wander(seed: number, count: number, step: number): [number, number][] {
  const random = seeded(seed)
  const line: [number, number][] = []
  for (let i = 0; i < count; i++) line.push([i * step, Math.round(40 * Math.sin(i / 20) + 6 * random())])
  return line
}
const path = (line: readonly (readonly [number, number])[]): Path => Float64Array.from(line.flat())
const pairs = (p: Path) => Array.from({ length: p.length / 2 }, (_, i) => [p[2 * i]!, p[2 * i + 1]!] as const)

function fromSegment(
  [x, y]: readonly [number, number],
  [ax, ay]: readonly [number, number],
  [bx, by]: readonly [number, number],
) {
  const [dx, dy] = [bx - ax, by - ay]
  const share = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)))
  return Math.hypot(x - ax - share * dx, y - ay - share * dy)
}

test.each([1, 4, 16])('what was removed is within %d units of what stays, and much is removed', (tolerance) => {
  const line = wander(3, 2000, 2)
  const kept = pairs(simplify(path(line), false, tolerance))
  expect(kept[0]).toEqual(line[0])
  expect(kept.at(-1)).toEqual(line.at(-1))
  if (tolerance > 1) expect(kept.length).toBeLessThan(line.length / 3)
  for (const one of line) {
    const far = Math.min(...kept.slice(1).map((end, i) => fromSegment(one, kept[i]!, end)))
    expect(far).toBeLessThanOrEqual(tolerance + 1e-9)
  }
})

test('a line reads the same from both ends', () => {
  for (let seed = 0; seed < 20; seed++) {
    const line = wander(seed, 300, 3)
    const one = pairs(simplify(path(line), false, 8))
    const other = pairs(simplify(path(line.toReversed()), false, 8))
    expect(other.toReversed()).toEqual(one)
  }
})

test('a straight line keeps its ends, a ring three vertices, nothing changes without tolerance', () => {
  const straight = path(Array.from({ length: 50 }, (_, i) => [i * 10, i * 5] as const))
  expect(pairs(simplify(straight, false, 0.5))).toEqual([
    [0, 0],
    [490, 245],
  ])
  const dot = Float64Array.of(0, 0, 1, 0, 1, 1, 0, 1)
  expect(simplify(dot, true, 100)).toHaveLength(6)
  expect(simplify(straight, false, 0)).toBe(straight)
})

test('two polygons keep one border, whichever way it is told and wherever the rings begin', () => {
  for (let seed = 0; seed < 20; seed++) {
    // The border runs between (0, …) and (900, …); one polygon lies above, the other below, a third beside them.
    const border = wander(seed, 300, 3)
    const [first, last] = [border[0]!, border.at(-1)!]
    const above = [...border, [897, -500], [0, -500]] as [number, number][]
    const below = [...border.toReversed(), [0, 700], [897, 700]] as [number, number][]
    const beside = [last, [897, -500], [1500, 0], [897, 700]] as [number, number][]
    const turned = (ring: [number, number][], by: number) => [...ring.slice(by), ...ring.slice(0, by)]
    const rings = [turned(above, 37 + seed), turned(below, 111), beside].map((ring) => ({
      path: path(ring),
      hole: false,
    }))
    const fixed = findJunctions(rings)
    expect([first, last, border[150]!].map(([x, y]) => fixed(x, y))).toEqual([true, true, false])
    const [a, b] = rings.map((ring) => pairs(simplify(ring.path, true, 8, fixed)))
    const isShared = ([x, y]: readonly [number, number]) => y > -500 && y < 700 && x > 0
    expect(a!.filter(isShared).length).toBeLessThan(120)
    const key = (list: (readonly [number, number])[]) => list.filter(isShared).map(String).sort()
    expect(key(a!)).toEqual(key(b!))
  }
})
