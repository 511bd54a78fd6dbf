import type { Connector, FileDistribution, SeriesDistribution, ServiceDistribution } from '../distribution.ts'
import type { DatasetRecord } from '../record.ts'
import { isRudiType } from './media-types.ts'
import { isUuid, uuidOf } from './uuid.ts'

/** Keys of the connector's parameters that say what a service gives, when RUDI would not call it a file. */
export const fileKeys = { type: 'file_type', size: 'file_size', sum: 'checksum' } as const

interface Place {
  readonly origin: string
  /** The dataset, as RUDI names it: what names its media. */
  readonly globalId: string
}

type Medium = Readonly<Record<string, unknown>>

/** The distributions of a record as media. One that has none has its page, for RUDI wants at least one. */
export function mediaOf(place: Place, record: DatasetRecord): Medium[] {
  const media = [
    ...record.files.map((file) => fileOf(place, file)),
    ...record.services.map((service) => serviceOf(place, service)),
    ...(record.series ?? []).map((series) => seriesOf(place, series)),
  ]
  if (media.length > 0) return media
  const page = { id: 'page', title: record.title, path: record.page, connector: { contract: 'page' } }
  return [serviceOf(place, page)]
}

/** A file; when what RUDI wants of one is not known, a service that gives it. */
function fileOf(place: Place, file: FileDistribution): Medium {
  const { mediaType, bytes, checksum, structure, encoding, onPage } = file
  if (bytes === undefined || !checksum || checksum.algorithm === 'SHA-1' || !isRudiType(mediaType)) {
    const facts = [
      { key: fileKeys.type, value: mediaType, type: 'STRING', usage: 'Media type of what this address gives.' },
      ...(bytes === undefined ? [] : [{ key: fileKeys.size, value: bytes, type: 'LONG', usage: 'Its bytes.' }]),
      ...(checksum
        ? [
            {
              key: fileKeys.sum,
              value: `${checksum.algorithm}:${checksum.hash}`,
              type: 'STRING',
              usage: 'Its checksum.',
            },
          ]
        : []),
    ]
    return {
      media_type: 'SERVICE',
      ...medium(place, file),
      connector: connector(place, file.path, {
        contract: onPage ? 'page' : (file.connector?.contract ?? 'dwnl'),
        parameters: [...(file.connector?.parameters ?? []), ...facts],
      }),
    }
  }
  return {
    media_type: 'FILE',
    ...medium(place, file),
    connector: connector(place, file.path, { contract: 'dwnl', ...file.connector }),
    file_type: mediaType,
    file_size: bytes,
    checksum: { algo: checksum.algorithm, hash: checksum.hash },
    ...(structure && { file_structure: whole(place, structure) }),
    ...(encoding && { file_encoding: encoding }),
  }
}

const serviceOf = (place: Place, service: ServiceDistribution): Medium => ({
  media_type: 'SERVICE',
  ...medium(place, service),
  connector: connector(place, service.path, { contract: contractOf(service.conformsTo), ...service.connector }),
  ...(service.document && { api_documentation_url: whole(place, service.document) }),
})

const seriesOf = (place: Place, series: SeriesDistribution): Medium => ({
  media_type: 'SERIES',
  ...medium(place, series),
  connector: connector(place, series.path, series.connector),
  ...known({
    latency: series.latency,
    period: series.period,
    current_number_of_records: series.records?.now,
    total_number_of_records: series.records?.total,
    current_size: series.bytes?.now,
    total_size: series.bytes?.total,
  }),
})

/** Contracts of RUDI for the standards of services; `custom` for the others. */
function contractOf(standard = ''): string {
  return /\/(wmts|wms|wfs)(\/|$)/.exec(standard)?.[1] ?? (standard === '' ? 'custom' : 'api')
}

const medium = (
  { globalId }: Place,
  { id, title, description, issued, modified }: FileDistribution | ServiceDistribution | SeriesDistribution,
) => {
  const [created, updated] = [issued ?? modified, modified ?? issued]
  return {
    media_id: isUuid(id) ? id : uuidOf(globalId, id),
    media_name: title.fr,
    ...(description && { media_caption: description.fr }),
    ...(created && { media_dates: { created, updated } }),
  }
}

const connector = (place: Place, path: string, { contract, parameters }: Connector = {}) => ({
  url: whole(place, path),
  ...(contract && { interface_contract: contract }),
  ...(parameters &&
    parameters.length > 0 && {
      connector_parameters: parameters.map(({ accepted, ...one }) => ({
        ...one,
        ...(accepted && { accepted_values: accepted }),
      })),
    }),
})

/** A path of this service as a whole address; an address elsewhere as it is. */
export const whole = ({ origin }: { readonly origin: string }, path: string): string =>
  path.startsWith('/') ? origin + path : path

/** Without what is not known. */
export const known = (fields: Medium): Medium =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
