import type { ColumnType, GeometryType } from '../../../kernel/index.ts'

// FlatGeobuf 3.0: numbers of its FlatBuffers schemas (header.fbs, feature.fbs).

/** `GeometryType`. 0 stands for a mix. */
export const geometryCodes: Readonly<Record<GeometryType, number>> = {
  Point: 1,
  LineString: 2,
  Polygon: 3,
  MultiPoint: 4,
  MultiLineString: 5,
  MultiPolygon: 6,
  GeometryCollection: 7,
}

/** `ColumnType`: Bool 2, Long 7, Double 10, String 11, Json 12, DateTime 13. A second geometry is WKT. */
export const columnCodes: Readonly<Record<ColumnType, number>> = {
  boolean: 2,
  integer: 7,
  number: 10,
  text: 11,
  geometry: 11,
  json: 12,
  instant: 13,
  date: 13,
}
