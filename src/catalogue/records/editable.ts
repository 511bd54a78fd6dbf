import Type, { type TSchema } from 'typebox'
import { Check } from 'typebox/value'
import { OrchestraError } from '../../kernel/index.ts'
import { frequencies, productions, storageStatuses, typologies } from '../words.ts'

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

/** Gives the field when it may be edited so. Throws `catalogue.field`. */
export function checkEdit(field: string, value: unknown): EditableField {
  if (!Object.hasOwn(editable, field))
    throw new OrchestraError({
      code: 'catalogue.field',
      say: {
        fr: `Ce champ ne se corrige pas ici : « ${field.slice(0, 40)} ».`,
        en: `This field is not edited here: '${field.slice(0, 40)}'.`,
      },
      remedy: {
        fr: `Champs possibles : ${editableFields.join(', ')}.`,
        en: `Possible fields: ${editableFields.join(', ')}.`,
      },
      place: 'field',
    })
  if (value !== null && !Check(editable[field as EditableField], value))
    throw new OrchestraError({
      code: 'catalogue.field',
      say: { fr: `Cette valeur ne convient pas au champ ${field}.`, en: `This value does not fit the field ${field}.` },
      remedy: {
        fr: `Attendu (JSON Schema) : ${JSON.stringify(editable[field as EditableField]).slice(0, 400)}`,
        en: `Expected (JSON Schema): ${JSON.stringify(editable[field as EditableField]).slice(0, 400)}`,
      },
      place: field,
    })
  return field as EditableField
}
