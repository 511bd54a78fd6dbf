import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Built, build } from '../../packs/mobility/testing/build.ts'
import { derivedIn } from '../../packs/topography/tables.ts'
import { bboxOf, projector, resolveGraph, type Source, type SourceFile } from '../../src/kernel/index.ts'
import { degrees } from './degrees.ts'
import { commune } from './sources/topography.ts'
import territory from './territory.ts'

const data = resolve(import.meta.dirname, '../..', process.env.ORCHESTRA_DATA ?? '../shared/data')
const absent = !existsSync(resolve(data, 'redon'))
if (absent) console.log('Not run, no data folder: the sources of Redon')

const { heights, terrain, cover } = derivedIn('EPSG:2154')

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
    })
    const ends = built.rejected.filter((r) => JSON.stringify(r.raw).includes('EOF'))
    const cut = built.rejected.filter((r) => r.reason.en.includes('lacks some of its nodes'))
    expect([built.rejected.length, ends.length, cut.length]).toEqual([101, 55, 46])
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
