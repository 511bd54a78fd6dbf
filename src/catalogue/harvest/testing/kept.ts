import Type from 'typebox'
import { frequencies, storageStatuses } from '../../words.ts'

// What any record that lands must be, whatever came: the shape that everything after the harvest relies on.

const text = Type.String({ minLength: 1, maxLength: 20_001 })
const bilingual = Type.Object({ fr: text, en: text })
const web = Type.String({ pattern: '^https?://[^\\s<>"]+$', maxLength: 2000 })
const moment = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z)?$' })
const maybe = Type.Optional
const degrees = Type.Number({ minimum: -180, maximum: 180 })
const whole = Type.Integer({ minimum: 0 })
const distribution = Type.Object({
  id: text,
  title: bilingual,
  path: web,
  description: maybe(bilingual),
  mediaType: maybe(Type.String({ pattern: '^[\\w.+-]+/[\\w.+-]+' })),
  bytes: maybe(Type.Union([whole, Type.Object({ now: maybe(whole), total: maybe(whole) })])),
  checksum: maybe(Type.Object({ algorithm: text, hash: text })),
  conformsTo: maybe(web),
  document: maybe(web),
  issued: maybe(moment),
  modified: maybe(moment),
})
const email = Type.String({ pattern: '^[^\\s@<>"]+@[^\\s@<>"]+$' })
const codes = (of: object) => Type.Enum(Object.keys(of) as [string, ...string[]])

export const keptRecord = Type.Object({
  title: bilingual,
  description: bilingual,
  synopsis: maybe(bilingual),
  keywords: Type.Array(bilingual, { maxItems: 1000 }),
  themes: Type.Array(Type.String({ pattern: '^[A-Z_]+$' })),
  access: Type.Enum(['open', 'restricted', 'personal']),
  licence: maybe(Type.Object({ id: Type.String(), title: text, url: maybe(web) })),
  publisher: Type.Object({ name: text, email: maybe(email), url: maybe(web) }),
  creators: Type.Array(text),
  contacts: Type.Array(Type.Object({ name: text, email: maybe(email), url: maybe(web) }), { minItems: 1 }),
  spatial: maybe(Type.Tuple([degrees, degrees, degrees, degrees])),
  temporal: maybe(Type.Object({ from: maybe(moment), to: maybe(moment) })),
  frequency: maybe(codes(frequencies)),
  storage: maybe(codes(storageStatuses)),
  issued: maybe(moment),
  modified: maybe(moment),
  page: maybe(web),
  languages: maybe(Type.Array(Type.String({ pattern: '^[a-z]{2}$' }))),
  identifiers: maybe(Type.Array(text)),
  conformsTo: maybe(Type.Array(web)),
  sources: Type.Array(web),
  files: Type.Array(distribution, { maxItems: 1000 }),
  services: Type.Array(distribution, { maxItems: 1000 }),
  series: maybe(Type.Array(distribution)),
})
