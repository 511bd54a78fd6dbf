import { execFileSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lakeOfTests } from '../testing.ts'
import { exportFormats, type FormatId } from './formats.ts'
import { exported, hasGdal, Mixed, mixed, Place, places, Stop, stops } from './testing.ts'

const made = lakeOfTests()
const gdal = hasGdal()
if (!gdal) console.log('GDAL (gdal-bin) is not installed: its reading of the exports is not tested.')

interface LayerFacts {
  readonly name: string
  readonly count: number
  /** Null without geometry. */
  readonly extent: readonly number[] | null
  readonly fields: readonly string[]
}

/** What `ogrinfo` says of the layers of a file. Anything it complains of is an error. */
async function read(format: FormatId, bytes: Buffer): Promise<LayerFacts[]> {
  const path = join(made.folder, `read${exportFormats[format].extension}`)
  await writeFile(path, bytes)
  const options = format === 'csv' ? ['-oo', 'X_POSSIBLE_NAMES=lon', '-oo', 'Y_POSSIBLE_NAMES=lat'] : []
  const text = execFileSync(
    'sh',
    ['-c', 'ogrinfo -al -ro "$@" 2>&1', 'sh', ...options, format === 'shp' ? `/vsizip/${path}` : path],
    {
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    },
  )
  expect(text).not.toMatch(/ERROR|Warning/)
  return text
    .split('\nLayer name: ')
    .slice(1)
    .map((layer) => ({
      name: layer.slice(0, layer.indexOf('\n')),
      count: layer.match(/^OGRFeature\(/gm)?.length ?? 0,
      extent: /^Extent: \((.+), (.+)\) - \((.+), (.+)\)/m.exec(layer)?.slice(1).map(Number) ?? null,
      fields: [...layer.split('OGRFeature(')[0]!.matchAll(/^(\w+): \w+(?:\(\w+\))? \(\d+\.\d+\)/gm)].map(
        ([, name]) => name!,
      ),
    }))
}

const [first, second] = [
  [351_900, 6_789_000],
  [352_000, 6_789_300],
]
const inLambert = [...first, ...second]
const columns = Object.keys(Stop.columns).filter((name) => name !== 'lieu')

test.runIf(gdal)('GDAL reads a table of points with the fields, count and extent it has', async () => {
  const cases = {
    geojson: 'deg',
    geojsonseq: 'deg',
    geojsonl: 'deg',
    csv: 'deg',
    fgb: 'm',
    gpkg: 'm',
    shp: 'm',
  } as const
  for (const [format, unit] of Object.entries(cases) as [keyof typeof cases, 'deg' | 'm'][]) {
    const [layer] = await read(format, await exported(made.lake, Stop, [stops], { format }))
    expect([format, layer!.count]).toEqual([format, 3])
    const extent = layer!.extent!
    if (unit === 'm') expect([format, ...extent]).toEqual([format, ...inLambert])
    else expect([format, ...extent.map((n) => n.toFixed(2))]).toEqual([format, '-1.68', '48.11', '-1.68', '48.11'])
    const known = layer!.fields.filter((name) => columns.includes(name))
    if (format !== 'shp') expect([format, ...known]).toEqual([format, ...columns])
  }
})

test.runIf(gdal)('GDAL reads lines of one part among those of several', async () => {
  const [one, other] = [0, 3].map((at) => [at, at + 1].map((n) => [n, n]))
  const lines = [[one], [one, other]]
  const rows = lines.map((coordinates, i) => ({ id: i + 1, shape: { type: 'MultiLineString', coordinates } }))
  for (const format of ['geojson', 'fgb', 'gpkg', 'shp'] as const) {
    const [layer] = await read(format, await exported(made.lake, Mixed, [rows], { format }))
    expect([format, layer!.count, layer!.extent]).toEqual([format, 2, [0, 0, 4, 4]])
  }
})

test.runIf(gdal)('GDAL reads every type of geometry, whole', async () => {
  for (const format of ['geojson', 'geojsonseq', 'fgb', 'gpkg'] as const) {
    const [layer] = await read(format, await exported(made.lake, Mixed, [mixed], { format }))
    expect([format, layer!.count, layer!.extent]).toEqual([format, mixed.length, [0, 0, 21, 21]])
  }
  const layers = await read('shp', await exported(made.lake, Mixed, [mixed], { format: 'shp' }))
  const counts = Object.fromEntries(layers.map(({ name, count }) => [name, count]))
  expect(counts).toEqual({
    mixed_point: 1,
    mixed_multipoint: 2,
    mixed_line: 3,
    mixed_polygon: 2,
    mixed_sans_geometrie: 2,
  })
})

test.runIf(gdal)('GDAL reads thousands, from one file or several, with and without a change of CRS', async () => {
  const halves = [places.slice(0, 2500), places.slice(2500)]
  for (const format of ['fgb', 'gpkg', 'shp'] as const)
    for (const crs of ['EPSG:3857', 'EPSG:3948', undefined]) {
      const bytes = await exported(made.lake, Place, halves, { format, ...(crs && { crs }) })
      const [layer] = await read(format, bytes)
      expect([format, crs, layer!.count]).toEqual([format, crs, 5000])
    }
})

test.runIf(gdal)('GDAL reads a workbook, typed', async () => {
  const layers = await read('xlsx', await exported(made.lake, Stop, [stops], { format: 'xlsx' }))
  expect(layers.map(({ name }) => name)).toEqual(['stop', 'Colonnes', 'À propos'])
  expect(layers[0]!.count).toBe(3)
})
