export { checkGeometries, type GeometryProblem } from './check-geometry.ts'
export { rightHanded } from './export/geojson.ts'
export {
  type ExportAbout,
  type ExportFormat,
  type ExportOptions,
  exportAbout,
  exportFormats,
  exportTable,
  type FormatId,
  formatIds,
  formatOfName,
} from './export/index.ts'
export { type LakeOptions, openLake } from './lake.ts'
export type { Batch, Lake, ReadOptions, Row, StoredObject, TableFiles, WriteOptions } from './types.ts'
export { readWkb } from './wkb.ts'
