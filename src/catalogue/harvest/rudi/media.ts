import type { Connector, ConnectorParameter, FileDistribution } from '../../distribution.ts'
import type { KeptRecord } from '../../records/write.ts'
import { fileKeys } from '../../rudi/media.ts'
import { type Fields, fieldsOf, type Mender } from '../mend.ts'
import { same } from '../texts.ts'

/** Media of a RUDI record, valid as the schema has them, as distributions. */
export function distributionsOf(
  media: readonly Fields[],
  { mended }: Mender,
): Pick<KeptRecord, 'files' | 'services' | 'series'> {
  const seen = new Set<string>()
  const kept = media.filter((one, i) => {
    const id = one.media_id as string
    if (!seen.has(id)) return !!seen.add(id)
    mended('ERR-304', `available_formats[${i}].media_id`, {
      fr: 'Média répété : retiré.',
      en: 'Repeated medium: removed.',
    })
    return false
  })
  const of = (kind: string) => kept.filter((one) => one.media_type === kind)
  const series = of('SERIES').map((one) => ({
    ...common(one),
    ...pick(one, { latency: 'latency', period: 'period' }),
    records: pick(one, { now: 'current_number_of_records', total: 'total_number_of_records' }),
    bytes: pick(one, { now: 'current_size', total: 'total_size' }),
  }))
  const services = of('SERVICE')
  return {
    files: [...of('FILE').map(fileOf), ...services.flatMap(givenFile)],
    services: services
      .filter((one) => givenFile(one).length === 0)
      .map((one) => ({ ...common(one), ...pick(one, { document: 'api_documentation_url' }) })),
    ...(series.length > 0 && { series }),
  }
}

function fileOf(one: Fields): FileDistribution {
  const sum = fieldsOf(one.checksum)
  return {
    ...common(one),
    mediaType: one.file_type as string,
    bytes: one.file_size as number,
    checksum: { algorithm: sum.algo as 'MD5', hash: sum.hash as string },
    ...pick(one, { encoding: 'file_encoding', structure: 'file_structure' }),
  }
}

/** A service that says it gives a file of a media type: a file whose type RUDI does not know, or whose size is not known beforehand. */
function givenFile(one: Fields): FileDistribution[] {
  const { connector: { contract, parameters = [] } = {}, ...rest } = common(one)
  const said = (name: string) => parameters.find(({ key }) => key === name)?.value
  const [type, bytes] = [said(fileKeys.type), said(fileKeys.size)]
  if (typeof type !== 'string' || !/^[\w.+-]+\/[\w.+-]+$/.test(type)) return []
  const own: readonly string[] = Object.values(fileKeys)
  const others = parameters.filter(({ key }) => !own.includes(key))
  const [, algorithm, hash = ''] = /^(MD5|SHA-1|SHA-256|SHA-512):([0-9a-fA-F]+)$/.exec(String(said(fileKeys.sum))) ?? []
  const isUsual = contract === 'dwnl' || contract === 'page'
  const connector: Connector = {
    ...(contract && !isUsual && { contract }),
    ...(others.length > 0 && { parameters: others }),
  }
  return [
    {
      ...rest,
      mediaType: type,
      ...(typeof bytes === 'number' && Number.isSafeInteger(bytes) && bytes >= 0 && { bytes }),
      ...(algorithm && { checksum: { algorithm: algorithm as 'MD5', hash } }),
      ...(Object.keys(connector).length > 0 && { connector }),
      ...(contract === 'page' && { onPage: true }),
    },
  ]
}

function common(one: Fields) {
  const link = fieldsOf(one.connector)
  const dates = fieldsOf(one.media_dates)
  const parameters = link.connector_parameters as ConnectorParameter[] | undefined
  const contract = link.interface_contract as string | undefined
  const connector: Connector | undefined =
    contract || parameters
      ? { ...(contract && { contract }), ...(parameters && { parameters: parameters.map(parameterOf) }) }
      : undefined
  return {
    id: one.media_id as string,
    title: same((one.media_name as string) ?? (one.media_id as string)),
    path: link.url as string,
    ...(typeof one.media_caption === 'string' && { description: same(one.media_caption) }),
    ...(connector && { connector }),
    ...pick(dates, { issued: 'created', modified: 'updated' }),
  }
}

const parameterOf = (
  one: ConnectorParameter & { accepted_values?: ConnectorParameter['accepted'] },
): ConnectorParameter => ({
  ...{ key: one.key, value: one.value },
  ...(one.type && { type: one.type }),
  ...(one.usage && { usage: one.usage }),
  ...(one.accepted_values && { accepted: one.accepted_values }),
})

/** Members of an object under other names, those that are there. */
function pick<N extends string>(from: Fields, names: Readonly<Record<N, string>>): Partial<Record<N, never>> {
  const found = Object.entries<string>(names).flatMap(([to, name]) =>
    from[name] === undefined ? [] : [[to, from[name]]],
  )
  return Object.fromEntries(found) as Partial<Record<N, never>>
}
