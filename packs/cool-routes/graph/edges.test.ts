import { expect, test } from 'vitest'
import type { InputTable, Rejected, RowOf, Table } from '../../../src/kernel/index.ts'
import { frameOf } from '../../heat/frame.ts'
import { parameters, type Tuned } from '../parameters.ts'
import { WalkCrossing, WalkWay } from '../shapes.ts'
import { edgesOf } from './edges.ts'

const tuned = Object.fromEntries(Object.entries(parameters).map(([name, p]) => [name, p.default])) as Tuned
const frame = frameOf({ crs: 'EPSG:2154', bounds: [700_000, 6_600_000, 701_000, 6_601_000], tile: 1000 })
const [X, Y] = [700_500, 6_600_500]

type Way = RowOf<typeof WalkWay>
const metric = { ...WalkWay, columns: { ...WalkWay.columns, line: { ...WalkWay.columns.line, crs: 'EPSG:2154' } } }
const points = {
  ...WalkCrossing,
  columns: { ...WalkCrossing.columns, location: { ...WalkCrossing.columns.location, crs: 'EPSG:2154' } },
}
const at = (positions: readonly (readonly number[])[]) => positions.map(([x, y, ...z]) => [X + x!, Y + y!, ...z])
const way = (id: string, positions: readonly (readonly number[])[], facts: Partial<Way> = {}): Way => ({
  ...{ id, name: null, kind: 'footway', class: null, sidewalk: null, surface: null, wheelchair: null, steps: null },
  ...{ crossing: null, kerb: null, width: null, speed_limit: null, raised: false, covered: false },
  line: { type: 'LineString', coordinates: at(positions) },
  ...facts,
})
const given = <S extends Table>(rows: readonly RowOf<S>[]) =>
  ({
    read: async function* () {
      yield rows
    },
  }) as unknown as InputTable<S>

async function make(ways: Way[], more: { roads?: Way[]; crossings?: RowOf<typeof WalkCrossing>[]; gap?: number } = {}) {
  const rejected: Rejected[] = []
  const run = { signal: new AbortController().signal, progress: () => {}, reject: (r: Rejected) => rejected.push(r) }
  const edges = await edgesOf(
    {
      ways: given(ways),
      ...(more.roads && { roads: given(more.roads) }),
      ...(more.crossings && { crossings: given(more.crossings) }),
    },
    {
      ways: { name: 'ways', rows: metric },
      ...(more.roads && { roads: { name: 'roads', rows: metric } }),
      ...(more.crossings && { crossings: { name: 'crossings', rows: points } }),
    },
    frame,
    { ...tuned, gap: more.gap ?? 0 },
    run,
  )
  return { edges, rejected }
}

test('whoever goes over a street at a crossing waits once; whoever goes along it does not', async () => {
  const ways = [
    way(
      's',
      [
        [-50, 0],
        [0, 0],
        [50, 0],
      ],
      { kind: 'street' },
    ),
    way('n', [
      [0, 0],
      [0, 40],
    ]),
    way('m', [
      [0, 0],
      [0, -40],
    ]),
  ]
  const crossing = {
    id: 'c',
    kind: 'signals',
    kerb: null,
    location: { type: 'Point' as const, coordinates: [X, Y + 0.5] },
  }
  const { edges } = await make(ways, { crossings: [crossing] })
  const wait = Object.fromEntries(edges.map((edge) => [edge.id, edge.wait]))
  expect(wait['n.0']! + wait['m.0']!).toBeCloseTo(22.5, 0)
  expect([wait['s.0'], wait['s.1']]).toEqual([0, 0])
})

test('a position far away sets its way aside, with the reason, and the others stand', async () => {
  const { edges, rejected } = await make([
    way('good', [
      [0, 0],
      [30, 0],
    ]),
    way('bad', [
      [0, 0],
      [900_000, 0],
    ]),
  ])
  expect(edges.map(({ id }) => id)).toEqual(['good.0'])
  expect(rejected.map(({ place }) => place)).toEqual(['ways bad'])
  expect(rejected[0]!.reason.en).toContain('5 km')
})

test('altitudes drawn by the source give slopes; where one is unknown, so is the slope', async () => {
  const { edges } = await make([
    way('up', [
      [0, 0, 10],
      [60, 0, 13],
    ]),
    way('gap', [
      [0, 100, 10],
      [60, 100, -1000],
    ]),
  ])
  expect(edges.map(({ id, climb, drop, steepest }) => [id, climb, drop, steepest])).toEqual([
    ['gap.0', null, null, null],
    ['up.0', 3, 0, 5],
  ])
})

test('ways of one name by place are told apart, and a kind nobody knows is another one', async () => {
  const { edges } = await make([
    way('w', [
      [0, 0],
      [30, 0],
    ]),
    way(
      'w',
      [
        [0, 50],
        [30, 50],
      ],
      { kind: 'escalator' },
    ),
  ])
  expect(edges.map(({ id, kind }) => [id, kind])).toEqual([
    ['w.0', 'footway'],
    ['w~1.0', 'other'],
  ])
})

test('where a source lacks pieces, ends join what stands apart, and nothing else', async () => {
  const ways = [
    way('a', [
      [0, 0],
      [100, 0],
    ]),
    way('b', [
      [112, 0],
      [200, 0],
    ]),
    // A dead end twelve metres from the street that it comes from: a wall may stand there.
    way('c', [
      [50, 0],
      [50, 60],
      [90, 60],
      [90, 12],
    ]),
  ]
  const parts = async (gap: number) => (await make(ways, { gap })).edges.map(({ component }) => component)
  expect(new Set(await parts(0))).toEqual(new Set([1, 2]))
  expect(new Set(await parts(25))).toEqual(new Set([1]))
  expect((await make(ways, { gap: 25 })).edges).toHaveLength((await make(ways)).edges.length)
})

test('without any way there is no graph, and no fault', async () => {
  expect((await make([])).edges).toEqual([])
  expect(
    (
      await make([
        way('dot', [
          [0, 0],
          [0, 0],
        ]),
      ])
    ).edges,
  ).toEqual([])
})
