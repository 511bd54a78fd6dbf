import { expect, test } from 'vitest'
import { bind, resolveGraph, type Source } from '../../src/kernel/index.ts'
import { build } from '../mobility/testing/build.ts'
import { given, territoryOf } from '../mobility/testing/territory.ts'
import { components, indexOf } from './components.ts'
import { type WalkabilityOptions, walkabilityPack } from './pack.ts'
import { EdgeComfort, Park, PopulationCell, Stop, WalkEdge } from './shapes.ts'
import { segmentIn, WalkabilityCell } from './tables.ts'
import { at, crs, EAST, edges, NORTH, places, point, sidewalk } from './testing.ts'

async function town(more: Record<string, Source> = {}, parameters = {}, options: Partial<WalkabilityOptions> = {}) {
  const inputs = { edges: given('edges', WalkEdge, [...edges, sidewalk]), ...more }
  const sources = Object.values(inputs)
  const pack = walkabilityPack({ crs, licence: 'CC0-1.0', ...options })
  const built = await build(territoryOf(sources, [bind(pack, { inputs, parameters })]), () => undefined)
  const segments = await built.rows('walkability_segments', segmentIn(crs))
  return {
    segments: new Map(segments.map((one) => [one.id, one])),
    cells: await built.rows('walkability_cells', WalkabilityCell),
  }
}

test('destinations are those of the streets: near in full, far less, beyond a quarter of an hour nothing', async () => {
  const { segments } = await town({ places })
  const [near, far] = [segments.get('0 0 n')!, segments.get('7 8 e')!]
  // Food weighs 3 and school 1. The school is 1.6 km from the corner of the shop: not reached from there.
  expect(near.destinations).toBeCloseTo(0.75, 6)
  expect(far.destinations).toBeCloseTo(0.25, 6)
  expect([near.places, far.places]).toEqual([1, 1])
})

test('what no data tells is empty, and weighs nothing; the index is the mean of the rest', async () => {
  const { segments } = await town({ places })
  const one = segments.get('0 0 n')!
  expect([one.comfort, one.greenery, one.utci, one.park]).toEqual([null, null, null, null])
  expect(one.known).toBeCloseTo(7 / 9, 9)
  const parts = [one.destinations! * 3, one.connectivity! * 2, one.slope!, one.traffic!]
  expect(one.index).toBeCloseTo((100 * parts.reduce((sum, part) => sum + part, 0)) / 7, 9)
  const strict = await town({ places }, { known_share: 0.9 })
  expect(strict.segments.get('0 0 n')!.index).toBe(null)
  const none = await town()
  expect(none.segments.get('0 0 n')!.destinations).toBe(null)
})

test('a piece of network cut off from the rest reaches more than the data tells: it has no index', async () => {
  const { segments } = await town({ places })
  expect(segments.get('walk')).toMatchObject({ destinations: null, connectivity: null, index: null, places: 0 })
})

test('where destinations are not in the data there is no index', async () => {
  const west = [EAST - 1, NORTH - 1, EAST + 400, NORTH + 800] as const
  const { segments } = await town({ places }, {}, { within: [west] })
  expect(segments.get('0 0 n')!.index).toBeGreaterThan(0)
  expect(segments.get('7 8 e')).toMatchObject({ index: null, destinations: null, connectivity: null })
})

test('slope, traffic and junctions are those of the segment; a sidewalk has the traffic of its street', async () => {
  const { segments } = await town({ places })
  const [flat, steep] = [segments.get('0 0 n')!, segments.get('7 4 e')!]
  expect([flat.slope, steep.grade, steep.slope]).toEqual([1, 10, 0.9 ** 10])
  expect([segments.get('3 0 e')!.stress, segments.get('walk')!.stress, flat.stress]).toEqual([4, 4, 2])
  // 81 junctions over 0.64 km², but for the corners, where two ways meet.
  expect(segments.get('4 4 e')!.junctions).toBeGreaterThan(70)
  expect(segments.get('4 4 e')!.junctions).toBeLessThan(78)
})

test('a park is entered from any side; stops count as transport; comfort as it is felt', async () => {
  const ring = [at(150, 150), at(750, 150), at(750, 750), at(150, 750), at(150, 150)]
  const { segments } = await town({
    parks: given('parks', Park, [
      { id: 'p', kind: 'park', place: { type: 'Polygon', coordinates: [ring] } },
      { id: 'w', kind: 'water', place: point(0, 800) },
    ]),
    stops: given('stops', Stop, [
      { stop_id: 'a', geometry: point(0, 800) },
      { stop_id: 'b', geometry: null },
    ]),
    comfort: given(
      'comfort',
      EdgeComfort,
      edges.map(({ id }) => ({ edge: id, afternoon: id === '1 0 n' ? null : 36 })),
    ),
  })
  // From the gate at its south, by the next street.
  expect(segments.get('1 1 e')!.park).toBeCloseTo(125, 6)
  expect(segments.get('1 1 e')!.greenery).toBe(1)
  expect([segments.get('0 0 n')!.comfort, segments.get('1 0 n')!.comfort]).toEqual([0.5, null])
  expect(segments.get('0 7 n')!.places).toBe(2)
})

test('what is known in places only is told, and does not count: places must compare', async () => {
  const comfort = given('comfort', EdgeComfort, [{ edge: '0 0 n', afternoon: 46 }])
  const { segments } = await town({ places, comfort })
  const [told, other] = [segments.get('0 0 n')!, segments.get('1 0 n')!]
  expect([told.utci, told.comfort, told.known]).toEqual([46, null, other.known])
})

test('squares of a population grid take the mean of their streets by length; those without a street are empty', async () => {
  const square = (x: number, y: number) => ({
    type: 'Polygon' as const,
    coordinates: [[at(x, y), at(x + 200, y), at(x + 200, y + 200), at(x, y + 200), at(x, y)]],
  })
  const population = given('population', PopulationCell, [
    { cell: 'in', population: 120, square: square(-50, -50) },
    { cell: 'out', population: 3, square: square(4000, 4000) },
  ])
  const { segments, cells } = await town({ places, population })
  const inside = cells.find(({ cell }) => cell === 'in')!
  // Streets at 0 and 100 m each way: 150 m each, the sidewalk 100 m; pieces of 20 m are in or out.
  expect(Math.abs(inside.length - 700)).toBeLessThanOrEqual(40)
  const means = ['0 0 e', '1 0 e', '0 1 e', '1 1 e', '0 0 n', '0 1 n', '1 0 n', '1 1 n'].map(
    (id) => segments.get(id)!.traffic!,
  )
  expect(inside.traffic).toBeGreaterThan(Math.min(...means))
  expect(inside.traffic).toBeLessThan(Math.max(...means))
  expect(inside.index).toBeCloseTo(
    indexOf(inside, { destinations: 3, connectivity: 2, slope: 1, comfort: 1, greenery: 1, traffic: 1 }, 0.5).index!,
    9,
  )
  const out = cells.find(({ cell }) => cell === 'out')!
  expect([out.index, out.length, out.known, ...components.map((name) => out[name])]).toEqual([
    null,
    0,
    0,
    ...components.map(() => null),
  ])
})

test('without a grid, squares of ours share the streets out without losing any', async () => {
  const { segments, cells } = await town()
  const whole = [...segments.values()].reduce((sum, { length }) => sum + length, 0)
  expect(cells.reduce((sum, { length }) => sum + length, 0)).toBeCloseTo(whole, 0)
  expect(new Set(cells.map(({ cell }) => cell)).size).toBe(cells.length)
  expect(cells.every(({ population }) => population === null)).toBe(true)
})

test('weights of nothing leave no index; one weight is that part', () => {
  const parts = { destinations: 0.2, connectivity: 0.4, slope: null, comfort: null, greenery: 1, traffic: 0 }
  const weights = { destinations: 0, connectivity: 0, slope: 0, comfort: 0, greenery: 0, traffic: 0 }
  expect(indexOf(parts, weights, 0)).toEqual({ index: null, known: 0 })
  expect(indexOf(parts, { ...weights, connectivity: 7 }, 0.5)).toEqual({ index: 40, known: 1 })
  expect(indexOf(parts, { ...weights, slope: 1 }, 0)).toEqual({ index: null, known: 0 })
})

test('the survey is of the segments, and is left out where they are', () => {
  const pack = walkabilityPack({ crs, licence: 'CC0-1.0' })
  const sources = [given('edges', WalkEdge, [])]
  const graph = resolveGraph(territoryOf(sources, [bind(pack, { inputs: { edges: sources[0]! } })]))
  expect(graph.surveys.map(({ id, questions }) => [id, questions.length])).toEqual([['walkability', 5]])
})
