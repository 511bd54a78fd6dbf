import { createReadStream } from 'node:fs'
import type { Table } from '../../kernel/index.ts'
import type { Lake, ReadOptions, TableFiles } from '../types.ts'
import { csvLines } from './csv.ts'
import { geojsonText } from './geojson.ts'

export interface ExportOptions extends Omit<ReadOptions, 'traced'> {
  readonly format: 'geojson' | 'csv' | 'parquet'
}

/**
 * A table as a file to share, in pieces: memory stays flat whatever its size. Never holds `_row`. GeoJSON and CSV give
 * positions in longitude and latitude (EPSG:4326); Parquet keeps the CRS of the lake.
 */
export function exportTable(
  lake: Lake,
  table: TableFiles,
  { format, ...read }: ExportOptions,
): AsyncIterable<Uint8Array> {
  switch (format) {
    case 'geojson':
      return encoded(geojsonText(selected(table.shape, read.columns), lake.read(table, read)))
    case 'csv':
      return encoded(csvLines(selected(table.shape, read.columns), lake.read(table, read)))
    case 'parquet':
      return parquet(lake, table, read)
  }
}

/** The object itself where it is what is asked for; else the rows asked for, written again as one file. */
async function* parquet(lake: Lake, table: TableFiles, read: ReadOptions): AsyncGenerator<Uint8Array> {
  const isWhole = Object.values(read).every((value) => value === undefined)
  const asItIs = isWhole && table.hashes.length === 1 && !table.traced
  const hash = asItIs
    ? table.hashes[0]!
    : (await lake.writeRows(selected(table.shape, read.columns), lake.read(table, read))).hash
  yield* createReadStream(lake.path(hash)) as AsyncIterable<Uint8Array>
}

/** The shape of the columns asked for, in the order asked. */
function selected(shape: Table, columns: readonly string[] | undefined): Table {
  if (!columns) return shape
  const kept = columns.flatMap((name) => (shape.columns[name] ? [[name, shape.columns[name]] as const] : []))
  return { ...shape, columns: Object.fromEntries(kept), key: shape.key.filter((name) => columns.includes(name)) }
}

async function* encoded(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  for await (const text of texts) yield encoder.encode(text)
}
