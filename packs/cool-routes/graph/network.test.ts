import { expect, test } from 'vitest'
import { lengthOf } from '../../../src/models/planar/index.ts'
import { componentsOf } from './components.ts'
import { piecesOutside } from './fill.ts'
import { networkOf, type Strand } from './network.ts'
import { slopeOf, stationsOf } from './slope.ts'

const line = (...positions: [number, number][]) => Float64Array.from(positions.flat())
const strand = (...positions: [number, number][]): Strand => ({ line: line(...positions), drawing: 0 })
const reach = { snap: 1, join: 20 }
const lengths = (strands: readonly Strand[]) =>
  networkOf(strands, reach)
    .sections.map((section) => Math.round(lengthOf(section.line) * 100) / 100)
    .sort((a, b) => a - b)

test('ways meet where they share a position, and pass over each other where they only cross', () => {
  const shared = [strand([0, 0], [50, 0], [100, 0]), strand([50, -40], [50, 0], [50, 30])]
  expect(lengths(shared)).toEqual([30, 40, 50, 50])
  expect(networkOf(shared, reach).nodes).toHaveLength(5)
  const bridge = [strand([0, 0], [100, 0]), strand([50, -40], [50, 30])]
  expect(lengths(bridge)).toEqual([70, 100])
})

test('an end that stops short of a way is prolonged to it, within its reach', () => {
  const near = [strand([0, 0], [100, 0]), strand([30, 40], [30, 0.6])]
  expect(lengths(near)).toEqual([30, 40, 70])
  expect(networkOf(near, reach).joined).toBe(1)
  const far = [strand([0, 0], [100, 0]), strand([30, 40], [30, 1.4])]
  expect(lengths(far)).toEqual([38.6, 100])
  // Two drawings of one place differ by some metres: their ends look farther for each other.
  const other = [far[0]!, { ...far[1]!, drawing: 1 }]
  expect(lengths(other)).toEqual([30, 40, 70])
  // An end on a way, where it has no vertex, is a junction too.
  expect(lengths([strand([0, 0], [100, 0]), strand([30, 40], [30, 0])])).toEqual([30, 40, 70])
  // And next to a vertex of it, the junction is the vertex.
  expect(lengths([strand([0, 0], [30, 0], [100, 0]), strand([30, 40], [30, 0.5])])).toEqual([30, 40, 70])
})

test('several ends on one segment cut it in their order, whatever the order of the ways', () => {
  const comb = [
    strand([0, 0], [100, 0]),
    strand([80, 9], [80, 0]),
    strand([20, 9], [20, 0.5]),
    strand([50, -9], [50, 0]),
  ]
  expect(lengths(comb)).toEqual([9, 9, 9, 20, 20, 30, 30])
  expect(lengths(comb.toReversed())).toEqual(lengths(comb))
})

test('a loop is two sections, a way drawn twice is one, and no section begins where it ends', () => {
  const loop = strand([0, 0], [10, 0], [10, 10], [0, 10], [0, 0])
  const way = strand([-20, 0], [0, 0])
  const { sections } = networkOf([loop, way, strand([0, 0], [-20, 0])], reach)
  expect(sections).toHaveLength(3)
  expect(sections.every(({ from, to }) => from !== to)).toBe(true)
  expect(sections.reduce((sum, section) => sum + lengthOf(section.line), 0)).toBeCloseTo(60)
})

test('the length of ways is that of the network, and its parts are counted from the longest', () => {
  const strands = [strand([0, 0], [50, 0], [100, 0]), strand([50, 0], [50, 70]), strand([500, 0], [500, 30])]
  const { nodes, sections } = networkOf(strands, reach)
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
  const { nodes, sections } = networkOf(
    [
      { line: detailed[0]!, drawing: 0 },
      { line: pieces[1]!.line, drawing: 1 },
    ],
    reach,
  )
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
