import { expect, test } from 'vitest'
import {
  bind,
  geometry,
  OrchestraError,
  type Position,
  type RowOf,
  resolveGraph,
  table,
} from '../../src/kernel/index.ts'
import { build } from '../mobility/testing/build.ts'
import { given, territoryOf } from '../mobility/testing/territory.ts'
import pack from './pack.ts'
import { derivedIn } from './tables.ts'

const about = { title: { fr: 'forme', en: 'shape' } }
const crs = 'EPSG:2154'
const Roof = table('roof', { footprint: geometry({ ...about, crs, types: ['Polygon', 'MultiPolygon'] }) })
const Way = table('way', { line: geometry({ ...about, crs, types: ['LineString', 'MultiLineString'] }) })
const [X, Y] = [300_000, 6_700_000]

const square = (x: number, y: number, z: number): RowOf<typeof Roof> => ({
  footprint: {
    type: 'Polygon',
    coordinates: [
      [
        [0, 0],
        [10, 0],
        [10, 10],
        [0, 10],
        [0, 0],
      ].map(([dx, dy]) => [X + x + dx!, Y + y + dy!, z]),
    ],
  },
})
const way = (...points: Position[]): RowOf<typeof Way> => ({
  line: { type: 'LineString', coordinates: points.map(([x, y, z]) => [X + x!, Y + y!, z!]) },
})

async function derived(roofs: RowOf<typeof Roof>[], ways: RowOf<typeof Way>[]) {
  const [buildings, roads] = [given('buildings', Roof, roofs), given('roads', Way, ways)]
  const built = await build(
    territoryOf([buildings, roads], [bind(pack, { inputs: { buildings, roads } })]),
    () => undefined,
  )
  const { heights, terrain } = derivedIn(crs)
  return { heights: await built.rows(heights.name, heights.rows), points: await built.rows(terrain.name, terrain.rows) }
}

test('a height is the roof above the nearest road, interpolated along it; what cannot be had says why', async () => {
  const { heights, points } = await derived(
    [
      square(45, 5, 30), // its middle is at 50, where the road is at 20
      square(45, 40, 21), // 1 m above the road: not believed
      square(45, 80, -1000),
      square(45, 400, 30),
    ],
    [way([0, 0, 15], [100, 0, 25]), way([60, 10, -1000], [60, 12, -1000])],
  )
  const of = (y: number) =>
    heights.find(({ footprint }) => (footprint.coordinates as Position[][])[0]![0]![1] === Y + y)!
  expect(of(5)).toMatchObject({ height: 10, method: 'roof-above-road', roof: 30, road: 20, distance: 10 })
  expect(of(40)).toMatchObject({ height: null, method: 'implausible', above_road: 1 })
  expect(of(80)).toMatchObject({ height: null, method: 'no-altitude', roof: null })
  expect(of(400)).toMatchObject({ height: null, method: 'no-road', road: null })
  expect(new Set(heights.map((h) => h.id)).size).toBe(4)
  // A vertex without altitude is no point of the terrain.
  expect(points.map((p) => [p.elevation, p.location.coordinates])).toEqual([
    [15, [X, Y]],
    [25, [X + 100, Y]],
  ])
})

test('shapes in degrees are refused by name', () => {
  const degrees = table('roof', { footprint: geometry({ ...about, types: ['Polygon'] }) })
  const [buildings, roads] = [given('buildings', degrees, []), given('roads', Way, [])]
  const resolve = () => resolveGraph(territoryOf([buildings, roads], [bind(pack, { inputs: { buildings, roads } })]))
  expect(resolve).toThrow(OrchestraError)
  expect(resolve).toThrow(/buildings EPSG:4326, roads EPSG:2154/)
})
