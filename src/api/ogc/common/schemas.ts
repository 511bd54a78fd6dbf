import Type from 'typebox'

// Answers of OGC API Common and Features: what their JSON holds.

const text = (description?: string) => Type.String({ ...(description && { description }) })

export const LinkShape = Type.Object({
  href: text(),
  rel: text(),
  type: Type.Optional(text()),
  title: Type.Optional(text()),
  hreflang: Type.Optional(text()),
  length: Type.Optional(Type.Integer({ minimum: 0 })),
  templated: Type.Optional(Type.Boolean()),
})
export const linkList = Type.Array(LinkShape)

export const LandingPage = Type.Object({
  title: text(),
  description: text(),
  attribution: Type.Optional(text()),
  links: linkList,
})

export const Conformance = Type.Object({ conformsTo: Type.Array(text()) })

export const Extent = Type.Object({
  spatial: Type.Optional(
    Type.Object({
      bbox: Type.Array(Type.Array(Type.Number(), { minItems: 4, maxItems: 6 })),
      crs: text(),
    }),
  ),
  temporal: Type.Optional(
    Type.Object({
      interval: Type.Array(Type.Array(Type.Union([Type.String(), Type.Null()]), { minItems: 2, maxItems: 2 })),
      trs: text(),
    }),
  ),
})

export const Collection = Type.Object({
  id: text(),
  title: text(),
  description: text(),
  keywords: Type.Optional(Type.Array(text())),
  attribution: Type.Optional(text('Who made the sources it comes from.')),
  license: Type.Optional(text()),
  itemType: Type.Enum(['feature', 'record', 'coverage']),
  extent: Type.Optional(Extent),
  crs: Type.Array(text()),
  storageCrs: Type.Optional(text()),
  parameter_names: Type.Optional(
    Type.Record(text(), Type.Unknown(), { description: 'What is observed (OGC API EDR).' }),
  ),
  data_queries: Type.Optional(Type.Record(text(), Type.Unknown(), { description: 'What may be asked (OGC API EDR).' })),
  output_formats: Type.Optional(Type.Array(text())),
  access: Type.Optional(Type.Enum(['open', 'restricted', 'personal'], { description: 'Who may read its features.' })),
  version: Type.Optional(Type.Integer({ minimum: 0, description: 'Counts the changes of its content.' })),
  created: Type.Optional(text()),
  updated: Type.Optional(text('When the content last changed.')),
  links: linkList,
})

export const CollectionList = Type.Object({ links: linkList, collections: Type.Array(Collection) })

/** A JSON Schema: its properties are those of the collection. */
export const PropertySchema = Type.Object({
  $schema: text(),
  $id: text(),
  type: Type.Enum(['object']),
  title: text(),
  description: Type.Optional(text()),
  properties: Type.Record(Type.String(), Type.Unknown()),
  required: Type.Optional(Type.Array(text())),
  additionalProperties: Type.Boolean(),
})
