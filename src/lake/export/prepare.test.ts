import { existsSync } from 'node:fs'
import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sql } from '../../kernel/index.ts'
import { exportFormats, exportTable, formatIds, formatOfName } from '../index.ts'
import { all, lakeOfTests } from '../testing.ts'
import { bytesOf, exported, Mixed, Place, places, Stop, stops } from './testing.ts'

const made = lakeOfTests()
const ids = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => Number(JSON.parse(line).id))

test('a condition, a test, a box, a limit and an offset choose the same rows in each order', async () => {
  const { hash } = await made.lake.writeRows(Place, [places])
  const files = { shape: Place, hashes: [hash] }
  const inOrder = (await all(made.lake.read(files))).map((row) => Number(row.id))
  const take = async (options: object) =>
    ids((await bytesOf(exportTable(made.lake, files, { format: 'geojsonl', ...options }))).toString())
  const limit = 1000
  expect(await take({ where: sql`id < ${limit}` })).toEqual(inOrder.filter((id) => id < limit))
  expect(await take({ where: sql`_bbox.xmin < ${-1.7}`, limit: 7 })).toHaveLength(7)
  const even = inOrder.filter((id) => id % 2 === 0)
  const keep = (row: Record<string, unknown>) => Number(row.id) % 2 === 0
  expect(await take({ keep, limit: 700, offset: 1500 })).toEqual(even.slice(1500, 2200))
  expect(await take({ keep, columns: ['id', 'place'], where: sql`id < ${limit} -- a comment` })).toEqual(
    even.filter((id) => id < limit),
  )
  await expect(take({ where: sql`nothing = 1` })).rejects.toMatchObject({ code: 'lake.sql' })
})

test('CSV gives positions as asked, in the CRS asked', async () => {
  const head = async (options: object) =>
    (await exported(made.lake, Stop, [stops], { format: 'csv', columns: ['id', 'lieu'], ...options }))
      .toString()
      .split('\r\n')
      .slice(0, 2)
  expect(await head({ positions: 'wkt', crs: 'EPSG:2154' })).toEqual(['id,lieu', '1,POINT (351900 6789300)'])
  expect(await head({ positions: 'lonlat', crs: 'EPSG:2154' })).toEqual(['x,y,id', '351900,6789300,1'])
  expect((await head({ positions: 'lonlat' }))[0]).toBe('lon,lat,id')
})

test('what a format refuses is said at once', async () => {
  const files = { shape: Stop, hashes: [] }
  const code = (options: object) => {
    try {
      exportTable(made.lake, files, { format: 'geojson', ...options })
    } catch (error) {
      return (error as { code: string }).code
    }
  }
  expect(code({ crs: 'EPSG:2154' })).toBe('export.crs-fixed')
  expect(code({ format: 'gpkg', crs: 'EPSG:1' })).toBe('crs.unknown')
  expect(code({ format: 'fgb', columns: ['id'] })).toBe('export.needs-geometry')
  expect(code({ format: 'csv', positions: 'lonlat', columns: ['id'] })).toBe('export.not-points')
  expect(code({ format: 'xlsx', timezone: 'Rennes' })).toBe('export.unknown-timezone')
})

test('a sequence marks each feature, lines do not', async () => {
  const sequence = (await exported(made.lake, Stop, [stops], { format: 'geojsonseq' })).toString()
  expect(
    sequence
      .split('\x1e')
      .slice(1)
      .map((text) => JSON.parse(text).type),
  ).toEqual(['Feature', 'Feature', 'Feature'])
})

test('no ending stands for two formats', () => {
  for (const id of formatIds) expect(formatOfName(`x${exportFormats[id].extension}`)).toBe(id)
  expect(formatOfName('x.zip')).toBeUndefined()
})

test('every format leaves nothing behind, finished or left early', async () => {
  const scratch = join(made.folder, 'exports')
  await mkdir(scratch)
  const { hash } = await made.lake.writeRows(Place, [places])
  for (const format of formatIds) {
    const options = { format, scratch }
    await bytesOf(exportTable(made.lake, { shape: Place, hashes: [hash] }, options))
    for await (const piece of exportTable(made.lake, { shape: Place, hashes: [hash] }, options)) {
      expect(piece.length).toBeGreaterThan(0)
      break
    }
    expect([format, await readdir(scratch)]).toEqual([format, []])
    expect(existsSync(scratch)).toBe(true)
  }
})

test('a read that fails fails the file', async () => {
  for (const format of formatIds.filter((id) => id !== 'parquet')) {
    const broken = exportTable(made.lake, { shape: Mixed, hashes: ['0'.repeat(64)] }, { format })
    await expect(bytesOf(broken)).rejects.toMatchObject({ code: 'lake.missing' })
  }
})
