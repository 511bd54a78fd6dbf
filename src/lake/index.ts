export { checkGeometries, type GeometryProblem } from './check-geometry.ts'
export { type ExportOptions, exportTable } from './export/index.ts'
export { type LakeOptions, openLake } from './lake.ts'
export type { Batch, Lake, ReadOptions, Row, StoredObject, TableFiles, WriteOptions } from './types.ts'
