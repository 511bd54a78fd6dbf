import Type, { type Static } from 'typebox'
import { maybe, number, orNull, Text } from './common.ts'

export const QualityTold = Type.Object(
  {
    score: number('Out of 100: the mean of the points that can be judged, by weight.'),
    points: Type.Array(
      Type.Object({
        criterion: Type.Enum(['completeness', 'freshness', 'links', 'conformity', 'format', 'licence']),
        value: orNull(number('From 0 to 1; null where it cannot be judged.')),
        weight: number('What it weighs in the whole.'),
        say: Text,
        remedy: maybe(Text),
      }),
    ),
  },
  { description: 'How well a dataset is described and kept, each point explained.' },
)
export type QualityTold = Static<typeof QualityTold>
