import { type Bilingual, columnOfRole, type Language, type ProcessOutput, type Table } from '../../../kernel/index.ts'
import { exportFormats, type FormatId } from '../../../lake/index.ts'

/** A form in which a table of results is given: `json` is an array of objects, for tables without geometry. */
interface TableFormat {
  readonly f: FormatId | 'json'
  readonly mediaType: string
  readonly title: Bilingual
}

const placed: readonly FormatId[] = ['geojson', 'csv', 'parquet', 'gpkg', 'fgb', 'xlsx']
const plain: readonly FormatId[] = ['csv', 'parquet', 'xlsx']
const json: TableFormat = { f: 'json', mediaType: 'application/json', title: { fr: 'JSON', en: 'JSON' } }

/** The forms of a table of that shape, the usual one first. */
export function tableFormats(shape: Table): TableFormat[] {
  const hasGeometry = columnOfRole(shape, 'geometry') !== undefined
  const files = (hasGeometry ? placed : plain).map((f) => ({
    ...{ f, mediaType: exportFormats[f].mediaType, title: exportFormats[f].title },
  }))
  return hasGeometry ? files : [json, ...files]
}

export const isJsonMedia = (mediaType: string): boolean => /^application\/(.+\+)?json$/.test(mediaType)

/** What a file is until it is made: its answer says what it came to be. */
const ANY_FILE = 'application/octet-stream'

/** The media types that an output is given in, the usual one first. */
export function mediaTypesOf(output: ProcessOutput): string[] {
  if ('rows' in output) return tableFormats(output.rows).map(({ mediaType }) => mediaType)
  if ('file' in output) return [ANY_FILE]
  return [typeof output.told?.contentMediaType === 'string' ? output.told.contentMediaType : json.mediaType]
}

/** The same, with what people call them. */
export function formNames(output: ProcessOutput, language: Language): { mediaType: string; title: string }[] {
  if ('rows' in output)
    return tableFormats(output.rows).map(({ mediaType, title }) => ({ mediaType, title: title[language] }))
  if ('file' in output) return [{ mediaType: ANY_FILE, title: language === 'fr' ? 'le fichier' : 'the file' }]
  return mediaTypesOf(output).map((mediaType) => ({
    mediaType,
    title: mediaType === json.mediaType ? json.title[language] : mediaType,
  }))
}
