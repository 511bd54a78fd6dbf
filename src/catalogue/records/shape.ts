import Type from 'typebox'
import { partyRoles } from '../../kernel/index.ts'
import { frequencies, highValueCategories, productions, storageStatuses, typologies } from '../words.ts'

// What any record that lands must be, whatever came: the shape that everything after relies on.

const text = Type.String({ minLength: 1, maxLength: 20_001 })
const bilingual = Type.Object({ fr: text, en: text })
const web = Type.String({ pattern: '^https?://[^\\s<>"]+$', maxLength: 2000 })
const moment = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z)?$' })
const maybe = Type.Optional
const degrees = Type.Number({ minimum: -180, maximum: 180 })
const whole = Type.Integer({ minimum: 0 })
const value = Type.Union([text, Type.Number(), Type.Boolean()])
const connector = Type.Object({
  contract: maybe(text),
  parameters: maybe(
    Type.Array(
      Type.Object({
        key: text,
        value: Type.Union([Type.String(), Type.Number(), Type.Boolean()]),
        type: maybe(text),
        usage: maybe(text),
        accepted: maybe(Type.Array(value)),
      }),
      { maxItems: 1000 },
    ),
  ),
})
const now = Type.Object({ now: maybe(whole), total: maybe(whole) })
const mediaType = Type.String({ pattern: '^[\\w.+-]+/[\\w.+-]+', maxLength: 200 })
const common = {
  id: text,
  title: bilingual,
  path: web,
  description: maybe(bilingual),
  connector: maybe(connector),
  issued: maybe(moment),
  modified: maybe(moment),
}
const file = Type.Object({
  ...common,
  mediaType,
  fileType: maybe(Type.String({ pattern: '^\\w{1,40}$' })),
  bytes: maybe(whole),
  checksum: maybe(
    Type.Object({
      algorithm: Type.Enum(['MD5', 'SHA-1', 'SHA-256', 'SHA-512']),
      hash: Type.String({ minLength: 1, maxLength: 200 }),
    }),
  ),
  encoding: maybe(text),
  structure: maybe(text),
  onPage: maybe(Type.Boolean()),
})
const service = Type.Object({ ...common, conformsTo: maybe(web), document: maybe(web) })
const series = Type.Object({
  ...common,
  mediaType: maybe(mediaType),
  latency: maybe(Type.Number()),
  period: maybe(Type.Number()),
  records: maybe(now),
  bytes: maybe(now),
})

const email = Type.String({ pattern: '^[^\\s@<>"]+@[^\\s@<>"]+$', maxLength: 254 })
const codes = (of: object) => Type.Enum(Object.keys(of) as [string, ...string[]])
const organisation = Type.Object({
  name: text,
  email: maybe(email),
  id: maybe(text),
  url: maybe(web),
  address: maybe(text),
  summary: maybe(text),
  at: maybe(Type.Tuple([degrees, degrees])),
})
const contact = Type.Object({
  name: text,
  email: maybe(email),
  id: maybe(text),
  role: maybe(text),
  organisation: maybe(text),
  summary: maybe(text),
  url: maybe(web),
})

export const keptRecord = Type.Object({
  title: bilingual,
  description: bilingual,
  synopsis: maybe(bilingual),
  written: maybe(Type.Array(Type.String({ pattern: '^[a-z]{2}$' }), { maxItems: 20 })),
  keywords: Type.Array(bilingual, { maxItems: 1000 }),
  themes: Type.Array(Type.String({ pattern: '^[A-Z_]+$' })),
  rudiTheme: maybe(Type.String({ pattern: '^[a-zA-Z]{1,40}$' })),
  typology: maybe(codes(typologies)),
  production: maybe(codes(productions)),
  storage: maybe(codes(storageStatuses)),
  highValue: maybe(Type.Array(codes(highValueCategories), { maxItems: 6 })),
  access: Type.Enum(['open', 'restricted', 'personal']),
  licence: maybe(Type.Object({ id: Type.String({ maxLength: 100 }), title: text, url: maybe(web) })),
  constraints: maybe(
    Type.Object(
      Object.fromEntries(['usage', 'citation', 'mention', 'access', 'other'].map((n) => [n, maybe(bilingual)])),
    ),
  ),
  publisher: organisation,
  creators: Type.Array(text, { maxItems: 1000 }),
  contacts: Type.Array(contact, { minItems: 1, maxItems: 1000 }),
  parties: maybe(Type.Array(Type.Object({ organisation, role: Type.Enum([...partyRoles]) }), { maxItems: 1000 })),
  spatial: maybe(Type.Tuple([degrees, degrees, degrees, degrees])),
  shape: maybe(Type.Object({ type: text })),
  temporal: maybe(Type.Object({ from: maybe(moment), to: maybe(moment) })),
  frequency: maybe(codes(frequencies)),
  issued: maybe(moment),
  modified: maybe(moment),
  version: maybe(text),
  page: maybe(web),
  languages: maybe(Type.Array(Type.String({ pattern: '^[a-z]{2}$' }))),
  identifiers: maybe(Type.Array(text, { maxItems: 1000 })),
  conformsTo: maybe(Type.Array(web, { maxItems: 1000 })),
  provenance: maybe(bilingual),
  sources: Type.Array(web, { maxItems: 1000 }),
  limits: maybe(bilingual),
  size: maybe(Type.Object({ records: maybe(whole), fields: maybe(whole) })),
  files: Type.Array(file, { maxItems: 1000 }),
  services: Type.Array(service, { maxItems: 1000 }),
  series: maybe(Type.Array(series, { maxItems: 1000 })),
})
