import Type, { type TSchema } from 'typebox'
import { Check } from 'typebox/value'
import { OrchestraError } from '../../kernel/index.ts'
import { frequencies, highValueCategories, productions, storageStatuses, typologies } from '../words.ts'

/** Characters of a text of a record, at most: no description of the real catalogues we know comes near it. */
const MOST_TEXT = 20_000

const text = Type.String({ minLength: 1, maxLength: MOST_TEXT })
const bilingual = Type.Object({ fr: text, en: text }, { additionalProperties: false })
const codes = (of: object) => Type.Enum(Object.keys(of) as [string, ...string[]])
const address = Type.String({ pattern: '^https?://[^\\s<>"]+$', maxLength: 2000 })

const contact = Type.Object(
  {
    name: text,
    email: Type.Optional(Type.String({ pattern: '^[^\\s@<>]+@[^\\s@<>]+$', maxLength: 254 })),
    role: Type.Optional(text),
    url: Type.Optional(address),
  },
  { additionalProperties: false },
)

/** Fields that people may say otherwise than the source, and what they take. Who may read is not among them: it is decided elsewhere. */
const editable = {
  title: bilingual,
  description: bilingual,
  synopsis: bilingual,
  keywords: Type.Array(bilingual, { maxItems: 100 }),
  themes: Type.Array(Type.String({ pattern: '^[A-Z_]{2,20}$' }), { maxItems: 20 }),
  typology: codes(typologies),
  production: codes(productions),
  storage: codes(storageStatuses),
  highValue: Type.Array(codes(highValueCategories), { maxItems: 6, uniqueItems: true }),
  frequency: codes(frequencies),
  contacts: Type.Array(contact, { minItems: 1, maxItems: 20 }),
  provenance: bilingual,
  limits: bilingual,
  licence: Type.Object(
    { id: Type.String({ maxLength: 100 }), title: text, url: Type.Optional(address) },
    { additionalProperties: false },
  ),
} as const satisfies Record<string, TSchema>

export type EditableField = keyof typeof editable
export const editableFields = Object.keys(editable) as readonly EditableField[]

const day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const degrees = (most: number) => Type.Number({ minimum: -most, maximum: most })

/** Fields that a record described here has besides, for nobody else says them: who may read, where and when, where the data is. */
const described = {
  ...editable,
  access: Type.Enum(['open', 'restricted', 'personal']),
  temporal: Type.Object({ from: Type.Optional(day), to: Type.Optional(day) }, { additionalProperties: false }),
  spatial: Type.Tuple([degrees(180), degrees(90), degrees(180), degrees(90)]),
  files: Type.Array(
    Type.Object(
      { title: bilingual, path: address, mediaType: Type.String({ pattern: '^[\\w.+-]+/[\\w.+-]+$', maxLength: 200 }) },
      { additionalProperties: false },
    ),
    { maxItems: 100 },
  ),
} as const satisfies Record<string, TSchema>

export type DescribedField = keyof typeof described
export const describedFields = Object.keys(described) as readonly DescribedField[]
/** Without which a record is none. */
const needed: ReadonlySet<string> = new Set(['title', 'description', 'contacts', 'access'])

/** Gives the field when it may be edited so; null takes the edit back. Throws `catalogue.field`. */
export const checkEdit = (field: string, value: unknown): EditableField =>
  check(editable, field, value, value === null) as EditableField

/** The same of a record described here, whose null takes the field away. Throws `catalogue.field`. */
export const checkDescribed = (field: string, value: unknown): DescribedField =>
  check(described, field, value, value === null && !needed.has(field)) as DescribedField

function check(fields: Readonly<Record<string, TSchema>>, field: string, value: unknown, isTaken: boolean): string {
  if (!Object.hasOwn(fields, field))
    throw new OrchestraError({
      code: 'catalogue.field',
      say: {
        fr: `Ce champ ne se corrige pas ici : « ${field.slice(0, 40)} ».`,
        en: `This field is not edited here: '${field.slice(0, 40)}'.`,
      },
      remedy: {
        fr: `Champs possibles : ${Object.keys(fields).join(', ')}.`,
        en: `Possible fields: ${Object.keys(fields).join(', ')}.`,
      },
      place: 'field',
    })
  // A null character, or half of a pair of surrogates, is in no text that can be kept.
  const isKeepable = !/\\u0000|\\ud[89a-f]/.test(JSON.stringify(value) ?? '')
  if (!isTaken && !(isKeepable && Check(fields[field]!, value)))
    throw new OrchestraError({
      code: 'catalogue.field',
      say: { fr: `Cette valeur ne convient pas au champ ${field}.`, en: `This value does not fit the field ${field}.` },
      remedy: {
        fr: `Attendu (JSON Schema) : ${JSON.stringify(fields[field]).slice(0, 400)}`,
        en: `Expected (JSON Schema): ${JSON.stringify(fields[field]).slice(0, 400)}`,
      },
      place: field,
    })
  return field
}
