import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CellType, NO_CELL, type RasterBand, type RasterSpec } from '../../../kernel/index.ts'
import { openRasters, rasterBytes, writeRaster } from '../index.ts'

let folder: string
const rasters = openRasters({ path: (hash) => hash })
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cog-'))
})
afterAll(() => rm(folder, { recursive: true }))

const hasGdal = (() => {
  try {
    execFileSync('gdalinfo', ['--version'])
    return true
  } catch {
    console.log('GDAL is not installed: its reading of our rasters is not tried.')
    return false
  }
})()

const [WIDTH, HEIGHT] = [601, 299]
const place = { origin: [350_000, 6_790_000], width: WIDTH, height: HEIGHT, step: 2, crs: 'EPSG:2154' } as const
const bbox = [350_000, 6_790_000 - 2 * HEIGHT, 350_000 + 2 * WIDTH, 6_790_000] as const

/** Cells that change at each step, with holes and the largest values there are. */
const wild = (type: CellType, seed: number) => {
  const cells = new { float32: Float32Array, int16: Int16Array, uint8: Uint8Array }[type](WIDTH * HEIGHT)
  for (let i = 0; i < cells.length; i++) cells[i] = (i * i * 7 + i * seed) % 65_536
  for (let i = seed; i < cells.length; i += 97) cells[i] = NO_CELL[type]
  return cells
}

async function write(name: string, spec: Pick<RasterSpec, 'type'> & { readonly bands: readonly RasterBand[] }) {
  const path = join(folder, name)
  await writeRaster(path, { ...place, ...spec })
  return path
}

/** The cells of a band as GDAL gives them, or those of an overview. */
async function cellsByGdal(path: string, band: number, overview?: number) {
  const raw = `${path}.${band}.${overview ?? 'whole'}.raw`
  const level = overview === undefined ? [] : ['-oo', `OVERVIEW_LEVEL=${overview}`]
  execFileSync('gdal_translate', ['-q', '-of', 'ENVI', '-b', String(band), ...level, path, raw])
  const { buffer, byteOffset, byteLength } = await readFile(raw)
  return buffer.slice(byteOffset, byteOffset + byteLength)
}

test.for(['float32', 'int16', 'uint8'] as const)('GDAL and we read each cell of a raster of %s', async (type) => {
  const bands = [3, 5, 11].map((seed) => ({ name: `b${seed}`, values: wild(type, seed) }))
  const path = await write(`${type}.tif`, { type, bands })
  const window = await rasters.window(await rasters.open([path]), bbox, [0, 1, 2])
  for (const [i, { values }] of bands.entries()) {
    const expected = Float32Array.from(values, (cell) => (cell === NO_CELL[type] ? Number.NaN : cell))
    expect(window.bands[i]).toEqual(expected)
    if (hasGdal) expect(Buffer.from(await cellsByGdal(path, i + 1))).toEqual(Buffer.from(values.buffer))
  }
})

test('values are rounded to whole numbers of their scale, held at the last one, and NaN is missing', async () => {
  const values = new Float32Array(WIDTH * HEIGHT).fill(36.64)
  values.set([Number.NaN, -3000, -40.06, -40.04, 0, 3276.7, 3276.8, 1e9, -1e9])
  const bytes = values.map((value) => value / 100)
  const path = await write('scaled.tif', { type: 'int16', bands: [{ name: 't', unit: 'Cel', values, scale: 0.1 }] })
  const small = await write('small.tif', {
    type: 'uint8',
    bands: [{ name: 'share', unit: '%', values: bytes, scale: 0.5, offset: -1 }],
  })
  const read = async (path: string) => (await rasters.window(await rasters.open([path]), bbox, [0])).bands[0]!
  const [tenths, halves] = [await read(path), await read(small)]
  const expected = [Number.NaN, -3000, -40.1, -40, 0, 3276.7, 3276.7, 3276.7, -3276.7, 36.6]
  expect([...tenths.subarray(0, 10)].map((value) => Math.round(value * 10) / 10)).toEqual(expected)
  expect([...halves.subarray(0, 10)]).toEqual([Number.NaN, -1, -0.5, -0.5, 0, 33, 33, 126, -1, 0.5])
  if (!hasGdal) return
  const info = JSON.parse(execFileSync('gdalinfo', ['-json', '-stats', path], { encoding: 'utf8' }))
  expect(info.bands[0]).toMatchObject({
    type: 'Int16',
    description: 't',
    unit: 'Cel',
    noDataValue: -32_768,
    scale: 0.1,
  })
  expect(info.bands[0]).toMatchObject({ block: [256, 256], minimum: -32_767, maximum: 32_767 })
  expect(info.metadata.IMAGE_STRUCTURE).toMatchObject({ COMPRESSION: 'DEFLATE', INTERLEAVE: 'BAND' })
})

test('overviews are means of what has a value, or for codes one of them', async () => {
  const values = Float32Array.from({ length: WIDTH * HEIGHT }, (_, i) => (i % WIDTH) + 2 * Math.floor(i / WIDTH))
  values.fill(Number.NaN, 0, 2)
  const path = await write('overviews.tif', {
    type: 'float32',
    bands: [
      { name: 'mean', values },
      { name: 'code', values: values.map((value) => value % 7), isCode: true },
    ],
  })
  const raster = await rasters.open([path])
  expect(raster.parts[0]!.overviews.map(({ factor }) => factor)).toEqual([64, 32, 16, 8, 4, 2])
  const [half, codes] = (await rasters.read(raster, { bbox, step: 4, bands: [0, 1], coarsening: 'first' })).values
  // The first cell has two of four; then each is the mean of the four under it, or the first.
  expect([half![0], half![1], half![301]]).toEqual([2.5, (2 + 3 + 4 + 5) / 4, (4 + 5 + 6 + 7) / 4])
  expect([codes![0], codes![1], codes![301]]).toEqual([2, 2, 4])
  // The last column and row stand alone: the mean of two of one column.
  expect(half![300]).toBe((600 + 602) / 2)
  if (!hasGdal) return
  const byGdal = new Float32Array(await cellsByGdal(path, 1, 0))
  expect(byGdal).toEqual(Float32Array.from(half!))
  const info = JSON.parse(execFileSync('gdalinfo', ['-json', path], { encoding: 'utf8' }))
  const sizes = info.bands[0].overviews.map(({ size }: { size: number[] }) => size)
  expect(sizes.slice(0, 2)).toEqual([
    [301, 150],
    [151, 75],
  ])
})

test('a raster of one cell, and one of a single row, are rasters', async () => {
  for (const [width, height] of [
    [1, 1],
    [1000, 1],
    [16, 17],
  ] as const) {
    const path = join(folder, `${width}_${height}.tif`)
    const values = Uint8Array.from({ length: width * height }, (_, i) => i % 255)
    await writeRaster(path, { ...place, width, height, type: 'uint8', bands: [{ name: 'z', values }] })
    const raster = await rasters.open([path])
    const { bands } = await rasters.window(raster, raster.bbox, [0])
    expect(bands[0]).toEqual(Float32Array.from(values))
    // GDAL gives a raw file of a single byte a second one.
    if (hasGdal) expect(Buffer.from(await cellsByGdal(path, 1)).subarray(0, values.length)).toEqual(Buffer.from(values))
  }
})

test('the same in memory is the same file; it depends on nothing but what is given', async () => {
  const bands = [{ name: 'z', values: wild('int16', 5) }]
  const path = await write('file.tif', { type: 'int16', bands })
  const bytes = await rasterBytes({ ...place, type: 'int16', bands })
  expect(Buffer.from(bytes).equals(await readFile(path))).toBe(true)
  expect((await stat(path)).size).toBe(bytes.length)
})

test('files of one raster may keep their values at different scales', async () => {
  const tile = (column: number, scale: number) =>
    writeRaster(join(folder, `scale_${column}.tif`), {
      ...{ origin: [column, 0], width: 2, height: 1, step: 1, crs: 'EPSG:2154', type: 'int16' },
      bands: [{ name: 'z', values: Float32Array.of(1, 2), scale }],
    })
  await tile(0, 0.25)
  await tile(2, 0.5)
  const raster = await rasters.open([join(folder, 'scale_0.tif'), join(folder, 'scale_2.tif')])
  const { bands } = await rasters.window(raster, [0, -1, 4, 0], [0])
  expect([...bands[0]!]).toEqual([1, 2, 1, 2])
})

test('what cannot be written is refused with the reason, and valid neighbours pass', async () => {
  const band = { name: 'z', values: new Float32Array(WIDTH * HEIGHT) }
  const good = { ...place, type: 'int16', bands: [band] } as const
  const wrong: Record<string, unknown>[] = [
    { step: 0 },
    { step: Number.NaN },
    { crs: 'EPSG:27572' },
    { width: 600.5 },
    { width: 0 },
    { height: Number.POSITIVE_INFINITY },
    { bands: [] },
    { bands: [band, band] },
    { bands: [{ ...band, values: new Float32Array(3) }] },
    { bands: [{ ...band, values: new Uint8Array(WIDTH * HEIGHT) }] },
    { bands: [{ ...band, scale: 0 }] },
    { bands: [{ ...band, offset: Number.NaN }] },
    { bbox: [0, 0, 3, 2] },
    { bbox: [2, 0, 0, 2] },
  ]
  for (const one of wrong)
    await expect(
      rasterBytes({ ...good, ...one } as RasterSpec),
      JSON.stringify(one).slice(0, 80),
    ).rejects.toMatchObject({
      code: 'raster.malformed',
    })
  expect((await rasterBytes(good)).length).toBeGreaterThan(0)
})
