import Type, { type TSchema } from 'typebox'

// Metadata of a dataset as RUDI 1.4.1 wants it (its specification, 2025): what every member is, and which are mandatory.

const text = Type.String({ minLength: 1 })
const whole = Type.Integer({ minimum: 0 })
const uuid = Type.String({ pattern: '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$' })
const moment = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?(Z|[+-]\\d{2}:\\d{2}))?$',
})
const maybe = Type.Optional

const entry = Type.Object({ lang: text, text, html: maybe(Type.String()) })
const entries = Type.Array(entry, { minItems: 1 })
const dates = { validated: maybe(moment), published: maybe(moment), expires: maybe(moment), deleted: maybe(moment) }

const organisation = Type.Object({
  organization_id: uuid,
  organization_name: text,
  organization_address: maybe(Type.String()),
  organization_coordinates: maybe(Type.Object({ latitude: Type.Number(), longitude: Type.Number() })),
  organization_caption: maybe(Type.String()),
  organization_summary: maybe(Type.String()),
})

const contact = Type.Object({
  contact_id: uuid,
  contact_name: text,
  email: text,
  role: maybe(Type.String()),
  organization_name: maybe(Type.String()),
  contact_summary: maybe(Type.String()),
})

const connector = Type.Object({
  url: text,
  interface_contract: maybe(Type.String()),
  connector_parameters: maybe(
    Type.Array(
      Type.Object({
        key: text,
        value: Type.Union([Type.String(), Type.Number(), Type.Boolean()]),
        type: maybe(Type.Enum(['STRING', 'BOOLEAN', 'DATE', 'LONG', 'DOUBLE', 'ENUM'])),
        usage: maybe(Type.String()),
        accepted_values: maybe(Type.Array(Type.Union([Type.String(), Type.Number(), Type.Boolean()]))),
      }),
    ),
  ),
})

const medium = {
  media_id: uuid,
  connector,
  media_name: maybe(Type.String()),
  media_caption: maybe(Type.String()),
  media_visual: maybe(Type.String()),
  media_dates: maybe(Type.Object({ created: maybe(moment), updated: maybe(moment), ...dates })),
}

/** The kinds of media. */
export const rudiMedia: Readonly<Record<'FILE' | 'SERVICE' | 'SERIES', TSchema>> = {
  FILE: Type.Object({
    media_type: Type.Literal('FILE'),
    ...medium,
    file_type: Type.String({ pattern: '^[\\w.+-]+/[\\w.+-]+(; ?[\\w-]+=[\\w-]+)*$' }),
    file_size: whole,
    checksum: Type.Object({ algo: Type.Enum(['MD5', 'SHA-256', 'SHA-512']), hash: text }),
    file_structure: maybe(Type.String()),
    file_encoding: maybe(Type.String()),
  }),
  SERVICE: Type.Object({
    media_type: Type.Literal('SERVICE'),
    ...medium,
    api_documentation_url: maybe(Type.String()),
  }),
  SERIES: Type.Object({
    media_type: Type.Literal('SERIES'),
    ...medium,
    latency: maybe(Type.Number()),
    period: maybe(Type.Number()),
    current_number_of_records: maybe(whole),
    current_size: maybe(whole),
    total_number_of_records: maybe(whole),
    total_size: maybe(whole),
  }),
}

/** Everything but `available_formats`, whose members are judged one by one. */
export const rudiMetadata = Type.Object({
  global_id: uuid,
  local_id: maybe(Type.String()),
  doi: maybe(Type.String()),
  resource_title: Type.String({ minLength: 1, maxLength: 150 }),
  synopsis: entries,
  summary: entries,
  theme: text,
  keywords: Type.Array(text, { minItems: 1 }),
  producer: organisation,
  contacts: Type.Array(contact, { minItems: 1 }),
  available_formats: Type.Array(Type.Unknown(), { minItems: 1 }),
  resource_languages: maybe(Type.Array(text)),
  temporal_spread: maybe(Type.Object({ start_date: moment, end_date: maybe(moment) })),
  geography: maybe(
    Type.Object({
      bounding_box: Type.Object({
        north_latitude: Type.Number({ minimum: -90, maximum: 90 }),
        south_latitude: Type.Number({ minimum: -90, maximum: 90 }),
        west_longitude: Type.Number({ minimum: -180, maximum: 180 }),
        east_longitude: Type.Number({ minimum: -180, maximum: 180 }),
      }),
      geographic_distribution: maybe(Type.Object({ type: text })),
      projection: maybe(Type.String()),
    }),
  ),
  dataset_size: maybe(Type.Object({ numbers_of_records: maybe(whole), number_of_fields: maybe(whole) })),
  dataset_dates: Type.Object({ created: moment, updated: moment, ...dates }),
  storage_status: Type.Enum(['online', 'archived', 'unavailable']),
  access_condition: Type.Object({
    licence: Type.Union([
      Type.Object({
        licence_type: Type.Literal('STANDARD'),
        licence_label: Type.Enum([
          'apache-2.0',
          'cc-by-nd-4.0',
          'etalab-1.0',
          'etalab-2.0',
          'gpl-3.0',
          'mit',
          'odbl-1.0',
          'public-domain-cc0',
        ]),
      }),
      Type.Object({ licence_type: Type.Literal('CUSTOM'), custom_licence_label: entries, custom_licence_uri: text }),
    ]),
    confidentiality: maybe(
      Type.Object({ restricted_access: maybe(Type.Boolean()), gdpr_sensitive: maybe(Type.Boolean()) }),
    ),
    usage_constraint: maybe(entries),
    bibliographical_reference: maybe(entries),
    mandatory_mention: maybe(entries),
    access_constraint: maybe(entries),
    other_constraints: maybe(entries),
  }),
  metadata_info: Type.Object({ api_version: Type.Enum(['1.2.0', '1.2.1', '1.3.0', '1.4.0', '1.4.1']) }),
})
