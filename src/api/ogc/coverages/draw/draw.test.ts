import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Bbox, projector } from '../../../../kernel/index.ts'
import { openRasters, writeRaster } from '../../../../lake/index.ts'
import { openKept } from '../../../read/kept.ts'
import type { Snapshot } from '../../../read/snapshots.ts'
import { bandsOf } from '../bands.ts'
import type { Coverage } from '../open.ts'
import { drawRaster } from './draw.ts'
import { writePng } from './png.ts'
import { colourAt, ramp } from './ramp.ts'
import { rowsThrough } from './warp.ts'

const [WEST, NORTH, SIDE, CELL] = [350_000, 6_792_000, 64, 50]
const deps = {
  rasters: openRasters({ path: (hash) => hash }),
  kept: { ranges: openKept(10) },
} as unknown as Parameters<typeof drawRaster>[0]
let folder: string
let coverage: Coverage

/** Values rise eastwards from 0 to 63; the lower right quarter is missing. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'draw-'))
  const path = join(folder, 'a.tif')
  const values = Float32Array.from({ length: SIDE * SIDE }, (_, i) =>
    i % SIDE >= SIDE / 2 && i >= (SIDE * SIDE) / 2 ? Number.NaN : i % SIDE,
  )
  const bands = [{ name: 'z', values }]
  const size = { width: SIDE, height: SIDE, origin: [WEST, NORTH], step: CELL } as const
  await writeRaster(path, { ...size, crs: 'EPSG:2154', type: 'float32', bands })
  const raster = await deps.rasters.open([path])
  const node = { name: 'z', title: { fr: 'z', en: 'z' } }
  coverage = { snapshot: { node, pin: '1' } as Snapshot, raster, bands: bandsOf(node, raster, 'UTC') }
})
afterAll(() => rm(folder, { recursive: true }))

const pixel = ({ width, rgba }: { width: number; rgba: Uint8Array }, x: number, y: number) => [
  ...rgba.subarray((y * width + x) * 4, (y * width + x) * 4 + 4),
]

test('each pixel has the colour of the value under it, and none where there is none', async () => {
  const bbox: Bbox = [WEST, NORTH - SIDE * CELL, WEST + SIDE * CELL, NORTH]
  const picture = await drawRaster(deps, coverage, { bbox, crs: 'EPSG:2154', width: SIDE, height: SIDE })
  // The range is 0 to 63 widened to round numbers: 0 to 80 by steps of 20.
  expect(pixel(picture, 10, 10)).toEqual([...colourAt(10 / 80), 255])
  expect(pixel(picture, 63, 0)).toEqual([...colourAt(63 / 80), 255])
  expect(pixel(picture, 60, 60)).toEqual([0, 0, 0, 0])
  const half = await drawRaster(deps, coverage, { bbox, crs: 'EPSG:2154', width: 16, height: 16 })
  expect(pixel(half, 2, 2)).toEqual([...colourAt(9.5 / 80), 255])
})

test('in another CRS each pixel shows what is at its place', async () => {
  const there = projector('EPSG:2154', 'EPSG:3857')
  const back = projector('EPSG:3857', 'EPSG:2154')
  const [x, y] = there([WEST + 800, NORTH - 800]) as [number, number]
  const [width, height] = [200, 150]
  const bbox: Bbox = [x - 500, y - 400, x + 500, y + 400]
  const picture = await drawRaster(deps, coverage, { bbox, crs: 'EPSG:3857', width, height })
  for (const [column, row] of [
    [0, 0],
    [199, 0],
    [100, 75],
    [13, 149],
    [199, 149],
  ] as const) {
    const [east] = back([bbox[0] + ((column + 0.5) / width) * 1000, bbox[3] - ((row + 0.5) / height) * 800])
    const expected = colourAt(((east! - WEST) / CELL - 0.5) / 80)
    const shown = pixel(picture, column, row)
    // A tenth of a cell is less than one step of the colours.
    for (const i of [0, 1, 2]) expect(Math.abs(shown[i]! - expected[i]!)).toBeLessThanOrEqual(3)
    expect(shown[3]).toBe(255)
  }
})

test('neighbouring tiles agree where they meet, and far or wide boxes are no trouble', async () => {
  const bbox: Bbox = [WEST - 300, NORTH - 3000, WEST + 1700, NORTH - 1000]
  const whole = await drawRaster(deps, coverage, { bbox, crs: 'EPSG:2154', width: 40, height: 40 })
  const right: Bbox = [WEST + 700, NORTH - 3000, WEST + 1700, NORTH - 1000]
  const half = await drawRaster(deps, coverage, { bbox: right, crs: 'EPSG:2154', width: 20, height: 40 })
  for (let row = 0; row < 40; row++)
    for (let i = 0; i < 20; i++) expect(pixel(half, i, row)).toEqual(pixel(whole, 20 + i, row))
  const empty = await drawRaster(deps, coverage, { bbox: [0, 0, 1000, 1000], crs: 'EPSG:3857', width: 8, height: 8 })
  expect(empty.rgba.every((byte) => byte === 0)).toBe(true)
  const world = 20_037_508
  const wide = await drawRaster(deps, coverage, {
    bbox: [-world, -world, world, world],
    crs: 'EPSG:3857',
    width: 256,
    height: 256,
  })
  expect(wide.rgba.filter((_, i) => i % 4 === 3 && wide.rgba[i]! > 0).length).toBeLessThanOrEqual(4)
})

test('rows follow another CRS within the tolerance', () => {
  const project = projector('EPSG:3857', 'EPSG:2154')
  const [xs, ys] = [new Float64Array(500), new Float64Array(500)]
  let calls = 0
  const counted = (position: number[]) => {
    calls++
    return project(position)
  }
  rowsThrough(counted, -500_000, 2000, 5)(6_100_000, xs, ys)
  for (let i = 0; i < 500; i++) {
    const [x, y] = project([-500_000 + i * 2000, 6_100_000]) as [number, number]
    expect(Math.hypot(xs[i]! - x, ys[i]! - y)).toBeLessThan(10)
  }
  expect(calls).toBeLessThan(200)
})

test('a place that a projection does not have is nowhere', () => {
  const [xs, ys] = [new Float64Array(5), new Float64Array(5)]
  rowsThrough(([x, y]) => (x! > 2 ? [Number.NaN, Number.NaN] : [x!, y!]), 0, 1, 0.1)(7, xs, ys)
  expect([...xs]).toEqual([0, 1, 2, Number.NaN, Number.NaN])
})

/** The lightness and colour of OKLab (Björn Ottosson, 2020). */
function oklab([r, g, b]: readonly number[]): [number, number, number] {
  const linear = [r!, g!, b!].map((part) =>
    part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
  )
  const [x, y, z] = linear as [number, number, number]
  const l = Math.cbrt(0.4122214708 * x + 0.5363325363 * y + 0.0514459929 * z)
  const m = Math.cbrt(0.2119034982 * x + 0.6806995451 * y + 0.1073969566 * z)
  const s = Math.cbrt(0.0883024619 * x + 0.2817188376 * y + 0.6299787005 * z)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

test('the colours go from dark to light in steps that look equal, also to those who do not tell red from green', () => {
  const far = (a: readonly number[], b: readonly number[]) => Math.hypot(...a.map((part, i) => part - b[i]!))
  const sixteenth = Array.from({ length: 17 }, (_, i) => oklab(ramp[Math.min(255, i * 16)]!))
  const steps = sixteenth.slice(1).map((colour, i) => far(colour, sixteenth[i]!))
  const mean = steps.reduce((a, b) => a + b) / steps.length
  // The last step is one of 15 colours out of 16.
  for (const step of steps.slice(0, -1)) expect(Math.abs(step / mean - 1)).toBeLessThan(0.08)
  for (let i = 1; i < ramp.length; i++)
    expect(oklab(ramp[i]!)[0]).toBeGreaterThanOrEqual(oklab(ramp[i - 1]!)[0] - 0.004)
  // Deuteranopia, full (Machado, Oliveira and Fernandes, 2009, table 1), on linear light taken as the screen gives it.
  const deuteranopia = [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ]
  const seen = (colour: readonly number[]) =>
    oklab(
      deuteranopia.map((row) =>
        Math.min(
          255,
          Math.max(
            0,
            row.reduce((sum, k, i) => sum + k * colour[i]!, 0),
          ),
        ),
      ),
    )
  for (let i = 32; i < ramp.length; i += 32) expect(far(seen(ramp[i]!), seen(ramp[i - 32]!))).toBeGreaterThan(0.05)
})

test('a PNG holds the pixels it was given', async () => {
  const rgba = Uint8Array.from({ length: 5 * 3 * 4 }, (_, i) => (i * 37) % 256)
  const png = Buffer.from(await writePng({ width: 5, height: 3, rgba }))
  expect([...png.subarray(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10])
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([5, 3])
  const length = png.readUInt32BE(33)
  expect(png.toString('latin1', 37, 41)).toBe('IDAT')
  const rows = inflateSync(png.subarray(41, 41 + length))
  const back = new Uint8Array(rgba.length)
  for (let y = 0; y < 3; y++) {
    expect(rows[y * 21]).toBe(1)
    for (let i = 0; i < 20; i++) back[y * 20 + i] = rows[y * 21 + 1 + i]! + (i < 4 ? 0 : back[y * 20 + i - 4]!)
  }
  expect([...back]).toEqual([...rgba])
})
