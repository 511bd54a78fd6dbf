export { checkGeometries, type GeometryProblem } from './check-geometry.ts'
export { crsWkt } from './export/crs-wkt.ts'
export {
  type ExportAbout,
  type ExportFormat,
  type ExportOptions,
  exportAbout,
  exportFiles,
  exportFormats,
  exportTable,
  type FormatId,
  formatIds,
  formatOfName,
} from './export/index.ts'
export { type LakeOptions, openLake } from './lake.ts'
export {
  type Coarsening,
  type Grid,
  MOST_GIVEN,
  openRasters,
  planOf,
  type Raster,
  type Rasters,
  rasterBytes,
  type Sampling,
  sampler,
  writeRaster,
} from './raster/index.ts'
export { TextSink } from './text-sink.ts'
export type { Batch, Lake, ReadOptions, Row, StoredObject, TableFiles, WriteOptions } from './types.ts'
export { readWkb } from './wkb.ts'
export { geojsonWriter } from './wkb-text.ts'
