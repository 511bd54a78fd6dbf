import Type, { type Static } from 'typebox'
import { Text, text } from './common.ts'

/** What to know of a model before trusting it. */
export const ModelSheet = Type.Object({
  id: text(),
  title: Text,
  purpose: Text,
  inputs: Type.Array(Type.Object({ what: Text, from: Text })),
  equations: Type.Array(Type.Object({ what: Text, formula: text('Plain mathematical writing.'), reference: text() }), {
    description: 'In the order they are computed.',
  }),
  parameters: Type.Array(
    Type.Object({ title: Text, value: Type.Number(), unit: text('UCUM code.'), source: text(), date: text() }),
  ),
  validation: Type.Array(Type.Object({ what: Text, figure: Text, source: text() })),
  limits: Type.Array(Text),
  mayWrong: Type.Array(Text, { description: 'Whom its errors may harm, and how not to use it.' }),
})

export type ModelSheet = Static<typeof ModelSheet>

export const SheetList = Type.Object({ pack: text(), items: Type.Array(ModelSheet) })
export type SheetList = Static<typeof SheetList>
