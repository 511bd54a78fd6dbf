import type { DatasetRecord } from '../record.ts'

/** Formats that machines read and that anybody may write programs for, by their codes (EU authority table of file types, 2025). */
const open = new Set(
  'CSV TSV JSON GEOJSON JSON_LD XML GML KML KMZ GPX GPKG PARQUET ODS RDF_XML RDF_TURTLE TIFF GTFS NETCDF'.split(' '),
)
/** Formats that machines read, of one maker or of several files that go together. */
const readable = new Set(['SHP', 'XLS', 'XLSX', 'ZIP', 'ECW', 'DBF', 'MDB', 'DWG', 'DXF'])
const openMedia = /json|csv|xml|parquet|geopackage|ndjson|turtle|flatgeobuf/

/** How well the best way to the data can be read: 1 open and for machines, a half for machines, a quarter for eyes, 0 where there is none. */
export function readability({ files, services, series = [] }: DatasetRecord): 0 | 0.25 | 0.5 | 1 {
  if (services.length > 0 || series.length > 0) return 1
  if (files.length === 0) return 0
  const rates = files.map(({ fileType = '', mediaType, onPage }) => {
    if (onPage) return 0.25
    if (open.has(fileType) || (fileType === '' && openMedia.test(mediaType))) return 1
    return readable.has(fileType) || /zip|excel|spreadsheet/.test(mediaType) ? 0.5 : 0.25
  })
  return Math.max(...rates) as 0.25 | 0.5 | 1
}
