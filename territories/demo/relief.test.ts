import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Bbox, type InputTable, partitionAt, resolveGraph, type WrittenFile } from '../../src/kernel/index.ts'
import { geotiff, NODATA } from './geotiff.ts'
import valmorne from './territory.ts'
import { making, rowsOf } from './testing.ts'

/** Reads the fields of a little-endian TIFF, by tag. */
function fieldsOf(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  expect(String.fromCharCode(...bytes.subarray(0, 2))).toBe('II')
  const start = view.getUint32(4, true)
  const fields = new Map<number, number[]>()
  for (let i = 0; i < view.getUint16(start, true); i++) {
    const entry = start + 2 + i * 12
    const type = view.getUint16(entry + 2, true)
    const count = view.getUint32(entry + 4, true)
    const size = { 2: 1, 3: 2, 4: 4, 12: 8 }[type]!
    const at = size * count > 4 ? view.getUint32(entry + 8, true) : entry + 8
    const read = (n: number) =>
      type === 2
        ? view.getUint8(at + n)
        : type === 3
          ? view.getUint16(at + n * 2, true)
          : type === 4
            ? view.getUint32(at + n * 4, true)
            : view.getFloat64(at + n * 8, true)
    fields.set(
      view.getUint16(entry, true),
      Array.from({ length: count }, (_, n) => read(n)),
    )
  }
  const [offset, length] = [fields.get(273)![0]!, fields.get(279)![0]!]
  const pixels = Array.from({ length: length / 4 }, (_, n) => view.getFloat32(offset + n * 4, true))
  return { fields, pixels }
}

test('a GeoTIFF says where it is, its CRS, and its heights', () => {
  const values = Float32Array.of(1, 2, 3, 4, 5, NODATA)
  const { fields, pixels } = fieldsOf(
    geotiff({ width: 3, height: 2, values, west: 100, north: 200, step: 20, epsg: 2154 }),
  )
  expect([fields.get(256), fields.get(257)]).toEqual([[3], [2]])
  expect(fields.get(33550)).toEqual([20, 20, 0])
  expect(fields.get(33922)).toEqual([0, 0, 0, 100, 200, 0])
  expect(fields.get(34735)!.slice(-4)).toEqual([3072, 0, 1, 2154])
  expect(pixels).toEqual([1, 2, 3, 4, 5, NODATA])
})

test('the tiles of the terrain hold each relief point, once', async () => {
  const terrain = resolveGraph(valmorne).byName.get('terrain')!
  const { rows } = await rowsOf(valmorne, 'relief_points')
  const cut = terrain.partitions!
  if (cut.by !== 'tile') throw new Error('cut by tiles')
  const folder = await mkdtemp(join(tmpdir(), 'relief-'))
  let cells = 0
  let wrong = 0
  const heights = new Map(rows.map((r) => [`${r.easting} ${r.northing}`, r.elevation as number]))
  for (let index = 0; index < cut.columns * cut.rows; index++) {
    const step = { ...making(valmorne, partitionAt(cut, index)), folder }
    const { path } = (await terrain.asset!.make({ points: pointsOf(rows) }, step)) as WrittenFile
    const { fields, pixels } = fieldsOf(await readFile(path))
    const [width, [, , , west, north]] = [fields.get(256)![0]!, fields.get(33922)!]
    pixels.forEach((z, n) => {
      if (z === NODATA) return
      const [column, row] = [n % width, Math.floor(n / width)]
      cells++
      if (Math.abs(heights.get(`${west! + 20 * column + 10} ${north! - 20 * row - 10}`)! - z) > 0.01) wrong++
    })
  }
  await rm(folder, { recursive: true })
  expect(cells).toBe(rows.length)
  expect(wrong).toBe(0)
})

/** The relief points as a version pinned by a run would give them: all those whose position is in the box. */
function pointsOf(rows: readonly Record<string, unknown>[]): InputTable {
  const isIn =
    ([w, s, e, n]: Bbox) =>
    (row: Record<string, unknown>) => {
      const [x, y] = (row.location as { coordinates: number[] }).coordinates as [number, number]
      return x >= w && x <= e && y >= s && y <= n
    }
  return {
    name: 'relief_points',
    relation: 'relief_points',
    count: rows.length,
    files: [],
    all: async () => [...rows],
    async *read({ bbox } = {}) {
      yield bbox ? rows.filter(isIn(bbox)) : [...rows]
    },
  } as InputTable
}
