import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RasterBand } from '../../kernel/index.ts'
import { openRasters, sampler, writeRaster } from './index.ts'

let folder: string
const rasters = openRasters({ path: (hash) => hash })
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'raster-'))
})
afterAll(() => rm(folder, { recursive: true }))

const crs = 'EPSG:2154'
const WEST = 350_000
const NORTH = 6_790_000

/** A plane that rises by 1 a cell eastwards and by 100 a cell southwards, from where it begins. */
const plane = (width: number, height: number, column = 0, row = 0) =>
  Float32Array.from({ length: width * height }, (_, i) => column + (i % width) + 100 * (row + Math.floor(i / width)))

interface Given {
  readonly width: number
  readonly height: number
  readonly bands: readonly RasterBand[]
  readonly origin?: readonly [number, number]
  readonly step?: number
  readonly crs?: string
}

async function write(name: string, spec: Given) {
  const path = join(folder, name)
  await writeRaster(path, { origin: [WEST, NORTH], step: 10, crs, type: 'float32', ...spec })
  return path
}

const whole = { bbox: [-1e9, -1e9, 1e9, 1e9] as const, bands: [0], coarsening: 'mean' as const }

test('what is written is read back: place, names, units, values and what is missing', async () => {
  const values = plane(7, 5)
  values[3] = Number.NaN
  const path = await write('two.tif', {
    width: 7,
    height: 5,
    bands: [
      { name: 'height', unit: 'm', values },
      { name: 'a < b', values: plane(7, 5, 1) },
    ],
  })
  const raster = await rasters.open([path])
  expect(raster).toMatchObject({ crs, width: 7, height: 5, step: [10, 10], bbox: [WEST, NORTH - 50, WEST + 70, NORTH] })
  expect(raster.bands).toEqual([
    { name: 'height', unit: 'm' },
    { name: 'a < b', unit: undefined },
  ])
  const grid = await rasters.read(raster, { ...whole, bands: [1, 0] })
  expect([...grid.values[1]!]).toEqual([...values])
  expect(grid.values[0]![8]).toBe(102)
})

test('GDAL reads what is written', async (context) => {
  try {
    execFileSync('gdalinfo', ['--version'])
  } catch {
    console.log('GDAL is not installed: its reading of our GeoTIFF is not tried.')
    return context.skip()
  }
  const path = await write('gdal.tif', {
    width: 7,
    height: 5,
    bands: [{ name: 'height', unit: 'm', values: plane(7, 5) }],
  })
  const info = JSON.parse(execFileSync('gdalinfo', ['-json', '-stats', path], { encoding: 'utf8' }))
  expect(info.geoTransform).toEqual([WEST, 10, 0, NORTH, 0, -10])
  expect(info.coordinateSystem.wkt).toContain('RGF93')
  expect(info.bands[0]).toMatchObject({ type: 'Float32', description: 'height', unit: 'm', noDataValue: 'NaN' })
  expect(info.bands[0]).toMatchObject({ minimum: 0, maximum: 406 })
})

test('files side by side are one raster, whatever their order, and a hole between them is missing', async () => {
  const part = (column: number, row: number) =>
    write(`part_${column}_${row}.tif`, {
      width: 4,
      height: 4,
      origin: [WEST + column * 10, NORTH - row * 10],
      bands: [{ name: 'z', values: plane(4, 4, column, row) }],
    })
  const raster = await rasters.open([await part(4, 0), await part(0, 4), await part(0, 0)])
  expect([raster.width, raster.height]).toEqual([8, 8])
  const { values } = await rasters.read(raster, whole)
  const expected = [...plane(8, 8)].map((value, i) => (i % 8 >= 4 && i >= 32 ? Number.NaN : value))
  expect([...values[0]!]).toEqual(expected)
})

test('a window gives its cells only, and coarser ones are the mean of those that have a value', async () => {
  const values = plane(8, 8)
  values[0] = Number.NaN
  const raster = await rasters.open([
    await write('window.tif', { width: 8, height: 8, bands: [{ name: 'z', values }] }),
  ])
  const at = async (
    bbox: readonly [number, number, number, number],
    step?: number,
    coarsening: 'mean' | 'first' = 'mean',
  ) => rasters.read(raster, { bbox, bands: [0], coarsening, ...(step && { step }) })
  const exact = await at([WEST + 20, NORTH - 40, WEST + 40, NORTH - 30])
  expect([exact.origin, exact.width, exact.height]).toEqual([[WEST + 20, NORTH - 30], 2, 1])
  expect([...exact.values[0]!]).toEqual([302, 303])
  const coarse = await at(raster.bbox, 40)
  expect([coarse.step, coarse.width, coarse.height]).toEqual([[40, 40], 2, 2])
  const mean = (sum: number, count: number) => sum / count
  expect(coarse.values[0]![3]).toBe(mean(5.5 + 550, 1))
  expect(coarse.values[0]![0]).toBeCloseTo((1.5 * 16 + 150 * 16) / 15, 9)
  const codes = await at(raster.bbox, 40, 'first')
  expect([...codes.values[0]!]).toEqual([1, 4, 400, 404])
  const beyond = await at([0, 0, 10, 10])
  expect([beyond.width * beyond.height]).toEqual([0])
})

test('tiles of any size are drawn from their overviews, without gaps and nearly where they are', async () => {
  const side = 100
  const paths = []
  for (const [column, row] of [
    [0, 0],
    [1, 0],
    [0, 1],
    [1, 1],
  ] as const) {
    const [x, y] = [column * side, row * side]
    paths.push(
      await write(`odd_${column}_${row}.tif`, {
        width: side,
        height: side,
        origin: [WEST + x * 10, NORTH - y * 10],
        bands: [{ name: 'z', values: plane(side, side, x, y) }],
      }),
    )
  }
  const raster = await rasters.open(paths)
  for (const factor of [2, 4, 8, 16, 32]) {
    const { width, height, values } = await rasters.read(raster, { ...whole, step: 10 * factor })
    expect([width, height]).toEqual([Math.ceil(200 / factor), Math.ceil(200 / factor)])
    // The mean of a plane is its value in the middle of the cells that there are.
    const middle = (at: number) => (at * factor + Math.min(200, (at + 1) * factor) - 1) / 2
    const far = values[0]!.map((value, i) => Math.abs(value - middle(i % width) - 100 * middle(Math.floor(i / width))))
    expect(Math.max(...far) / factor).toBeLessThan(101 / 4 + 1)
  }
})

test('a place is read between the centres of cells, and beyond them not at all', async () => {
  const values = plane(4, 4)
  values[15] = Number.NaN
  const raster = await rasters.open([
    await write('sample.tif', { width: 4, height: 4, bands: [{ name: 'z', values }] }),
  ])
  const grid = await rasters.read(raster, whole)
  const bilinear = sampler(grid, 0, 'bilinear')
  const nearest = sampler(grid, 0, 'nearest')
  expect(bilinear(WEST + 10, NORTH - 10)).toBeCloseTo((0 + 1 + 100 + 101) / 4, 9)
  expect(bilinear(WEST + 5, NORTH - 5)).toBe(0)
  expect(bilinear(WEST + 1, NORTH - 1)).toBe(0)
  expect(nearest(WEST + 19, NORTH - 1)).toBe(1)
  for (const at of [bilinear, nearest]) {
    expect(at(WEST - 1, NORTH - 5)).toBeNaN()
    expect(at(WEST + 35, NORTH - 35)).toBeNaN()
    expect(at(Number.NaN, NORTH)).toBeNaN()
  }
})

test('what is no raster, has no known place or does not fit is refused with a reason', async () => {
  const bad = join(folder, 'bad.tif')
  await writeFile(bad, 'not an image')
  await expect(rasters.open([bad])).rejects.toMatchObject({ code: 'raster.unreadable', place: 'bad.tif' })
  const bands = [{ name: 'z', values: plane(4, 4) }]
  const good = await write('good.tif', { width: 4, height: 4, bands })
  // The code of the CRS, 2154, as the file has it: made that of a CRS nobody knows here.
  const bytes = await readFile(good)
  bytes.writeUInt16LE(27_572, bytes.indexOf(Buffer.from([2154 & 255, 2154 >> 8])))
  const unknown = join(folder, 'unknown.tif')
  await writeFile(unknown, bytes)
  await expect(rasters.open([unknown])).rejects.toMatchObject({ code: 'raster.unreadable' })
  const shifted = await write('shifted.tif', { width: 4, height: 4, bands, origin: [WEST + 43, NORTH] })
  const coarse = await write('coarse.tif', { width: 4, height: 4, bands, step: 20 })
  const more = await write('more.tif', { width: 4, height: 4, bands: [...bands, { ...bands[0]!, name: 'other' }] })
  for (const other of [shifted, coarse, more])
    await expect(rasters.open([good, other])).rejects.toMatchObject({ code: 'raster.mismatched' })
  const cut = join(folder, 'cut.tif')
  await writeFile(cut, (await readFile(good)).subarray(0, -10))
  const raster = await rasters.open([cut])
  await expect(rasters.read(raster, whole)).rejects.toMatchObject({ code: 'raster.unreadable' })
})

test('a window beyond the limits is refused before anything is read', async () => {
  const raster = {
    crs,
    bbox: [0, 0, 1e6, 1e6] as const,
    step: [1, 1] as const,
    width: 1e6,
    height: 1e6,
    bands: [{ name: undefined, unit: undefined }],
    parts: [
      {
        path: join(folder, 'nowhere.tif'),
        column: 0,
        row: 0,
        width: 1e6,
        height: 1e6,
        overviews: [],
        scales: [[1, 0] as const],
      },
    ],
  }
  await expect(rasters.read(raster, whole)).rejects.toMatchObject({ code: 'raster.too-large' })
  await expect(rasters.read(raster, { ...whole, step: 1000 })).rejects.toMatchObject({ code: 'raster.too-large' })
})

test('a COG made by GDAL: tiles, compression and overviews give what the whole gives', async (context) => {
  const size = 1024
  const path = await write('plain.tif', {
    width: size,
    height: size,
    bands: [{ name: 'z', values: plane(size, size) }],
  })
  const cog = join(folder, 'cog.tif')
  try {
    execFileSync('gdal_translate', [
      '-q',
      '-of',
      'COG',
      '-co',
      'COMPRESS=DEFLATE',
      '-co',
      'RESAMPLING=AVERAGE',
      '-co',
      'BLOCKSIZE=128',
      '-co',
      'OVERVIEWS=IGNORE_EXISTING',
      path,
      cog,
    ])
  } catch {
    console.log('GDAL is not installed: reading its COG is not tried.')
    return context.skip()
  }
  const [a, b] = [await rasters.open([path]), await rasters.open([cog])]
  expect(b.parts[0]!.overviews.map(({ factor }) => factor)).toEqual([8, 4, 2])
  const window = {
    bbox: [WEST + 100, NORTH - 9000, WEST + 9000, NORTH - 100] as const,
    bands: [0],
    coarsening: 'mean' as const,
  }
  for (const step of [10, 40, 160]) {
    const [plain, tiled] = [await rasters.read(a, { ...window, step }), await rasters.read(b, { ...window, step })]
    expect([tiled.width, tiled.height]).toEqual([plain.width, plain.height])
    const far = plain.values[0]!.reduce((most, value, i) => Math.max(most, Math.abs(value - tiled.values[0]![i]!)), 0)
    expect(far).toBeLessThan(0.01)
  }
})

const data = resolve(process.env.ORCHESTRA_DATA ?? '../shared/data', 'toulouse/sentinel2_2018_7dates_10bands.tif')
test('Sentinel-2 near Toulouse: seventy bands, compressed with a predictor', async (context) => {
  if (!existsSync(data)) {
    console.log('No snapshot of Sentinel-2: its reading is not tried.')
    return context.skip()
  }
  const raster = await rasters.open([data])
  expect(raster).toMatchObject({ crs: 'EPSG:32631', width: 227, height: 246, step: [10, 10] })
  expect(raster.bands).toHaveLength(70)
  const { values } = await rasters.read(raster, { ...whole, bands: [2, 6] })
  const mean = values.map((band) => band.reduce((sum, value) => sum + value, 0) / band.length)
  // Reflectances × 10,000: near infrared above red where something grows.
  expect(mean[1]).toBeGreaterThan(mean[0]!)
})
