import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { geometry, instant, integer, nullable, number, sql, table, text } from '../src/kernel/index.ts'
import { exportFormats, exportTable, formatIds, openLake, type Row, type TableFiles } from '../src/lake/index.ts'
import { count, type Line, rate } from './measure.ts'

const about = (name: string) => ({ title: { fr: name, en: name } })
const attributes = {
  id: integer({ ...about('id'), role: 'id' }),
  name: text(about('nom')),
  value: nullable(number({ ...about('valeur'), unit: 'm' })),
  seen: instant(about('vu')),
}
const Point = table('point', { ...attributes, place: geometry({ ...about('lieu'), types: ['Point'] }) })
const Plot = table('plot', { ...attributes, place: geometry({ ...about('lieu'), types: ['Polygon'] }) })

/** Each format of export: features a second, and the memory of the whole process at its highest meanwhile. */
export async function benchExport(): Promise<Line[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-export-'))
  const tables = await written(folder)
  const lake = await openLake({ folder })
  const lines: Line[] = []
  try {
    for (const { size, ...files } of tables) {
      const { shape } = files
      for (const format of formatIds) {
        const { seconds, bytes, peak } = await drained(exportTable(lake, files, { format, scratch: folder }))
        lines.push({
          name: `export: ${shape.name}s as ${exportFormats[format].extension.slice(1)}`,
          size: `${count(size)} features, ${count(Math.round(bytes / 1e6))} MB`,
          seconds,
          rate: `${rate(size, seconds, 'features')}, peak ${count(Math.round(peak / 2 ** 20))} MiB`,
        })
      }
      const { seconds, bytes } = await drained(exportTable(lake, files, { format: 'geojson', where: CHOSEN }))
      lines.push({
        name: `export: ${shape.name}s as geojson, filtered`,
        size: `of ${count(size)} features, ${count(Math.round(bytes / 1e6))} MB`,
        seconds,
        rate: rate(size, seconds, 'features looked at'),
      })
    }
    return lines
  } finally {
    await lake.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Tables in a lake that is closed again: what writing takes would hide what exports do. */
async function written(folder: string): Promise<(TableFiles & { readonly size: number })[]> {
  const lake = await openLake({ folder })
  const tables: (TableFiles & { readonly size: number })[] = []
  for (const [shape, size, row] of [
    [Point, 100_000, pointRow],
    [Point, 700_000, pointRow],
    [Plot, 100_000, plotRow],
  ] as const)
    tables.push({ shape, size, hashes: [(await lake.writeRows(shape, batchesOf(size, row))).hash] })
  await lake.close()
  return tables
}

async function drained(pieces: AsyncIterable<Uint8Array>): Promise<{ seconds: number; bytes: number; peak: number }> {
  const start = performance.now()
  let peak = process.memoryUsage.rss()
  const look = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss())
  }, 20)
  let bytes = 0
  for await (const piece of pieces) bytes += piece.length
  clearInterval(look)
  return { seconds: (performance.now() - start) / 1000, bytes, peak }
}

function* batchesOf(size: number, row: (i: number) => Row): Generator<Row[]> {
  for (let i = 0; i < size; i += 4096) yield Array.from({ length: Math.min(4096, size - i) }, (_, k) => row(i + k))
}

/** A fixed scatter over the bounds of Rennes Métropole. */
const x = (i: number) => -1.9 + ((i * 0.618_033_988) % 1) * 0.5
const y = (i: number) => 47.95 + ((i * 0.754_877_666) % 1) * 0.35

/** What chooses about one row in three. */
const CHOSEN = sql`"value" > 80`

const attributesOf = (i: number): Row => ({
  id: i,
  name: `Élément n° ${i}`,
  value: i % 7 === 0 ? null : ((i * 7919) % 1300) / 10,
  seen: new Date(1_612_483_200_000 + i * 900_000),
})

const pointRow = (i: number): Row => ({ ...attributesOf(i), place: { type: 'Point', coordinates: [x(i), y(i)] } })

/** Twelve sides. */
function plotRow(i: number): Row {
  const ring = Array.from({ length: 12 }, (_, k) => [
    x(i) + 1e-4 * Math.cos((k * Math.PI) / 6),
    y(i) + 1e-4 * Math.sin((k * Math.PI) / 6),
  ])
  return { ...attributesOf(i), place: { type: 'Polygon', coordinates: [[...ring, ring[0]!]] } }
}
