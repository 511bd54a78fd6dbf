import Type, { type Static } from 'typebox'
import { count, instant, maybe, text } from './common.ts'

const uuid = Type.String({
  pattern: '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$',
})
const short = Type.String({ maxLength: 1000 })

/** A record in RUDI's words. Its members are those of the metadata of RUDI 1.4.1. */
export const RudiRecord = Type.Object({ global_id: maybe(uuid) }, { description: 'Metadata of RUDI 1.4.1.' })

export const RudiPage = Type.Object({
  total: count(),
  items: Type.Array(Type.Object({}, { description: 'A record, or a value and how many have it.' })),
})

/** What became of a record where it was sent (RUDI 1.4.1). */
export const RudiReport = Type.Object({
  report_id: uuid,
  resource_id: uuid,
  resource_title: maybe(short),
  submission_date: maybe(Type.String({ maxLength: 40 })),
  treatment_date: maybe(Type.String({ maxLength: 40 })),
  method: maybe(Type.Enum(['POST', 'PUT', 'DELETE'])),
  version: maybe(Type.String({ maxLength: 20 })),
  integration_status: maybe(Type.Enum(['OK', 'KO'])),
  comment: maybe(Type.String({ maxLength: 4000 })),
  integration_errors: maybe(
    Type.Array(
      Type.Object({
        error_code: maybe(Type.Union([Type.String({ maxLength: 100 }), Type.Number()])),
        error_message: maybe(Type.String({ maxLength: 4000 })),
        field_name: maybe(short),
      }),
      { maxItems: 500 },
    ),
  ),
})
export type RudiReport = Static<typeof RudiReport>

export const RudiReportPage = Type.Object({ total: count(), items: Type.Array(RudiReport) })
export type RudiReportPage = Static<typeof RudiReportPage>

/** A key with which programs push descriptions in the name of an organisation; never the key itself. */
export const OrganisationKeyTold = Type.Object({
  id: count(),
  label: text(),
  created: instant(),
  ends: instant(),
  seen: Type.Union([instant(), Type.Null()]),
  revoked: Type.Union([instant(), Type.Null()]),
})
export const OrganisationKeyList = Type.Object({ items: Type.Array(OrganisationKeyTold) })
export type OrganisationKeyList = Static<typeof OrganisationKeyList>
export const OrganisationKeyForm = Type.Object({ label: text(), days: Type.Integer({ minimum: 1, maximum: 366 }) })
export const OrganisationKeyMade = Type.Object({ key: text('Shown once.'), about: OrganisationKeyTold })
export type OrganisationKeyMade = Static<typeof OrganisationKeyMade>
export const PublicKeyForm = Type.Object({ pem: Type.String({ maxLength: 10_000, description: 'Empty for none.' }) })
export const OrganisationKeyOut = Type.Object({ key: count() })
