import Type, { type Static } from 'typebox'
import { maybe, orNull, Text, text } from './common.ts'

/** What may be said of a record, for the form that says it. */
export const RecordEditing = Type.Object({
  id: text(),
  title: Text,
  isDescribed: Type.Boolean({ description: 'Whether it is described here, rather than harvested or made.' }),
  archived: Type.Boolean(),
  fields: Type.Array(
    Type.Object({
      name: text('Field of the record: `title`, `licence`…'),
      value: Type.Unknown({ description: 'What is said now; null for nothing.' }),
      source: Type.Unknown({ description: 'What its source says; null for nothing.' }),
      edited: Type.Boolean({ description: 'Whether people of this house say it otherwise.' }),
    }),
  ),
})
export type RecordEditing = Static<typeof RecordEditing>

const Choices = Type.Array(Type.Object({ value: text(), title: Text }))
/** The words of the lists that records are described with. */
export const CatalogueWords = Type.Object({
  themes: Choices,
  typology: Choices,
  production: Choices,
  storage: Choices,
  frequency: Choices,
  highValue: Choices,
  licences: Type.Array(Type.Object({ value: text(), title: text(), url: text() })),
})
export type CatalogueWords = Static<typeof CatalogueWords>

const said = Type.Record(Type.String({ maxLength: 50 }), Type.Unknown(), {
  description: 'What to say, field by field; null to say nothing.',
})
export const RecordSaid = Type.Object({ fields: said })
export const RecordNew = Type.Object({ organisation: Type.String({ maxLength: 100 }), fields: said })
export const RecordUndo = Type.Object({ change: Type.Integer({ minimum: 1 }) })
export const RecordDone = Type.Object({ id: text(), changed: maybe(orNull(Type.Integer({ minimum: 0 }))) })
export type RecordDone = Static<typeof RecordDone>
