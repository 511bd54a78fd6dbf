import { expect, test } from 'vitest'
import { type Building, buildingsOf } from './buildings.ts'
import { area, clip, densify, inside, type Point } from './polygon.ts'
import { axisOf, type Street } from './streets.ts'
import { openTown, type Town } from './town.ts'

const towns = [
  openTown({ size: 1, seed: 1 }),
  openTown({ size: 1, seed: 117 }), // its river passes a metre from a junction
  openTown({ size: 0.25, seed: 7 }),
  openTown({ size: 4, seed: 3 }),
]
const named = towns.map((town) => [`size ${town.size}, seed ${town.seed}`, town] as const)

const buildings = (town: Town) => town.plan.blocks.map((block, i) => buildingsOf(town.plan, block, i, town.uses[i]!))

test.each(named)('the streets are in one piece: %s', (_, town) => {
  const around = new Map<number, number[]>()
  const link = (a: number, b: number) => around.set(a, [...(around.get(a) ?? []), b])
  for (const { from, to } of town.streets) {
    link(from, to)
    link(to, from)
  }
  const seen = new Set([town.streets[0]!.from])
  for (const node of seen) for (const other of around.get(node)!) seen.add(other)
  expect(seen.size).toBe(around.size)
  expect(around.size).toBe(town.plan.nodes.length)
})

test.each(named)('the blocks cover the square, once: %s', (_, town) => {
  const areas = town.plan.blocks.map((block) => area(block.corners))
  expect(Math.min(...areas)).toBeGreaterThan(0)
  // Neighbours of the river may meet it a few centimetres apart.
  expect(areas.reduce((sum, a) => sum + a, 0) / town.site.side ** 2).toBeCloseTo(1, 4)
})

test.each(named)('no building overlaps another of its block: %s', (_, town) => {
  let compared = 0
  let worst = 0
  for (const block of buildings(town))
    for (const [i, one] of block.entries())
      for (const other of block.slice(i + 1)) {
        compared++
        worst = Math.max(worst, overlap(one.corners, other.corners))
      }
  expect(worst).toBeLessThan(0.05) // m²
  expect(compared).toBeGreaterThan(1000)
})

test.each(named)('no building, once bent, touches the axis of a street: %s', (_, town) => {
  const index = grid(town)
  let met = 0
  const touching: Building[] = []
  for (const building of buildings(town).flat()) {
    const walls = pairs(bent(town, [...building.corners, building.corners[0]!]))
    const near = index.near(densify(walls.flat(), 20))
    met += near.length
    if (near.some(([p, q]) => walls.some(([a, b]) => cross(a, b, p, q)))) touching.push(building)
  }
  expect(touching).toEqual([])
  expect(met).toBeGreaterThan(1000)
})

test.each([
  { size: 0, seed: 1 },
  { size: Number.NaN, seed: 1 },
  { size: 1e6, seed: 1 },
  { size: 1, seed: 0.5 },
])('options that make no town are refused by name: %o', (options) => {
  expect(() => openTown(options)).toThrow(/makes no town/)
})

test('heights follow the storeys, and the church stands above', () => {
  const all: Building[] = buildings(towns[0]!).flat()
  const low = all.filter((b) => b.storeys === 1 && b.use === 'dwelling').map((b) => b.height)
  const high = all.filter((b) => b.storeys > 6).map((b) => b.height)
  expect(Math.max(...low)).toBeLessThan(Math.min(...high))
  expect(all.filter((b) => b.use === 'worship')).toHaveLength(1)
})

const overlap = (one: readonly Point[], other: readonly Point[]) => {
  let shared: Point[] = [...one]
  for (let i = 0; i < other.length; i++) shared = clip(shared, inside(other, i))
  return area(shared)
}

const bent = (town: Town, line: readonly Point[]) => line.map((p) => town.site.bend(p))
const pairs = (line: readonly Point[]) => line.slice(1).map((q, i) => [line[i]!, q] as const)

/** Pieces of street axes by the 100 m squares they begin or end in. */
function grid(town: Town) {
  const squares = new Map<string, (readonly [Point, Point])[]>()
  const keyOf = ([x, y]: Point) => `${Math.floor(x / 100)} ${Math.floor(y / 100)}`
  for (const piece of town.streets.flatMap((s: Street) => pairs(bent(town, axisOf(s)))))
    for (const key of new Set(piece.map(keyOf))) squares.set(key, [...(squares.get(key) ?? []), piece])
  return {
    near: (points: readonly Point[]) => [...new Set(points.map(keyOf))].flatMap((key) => squares.get(key) ?? []),
  }
}

/** Whether two segments cross. */
function cross(a: Point, b: Point, p: Point, q: Point): boolean {
  const side = (s: Point, t: Point, u: Point) => (t[0] - s[0]) * (u[1] - s[1]) - (t[1] - s[1]) * (u[0] - s[0])
  return side(a, b, p) > 0 !== side(a, b, q) > 0 && side(p, q, a) > 0 !== side(p, q, b) > 0
}
