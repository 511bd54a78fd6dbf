import { expect, test } from 'vitest'
import type { Bbox, RowOf, Table } from '../../../src/kernel/index.ts'
import { GroundClass } from '../../../src/models/radiation/index.ts'
import { cellsOf } from '../frame.ts'
import { parameters, type Tuned } from '../parameters.ts'
import type { Metric } from '../read.ts'
import { eachInDisc, eachNear } from './buffers.ts'
import { type Drawn, drawSurface, type SurfaceInputs } from './draw.ts'

const tuned = Object.fromEntries(Object.entries(parameters).map(([name, p]) => [name, p.default])) as Tuned
const run = { signal: new AbortController().signal }
const [X, Y] = [318_000, 6_740_000]

const rows = <S extends Table>(...values: RowOf<S>[]): Metric<S> => ({
  project: (p) => p,
  async *rows() {
    yield values
  },
})
const area = (...ring: [number, number][]) => ({
  type: 'Polygon' as const,
  coordinates: [[...ring, ring[0]!].map(([x, y]) => [X + x, Y + y])],
})
const line = (...points: [number, number][]) => ({
  type: 'LineString' as const,
  coordinates: points.map(([x, y]) => [X + x, Y + y]),
})
const point = (x: number, y: number) => ({ type: 'Point' as const, coordinates: [X + x, Y + y] })

const place: SurfaceInputs = {
  area: rows({ area: area([3, 2], [197, 5], [195, 198], [4, 190]) }),
  ground_points: rows(
    ...[0, 1, 2, 3, 4, 5].flatMap((i) =>
      [0, 1, 2, 3, 4, 5].map((j) => ({
        id: `${i}${j}`,
        elevation: i * 3.7 + j * j,
        location: point(i * 43.3, j * 41.7),
      })),
    ),
  ),
  land_cover: rows({ id: 'a', class: 'water', area: area([0, 0], [80, 0], [80.3, 60.7], [0, 70]) }),
  vegetation: rows({ id: 'v', kind: 'wood', height: null, area: area([120, 20], [180, 33], [150, 90]) }),
  streets: rows({ id: 's', width: 7, line: line([-30, 40], [99.5, 101.25], [230, 120]) }),
  hedges: rows({ id: 'h', height: 2, width: null, line: line([10, 180], [190, 130]) }),
  trees: rows(
    { id: 't', height: 12, crown: 9, deciduous: true, location: point(99.8, 100.3) },
    { id: 'u', height: null, crown: null, deciduous: null, location: point(30, 120) },
  ),
  buildings: rows(
    { id: 'b', height: 9.5, footprint: area([95, 60], [131, 71], [121, 103], [88, 90]) },
    { id: 'c', height: null, footprint: area([20, 140], [40, 140], [40, 160], [20, 160]) },
  ),
}
const draw = (tile: Bbox, step = 1) => drawSurface(place, tile, { step, open: GroundClass.grass, tuned }, run)
const box = (x: number, y: number, side: number): Bbox => [X + x, Y + y, X + x + side, Y + y + side]

test.each([50, 100])('tiles of %i m put together are the whole, to the bit', async (side) => {
  const whole = await draw(box(0, 0, 200))
  const put: Record<string, Float32Array> = {}
  for (const band of Object.keys(whole)) put[band] = new Float32Array(200 * 200)
  for (let x = 0; x < 200; x += side)
    for (let y = 0; y < 200; y += side) {
      const tile = await draw(box(x, y, side))
      for (const [band, values] of Object.entries(tile) as [keyof Drawn, Float32Array][])
        for (let row = 0; row < side; row++)
          put[band]!.set(values.subarray(row * side, (row + 1) * side), (200 - y - side + row) * 200 + x)
    }
  expect(put).toEqual(whole)
})

test('each thing is where it is, and outside the area nothing is', async () => {
  const whole = await draw(box(0, 0, 200))
  const at = (band: keyof Drawn, x: number, y: number) => whole[band][(199 - Math.floor(y)) * 200 + Math.floor(x)]!
  expect([at('buildings', 110, 80), at('cover', 110, 80)]).toEqual([9.5, GroundClass.roof])
  expect(at('buildings', 30, 150)).toBe(parameters.building_height.default)
  expect([at('cover', 60, 20), at('cover', 20, 63.6)]).toEqual([GroundClass.water, GroundClass.asphalt])
  expect([at('canopy', 150, 50), at('cover', 150, 50)]).toEqual([
    parameters.wood_height.default,
    GroundClass.underTrees,
  ])
  expect(at('cover', 42, 150)).toBe(GroundClass.paving)
  expect(at('cover', 60, 170)).toBe(GroundClass.grass)
  expect(at('canopy', 99.8, 100.3)).toBeCloseTo(12, 1)
  // Under the edge of the crown, half of the height of the crown is left above its middle.
  expect(at('canopy', 103.5, 100.3)).toBeGreaterThan(12 * 0.625 - 0.1)
  expect(at('canopy', 104.5, 100.3)).toBe(0)
  expect(at('canopy', 100, 155)).toBe(2)
  for (const band of Object.values(whole)) expect([band[0], band[199], band[39_999]].every(Number.isNaN)).toBe(true)
})

test('a tile outside the area reads nothing but the area', async () => {
  const read: string[] = []
  const watched = Object.fromEntries(
    Object.entries(place).map(([name, metric]) => [
      name,
      {
        ...metric,
        rows(bbox?: Bbox) {
          read.push(name)
          return metric.rows(bbox)
        },
      },
    ]),
  ) as SurfaceInputs
  const { ground, cover } = await drawSurface(
    watched,
    box(400, 400, 50),
    { step: 1, open: GroundClass.grass, tuned },
    run,
  )
  expect(read).toEqual(['area'])
  expect(ground.every(Number.isNaN) && cover.every(Number.isNaN)).toBe(true)
})

test('a strip holds the cells near its line, and a disc those near its point, no other', () => {
  const cells = cellsOf([0, 0, 60, 60], 1)
  const bends = Float64Array.of(8.3, 11.2, 40.7, 30.1, 22, 51.9, 22, 51.9)
  const strip = new Uint8Array(3600)
  eachNear(bends, 4.2, cells, (row, from, to) => strip.fill(1, row * 60 + from, row * 60 + to))
  const disc = new Float64Array(3600).fill(Number.NaN)
  eachInDisc([13.9, 40.2], 7.7, cells, (index, distance2) => {
    disc[index] = distance2
  })
  for (let index = 0; index < 3600; index++) {
    const [x, y] = [(index % 60) + 0.5, 59.5 - Math.floor(index / 60)]
    expect(strip[index]).toBe(nearest(bends, x, y) <= 4.2 ? 1 : 0)
    const distance2 = (x - 13.9) ** 2 + (y - 40.2) ** 2
    if (distance2 <= 7.7 ** 2) expect(disc[index]).toBeCloseTo(distance2, 9)
    else expect(disc[index]).toBeNaN()
  }
})

function nearest(bends: Float64Array, x: number, y: number): number {
  let best = Infinity
  for (let i = 2; i < bends.length; i += 2)
    for (let t = 0; t <= 1; t += 1 / 4096) {
      const [px, py] = [
        bends[i - 2]! + t * (bends[i]! - bends[i - 2]!),
        bends[i - 1]! + t * (bends[i + 1]! - bends[i - 1]!),
      ]
      best = Math.min(best, Math.hypot(x - px, y - py))
    }
  return best
}
