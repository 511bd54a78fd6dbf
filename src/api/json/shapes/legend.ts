import Type from 'typebox'
import { Text } from './common.ts'

/** One line of a legend, and which objects it stands for. */
const LegendClass = Type.Object({
  label: Text,
  colour: Type.String({ description: '`#rrggbb`' }),
  from: Type.Optional(Type.Number({ description: 'Values from this one on.' })),
  to: Type.Optional(Type.Number({ description: 'Values below this one.' })),
  value: Type.Optional(Type.String({ description: 'This value, as a text.' })),
  of: Type.Optional(
    Type.Enum(['others', 'missing'], { description: 'Values that no other line stands for; objects without a value.' }),
  ),
})

export const Legend = Type.Object({
  style: Type.String(),
  dataset: Type.String(),
  title: Text,
  column: Type.Union([Type.String(), Type.Null()], {
    description: 'The column that colours; null when all are alike.',
  }),
  unit: Type.Union([Type.String(), Type.Null()], { description: 'UCUM code of the column.' }),
  form: Type.Enum(['point', 'line', 'area', 'mixed']),
  classes: Type.Array(LegendClass),
})
export type Legend = Type.Static<typeof Legend>
