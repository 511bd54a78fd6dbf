import { expect, test } from 'vitest'
import { type GeometryOf, type RowOf, resolveGraph, type Table } from '../../../src/kernel/index.ts'
import { lczTypes } from '../../../src/models/lcz/index.ts'
import { build } from '../../mobility/testing/build.ts'
import { given } from '../../mobility/testing/territory.ts'
import { MorphologicalBlock } from '../blocks/shape.ts'
import * as shapes from '../shapes.ts'
import { ClimateZone } from './shape.ts'
import { zoneStyles } from './style.ts'
import { CORNER, districtOf, inLambert } from './testing.ts'

type Zone = RowOf<typeof ClimateZone>
const at = (x: number, y: number) => [CORNER[0] + x, CORNER[1] + y]
const box = (x: number, y: number, width: number, depth: number): GeometryOf<'Polygon'> => ({
  type: 'Polygon',
  coordinates: [[at(x, y), at(x + width, y), at(x + width, y + depth), at(x, y + depth), at(x, y)]],
})
const line = (...points: readonly [number, number][]): GeometryOf<'LineString'> => ({
  type: 'LineString',
  coordinates: points.map(([x, y]) => at(x, y)),
})
const source = <S extends Table>(name: string, shape: S, rows: readonly RowOf<S>[]) =>
  given(name, inLambert(shape), rows as never)

// Four blocks of 200 m around a crossing: houses, a row of tall buildings, a wood, a lake.
const area = source('area', shapes.Area, [{ area: box(0, 0, 400, 400) }])
const streets = source('streets', shapes.Street, [
  { id: 'a', width: 10, line: line([200, -20], [200, 420]) },
  { id: 'b', width: 10, line: line([-20, 200], [420, 200]) },
])
/** 25 houses of 15 × 15 m, 8 m high, every 38 m: 14 % of the block. */
const houses = Array.from({ length: 25 }, (_, i) => ({
  id: `h${i}`,
  height: 8,
  footprint: box(5 + (i % 5) * 38, 5 + Math.floor(i / 5) * 38, 15, 15),
}))
/** Four rows of 150 × 30 m, 20 m high: 45 % of the block. */
const rows = Array.from({ length: 4 }, (_, i) => ({
  id: `r${i}`,
  height: 20,
  footprint: box(220, 10 + i * 46, 150, 30),
}))
const buildings = source('buildings', shapes.Building, [...houses, ...rows])
const vegetation = source('vegetation', shapes.Vegetation, [
  { id: 'wood', kind: 'wood', height: 12, area: box(0, 205, 195, 195) },
])
const water = source('water', shapes.Water, [{ id: 'lake', area: box(205, 205, 195, 195) }])
/** Two cells of 200 m, one half outside the territory. */
const population = source('population', shapes.PopulationCell, [
  { cell: 'in', population: 100, aged: null, poor: null, square: box(100, 50, 200, 100) },
  { cell: 'half', population: 60, aged: null, poor: null, square: box(-100, 0, 200, 50) },
])
const all = [area, streets, buildings, vegetation, water, population]

async function zonesOf(sources: Parameters<typeof districtOf>[0], tuned = {}): Promise<Zone[]> {
  const built = await build(districtOf(sources, tuned), () => undefined)
  return built.rows('climate_zones', ClimateZone)
}
/** The zone whose box holds the middle of a quarter. */
const quarter = (zones: readonly Zone[], x: number, y: number) =>
  zones.find(({ id }) => {
    const [east, north] = id.split('-').map(Number)
    return Math.floor((east! - CORNER[0]) / 200) === x && Math.floor((north! - CORNER[1]) / 200) === y
  })!

test('blocks cover the territory and zones are the blocks', async () => {
  const built = await build(districtOf(all), () => undefined)
  const blocks = await built.rows('morphological_blocks', MorphologicalBlock)
  const zones = await built.rows('climate_zones', ClimateZone)
  expect(blocks.map(({ kind }) => kind).sort()).toEqual(['land', 'land', 'vegetation', 'water'])
  expect(blocks.reduce((sum, block) => sum + block.area, 0)).toBeCloseTo(160_000, 1)
  expect(zones.map(({ id }) => id)).toEqual(blocks.map(({ id }) => id))
})

test('each quarter is of its type, with the indicators that make it', async () => {
  const zones = await zonesOf(all)
  const [low, dense, wood, lake] = [
    quarter(zones, 0, 0),
    quarter(zones, 1, 0),
    quarter(zones, 0, 1),
    quarter(zones, 1, 1),
  ]

  expect(low).toMatchObject({ lcz: '9', buildings: 25, known_heights: 1, sky_view_by: 'canyon' })
  expect(low.mean_height).toBeCloseTo(8, 9)
  expect(low.roughness_height).toBeCloseTo(8, 9)
  expect(low.height_deviation).toBeCloseTo(0, 9)
  expect(low.building_fraction).toBeCloseTo((25 * 225) / 40_000, 2)
  // Each house alone: 4 × 15 × 8 m² of walls.
  expect(low.wall_density! * low.area).toBeCloseTo(25 * 480, -1)
  expect(low.aspect_ratio).toBeCloseTo((25 * 480) / (2 * (40_000 - 5625)), 2)
  expect(low.frontal_density).toBeCloseTo(low.wall_density! / Math.PI, 9)
  // Half of a street 10 m wide along two sides.
  expect(low.paved_fraction).toBeCloseTo(((200 + 195) * 5) / 40_000, 2)

  expect(dense).toMatchObject({ lcz: '2', buildings: 4, mean_height: 20 })
  expect(wood).toMatchObject({ lcz: 'A', kind: 'vegetation', tree_height: 12 })
  expect(wood.tree_fraction).toBeGreaterThan(0.9)
  expect(lake).toMatchObject({ lcz: 'G', kind: 'water', buildings: 0, mean_height: null })
  expect(lake.roughness_class).toBe(1)
  for (const zone of zones) expect(Object.keys(lczTypes)).toContain(zone.lcz)
})

test('the same share of low buildings is open low-rise when they are houses, large low-rise when they are halls', async () => {
  const rowsOf = (size: number, every: number) =>
    Array.from({ length: Math.floor(190 / every) ** 2 }, (_, i) => {
      const across = Math.floor(190 / every)
      return {
        id: `${i}`,
        height: 6,
        footprint: box(5 + (i % across) * every, 5 + Math.floor(i / across) * every, size, size),
      }
    })
  const typeOf = async (size: number, every: number) => {
    const built = source('buildings', shapes.Building, rowsOf(size, every))
    return quarter(await zonesOf([area, streets, built]), 0, 0)
  }
  // A quarter of the block either way: 81 houses of 11 m, or 4 halls of 50 m.
  expect(await typeOf(11, 21)).toMatchObject({ lcz: '6', large_fraction: 0 })
  expect(await typeOf(50, 90)).toMatchObject({ lcz: '8', large_fraction: 1 })
})

test('what covers a block makes a whole', async () => {
  for (const zone of await zonesOf(all)) {
    const covers = [
      zone.building_fraction!,
      zone.vegetation_fraction,
      zone.paved_fraction,
      zone.bare_fraction,
      zone.water_fraction,
      zone.unknown_fraction,
    ]
    expect(covers.reduce((sum, share) => sum + share)).toBeCloseTo(1, 9)
  }
})

test('inhabitants are shared out by area, none lost or made', async () => {
  const zones = await zonesOf(all)
  const people = zones.reduce((sum, { population }) => sum + population!, 0)
  expect(people).toBeCloseTo(100 + 30, 6)
  expect(quarter(zones, 0, 0).population).toBeCloseTo(50 + 30, 6)
  expect(quarter(zones, 1, 0).population).toBeCloseTo(50, 6)
})

test('nobody is put on water, unless all of their cell is', async () => {
  const cells = [
    { cell: 'shore', population: 90, aged: null, poor: null, square: box(150, 250, 100, 100) },
    { cell: 'boats', population: 7, aged: null, poor: null, square: box(300, 300, 50, 50) },
  ]
  const zones = await zonesOf([...all.slice(0, -1), source('population', shapes.PopulationCell, cells)])
  expect(quarter(zones, 0, 1).population).toBeCloseTo(90, 6)
  expect(quarter(zones, 1, 1).population).toBeCloseTo(7, 6)
})

test('the order in which a territory gives its rows changes nothing', async () => {
  const [fine, other] = [await zonesOf(all), await zonesOf([...all].reverse())]
  expect(other).toEqual(fine)
})

test('without heights, a built block has no type but keeps what is known', async () => {
  const flat = source(
    'buildings',
    shapes.Building,
    [...houses, ...rows].map((one) => ({ ...one, height: null })),
  )
  const zones = await zonesOf([area, streets, flat])
  const dense = quarter(zones, 1, 0)
  expect(dense).toMatchObject({ lcz: null, known_heights: 0, mean_height: 6 })
  // Of seven: no sky view, aspect ratio, height, roughness; nothing of the ground.
  expect(dense.missing).toBe(6)
  expect(dense.building_fraction).toBeCloseTo(0.45, 2)
})

test('without buildings nothing is said of them, nor of the type', async () => {
  const zones = await zonesOf([area, streets, vegetation])
  for (const zone of zones)
    expect(zone).toMatchObject({
      lcz: null,
      buildings: null,
      building_fraction: null,
      population: null,
      sky_view: null,
    })
  expect(quarter(zones, 0, 1).tree_fraction).toBeGreaterThan(0.9)
})

test('outside what was surveyed, the absence of buildings says nothing', async () => {
  const surveyed = source('surveyed', shapes.Area, [{ area: box(0, 0, 400, 200) }])
  const zones = await zonesOf([...all, surveyed])
  expect(quarter(zones, 1, 0).lcz).toBe('2')
  expect(quarter(zones, 1, 1)).toMatchObject({ lcz: null, building_fraction: null, buildings: null })
})

test('land cover says what is pervious, and makes the type surer', async () => {
  const garden = source('land_cover', shapes.LandCover, [{ id: 'g', class: 'grass', area: box(0, 0, 195, 195) }])
  const [before, after] = [quarter(await zonesOf(all), 0, 0), quarter(await zonesOf([...all, garden]), 0, 0)]
  expect([before.impervious_fraction, before.missing]).toEqual([null, 2])
  expect(after.impervious_fraction! + after.pervious_fraction! + after.building_fraction!).toBeCloseTo(1, 9)
  expect(after.missing).toBe(0)
  expect(after.unknown_fraction).toBe(0)
})

test('without streets there are no blocks; the map has a colour for each type', () => {
  expect(resolveGraph(districtOf([area, buildings])).byName.has('morphological_blocks')).toBe(false)
  expect(resolveGraph(districtOf([area, streets])).byName.has('climate_zones')).toBe(true)
  expect(zoneStyles.map(({ dataset }) => dataset)).toEqual(['climate_zones'])
})
