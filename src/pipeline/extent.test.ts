import { expect, test } from 'vitest'
import {
  type Bbox,
  bboxOf,
  boxIn,
  type Geometry,
  geometry,
  integer,
  nullable,
  projector,
  reproject,
  table,
} from '../kernel/index.ts'
import { lakeOfTests } from '../lake/testing.ts'
import { extentInDegrees } from './extent.ts'
import { both } from './testing.ts'

const made = lakeOfTests()
const shapeIn = (crs: string) =>
  table('things', {
    n: integer({ title: both('n') }),
    at: nullable(geometry({ title: both('at'), role: 'geometry', crs, types: ['Point', 'LineString', 'MultiPoint'] })),
  })

/** The same numbers whatever the run: a linear congruential generator (Numerical Recipes, 1992). */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** Lines and points in a disc, so that none is in the corners of their box. */
function things(count: number, [x, y]: readonly number[], radius: number, seed: number): Geometry[] {
  const next = numbers(seed)
  return Array.from({ length: count }, (_, i) => {
    const [angle, far] = [next() * 2 * Math.PI, Math.sqrt(next()) * radius]
    const from = [x! + far * Math.cos(angle), y! + far * Math.sin(angle)]
    if (i % 2) return { type: 'Point', coordinates: from }
    const to = [from[0]! + (next() - 0.5) * radius * 0.1, from[1]! + (next() - 0.5) * radius * 0.1]
    return { type: 'LineString', coordinates: [from, to] }
  })
}

const around = (boxes: readonly Bbox[]): Bbox => [
  Math.min(...boxes.map(([west]) => west)),
  Math.min(...boxes.map(([, south]) => south)),
  Math.max(...boxes.map(([, , east]) => east)),
  Math.max(...boxes.map(([, , , north]) => north)),
]

async function extentOf(crs: string, geometries: readonly (Geometry | null)[]): Promise<Bbox | null> {
  const shape = shapeIn(crs)
  const rows = geometries.map((at, n) => ({ n, at }))
  const { hash, bbox } = await made.lake.writeRows(shape, [rows])
  return bbox ? extentInDegrees(made.lake, shape, hash, bbox) : null
}

test('the extent in degrees is that of every position converted, wherever and however large the territory', async () => {
  const places: readonly (readonly [crs: string, middle: readonly number[], radius: number])[] = [
    ['EPSG:2154', [352_000, 6_789_000], 8000],
    ['EPSG:2154', [700_000, 6_600_000], 400_000],
    ['EPSG:3948', [1_352_000, 7_223_000], 20_000],
    ['EPSG:32631', [500_000, 5_300_000], 100_000],
    ['EPSG:3857', [-187_000, 6_124_000], 50],
  ]
  for (const [i, [crs, middle, radius]] of places.entries()) {
    const all = things(3000, middle, radius, i + 1)
    const project = projector(crs, 'EPSG:4326')
    const exact = around(all.map((one) => bboxOf(reproject(one, project))!))
    expect([crs, await extentOf(crs, all)]).toEqual([crs, exact])
    // What was told before: the box of the corners is another one wherever meridians lean on the grid.
    const corners = boxIn(around(all.map((one) => bboxOf(one)!)), crs, 'EPSG:4326')
    if (crs === 'EPSG:2154') expect(corners[0]).toBeLessThan(exact[0] - 1e-5)
  }
})

test('what is nowhere has no extent, and takes nothing from that of others', async () => {
  const point: Geometry = { type: 'Point', coordinates: [352_000, 6_789_000] }
  const [lon, lat] = projector('EPSG:2154', 'EPSG:4326')(point.coordinates as [number, number])
  const empty: Geometry = { type: 'MultiPoint', coordinates: [] }
  expect(await extentOf('EPSG:2154', [null, empty])).toBeNull()
  expect(await extentOf('EPSG:2154', [null, point, empty, point])).toEqual([lon, lat, lon, lat])
  expect(await extentOf('EPSG:4326', [{ type: 'Point', coordinates: [-1, 48] }, null])).toEqual([-1, 48, -1, 48])
})
