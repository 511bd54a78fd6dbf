import { beforeAll, describe, expect, test } from 'vitest'
import { type InputTable, projector, type RasterSpec, type RowOf } from '../../../src/kernel/index.ts'
import { GroundClass } from '../../../src/models/radiation/index.ts'
import type { HeatHour } from '../maps/tables.ts'
import { aroundOf, type Ground, groundOf } from './around.ts'
import { islandAssets } from './assets.ts'
import { highestIntensity, weatherFactor } from './estimate.ts'
import { surroundingBands, surroundingsAsset } from './surroundings.ts'
import type { IslandModel, IslandNight, IslandStation } from './tables.ts'
import { CORNER, rasterOf, squareFrame, stepOf, tableOf, tuned } from './testing.ts'

const SIDE = 4000
const STEP = 20
const COUNT = SIDE / STEP
const frame = squareFrame(SIDE)
const publishing = { licence: 'etalab-2.0' } as const
const [WEST, NORTH] = [CORNER[0], CORNER[1] + SIDE]

/** A round town of 1.3 km, denser and higher to its heart, with a park and a river, in fields. */
const cellsOf = (value: (x: number, y: number) => number) =>
  Float32Array.from({ length: COUNT * COUNT }, (_, i) =>
    value(((i % COUNT) + 0.5) * STEP, (Math.floor(i / COUNT) + 0.5) * STEP),
  )
const depth = (x: number, y: number) => Math.max(0, 1 - Math.hypot(x - 2000, y - 2000) / 1300)
const isPark = (x: number, y: number) => Math.hypot(x - 2500, y - 1800) < 250
const isRiver = (x: number) => Math.abs(x - 1500 - 100) < 30
const grain = (x: number, y: number) => 0.5 + 0.5 * Math.sin(x / 37) * Math.cos(y / 53)
const built = (x: number, y: number) => (isPark(x, y) || isRiver(x) ? 0 : depth(x, y) * (0.15 + 0.4 * grain(x, y)))
const sealed = (x: number, y: number) =>
  isPark(x, y) || isRiver(x) ? 0 : Math.min(0.95, built(x, y) + 0.5 * depth(x, y))
const bands = {
  built: cellsOf(built),
  impervious: cellsOf(sealed),
  low: cellsOf((x, y) => (isRiver(x) ? 0 : 0.8 * (1 - sealed(x, y)))),
  trees: cellsOf((x, y) => (isRiver(x) ? 0 : 0.2 * (1 - sealed(x, y)))),
  water: cellsOf((x) => Number(isRiver(x))),
  volume: cellsOf((x, y) => 12 * built(x, y) * (0.5 + depth(x, y))),
  sky: cellsOf((x, y) => 0.95 - 0.5 * depth(x, y) * grain(x + 9, y)),
  canyon: cellsOf((x, y) => 1 - 0.5 * depth(x, y) * grain(x + 9, y)),
  ground: cellsOf((_, y) => 20 + y / 200),
}
const surroundings = rasterOf({ origin: [WEST, NORTH], step: STEP, width: COUNT }, bands)

/** 24 hours of a hot day. */
const day = tableOf<typeof HeatHour>(
  Array.from({ length: 24 }, (_, hour) => ({
    ...{ hour, at: new Date(Date.UTC(2025, 6, 1, hour)), temperature: 28 - 8 * Math.cos(((hour - 3) * Math.PI) / 12) },
    ...{
      humidity: 50,
      wind: 2,
      global: Math.max(0, 800 * Math.sin(((hour - 6) * Math.PI) / 12)),
      direct: 0,
      diffuse: 0,
    },
    ...{ clear: 0, pressure: 1010, cloud: 0, sun_elevation: 0, sun_azimuth: 0, sun_hour: hour },
    ...{ sun_rise: 6, sun_set: 20, sun_highest: 60 },
  })),
)

let ground: Ground
/** The island as it is: from the town within 500 m and the green within 100 m, and swells that nothing tells. */
let truth: (cell: number) => number
beforeAll(async () => {
  ground = await groundOf(surroundings, frame, tuned)
  const around = aroundOf(ground, tuned)
  const [town, green] = [around.at('built_500'), around.at('low_100')]
  truth = (cell) => {
    const [x, y] = [cell % COUNT, Math.floor(cell / COUNT)]
    return 9 * town[cell]! - 1.2 * green[cell]! + 0.35 * Math.sin(x / 24 + 1) * Math.cos(y / 19) + 1
  }
})

/** Readings of `count` stations over `nights` nights; the first four in the fields. */
function readings(count: number, nights = 12) {
  const toDegrees = projector('EPSG:2154', 'EPSG:4326')
  const spots = Array.from({ length: count }, (_, k) => {
    if (k < 4) return [200 + 3600 * (k % 2), 200 + 3600 * Math.floor(k / 2)] as const
    // Sunflower over the town and its edge: regular, and in no direction.
    const [radius, angle] = [1700 * Math.sqrt((k - 3) / count), k * Math.PI * (3 - Math.sqrt(5))]
    return [2000 + radius * Math.cos(angle), 2000 + radius * Math.sin(angle)] as const
  })
  return spots.flatMap(([x, y], k) => {
    const cell = Math.floor(y / STEP) * COUNT + Math.floor(x / STEP)
    const island = truth(cell)
    const location = { type: 'Point' as const, coordinates: toDegrees([WEST + x, NORTH - y]) }
    return Array.from({ length: nights * 24 }, (_, i) => {
      const night = Math.floor(i / 24)
      const noise = 0.15 * Math.sin(12.9898 * k + 78.233 * i)
      const strength = 0.5 + (night % 6) / 5
      const temperature = 18 + 6 * Math.cos(((i - 13) * Math.PI) / 12) + strength * island - 0.0065 * (y / 200) + noise
      return { station: `S${String(k).padStart(3, '0')}`, at: new Date(Date.UTC(2025, 6, 1, i)), temperature, location }
    })
  })
}

/** Makes the assets of the island one after the other, as the runner does. */
async function made(rows: readonly unknown[] | undefined) {
  const ref = (name: string) => ({ name, rows: { name, columns: {}, key: [] } })
  const temperatures = rows ? ref('temperatures') : ref('')
  const assets = islandAssets(
    { surface: ref('surface'), sky: ref('sky'), day: ref('day') as never, temperatures: stationsLike(temperatures) },
    frame,
    tuned,
    publishing,
  )
  const find = (name: string) => assets.find((a) => a.name === name)
  const run = stepOf()
  const inputs: Record<string, InputTable> = { surroundings, day, temperatures: tableOf(rows ?? []) }
  const all = async <R>(name: string): Promise<R[]> => {
    const result = find(name)!.make(inputs, run)
    return (
      Symbol.asyncIterator in (result as object)
        ? (await Array.fromAsync(result as AsyncIterable<R[]>)).flat()
        : await (result as Promise<R[]>)
    ) as R[]
  }
  const nights = find('heat_island_nights') ? await all<RowOf<typeof IslandNight>>('heat_island_nights') : []
  if (rows) inputs.nights = tableOf(nights)
  const stations = rows ? await all<RowOf<typeof IslandStation>>('heat_island_stations') : []
  const model = await all<RowOf<typeof IslandModel>>('heat_island_model')
  inputs.model = tableOf(model)
  if (rows) inputs.stations = tableOf(stations)
  await find('heat_island')!.make(inputs, run)
  return { names: assets.map((a) => a.name), nights, stations, model, map: run.written[0]!, rejected: run.rejected }
}
const stationsLike = (ref: { name: string }) =>
  ({ ...ref, rows: { name: 't', columns: { location: { crs: 'EPSG:4326' } }, key: [] } }) as never

const band = (map: RasterSpec, name: string) => map.bands.find((b) => b.name === name)!.values as Float32Array
const term = (model: readonly RowOf<typeof IslandModel>[], target: string, name: string) =>
  model.find((r) => r.target === target && r.term === name)

describe('a network of sixty stations', () => {
  let island: Awaited<ReturnType<typeof made>>
  beforeAll(async () => {
    island = await made(readings(60))
  })

  test('gives all its nights, and the fields as reference', () => {
    expect(island.rejected).toEqual([])
    expect(island.nights.length).toBe(60 * 11)
    expect(island.stations.filter((s) => s.rural).length).toBeGreaterThanOrEqual(4)
    expect(term(island.model, 'all', 'nights')!.value).toBe(11)
    expect(term(island.model, 'all', 'intense_nights')!.value).toBe(1)
  })

  test('maps the truth, with errors that hold', () => {
    const rural = island.stations.filter((s) => s.rural)
    const cellOf = (station: string) => {
      const found = island.stations.find((s) => s.station === station)!
      const [x, y] = projector('EPSG:4326', 'EPSG:2154')(found.location.coordinates)
      return Math.floor((NORTH - y!) / STEP) * COUNT + Math.floor((x! - WEST) / STEP)
    }
    const reference = rural.reduce((sum, s) => sum + truth(cellOf(s.station)), 0) / rural.length
    const strength = Array.from({ length: 11 }, (_, n) => 0.5 + (n % 6) / 5).reduce((sum, s) => sum + s / 11, 0)
    const [values, errors] = [band(island.map, 'mean'), band(island.map, 'mean_error')]
    let [squares, within, cells, variance] = [0, 0, 0, 0]
    for (let cell = 0; cell < values.length; cell++) {
      // Not beyond the stations of the edge.
      if (Math.hypot((cell % COUNT) - 100, Math.floor(cell / COUNT) - 100) > 85) continue
      const told = strength * (truth(cell) - reference)
      squares += (values[cell]! - told) ** 2
      variance += told ** 2
      cells++
      if (Math.abs(values[cell]! - told) <= 1.96 * errors[cell]!) within++
    }
    expect(Math.sqrt(squares / cells)).toBeLessThan(0.25)
    expect(squares / variance).toBeLessThan(0.1)
    expect(within / cells).toBeGreaterThan(0.9)
    // What is told of the error is what it is.
    const told = term(island.model, 'mean', 'rmse')!.value!
    expect(told / Math.sqrt(squares / cells)).toBeGreaterThan(0.6)
    expect(told / Math.sqrt(squares / cells)).toBeLessThan(2)
  })

  test('says what the map is made of, and draws the map from what it says', () => {
    for (const target of ['intense', 'mean']) {
      expect(term(island.model, target, 'method')!.said_en).toBe('regression kriging')
      expect(term(island.model, target, 'r2')!.value).toBeGreaterThan(0.8)
      expect(term(island.model, target, 'rmse')!.value).toBeGreaterThanOrEqual(
        term(island.model, target, 'rmse_kept')!.value! * 0.9,
      )
      expect(term(island.model, target, 'verdict')!.said_en).toContain('most of the differences')
    }
    const names = new Set(aroundOf(ground, tuned).names.map(({ name }) => name))
    const chosen = island.model.filter((r) => r.target === 'mean' && names.has(r.term))
    expect(chosen.length).toBeGreaterThan(0)
    for (const row of chosen) {
      expect(row.said_en).toContain('K per standard deviation')
      // Twice its standard error away from nothing.
      expect(Math.abs(row.value!)).toBeGreaterThan(1.9 * row.error!)
    }
  })

  test('predicts each station without it, near what it measured', () => {
    for (const s of island.stations) expect(Math.abs(s.mean_without! - s.mean)).toBeLessThan(5 * s.mean_error!)
    const squares = island.stations.reduce((sum, s) => sum + (s.mean_without! - s.mean) ** 2, 0)
    expect(Math.sqrt(squares / 60)).toBeCloseTo(term(island.model, 'mean', 'rmse')!.value!, 6)
  })

  test('the intense nights are stronger than the mean', () => {
    const heart = 100 * COUNT + 100
    expect(band(island.map, 'intense')[heart]!).toBeGreaterThan(1.3 * band(island.map, 'mean')[heart]!)
  })
})

test('a map that extrapolates says so: all the stations in the heart of the town', async () => {
  const centre = readings(120).filter(({ location }) => {
    const [x, y] = projector('EPSG:4326', 'EPSG:2154')(location.coordinates)
    return Math.hypot(x! - WEST - 2000, NORTH - y! - 2000) < 800
  })
  const { model } = await made(centre)
  expect(term(model, 'all', 'reference')!.said_en).toContain('No rural station')
  expect(term(model, 'mean', 'beyond')!.value).toBeGreaterThan(0.5)
  expect(term(model, 'mean', 'verdict')!.said_en).toContain('extrapolates')
})

test('too few stations are not kriged: an estimate, said to be one, with its error', async () => {
  const { model, map, stations } = await made(readings(12))
  expect(term(model, 'intense', 'method')!.said_en).toBe('estimate')
  expect(term(model, 'intense', 'stations')).toMatchObject({
    value: 12,
    said_en: expect.stringContaining('20 are needed'),
  })
  expect(stations.every((s) => s.mean_without === null && s.estimate !== null)).toBe(true)
  expect(new Set(band(map, 'intense_error'))).toEqual(new Set([1]))
  const values = band(map, 'intense')
  expect(values[100 * COUNT + 100]!).toBeGreaterThan(3)
  expect(values[5 * COUNT + 5]!).toBeLessThan(0.5)
  expect(band(map, 'mean').every(Number.isNaN)).toBe(true)
})

test('without any station there is the estimate alone', async () => {
  const { names, model, map } = await made(undefined)
  expect(names).toEqual(['heat_surroundings', 'heat_island_model', 'heat_island'])
  expect(term(model, 'intense', 'method')!.said_en).toBe('estimate')
  expect(band(map, 'intense')[100 * COUNT + 100]!).toBeGreaterThan(3)
})

test('stations outside the territory, and twins, are set aside with their reason', async () => {
  const rows = readings(24)
  const twin = rows.filter((r) => r.station === 'S010').map((r) => ({ ...r, station: 'twin' }))
  const far = rows
    .filter((r) => r.station === 'S011')
    .map((r) => ({ ...r, station: 'far', location: { type: 'Point', coordinates: [2.35, 48.85] } }))
  const { rejected, model } = await made([...rows, ...twin, ...far])
  expect(rejected.map((r) => [r.place, r.reason.en])).toEqual([
    ['far', expect.stringContaining('outside the territory')],
    ['twin', "At the same place as the station 'S010'."],
  ])
  expect(term(model, 'mean', 'stations')!.value).toBe(24)
})

test('an empty network is no network', async () => {
  const { model, stations, nights } = await made([])
  expect([nights, stations]).toEqual([[], []])
  expect(term(model, 'intense', 'method')!.said_en).toBe('estimate')
})

test('the equation of Theeuwes et al.', () => {
  // 250 W/m² over 1.18 kg/m³ × 1005 J/(kg K), 14 K, 1.5 m/s: (0.2108 × 2744 / 1.5)^¼ = 4.431 K.
  const hot = { sun: 250 / (1.18 * 1005), range: 14, wind: 1.5 }
  expect(weatherFactor(hot)).toBeCloseTo(4.4314, 3)
  expect(highestIntensity(0.5, 0.3, hot)).toBeCloseTo(1.2 * 4.4314, 3)
  expect(highestIntensity(1, 1, hot)).toBe(0)
})

test('the ground in coarse cells: shares, volume and sky view, the same by tiles as whole', async () => {
  const fine = 200
  const cover = Float32Array.from({ length: fine * fine }, (_, i) => {
    const [x, y] = [i % fine, Math.floor(i / fine)]
    if (x < 10 && y < 20) return GroundClass.roof
    if (x < 20 && y < 20) return GroundClass.asphalt
    if (y >= 180) return Number.NaN
    return x < 100 ? GroundClass.grass : GroundClass.water
  })
  const source = { origin: [WEST, NORTH] as const, step: 1, width: fine }
  const surface = rasterOf(source, {
    cover,
    buildings: cover.map((code) => (code === GroundClass.roof ? 8 : Number.isNaN(code) ? code : 0)),
    canopy: cover.map((code, i) => (Number.isNaN(code) ? code : i % fine >= 40 && i % fine < 45 ? 6 : 0)),
    ground: cover.map((code) => (Number.isNaN(code) ? code : 12)),
  })
  const view = cover.map((code) => (code === GroundClass.roof ? Number.NaN : 0.7))
  const sky = rasterOf(source, { sky: view, sky_buildings: view })
  const whole = await coarse(200)
  const at = (name: string, cell: number) => band(whole[0]!, name)[cell]
  expect([at('built', 0), at('impervious', 0), at('low', 0), at('volume', 0)]).toEqual([0.5, 1, 0, 4])
  expect([at('trees', 2), at('low', 2)]).toEqual([0.25, 0.75])
  expect([at('water', 8), at('ground', 8)]).toEqual([1, 12])
  expect(at('sky', 0)).toBeCloseTo(0.7, 6)
  expect(at('built', 95)).toBeNaN()
  const tiles = await coarse(100)
  expect(tiles.length).toBe(4)
  for (const name of Object.keys(surroundingBands))
    tiles.forEach((tile, t) => {
      band(tile, name).forEach((value, i) => {
        const cell = (5 * Math.floor(t / 2) + Math.floor(i / 5)) * 10 + 5 * (t % 2) + (i % 5)
        expect(value).toBe(at(name, cell))
      })
    })

  async function coarse(tile: number): Promise<RasterSpec[]> {
    const specs: RasterSpec[] = []
    for (let y = 0; y < 200; y += tile)
      for (let x = 0; x < 200; x += tile) {
        const bbox = [WEST + x, NORTH - y - tile, WEST + x + tile, NORTH - y] as const
        const run = stepOf(bbox)
        const cut = { ...frame, tiles: { ...frame.tiles, size: tile } }
        const refs = {
          surface: { name: 's', rows: { name: 's', columns: {}, key: [] } },
          sky: { name: 'v', rows: { name: 'v', columns: {}, key: [] } },
        }
        await surroundingsAsset(refs, cut, tuned, publishing).make({ surface, sky }, run)
        specs.push(run.written[0]!)
      }
    return specs
  }
})

test('cells that do not fit in a tile are refused with a remedy', () => {
  const refs = {
    surface: { name: 's', rows: { name: 's', columns: {}, key: [] } },
    sky: { name: 'v', rows: { name: 'v', columns: {}, key: [] } },
  }
  expect(() => surroundingsAsset(refs, frame, { ...tuned, island_step: 30 }, publishing)).toThrow(
    /does not fit|ne tient pas/,
  )
})
