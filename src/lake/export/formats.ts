import type { Bilingual } from '../../kernel/index.ts'

/** What a format is, for those who choose one. */
export interface ExportFormat {
  readonly title: Bilingual
  readonly mediaType: string
  /** How names of its files end: `.geojson`. */
  readonly extension: string
  /** `required`: only tables with a geometry; `optional`: with or without; `none`: geometries other than points are left out. */
  readonly geometry: 'required' | 'optional' | 'none'
  /** What it cannot hold, and what is done about it. */
  readonly limits: Bilingual
}

export type FormatId =
  | 'geojson'
  | 'geojsonseq'
  | 'geojsonl'
  | 'csv'
  | 'parquet'
  | 'fgb'
  | 'gpkg'
  | 'shp'
  | 'xlsx'
  | 'datapackage'

/** Every format a table is handed out in. */
export const exportFormats: Readonly<Record<FormatId, ExportFormat>> = {
  geojson: {
    title: { fr: 'GeoJSON', en: 'GeoJSON' },
    mediaType: 'application/geo+json',
    extension: '.geojson',
    geometry: 'optional',
    limits: {
      fr: 'Longitude et latitude (EPSG:4326) seulement, à neuf décimales (un dixième de millimètre). Les dates sont des textes.',
      en: 'Longitude and latitude (EPSG:4326) only, to nine decimals (a tenth of a millimetre). Dates are texts.',
    },
  },
  geojsonseq: {
    title: { fr: 'Séquence GeoJSON (RFC 8142)', en: 'GeoJSON sequence (RFC 8142)' },
    mediaType: 'application/geo+json-seq',
    extension: '.geojsons',
    geometry: 'optional',
    limits: {
      fr: 'Longitude et latitude (EPSG:4326) seulement. Chaque objet est précédé du caractère de contrôle RS.',
      en: 'Longitude and latitude (EPSG:4326) only. The control character RS comes before each feature.',
    },
  },
  geojsonl: {
    title: { fr: 'GeoJSON par lignes', en: 'Newline-delimited GeoJSON' },
    mediaType: 'application/x-ndjson',
    extension: '.geojsonl',
    geometry: 'optional',
    limits: {
      fr: 'Longitude et latitude (EPSG:4326) seulement. Un objet par ligne.',
      en: 'Longitude and latitude (EPSG:4326) only. One feature a line.',
    },
  },
  csv: {
    title: { fr: 'CSV (UTF-8, virgules)', en: 'CSV (UTF-8, commas)' },
    mediaType: 'text/csv',
    extension: '.csv',
    geometry: 'optional',
    limits: {
      fr: 'Sans types ni système de coordonnées : longitude et latitude (EPSG:4326) sauf demande contraire.',
      en: 'Without types nor coordinate system: longitude and latitude (EPSG:4326) unless asked otherwise.',
    },
  },
  parquet: {
    title: { fr: 'GeoParquet', en: 'GeoParquet' },
    mediaType: 'application/vnd.apache.parquet',
    extension: '.parquet',
    geometry: 'optional',
    limits: { fr: 'Aucune : c’est le format du lac de données.', en: 'None: it is the format of the lake.' },
  },
  fgb: {
    title: { fr: 'FlatGeobuf', en: 'FlatGeobuf' },
    mediaType: 'application/flatgeobuf',
    extension: '.fgb',
    geometry: 'required',
    limits: {
      fr: 'Une seule colonne de géométrie ; les autres sont en WKT. Si des positions ont une altitude, celles qui n’en ont pas reçoivent 0. Les lignes sans géométrie sont gardées, mais sa bibliothèque JavaScript ne sait pas les lire.',
      en: 'One geometry column only; others are WKT. Where some positions have a height, those without get 0. Rows without geometry are kept, but its JavaScript library cannot read them.',
    },
  },
  gpkg: {
    title: { fr: 'GeoPackage', en: 'GeoPackage' },
    mediaType: 'application/geopackage+sqlite3',
    extension: '.gpkg',
    geometry: 'optional',
    limits: {
      fr: 'Une seule colonne de géométrie ; les autres sont en WKT. Les valeurs JSON sont des textes.',
      en: 'One geometry column only; others are WKT. JSON values are texts.',
    },
  },
  shp: {
    title: { fr: 'Shapefile (zip)', en: 'Shapefile (zip)' },
    mediaType: 'application/zip',
    extension: '.shp.zip',
    geometry: 'required',
    limits: {
      fr: 'Noms de colonnes coupés à 10 caractères, textes à 254 octets, instants en texte, un fichier par type de géométrie et par tranche de 2 Go. Tout est expliqué dans le fichier LISEZMOI.txt.',
      en: 'Column names cut to 10 characters, texts to 254 bytes, instants as text, one file a geometry type and a slice of 2 GB. README.txt inside explains it all.',
    },
  },
  xlsx: {
    title: { fr: 'Classeur Excel', en: 'Excel workbook' },
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    extension: '.xlsx',
    geometry: 'none',
    limits: {
      fr: 'Les points donnent deux colonnes, les autres géométries sont omises. 1 048 576 lignes par feuille : la suite est sur d’autres feuilles. Textes coupés à 32 767 caractères.',
      en: 'Points give two columns, other geometries are left out. 1,048,576 rows a sheet: the rest is on more sheets. Texts cut to 32,767 characters.',
    },
  },
  datapackage: {
    title: { fr: 'Data Package (zip)', en: 'Data Package (zip)' },
    mediaType: 'application/zip',
    extension: '.datapackage.zip',
    geometry: 'optional',
    limits: {
      fr: 'Un CSV et sa description (Table Schema). Un texte vide ne s’y distingue pas d’une valeur absente.',
      en: 'A CSV and its description (Table Schema). An empty text is not told apart from a missing value.',
    },
  },
}

export const formatIds = Object.keys(exportFormats) as readonly FormatId[]

/** The format of a file by the ending of its name, undefined when there is none. */
export function formatOfName(name: string): FormatId | undefined {
  return formatIds.find((id) => name.toLowerCase().endsWith(exportFormats[id].extension))
}
