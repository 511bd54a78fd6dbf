import Type, { type Static, type TSchema } from 'typebox'

// Every answer of our JSON API: one schema gives the static type, the OpenAPI document and the test of the answer.
// Texts a person reads come in both languages. Instants are ISO 8601 in UTC, geometries GeoJSON in EPSG:4326.

export const text = (description?: string) => Type.String(description ? { description } : {})
export const count = (description?: string) => Type.Integer({ minimum: 0, ...(description && { description }) })
export const number = (description: string) => Type.Number({ description })
export const instant = (description?: string) =>
  Type.String({ format: 'date-time', ...(description && { description }) })
export const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
export const maybe = Type.Optional

export const Text = Type.Object({ fr: Type.String(), en: Type.String() })
export const Contact = Type.Object({ name: text(), email: maybe(text()) })
export const Bbox = Type.Array(Type.Number(), {
  minItems: 4,
  maxItems: 4,
  description: 'West, south, east, north, in degrees (EPSG:4326).',
})
export const Access = Type.Enum(['open', 'restricted', 'personal'])

/** Where to go on from a page of a list. */
const Paging = {
  total: count('Of the whole list.'),
  limit: count(),
  offset: count(),
  next: orNull(text('Address of the next page; null on the last one.')),
}
export const pageOf = <T extends TSchema>(item: T) => Type.Object({ ...Paging, items: Type.Array(item) })

export const Problem = Type.Object(
  {
    type: text(),
    title: text('In the language asked for.'),
    status: Type.Integer(),
    detail: text('What is wrong, in the language asked for.'),
    say: Text,
    code: text('Stable identifier of the problem: `api.unknown-dataset`.'),
    remedy: maybe(Text),
    place: maybe(text('What the problem is about: the name of a parameter, of a dataset.')),
    facts: maybe(Type.Record(Type.String(), Type.Unknown())),
  },
  { description: 'What went wrong and what to do about it (RFC 9457, application/problem+json).' },
)
export type Problem = Static<typeof Problem>

export const Footprint = Type.Object({
  cpu_s: number('Processor time, seconds.'),
  wall_s: number('Elapsed time, seconds.'),
  bytes_read: number('Read from the lake.'),
  bytes_written: number('Written to the lake.'),
  bytes_fetched: number('Downloaded from sources.'),
  energy_wh: number('Electricity, watt-hours (estimated).'),
  co2e_g: number('Greenhouse gases, grams of CO2 equivalent (estimated).'),
})
export type Footprint = Static<typeof Footprint>

export const Account = Type.Object({
  read: count('Rows read.'),
  published: count('Rows of the version.'),
  merged: count('Rows merged into others.'),
  quarantined: count('Rows set aside.'),
})

export const Fault = Type.Object(
  { code: text(), say: Text, remedy: maybe(Text), place: maybe(text()), retry: maybe(text()) },
  { description: 'Why a step failed.' },
)

export const SourceFacts = Type.Object({
  address: text('Where its users get it.'),
  producer: text(),
  dated: text('Day or period it describes.'),
  licence: text(),
  connector: text(),
})
