import { expect, test } from 'vitest'
import { type Line, lengthOf } from '../../../src/models/planar/index.ts'
import { componentsOf } from './components.ts'
import { piecesOutside } from './fill.ts'
import { joinLines, type Look } from './network.ts'
import { slopeOf, stationsOf } from './slope.ts'

const line = (...positions: [number, number][]) => Float64Array.from(positions.flat())
const reach: readonly Look[] = [{ within: 1 }]
const lengths = (strands: readonly Line[], looks = reach) =>
  joinLines(strands, looks)
    .sections.map((section) => Math.round(lengthOf(section.line) * 100) / 100)
    .sort((a, b) => a - b)

test('ways meet where they share a position, and pass over each other where they only cross', () => {
  const shared = [line([0, 0], [50, 0], [100, 0]), line([50, -40], [50, 0], [50, 30])]
  expect(lengths(shared)).toEqual([30, 40, 50, 50])
  expect(joinLines(shared, reach).nodes).toHaveLength(5)
  const bridge = [line([0, 0], [100, 0]), line([50, -40], [50, 30])]
  expect(lengths(bridge)).toEqual([70, 100])
})

test('an end that stops short of a way is prolonged to it, within its reach', () => {
  const near = [line([0, 0], [100, 0]), line([30, 40], [30, 0.6])]
  expect(lengths(near)).toEqual([30, 40, 70])
  expect(joinLines(near, reach).joined).toBe(1)
  const far = [line([0, 0], [100, 0]), line([30, 40], [30, 1.4])]
  expect(lengths(far)).toEqual([38.6, 100])
  // Those asked for may be looked for farther: the other drawing of a place, another part of a network.
  expect(lengths(far, [{ within: 1 }, { within: 20, asks: () => true }])).toEqual([30, 40, 70])
  expect(lengths(far, [{ within: 1 }, { within: 20, asks: () => false }])).toEqual([38.6, 100])
  // An end on a way, where it has no vertex, is a junction too.
  expect(lengths([line([0, 0], [100, 0]), line([30, 40], [30, 0])])).toEqual([30, 40, 70])
  // And next to a vertex of it, the junction is the vertex.
  expect(lengths([line([0, 0], [30, 0], [100, 0]), line([30, 40], [30, 0.5])])).toEqual([30, 40, 70])
})

test('several ends on one segment cut it in their order, whatever the order of the ways', () => {
  const comb = [line([0, 0], [100, 0]), line([80, 9], [80, 0]), line([20, 9], [20, 0.5]), line([50, -9], [50, 0])]
  expect(lengths(comb)).toEqual([9, 9, 9, 20, 20, 30, 30])
  expect(lengths(comb.toReversed())).toEqual(lengths(comb))
})

test('a loop is two sections, a way drawn twice is one, and no section begins where it ends', () => {
  const loop = line([0, 0], [10, 0], [10, 10], [0, 10], [0, 0])
  const way = line([-20, 0], [0, 0])
  const { sections } = joinLines([loop, way, line([0, 0], [-20, 0])], reach)
  expect(sections).toHaveLength(3)
  expect(sections.every(({ from, to }) => from !== to)).toBe(true)
  expect(sections.reduce((sum, section) => sum + lengthOf(section.line), 0)).toBeCloseTo(60)
})

test('the length of ways is that of the network, and its parts are counted from the longest', () => {
  const strands = [line([0, 0], [50, 0], [100, 0]), line([50, 0], [50, 70]), line([500, 0], [500, 30])]
  const { nodes, sections } = joinLines(strands, reach)
  const parts = componentsOf(
    nodes.length,
    sections.map(({ from, to, line }) => ({ from, to, length: lengthOf(line) })),
  )
  expect(parts.parts).toEqual([
    { nodes: 4, edges: 3, length: 170 },
    { nodes: 2, edges: 1, length: 30 },
  ])
  expect([...parts.of].sort()).toEqual([1, 1, 1, 1, 2, 2])
})

test('of a background, what runs away from the detailed ways is kept, and joined back', () => {
  const detailed = [line([0, 0], [100, 0])]
  const away = line([0, 200], [100, 200])
  const beside = line([10, 4], [90, 4])
  const leaving = line([50, 3], [50, 103])
  const pieces = piecesOutside([away, beside, leaving], detailed, 10)
  expect(pieces.map(({ road }) => road)).toEqual([0, 2])
  expect(pieces[0]!.line).toEqual(away)
  expect(lengthOf(pieces[1]!.line)).toBeCloseTo(93, -1)
  // Joined back, the three hang together.
  const { nodes, sections } = joinLines([detailed[0]!, pieces[1]!.line], [{ within: 15 }])
  expect(sections).toHaveLength(3)
  expect(nodes).toHaveLength(4)
})

test('slopes are those of the stations, and unknown where one of them is, or is beyond belief', () => {
  expect(slopeOf([10, 12, 11, 11], 10)).toEqual({ climb: 2, drop: 1, steepest: 20 })
  expect(slopeOf([0, 1], 2).steepest).toBe(20)
  expect(slopeOf([0, 5], 10)).toEqual({ climb: Number.NaN, drop: Number.NaN, steepest: Number.NaN })
  expect(slopeOf([1, Number.NaN, 1], 10)).toEqual({ climb: Number.NaN, drop: Number.NaN, steepest: Number.NaN })
  expect(stationsOf(35)).toEqual([0, 8.75, 17.5, 26.25, 35])
  expect(stationsOf(2)).toEqual([0, 2])
})
