import { bare } from './themes.ts'

/** A format of file: its IANA media type, and its code in the EU authority table of file types (2025) where it has one. */
export interface Format {
  readonly mediaType: string
  readonly fileType?: string
}

const formats: Readonly<Record<string, Format>> = {
  csv: { mediaType: 'text/csv', fileType: 'CSV' },
  tsv: { mediaType: 'text/tab-separated-values', fileType: 'TSV' },
  json: { mediaType: 'application/json', fileType: 'JSON' },
  jsonl: { mediaType: 'application/x-ndjson' },
  geojson: { mediaType: 'application/geo+json', fileType: 'GEOJSON' },
  jsonld: { mediaType: 'application/ld+json', fileType: 'JSON_LD' },
  xml: { mediaType: 'application/xml', fileType: 'XML' },
  gml: { mediaType: 'application/gml+xml', fileType: 'GML' },
  kml: { mediaType: 'application/vnd.google-earth.kml+xml', fileType: 'KML' },
  kmz: { mediaType: 'application/vnd.google-earth.kmz', fileType: 'KMZ' },
  gpx: { mediaType: 'application/gpx+xml', fileType: 'GPX' },
  shp: { mediaType: 'application/vnd.shp', fileType: 'SHP' },
  gpkg: { mediaType: 'application/geopackage+sqlite3', fileType: 'GPKG' },
  parquet: { mediaType: 'application/vnd.apache.parquet', fileType: 'PARQUET' },
  zip: { mediaType: 'application/zip', fileType: 'ZIP' },
  '7z': { mediaType: 'application/x-7z-compressed' },
  pdf: { mediaType: 'application/pdf', fileType: 'PDF' },
  xls: { mediaType: 'application/vnd.ms-excel', fileType: 'XLS' },
  xlsx: { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', fileType: 'XLSX' },
  ods: { mediaType: 'application/vnd.oasis.opendocument.spreadsheet', fileType: 'ODS' },
  doc: { mediaType: 'application/msword', fileType: 'DOC' },
  docx: { mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', fileType: 'DOCX' },
  txt: { mediaType: 'text/plain', fileType: 'TXT' },
  html: { mediaType: 'text/html', fileType: 'HTML' },
  rdf: { mediaType: 'application/rdf+xml', fileType: 'RDF_XML' },
  ttl: { mediaType: 'text/turtle', fileType: 'RDF_TURTLE' },
  tiff: { mediaType: 'image/tiff', fileType: 'TIFF' },
  ecw: { mediaType: 'application/octet-stream', fileType: 'ECW' },
  png: { mediaType: 'image/png', fileType: 'PNG' },
  jpeg: { mediaType: 'image/jpeg', fileType: 'JPEG' },
  bmp: { mediaType: 'image/bmp', fileType: 'BMP' },
  gtfs: { mediaType: 'application/zip', fileType: 'GTFS' },
}

const others: Readonly<Record<string, keyof typeof formats>> = {
  shapefile: 'shp',
  'esri shapefile': 'shp',
  geopackage: 'gpkg',
  'json ld': 'jsonld',
  'geo json': 'geojson',
  excel: 'xlsx',
  jpg: 'jpeg',
  tif: 'tiff',
  geotiff: 'tiff',
  htm: 'html',
  turtle: 'ttl',
  'rdf xml': 'rdf',
  'rdf turtle': 'ttl',
  text: 'txt',
}
const byMedia = new Map(Object.entries(formats).map(([, format]) => [format.mediaType, format]))

/** Standards of services, by the words catalogues use for them (OGC, 2024). */
const standards: readonly (readonly [RegExp, string])[] = [
  [/\bwmts\b/, 'http://www.opengis.net/def/serviceType/ogc/wmts'],
  [/\bwms\b/, 'http://www.opengis.net/def/serviceType/ogc/wms'],
  [/\bwfs\b/, 'http://www.opengis.net/def/serviceType/ogc/wfs'],
  [/\bwcs\b/, 'http://www.opengis.net/def/serviceType/ogc/wcs'],
  [/\bcsw\b/, 'http://www.opengis.net/def/serviceType/ogc/csw'],
  [/\bsensorthings\b/, 'http://www.opengis.net/spec/iot_sensing/1.1'],
  [/\bogc api features\b|ogcapi features/, 'http://www.opengis.net/spec/ogcapi-features-1/1.0'],
]

/** The format that a word, a media type, an address of one or the name of a file tells. */
export function formatOf(...said: readonly (string | undefined)[]): Format | undefined {
  for (const text of said) {
    if (!text) continue
    const type = /^(?:https?:\/\/www\.iana\.org\/assignments\/media-types\/)?([a-z]+\/[\w.+-]+)/i
      .exec(text)?.[1]
      ?.toLowerCase()
    if (type && /^(application|text|image|audio|video|multipart|font|model)\//.test(type))
      return byMedia.get(type) ?? { mediaType: type }
    const code = /\/authority\/file-type\/(\w+)$/.exec(text)?.[1]
    const word = bare(code ?? /^https?:\/\/.*\.(\w{2,8})(?:[?#]|$)/.exec(text)?.[1] ?? text)
    const name = Object.hasOwn(formats, word) ? word : Object.hasOwn(others, word) ? others[word] : undefined
    if (name) return formats[name]
  }
  return undefined
}

/** The standard of a service that words or an address tell; undefined when it is none we know. */
export function standardOf(...said: readonly (string | undefined)[]): string | undefined {
  const words = said.map((text) => bare(text ?? '')).join(' ')
  return standards.find(([pattern]) => pattern.test(words))?.[1]
}
