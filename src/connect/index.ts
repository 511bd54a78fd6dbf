export type { Encoding } from './bytes/text.ts'
export { type CsvOptions, type CsvRecord, type CsvSpec, csv } from './csv/index.ts'
export { type GeojsonSpec, geojson } from './geojson/index.ts'
export type { Feature, GeojsonOptions } from './geojson/spec.ts'
export { type GtfsFacts, type GtfsSources, gtfs } from './gtfs/index.ts'
export {
  GtfsAgency,
  GtfsCalendar,
  GtfsCalendarDate,
  GtfsFrequency,
  GtfsRoute,
  GtfsShapePoint,
  GtfsStop,
  GtfsStopTime,
  GtfsTransfer,
  GtfsTrip,
} from './gtfs/shape.ts'
export { type Caller, openCaller } from './http/call.ts'
export { fetchSource, type HttpOptions, httpFetch } from './http/index.ts'
export { openProbe } from './http/probe.ts'
export { type JsonOptions, type JsonRecord, type JsonSpec, json } from './json/index.ts'
export { opendatasoft } from './opendatasoft/index.ts'
export type { OpendatasoftOptions, OpendatasoftSpec } from './opendatasoft/spec.ts'
export { type OsmSpec, osm } from './osm/index.ts'
export type { OsmElement, OsmOptions } from './osm/spec.ts'
export type { CastOptions } from './rows/cast.ts'
export type { FieldOf, FromField, FromPair, Mapping } from './rows/map.ts'
export { type ShapefileSpec, shapefile } from './shapefile/index.ts'
export type { ShapefileOptions } from './shapefile/spec.ts'
