import type { Lake, TableFiles } from '../types.ts'
import { csvLines } from './csv.ts'
import { datapackage } from './datapackage.ts'
import { flatgeobuf } from './flatgeobuf/index.ts'
import { geojsonLines, geojsonText } from './geojson.ts'
import { geopackage } from './geopackage/index.ts'
import type { ExportOptions } from './options.ts'
import { type Prepared, prepare } from './prepare.ts'
import { fileBytes } from './scratch.ts'
import { shapefile } from './shapefile/index.ts'
import { xlsx } from './xlsx/index.ts'

export { exportAbout } from './about.ts'
export { exportFiles } from './files.ts'
export { type ExportFormat, exportFormats, type FormatId, formatIds, formatOfName } from './formats.ts'
export type { ExportAbout, ExportOptions } from './options.ts'

/** What RFC 8142 puts before each text of a sequence. */
const RECORD_SEPARATOR = '\x1e'

/**
 * A table as a file to share, in pieces: memory stays flat whatever its size. Never holds `_row`. Throws at once what the
 * format refuses: `export.needs-geometry`, `export.crs-fixed`, `export.not-points`, `export.unknown-timezone`,
 * `crs.unknown`; and what the lake refuses as it is read.
 */
export function exportTable(lake: Lake, table: TableFiles, options: ExportOptions): AsyncIterable<Uint8Array> {
  const prepared = prepare(lake, table, options)
  switch (options.format) {
    case 'geojson':
      return geojsonText(prepared)
    case 'geojsonseq':
      return geojsonLines(prepared, RECORD_SEPARATOR)
    case 'geojsonl':
      return geojsonLines(prepared)
    case 'csv':
      return csvLines(prepared, options.positions)
    case 'parquet':
      return parquet(lake, table, prepared, options)
    case 'fgb':
      return flatgeobuf(prepared, options, table.hashes.length === 1)
    case 'gpkg':
      return geopackage(prepared, options)
    case 'shp':
      return shapefile(lake, table, prepared, options)
    case 'xlsx':
      return xlsx(prepared, options)
    case 'datapackage':
      return datapackage(prepared, options)
  }
}

/** The object itself where it is what is asked for; else the rows asked for, written again as one file. */
async function* parquet(
  lake: Lake,
  table: TableFiles,
  { shape, rows }: Prepared,
  { columns, bbox, where, keep, limit, offset, crs }: ExportOptions,
): AsyncGenerator<Uint8Array> {
  const isWhole = [columns, bbox, where, keep, limit, offset, crs].every((value) => value === undefined)
  if (isWhole && table.hashes.length === 1 && !table.traced) return yield* fileBytes(lake.path(table.hashes[0]!))
  const { path, remove } = await lake.writeApart(shape, rows)
  try {
    yield* fileBytes(path)
  } finally {
    await remove()
  }
}
