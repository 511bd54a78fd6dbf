import type { Bilingual } from '../../kernel/index.ts'
import type { Finding, FindingCode } from '../harvest/findings.ts'
import { fieldsOf, isFields } from '../harvest/mend.ts'
import { mapRudi } from '../harvest/rudi/map.ts'
import type { Mapped } from '../harvest/types.ts'
import { isUuid } from './uuid.ts'

/** Versions of the metadata that are taken (RUDI's portal, 2025). */
const versions = ['1.2.0', '1.2.1', '1.3.0', '1.4.0', '1.4.1']

/**
 * A record that a node pushes, judged as RUDI's portal does: what a harvest would mend is refused, for its node is there to be told.
 * What is only written otherwise (an address without its scheme, markup in a text) is mended and said.
 */
export function judgePushed(raw: unknown): Mapped {
  const given = fieldsOf(raw)
  const { title, record, errors, repairs } = mapRudi(raw)
  const all = [...missing(given), ...rules(given), ...errors, ...repairs.filter(isWrong)]
  const seen = new Set<string>()
  const told = all.filter(({ code, field }) => !seen.has(`${code} ${field}`) && !!seen.add(`${code} ${field}`))
  const mended = repairs.filter((one) => !isWrong(one))
  return told.length > 0 || !record
    ? { title, errors: told, repairs: mended }
    : { title, record, errors: [], repairs: mended }
}

/** Of what a harvest mends, what a portal refuses. */
const isWrong = ({ code, field }: Finding): boolean =>
  code !== 'ERR-307' && !(code === 'ERR-303' && field === 'access_condition.licence')

const error = (code: FindingCode, field: string, fr: string, en: string): Finding => ({
  ...{ code, field },
  say: { fr, en } satisfies Bilingual,
})

function missing(given: Readonly<Record<string, unknown>>): Finding[] {
  const { api_version: version } = fieldsOf(given.metadata_info)
  return [
    ...(typeof given.global_id === 'string' && isUuid(given.global_id)
      ? []
      : [error('ERR-202', 'global_id', 'Un UUID est attendu.', 'A UUID is expected.')]),
    ...(version === undefined || versions.includes(String(version))
      ? []
      : [
          error(
            'ERR-106',
            'metadata_info.api_version',
            `Versions prises en charge : ${versions.join(', ')}.`,
            `Versions that are supported: ${versions.join(', ')}.`,
          ),
        ]),
  ]
}

const sides = ['north_latitude', 'south_latitude', 'west_longitude', 'east_longitude']

/** What an object that is there must have, and has not: a harvest leaves such an object out. */
function without(
  given: Readonly<Record<string, unknown>>,
  name: string,
  members: readonly string[],
  at = '',
): Finding[] {
  const object = given[name]
  if (object === undefined || object === null) return []
  const missed = members.filter((member) => fieldsOf(object)[member] === undefined)
  return missed.map((member) =>
    error('ERR-202', `${at}${name}.${member}`, 'Champ obligatoire absent.', 'Mandatory field missing.'),
  )
}

/** Rules of the portal that the schema does not say. */
function rules(given: Readonly<Record<string, unknown>>): Finding[] {
  const info = fieldsOf(given.metadata_info)
  const { gdpr_sensitive: personal, restricted_access: restricted } = fieldsOf(
    fieldsOf(given.access_condition).confidentiality,
  )
  const found: Finding[] = []
  if (info.api_version === '1.4.1' && info.metadata_provider !== undefined)
    found.push(
      error(
        'ERR-307',
        'metadata_info.metadata_provider',
        'Ce champ n’existe plus en 1.4.1.',
        'This field is no longer in 1.4.1.',
      ),
    )
  if (personal === true && restricted !== true)
    found.push(
      error(
        'ERR-306',
        'access_condition.confidentiality.restricted_access',
        'Des données personnelles sont d’accès restreint.',
        'Personal data is of restricted access.',
      ),
    )
  return [
    ...found,
    ...without(given, 'geography', ['bounding_box']),
    ...without(fieldsOf(given.geography), 'bounding_box', sides, 'geography.'),
    ...without(given, 'temporal_spread', ['start_date']),
    ...selfData(given),
  ]
}

/** Data that people consult about themselves by an API has one time chart and one generic medium, no more. */
function selfData(given: Readonly<Record<string, unknown>>): Finding[] {
  const content = fieldsOf(fieldsOf(fieldsOf(given.ext_metadata).ext_selfdata).ext_selfdata_content)
  if (content.selfdata_access !== 'API') return []
  const media = Array.isArray(given.available_formats) ? given.available_formats.filter(isFields) : []
  const contracts = media.map((one) => fieldsOf(one.connector).interface_contract)
  const count = (...names: readonly string[]) => contracts.filter((one) => names.includes(String(one))).length
  if (count('temporal-bar-chart', 'tpbc') === 1 && count('generic-data', 'gdata') === 1) return []
  return [
    error(
      'ERR-305',
      'available_formats',
      'Il faut un média tpbc et un média gdata, pas davantage.',
      'One tpbc and one gdata medium are needed, no more.',
    ),
  ]
}
