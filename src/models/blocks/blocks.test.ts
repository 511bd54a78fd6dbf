import { expect, test } from 'vitest'
import { checkGeometries } from '../../lake/check-geometry.ts'
import { areaOf, contains, type Line, type Polygon, perimeterOf, polygonGeometry } from '../planar/index.ts'
import { type Barriers, type BlockSizes, morphologicalBlocks as cut, type NamedBlock } from './index.ts'
import { neighboursOf } from './sides.ts'

const box = (x: number, y: number, width: number, height: number): Polygon => [
  Float64Array.from([x, y, x + width, y, x + width, y + height, x, y + height, x, y]),
]
const line = (...positions: number[]): Line => Float64Array.from(positions)

const sizes: BlockSizes = { water: 2500, vegetation: 10_000, strip: 20, area: 1000, width: 10 }
const none = { streets: [], rails: [], water: [], tall: [], low: [] }
/** A square kilometre with a street every 200 m each way. */
const grid: Barriers = {
  ...none,
  territory: [box(0, 0, 1000, 1000)],
  streets: [200, 400, 600, 800].flatMap((at) => [line(at, -50, at, 1050), line(-50, at, 1050, at)]),
}
const morphologicalBlocks = async (barriers: Barriers, to: BlockSizes) => (await cut(barriers, to)).blocks
const total = (blocks: readonly NamedBlock[]) => blocks.reduce((sum, { area }) => sum + area, 0)
const at = (blocks: readonly NamedBlock[], x: number, y: number) =>
  blocks.find(({ polygon }) => contains(polygon, x, y))!

/** Metres of sides: those that two share count twice, those around the territory once. Overlaps or gaps would break it. */
function isCoverage(blocks: readonly NamedBlock[], around: number): boolean {
  const shared = neighboursOf(blocks.map(({ polygon }) => polygon))
  const common = shared.reduce((sum, of) => sum + [...of.values()].reduce((s, m) => s + m, 0), 0)
  const all = blocks.reduce((sum, { polygon }) => sum + perimeterOf(polygon), 0)
  return Math.abs(all - common - around) < 0.1
}

test('streets cut a territory into blocks that cover it', async () => {
  const blocks = await morphologicalBlocks(grid, sizes)
  expect(blocks.map(({ area }) => area)).toEqual(Array(25).fill(40_000))
  expect(isCoverage(blocks, 4000)).toBe(true)
  expect(new Set(blocks.map(({ id }) => id)).size).toBe(25)
  expect(at(blocks, 100, 100)).toMatchObject({ id: '100-100', kind: 'land' })
})

test('a river is a block of its own that bridges do not cut', async () => {
  const blocks = await morphologicalBlocks({ ...grid, water: [box(-500, 480, 3000, 40)] }, sizes)
  const water = blocks.filter(({ kind }) => kind === 'water')
  expect(water.map(({ area }) => area)).toEqual([40_000])
  expect(blocks.length).toBe(31)
  expect(total(blocks)).toBeCloseTo(1e6, 3)
  expect(isCoverage(blocks, 4000)).toBe(true)
})

test('a small pond, a hedge and a dead end cut nothing', async () => {
  const blocks = await morphologicalBlocks(
    {
      ...grid,
      water: [box(50, 50, 40, 40)],
      tall: [box(10, 100, 180, 8)],
      streets: [...grid.streets, line(300, 200, 300, 390)],
    },
    sizes,
  )
  expect(blocks.map(({ area }) => area)).toEqual(Array(25).fill(40_000))
})

test('a large wood is a block, and its limit cuts', async () => {
  const blocks = await morphologicalBlocks({ ...grid, tall: [box(220, 220, 150, 150)] }, sizes)
  const wood = at(blocks, 300, 300)
  expect(wood.kind).toBe('vegetation')
  expect(wood.area).toBeCloseTo(22_500, -3)
  // What is around it stays one block with a hole.
  expect(at(blocks, 210, 300).polygon.length).toBe(2)
  expect(total(blocks)).toBeCloseTo(1e6, 3)
})

test('a strip between two streets joins the neighbour it shares most with', async () => {
  // A second carriageway 6 m north of a street, from 0 to 500 m.
  const blocks = await morphologicalBlocks(
    { ...grid, streets: [...grid.streets, line(0, 206, 200, 206), line(0, 200, 0, 206), line(200, 200, 200, 206)] },
    sizes,
  )
  expect(blocks.length).toBe(25)
  expect(blocks.map(({ area }) => Math.round(area)).filter((area) => area !== 40_000)).toEqual([])
  expect(isCoverage(blocks, 4000)).toBe(true)
})

test('a sliver of land by the water joins land, not water', async () => {
  // The river leaves 4 m of bank to the street on its south side.
  const blocks = await morphologicalBlocks({ ...grid, water: [box(-100, 404, 1200, 60)] }, sizes)
  expect(at(blocks, 100, 402).kind).toBe('land')
  expect(at(blocks, 100, 402)).toBe(at(blocks, 100, 300))
  expect(total(blocks)).toBeCloseTo(1e6, 3)
})

test('a block keeps its name when others change, and when a street ends at its side', async () => {
  const before = await morphologicalBlocks(grid, sizes)
  const after = await morphologicalBlocks(
    { ...grid, streets: [...grid.streets, line(200, 90, 400, 90), line(633.3, 600, 633.3, 800)] },
    sizes,
  )
  const kept = new Set(after.map(({ id }) => id))
  const gone = before.filter(({ id }) => !kept.has(id))
  expect(gone.map(({ id }) => id).sort()).toEqual(['300-100', '700-700'])
  expect(after.length).toBe(27)
})

test('the holes of a territory are left out and its parts are all covered', async () => {
  const territory: Polygon[] = [[...box(0, 0, 1000, 1000), ...box(500, 500, 300, 300)], box(2000, 0, 300, 300)]
  const blocks = await morphologicalBlocks({ ...grid, territory }, sizes)
  expect(total(blocks)).toBeCloseTo(910_000 + 90_000, 3)
  expect(at(blocks, 650, 650)).toBeUndefined()
  expect(isCoverage(blocks, 4000 + 1200 + 1200)).toBe(true)
})

test('what two polygons of a territory share is taken once', async () => {
  const { blocks, territory } = await cut({ ...none, territory: [box(0, 0, 500, 500), box(400, 0, 500, 500)] }, sizes)
  expect([territory, total(blocks)]).toEqual([450_000, 450_000])
})

test('a territory without barriers is one block; none has none', async () => {
  const [only, ...others] = await morphologicalBlocks({ ...none, territory: [box(0, 0, 500, 500)] }, sizes)
  expect([areaOf(only!.polygon), others.length]).toEqual([250_000, 0])
  expect(await morphologicalBlocks({ ...none, territory: [] }, sizes)).toEqual([])
})

/** The same numbers each time: a linear congruential generator (Numerical Recipes). */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32
    return state / 2 ** 32
  }
}

test('whatever the tangle of streets, woods and water, the blocks cover the territory once', async () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const next = random(seed)
    const some = (n: number, make: () => Polygon | Line) => Array.from({ length: n }, make)
    const barriers = {
      ...none,
      territory: [box(0, 0, 2000, 1000)],
      streets: some(60, () => line(...Array.from({ length: 6 }, () => next() * 2000))) as Line[],
      water: some(4, () => box(next() * 1800, next() * 900, 30 + next() * 300, 20 + next() * 100)) as Polygon[],
      tall: some(12, () => box(next() * 1800, next() * 900, 60 + next() * 200, 60 + next() * 200)) as Polygon[],
    }
    const blocks = await morphologicalBlocks(barriers, sizes)
    expect(blocks.length).toBeGreaterThan(20)
    expect(Math.abs(total(blocks) / 2e6 - 1)).toBeLessThan(1e-6)
    expect(isCoverage(blocks, 6000)).toBe(true)
    const geometries = blocks.map(({ polygon }) => polygonGeometry(polygon, (position) => position))
    expect((await checkGeometries(geometries)).filter((problem) => problem)).toEqual([])
    const small = blocks.filter(
      ({ area, polygon }) => area < sizes.area || (2 * area) / perimeterOf(polygon) < sizes.width,
    )
    expect(small).toEqual([])
  }
})
