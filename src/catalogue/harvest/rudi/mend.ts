import { Check } from 'typebox/value'
import { shapeOf } from '../geography.ts'
import { plainText } from '../markup.ts'
import { type Fields, isFields, type Mender, shown } from '../mend.ts'
import { rudiThemeOf, rudiThemes } from '../themes.ts'
import { rudiMedia } from './schema.ts'

/** A RUDI record as its specification wants it, as far as what came allows: texts and numbers cast, empty members dropped. */
export function mendMetadata(given: Fields, mender: Mender): Fields {
  const { text, fields, list } = mender
  const condition = fields(given.access_condition, 'access_condition')
  return present({
    global_id: text(given.global_id, 'global_id')?.toLowerCase(),
    local_id: text(given.local_id, 'local_id'),
    doi: text(given.doi, 'doi'),
    resource_title: text(given.resource_title, 'resource_title', 150),
    synopsis: entries(given.synopsis, 'synopsis', mender),
    summary: entries(given.summary, 'summary', mender),
    theme: themeOf(given.theme, mender),
    keywords: list(given.keywords, 'keywords').flatMap((one, i) => text(one, `keywords[${i}]`, 200) ?? []),
    producer: organisationOf(given.producer, mender),
    contacts: list(given.contacts, 'contacts').map((one, i) => contactOf(one, `contacts[${i}]`, mender)),
    available_formats: list(given.available_formats, 'available_formats').flatMap((one, i) =>
      mediumOf(one, `available_formats[${i}]`, mender),
    ),
    resource_languages: some(
      list(given.resource_languages, 'resource_languages').flatMap((one) => text(one, 'resource_languages', 20) ?? []),
    ),
    temporal_spread: spreadOf(given.temporal_spread, mender),
    geography: geographyOf(given.geography, mender),
    dataset_size: sizeOf(given.dataset_size, mender),
    dataset_dates: datesOf(given.dataset_dates, 'dataset_dates', mender),
    storage_status: text(given.storage_status, 'storage_status'),
    access_condition: present({
      licence: licenceOf(condition.licence, mender),
      confidentiality: confidentialityOf(condition.confidentiality, mender),
      ...Object.fromEntries(
        [
          'usage_constraint',
          'bibliographical_reference',
          'mandatory_mention',
          'access_constraint',
          'other_constraints',
        ].map((name) => [name, some(entries(condition[name], `access_condition.${name}`, mender))]),
      ),
    }),
    metadata_info: present({
      api_version: text(fields(given.metadata_info, 'metadata_info').api_version, 'metadata_info.api_version'),
    }),
  })
}

/** Without its empty members: nothing said is nothing there. */
function present(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

const some = <T>(list: readonly T[]): readonly T[] | undefined => (list.length > 0 ? list : undefined)

function entries(value: unknown, field: string, { list, text, mended }: Mender): Fields[] {
  const given = list(value, field)
  return given.flatMap((one, i) => {
    const at = `${field}[${i}]`
    const said = isFields(one) ? one.text : one
    const read = text(said, `${at}.text`)
    if (read === undefined) return []
    const plain = plainText(read)
    if (plain === '') return []
    if (plain !== read) mended('ERR-307', `${at}.text`, { fr: 'Balisage HTML retiré.', en: 'HTML markup removed.' })
    const lang = isFields(one) ? text(one.lang, `${at}.lang`, 20) : undefined
    if (!lang)
      mended('ERR-202', `${at}.lang`, {
        fr: 'Langue absente : français supposé.',
        en: 'Language missing: taken for French.',
      })
    return [{ lang: lang ?? 'fr', text: plain }]
  })
}

function themeOf(value: unknown, { text, mended }: Mender): string | undefined {
  const given = text(value, 'theme', 200)
  const code = given && rudiThemeOf(given)
  if (!code || code === given) return given
  mended('ERR-303', 'theme', {
    fr: `Libellé « ${rudiThemes[code].label} » remplacé par son code ${code}.`,
    en: `Label '${rudiThemes[code].label}' replaced by its code ${code}.`,
  })
  return code
}

function organisationOf(value: unknown, { text, fields, real }: Mender): Fields | undefined {
  if (value === undefined || value === null) return undefined
  const given = fields(value, 'producer')
  const place = given.organization_coordinates
  const coordinates = fields(place, 'producer.organization_coordinates')
  const at = isFields(place)
    ? {
        latitude: real(coordinates.latitude, 'producer.organization_coordinates.latitude'),
        longitude: real(coordinates.longitude, 'producer.organization_coordinates.longitude'),
      }
    : undefined
  return present({
    organization_id: text(given.organization_id, 'producer.organization_id'),
    organization_name: text(given.organization_name, 'producer.organization_name', 300),
    organization_address: text(given.organization_address, 'producer.organization_address'),
    organization_caption: text(given.organization_caption, 'producer.organization_caption'),
    organization_summary: text(given.organization_summary, 'producer.organization_summary'),
    organization_coordinates: at?.latitude !== undefined && at.longitude !== undefined ? at : undefined,
  })
}

function contactOf(value: unknown, field: string, { text, email, fields }: Mender): Fields {
  const given = fields(value, field)
  return present({
    contact_id: text(given.contact_id, `${field}.contact_id`),
    contact_name: text(given.contact_name, `${field}.contact_name`, 300),
    email: email(given.email, `${field}.email`),
    role: text(given.role, `${field}.role`, 300),
    organization_name: text(given.organization_name, `${field}.organization_name`, 300),
    contact_summary: text(given.contact_summary, `${field}.contact_summary`),
  })
}

/** A medium that is one once mended; nothing where it is not: the others pass. */
function mediumOf(value: unknown, field: string, mender: Mender): Fields[] {
  const { text, whole, real, fields, list, address, mended } = mender
  const given = fields(value, field)
  const sum = fields(given.checksum, `${field}.checksum`)
  const link = fields(given.connector, `${field}.connector`)
  const kind = text(given.media_type, `${field}.media_type`)?.toUpperCase()
  const encoding = text(given.file_encoding ?? sum.file_encoding, `${field}.file_encoding`, 100)
  if (given.file_encoding === undefined && encoding)
    mended('ERR-307', `${field}.checksum.file_encoding`, {
      fr: 'Encodage sorti de la somme de contrôle.',
      en: 'Encoding taken out of the checksum.',
    })
  const parameters = list(link.connector_parameters, `${field}.connector.connector_parameters`)
  const mendedMedium = present({
    media_type: kind,
    media_id: text(given.media_id, `${field}.media_id`),
    media_name: text(given.media_name, `${field}.media_name`, 500),
    media_caption: text(given.media_caption, `${field}.media_caption`),
    media_dates:
      given.media_dates === undefined ? undefined : datesOf(given.media_dates, `${field}.media_dates`, mender),
    connector: present({
      url: address(link.url, `${field}.connector.url`),
      interface_contract: text(link.interface_contract, `${field}.connector.interface_contract`, 200),
      connector_parameters: some(
        parameters.flatMap((one, i) => parameterOf(one, `${field}.connector.connector_parameters[${i}]`, mender)),
      ),
    }),
    file_type: text(given.file_type, `${field}.file_type`, 200),
    file_size: whole(given.file_size, `${field}.file_size`),
    file_structure: text(given.file_structure, `${field}.file_structure`, 2000),
    file_encoding: encoding?.replace(/^charset=/, ''),
    checksum: isFields(given.checksum)
      ? present({ algo: text(sum.algo, `${field}.checksum.algo`), hash: text(sum.hash, `${field}.checksum.hash`, 200) })
      : undefined,
    api_documentation_url: address(given.api_documentation_url, `${field}.api_documentation_url`),
    ...Object.fromEntries(
      ['current_number_of_records', 'current_size', 'total_number_of_records', 'total_size'].map((name) => [
        name,
        whole(given[name], `${field}.${name}`),
      ]),
    ),
    latency: real(given.latency, `${field}.latency`),
    period: real(given.period, `${field}.period`),
  })
  const schema = Object.hasOwn(rudiMedia, kind ?? '') ? rudiMedia[kind as keyof typeof rudiMedia] : undefined
  if (schema && Check(schema, mendedMedium)) return [mendedMedium]
  mended('ERR-202', field, {
    fr: `Média inutilisable retiré : ${shown(value)}`,
    en: `Unusable medium removed: ${shown(value)}`,
  })
  return []
}

function parameterOf(value: unknown, field: string, { text, fields, list, mended }: Mender): Fields[] {
  const given = fields(value, field)
  const key = text(given.key, `${field}.key`, 200)
  const isPlain = (one: unknown) => ['string', 'number', 'boolean'].includes(typeof one)
  if (!key || !isPlain(given.value)) {
    mended('ERR-202', field, {
      fr: 'Paramètre sans clé ou sans valeur retiré.',
      en: 'Parameter without key or value removed.',
    })
    return []
  }
  return [
    present({
      ...{ key, value: given.value },
      type: text(given.type, `${field}.type`, 50),
      usage: text(given.usage, `${field}.usage`, 1000),
      accepted_values: some(list(given.accepted_values, `${field}.accepted_values`).filter(isPlain)),
    }),
  ]
}

function datesOf(value: unknown, field: string, { moment, fields }: Mender): Fields | undefined {
  if (value === undefined || value === null) return undefined
  const given = fields(value, field)
  return present(
    Object.fromEntries(
      ['created', 'updated', 'validated', 'published', 'expires', 'deleted'].map((name) => [
        name,
        moment(given[name], `${field}.${name}`),
      ]),
    ),
  )
}

function spreadOf(value: unknown, { moment, fields, mended }: Mender): Fields | undefined {
  const given = fields(value, 'temporal_spread')
  const [from, to] = [
    moment(given.start_date, 'temporal_spread.start_date'),
    moment(given.end_date, 'temporal_spread.end_date'),
  ]
  if (!from) return undefined
  if (to && to < from) {
    mended('ERR-307', 'temporal_spread', { fr: 'Fin avant le début : retirée.', en: 'End before the start: removed.' })
    return { start_date: from }
  }
  return present({ start_date: from, end_date: to })
}

function geographyOf(value: unknown, mender: Mender): Fields | undefined {
  const { real, text, fields, mended } = mender
  if (value === undefined || value === null) return undefined
  const given = fields(value, 'geography')
  const box = fields(given.bounding_box, 'geography.bounding_box')
  const [west, south, east, north] = ['west_longitude', 'south_latitude', 'east_longitude', 'north_latitude'].map(
    (name) => real(box[name], `geography.bounding_box.${name}`),
  )
  if (west === undefined || south === undefined || east === undefined || north === undefined) return undefined
  const isBox = Math.abs(west) <= 180 && Math.abs(east) <= 180 && south >= -90 && north <= 90
  if (!isBox || south > north) {
    mended('ERR-307', 'geography.bounding_box', {
      fr: 'Emprise impossible : retirée.',
      en: 'Impossible extent: removed.',
    })
    return undefined
  }
  return present({
    bounding_box: { west_longitude: west, south_latitude: south, east_longitude: east, north_latitude: north },
    geographic_distribution: shapeOf(given.geographic_distribution, 'geography.geographic_distribution', mender),
    projection: text(given.projection, 'geography.projection', 200),
  })
}

function sizeOf(value: unknown, { whole, fields }: Mender): Fields | undefined {
  const given = fields(value, 'dataset_size')
  const size = present({
    numbers_of_records: whole(given.numbers_of_records, 'dataset_size.numbers_of_records'),
    number_of_fields: whole(given.number_of_fields, 'dataset_size.number_of_fields'),
  })
  return Object.keys(size).length > 0 ? size : undefined
}

function licenceOf(value: unknown, mender: Mender): Fields | undefined {
  if (value === undefined || value === null) return undefined
  const given = mender.fields(value, 'access_condition.licence')
  const kind = mender.text(given.licence_type, 'access_condition.licence.licence_type')
  if (kind !== 'CUSTOM')
    return present({
      licence_type: kind,
      licence_label: mender.text(given.licence_label, 'access_condition.licence.licence_label')?.toLowerCase(),
    })
  return present({
    licence_type: kind,
    custom_licence_label: entries(given.custom_licence_label, 'access_condition.licence.custom_licence_label', mender),
    custom_licence_uri: mender.text(given.custom_licence_uri, 'access_condition.licence.custom_licence_uri', 2000),
  })
}

function confidentialityOf(value: unknown, { fields, flag, mended }: Mender): Fields {
  const given = fields(value, 'access_condition.confidentiality')
  const personal = flag(given.gdpr_sensitive, 'access_condition.confidentiality.gdpr_sensitive')
  let restricted = flag(given.restricted_access, 'access_condition.confidentiality.restricted_access')
  const field = 'access_condition.confidentiality'
  if (restricted === undefined) {
    restricted = personal ?? false
    mended('ERR-202', field, {
      fr: 'Confidentialité absente : celle d’une description publique, accès ouvert.',
      en: 'Confidentiality missing: that of a public description, open access.',
    })
  } else if (personal && !restricted) {
    restricted = true
    mended('ERR-306', field, {
      fr: 'Données personnelles : accès tenu pour restreint.',
      en: 'Personal data: access taken for restricted.',
    })
  }
  return { restricted_access: restricted, gdpr_sensitive: personal ?? false }
}
