import Type, { type TSchema } from 'typebox'

const geometry = Type.Object({ type: Type.String() }, { description: 'A geometry of GeoJSON (RFC 7946).' })
const anything = Type.Object({}, { additionalProperties: true })
const feature = {
  type: Type.Literal('Feature'),
  id: Type.Optional(Type.Union([Type.String(), Type.Number()])),
  geometry: Type.Union([geometry, Type.Null()]),
  properties: Type.Union([anything, Type.Null()]),
}

export const GeoJsonFeature = Type.Object(feature, { additionalProperties: true })
export const GeoJsonCollection = Type.Object(
  {
    type: Type.Literal('FeatureCollection'),
    // In full: a named schema within another would be told twice.
    features: Type.Array(Type.Object(feature, { additionalProperties: true })),
    numberMatched: Type.Optional(Type.Integer({ minimum: 0 })),
    numberReturned: Type.Optional(Type.Integer({ minimum: 0 })),
  },
  { additionalProperties: true },
)
export const CoverageJson = Type.Object(
  { type: Type.Enum(['Coverage', 'CoverageCollection']) },
  { additionalProperties: true },
)

/** Media types that are texts without being `text/…`. */
const TEXTS = /^text\/|xml|-seq$|ndjson$|ttl$|n-triples$/
const JSON_TYPES = /[/+]json(;|$)/

/**
 * What an answer of a media type is made of, for who generates a client: the schema told for it when it is JSON of some kind,
 * that of its type else; text, or bytes.
 */
export function schemaOfMedia(media: string, told: TSchema | undefined): TSchema {
  if (!JSON_TYPES.test(media)) return TEXTS.test(media) ? Type.String() : Type.String({ format: 'binary' })
  if (told) return told
  if (media.startsWith('application/geo+json')) return GeoJsonCollection
  if (media.startsWith('application/prs.coverage+json')) return CoverageJson
  return media === 'application/json' ? Type.Unknown() : anything
}
