import { afterAll, beforeAll, expect, test } from 'vitest'
import type { HeatExposure, HeatGroup } from '../../packs/heat/exposure/tables.ts'
import { heatPack } from '../../packs/heat/pack.ts'
import { type Bbox, bind, type RowOf, type Table, type Territory } from '../../src/kernel/index.ts'
import { openRasters } from '../../src/lake/index.ts'
import { currentFiles, tableFiles } from '../../src/pipeline/inputs.ts'
import { openTestHouse, type TestHouse } from '../../src/pipeline/testing.ts'
import { demo } from './territory.ts'

// A piece of a small Valmorne: its middle, by cells of 2 m.
const town = demo({ size: 0.25 })
const [X, Y] = [672_800, 6_811_800]
const SIDE = 400
const whole: Bbox = [X, Y, X + SIDE, Y + SIDE]
const rasters = ['heat_surface', 'sky_view', 'shade', 'sun_hours', 'radiant_temperature', 'utci']

const source = (name: string) => town.sources.find((one) => one.name === name)! as never

/** The piece, cut in tiles of so many metres. */
const pieceIn = (tile: number): Territory => ({
  ...town,
  styles: [],
  use: [
    bind(
      heatPack({
        crs: 'EPSG:2154',
        bounds: whole,
        tile,
        step: 2,
        day: '2025-07-11',
        radiation: 'instant',
        licence: 'CC0-1.0',
      }),
      {
        inputs: {
          buildings: source('buildings'),
          trees: source('trees'),
          streets: source('streets'),
          land_cover: source('land_cover'),
          ground_points: source('relief_points'),
          weather: source('weather'),
          population: source('population_grid'),
        },
        parameters: { reach: 60, mapped_share: 0 },
      },
    ),
  ],
})

const houses: TestHouse[] = []
let [once, twice]: [TestHouse, TestHouse] = [] as never
beforeAll(async () => {
  for (const tile of [200, 100]) houses.push(await openTestHouse(pieceIn(tile)))
  ;[once, twice] = houses as [TestHouse, TestHouse]
  for (const house of houses) {
    const { steps } = await house.run(...rasters, ...(house === once ? ['heat_exposure_groups'] : []))
    expect(steps.filter((step) => step.state !== 'done')).toEqual([])
  }
}, 120_000)
afterAll(async () => {
  for (const house of houses) await house.close()
})

/** The bands of a raster over the piece, by their names. */
async function bandsOf({ chain }: TestHouse, asset: string): Promise<Record<string, Float64Array>> {
  const { files } = await currentFiles(chain.store, chain.graph.territory.id, asset)
  const opened = openRasters(chain.lake)
  const raster = await opened.open(files.map((file) => file.object))
  const bands: Record<string, Float64Array> = {}
  for (const [place, { name }] of raster.bands.entries()) {
    const { values } = await opened.read(raster, { bbox: whole, bands: [place], coarsening: 'first' })
    bands[name!] = Float64Array.from(values[0]!)
  }
  return bands
}

async function rowsOf<S extends Table>({ chain }: TestHouse, asset: string): Promise<RowOf<S>[]> {
  const { files } = await currentFiles(chain.store, chain.graph.territory.id, asset)
  const table = tableFiles(
    chain.graph.byName.get(asset)!,
    files.map((file) => file.object),
  )
  return (await Array.fromAsync(chain.lake.read(table))).flat() as RowOf<S>[]
}

test.each(rasters)('%s is the same whatever the tiles, to the bit', async (asset) => {
  const [one, other] = [await bandsOf(once, asset), await bandsOf(twice, asset)]
  expect(Object.values(one)[0]!.length).toBe((SIDE / 2) ** 2)
  expect(Object.keys(other)).toEqual(Object.keys(one))
  for (const [band, values] of Object.entries(one))
    expect([...values.keys()].filter((i) => !Object.is(values[i], other[band]![i])).slice(0, 5), band).toEqual([])
})

const known = (values: Float64Array) => [...values].filter((value) => !Number.isNaN(value))
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

test('no sun at night, and by day sun and shade', async () => {
  const shade = await bandsOf(once, 'shade')
  for (const hour of ['h00', 'h03', 'h23']) expect(known(shade[hour]!).every((share) => share === 0)).toBe(true)
  for (const hour of ['h09', 'h14', 'h19']) {
    const values = known(shade[hour]!)
    expect(values.some((share) => share === 0) && values.some((share) => share === 1)).toBe(true)
    expect(values.every((share) => share >= 0 && share <= 1)).toBe(true)
  }
  // The lower the sun, the longer the shade.
  expect(mean(known(shade.h14!))).toBeGreaterThan(mean(known(shade.h19!)))
  const { hours } = await bandsOf(once, 'sun_hours')
  expect(Math.max(...known(hours!))).toBeLessThan(16.2)
})

test('trees hide sky and hide no more than all of it; nothing is told of the inside of buildings', async () => {
  const { sky, sky_buildings } = await bandsOf(once, 'sky_view')
  const { buildings } = await bandsOf(once, 'heat_surface')
  for (const [i, share] of sky!.entries()) {
    expect(Number.isNaN(share)).toBe(buildings![i]! > 0)
    if (Number.isNaN(share)) continue
    expect(share).toBeGreaterThanOrEqual(0)
    expect(share).toBeLessThanOrEqual(sky_buildings![i]! + 1e-9)
  }
})

test('it is cooler in the shade than in the sun, and at night than by day', async () => {
  const [shade, radiant, utci] = [
    await bandsOf(once, 'shade'),
    await bandsOf(once, 'radiant_temperature'),
    await bandsOf(once, 'utci'),
  ]
  const at = (values: Float64Array, share: number) =>
    known(values.map((v, i) => (shade.h15![i] === share ? v : Number.NaN)))
  expect(mean(at(radiant.h15!, 1)) - mean(at(radiant.h15!, 0))).toBeGreaterThan(10)
  expect(mean(at(utci.h15!, 1)) - mean(at(utci.h15!, 0))).toBeGreaterThan(2)
  expect(mean(known(utci.h15!))).toBeGreaterThan(mean(known(utci.h04!)) + 10)
})

test('who lives there is counted once, and each group has its heat', async () => {
  const squares = await rowsOf<typeof HeatExposure>(once, 'heat_exposure')
  const groups = await rowsOf<typeof HeatGroup>(once, 'heat_exposure_groups')
  expect(groups.map(({ group }) => group)).toEqual(['all', 'aged', 'poor'])
  expect(groups[0]!.count).toBe(squares.reduce((sum, { population }) => sum + population, 0))
  for (const { utci_afternoon, utci_night, hottest } of groups) {
    expect(utci_afternoon!).toBeGreaterThan(utci_night! + 10)
    expect(hottest!).toBeGreaterThan(0)
    expect(hottest!).toBeLessThanOrEqual(1)
  }
})
