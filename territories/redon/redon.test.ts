import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { edgesOf } from '../../packs/cool-routes/graph/edges.ts'
import { type Tuned as WalkTuned, parameters as walkParameters } from '../../packs/cool-routes/parameters.ts'
import { frameOf } from '../../packs/heat/frame.ts'
import { lightParameters } from '../../packs/heat/maps/parameters.ts'
import type { Metric } from '../../packs/heat/read.ts'
import { type DrawingTuned, drawSurface } from '../../packs/heat/surface/draw.ts'
import { surfaceParameters } from '../../packs/heat/surface/parameters.ts'
import { type Built, build } from '../../packs/mobility/testing/build.ts'
import { derivedIn } from '../../packs/topography/tables.ts'
import {
  type Bbox,
  bboxOf,
  type InputTable,
  projector,
  resolveGraph,
  type Source,
  type SourceFile,
  type Table,
} from '../../src/kernel/index.ts'
import { areaOf, boxOf, polygonsOf } from '../../src/models/planar/index.ts'
import { degrees } from './degrees.ts'
import { commune, vegetation, water } from './sources/topography.ts'
import { walkCrossings, walkRoads, walkWays } from './sources/walk.ts'
import territory from './territory.ts'

const data = resolve(import.meta.dirname, '../..', process.env.ORCHESTRA_DATA ?? '../shared/data')
const absent = !existsSync(resolve(data, 'redon'))
if (absent) console.log('Not run, no data folder: the sources of Redon')

const { heights, terrain, cover } = derivedIn('EPSG:2154')

const tuned = Object.fromEntries(
  Object.entries({ ...surfaceParameters, ...lightParameters }).map(([name, { default: value }]) => [name, value]),
) as DrawingTuned

const walkTuned = Object.fromEntries(
  Object.entries(walkParameters).map(([name, { default: value }]) => [name, value]),
) as WalkTuned

const inside = ([x0, y0, x1, y1]: Bbox, [west, south, east, north]: Bbox) =>
  x0 >= west && x1 <= east && y0 >= south && y1 <= north

/** A quantile of the values that are known, by the nearest rank. */
const quantile = (values: readonly (number | null)[], share: number) => {
  const sorted = values.filter((v) => v !== null).sort((a, b) => a - b)
  return sorted[Math.ceil(sorted.length * share) - 1]!
}

function snapshot(source: Source): SourceFile {
  const path = resolve(data, source.snapshot!)
  const content = readFileSync(path)
  return {
    path,
    name: basename(path),
    sha256: createHash('sha256').update(content).digest('hex'),
    bytes: content.length,
  }
}

test('the territory resolves with what it derives from its shapes', () =>
  expect(resolveGraph(territory).nodes.map((n) => n.name)).toEqual(
    expect.arrayContaining(['building_heights', 'terrain_points']),
  ))

test.each([
  ["48°51'18N", 48.855],
  ["3°00'12W", -3.00333],
  ["0°30'00S", -0.5],
])('%s is %f degrees', (text, value) => expect(degrees(text)).toBeCloseTo(value, 4))

test('what is not degrees is not a number', () => expect(degrees('48.85')).toBeNaN())

describe.skipIf(absent)('the real sources', () => {
  let built: Built
  beforeAll(async () => {
    built = await build(territory, snapshot, [
      ...territory.sources.map((s) => s.name),
      heights.name,
      terrain.name,
      cover.name,
    ])
  }, 60_000)

  test('come in whole; what is set aside are end marks of weather files and ways cut by the edge of the extract', () => {
    expect(Object.fromEntries(territory.sources.map(({ name }) => [name, built.count(name)]))).toEqual({
      commune: 1,
      buildings: 6342,
      roads: 2483,
      vegetation: 861,
      hedges: 748,
      water: 36,
      tanks: 15,
      rails: 21,
      transport_areas: 33,
      sports_grounds: 28,
      cemeteries: 2,
      osm_streets: 324,
      osm_trees: 317,
      weather_stations: 49,
      weather_hourly: 40_564,
      pm10: 1848,
      walk_ways: 318,
      walk_roads: 2483,
      walk_crossings: 132,
      amenities: 240,
      refuges: 15,
    })
    const ends = built.rejected.filter((r) => JSON.stringify(r.raw).includes('EOF'))
    const cut = built.rejected.filter((r) => r.reason.en.includes('lacks some of its nodes'))
    expect([built.rejected.length, ends.length, cut.length]).toEqual([146, 55, 91])
  })

  test('heights are derived for 5,837 roofs of known altitude, and those not believed are empty', async () => {
    const rows = await built.rows(heights.name, heights.rows)
    const methods = Object.fromEntries(
      [...Map.groupBy(rows, (r) => r.method)].map(([method, same]) => [method, same.length]),
    )
    expect(methods).toEqual({ 'roof-above-road': 5241, implausible: 596, 'no-altitude': 505 })
    expect(rows.filter((r) => r.roof !== null).length).toBe(5837)
    // All of them, believed or not: the heights as computed.
    expect(
      quantile(
        rows.map((r) => r.above_road),
        0.5,
      ),
    ).toBeCloseTo(4.3, 1)
    expect(
      quantile(
        rows.map((r) => r.above_road),
        0.9,
      ),
    ).toBeCloseTo(7.7, 1)
    expect(rows.every((r) => (r.height === null) === (r.method !== 'roof-above-road'))).toBe(true)
    expect(Math.max(...rows.map((r) => r.height ?? 0))).toBeLessThan(40)
  })

  test('the terrain is derived from 15,100 vertices of roads', async () => {
    const points = await built.rows(terrain.name, terrain.rows)
    expect(points.length).toBe(15_100)
    expect([Math.min(...points.map((p) => p.elevation)), Math.max(...points.map((p) => p.elevation))]).toEqual([
      0.4, 74.3,
    ])
  })

  test('the ground is derived where the kind of place tells it', async () => {
    const rows = await built.rows(cover.name, cover.rows)
    const kinds = Map.groupBy(rows, (r) => r.kind)
    expect(kinds.get('Parking')!.every((r) => r.class === 'asphalt')).toBe(true)
    expect(kinds.get('Grand terrain de sport')!.every((r) => r.class === 'grass')).toBe(true)
    expect(rows.length).toBe(61)
  })

  test('a tile of the town holds the roofs, the water and the woods that its shapes draw there', async () => {
    const named = <S extends Table>(name: string, rows: S): Promise<Metric<S>> =>
      built.rows(name, rows).then((all) => ({
        project: (p) => p,
        rows: async function* () {
          yield all
        },
      }))
    const tile = [318_300, 6_740_000, 319_300, 6_741_000] as const
    const {
      buildings,
      cover: codes,
      canopy,
      ground,
    } = await drawSurface(
      {
        area: await named('commune', commune.rows),
        buildings: await named(heights.name, heights.rows),
        vegetation: await named('vegetation', vegetation.rows),
        water: await named('water', water.rows),
        ground_points: await named(terrain.name, terrain.rows),
      },
      tile,
      { step: 1, open: 4, tuned },
      { signal: new AbortController().signal },
    )
    const share = (values: Float32Array, is: (value: number) => boolean) => values.filter(is).length / values.length
    // A roof in five square metres, in the middle of the town; the same from the footprints cut by the tile.
    const footprints = (await built.rows(heights.name, heights.rows)).flatMap(({ footprint }) =>
      polygonsOf(footprint, (p) => p).filter((polygon) => inside(boxOf(polygon), tile)),
    )
    const drawn = share(buildings, (height) => height > 0) * 1e6
    expect(drawn).toBeGreaterThan(footprints.reduce((sum, polygon) => sum + areaOf(polygon), 0) * 0.98)
    expect(share(codes, (code) => code === 3)).toBe(share(buildings, (height) => height > 0))
    expect(share(canopy, (height) => height > 0)).toBeGreaterThan(0.05)
    expect(ground.every((z) => Number.isNaN(z) || (z > 0 && z < 75))).toBe(true)
  })

  test('one walks from the surveyed centre to the roads around it: the graph is nearly all of one piece', async () => {
    const told = async <S extends Table>({ name, rows }: { readonly name: string; readonly rows: S }) => {
      const all = await built.rows(name, rows)
      return {
        read: async function* () {
          yield all
        },
      } as unknown as InputTable<S>
    }
    const edges = await edgesOf(
      { ways: await told(walkWays), roads: await told(walkRoads), crossings: await told(walkCrossings) },
      { ways: walkWays, roads: walkRoads, crossings: walkCrossings },
      frameOf({ crs: 'EPSG:2154', bounds: [316_325, 6_738_045, 321_774, 6_743_279], tile: 1000 }),
      walkTuned,
      { signal: new AbortController().signal, progress: () => {}, reject: () => expect.unreachable() },
    )
    const length = (kept: typeof edges) => kept.reduce((sum, edge) => sum + edge.length, 0)
    const whole = length(edges)
    expect(whole).toBeGreaterThan(195_000)
    expect(whole).toBeLessThan(210_000)
    expect(length(edges.filter(({ component }) => component === 1)) / whole).toBeGreaterThan(0.97)
    // Both sources are in that piece, and no road is drawn twice over the ways of the centre.
    const main = Map.groupBy(
      edges.filter(({ component }) => component === 1),
      ({ source }) => source,
    )
    expect(length(main.get('walk_ways')!)).toBeGreaterThan(0.9 * length(edges.filter((e) => e.source === 'walk_ways')))
    expect(length(main.get('walk_roads')!)).toBeGreaterThan(170_000)
    expect(new Set(edges.map(({ id }) => id)).size).toBe(edges.length)
    // Stairs stop wheels; the altitudes of BD TOPO give slopes, which nobody surveyed for the footways.
    expect(edges.filter(({ kind }) => kind === 'steps').every(({ wheelchair }) => wheelchair !== 'yes')).toBe(true)
    expect(edges.filter(({ source }) => source === 'walk_ways').every(({ steepest }) => steepest === null)).toBe(true)
    expect(
      quantile(
        edges.map(({ steepest }) => steepest),
        0.5,
      ),
    ).toBeLessThan(5)
    // Crossings make one wait, on the footways that meet a street there.
    expect(edges.filter(({ wait }) => wait > 0).length).toBeGreaterThan(20)
  })

  test('the bounds are those of the commune', async () => {
    const [row] = await built.rows('commune', commune.rows)
    const toDegrees = projector('EPSG:2154', 'EPSG:4326')
    const box = bboxOf(row!.area)!
    const corners = [
      [box[0], box[1]],
      [box[0], box[3]],
      [box[2], box[1]],
      [box[2], box[3]],
    ].map(toDegrees)
    const [west, south, east, north] = territory.bounds
    const xs = corners.map((c) => c[0]!)
    const ys = corners.map((c) => c[1]!)
    expect(Math.min(...xs)).toBeGreaterThan(west)
    expect(Math.max(...xs)).toBeLessThan(east + 0.001)
    expect(Math.min(...ys)).toBeGreaterThan(south)
    expect(Math.max(...ys)).toBeLessThan(north)
    expect(east - west).toBeLessThan(Math.max(...xs) - Math.min(...xs) + 0.01)
    expect(north - south).toBeLessThan(Math.max(...ys) - Math.min(...ys) + 0.01)
  })
})
