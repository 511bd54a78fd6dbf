import Type, { type Static } from 'typebox'
import { count, maybe, number, orNull, pageOf, Text, text } from './common.ts'

const Question = Type.Object({
  id: text(),
  title: Text,
  low: Type.Object(Text.properties, { description: 'What 1 means.' }),
  high: Type.Object(Text.properties, { description: 'What 5 means.' }),
})

export const SurveyTold = Type.Object({
  id: text(),
  title: Text,
  purpose: Text,
  dataset: text('The dataset whose rows are rated.'),
  key: text('The column that names them.'),
  questions: Type.Array(Question),
  components: Type.Array(Type.Object({ title: Text, column: text(), weight: Type.Number() }), {
    description: 'Columns whose weighted mean is set beside what people say.',
  }),
  fewest: count('Accepted answers below which nothing is told of a row.'),
  isInvented: Type.Boolean({ description: 'Whether answers were invented, for demonstration.' }),
})
export type SurveyTold = Static<typeof SurveyTold>
export const SurveyList = Type.Object({ items: Type.Array(SurveyTold) })
export type SurveyList = Static<typeof SurveyList>

export const SurveyAnswerForm = Type.Object({
  subject: Type.String({ maxLength: 200, description: 'Key of the row that is rated.' }),
  ratings: Type.Record(Type.String(), Type.Integer(), { description: 'Question → 1 to 5. Every question.' }),
  comment: maybe(Type.String({ maxLength: 2000, description: 'Read by moderators before anybody else.' })),
})

const Result = Type.Object({
  subject: text(),
  answers: count(),
  mean: number('Of all ratings, 1 to 5.'),
  means: Type.Array(Type.Number(), { description: 'Of each question, in their order.' }),
})
export const SurveyResults = Type.Object({
  items: Type.Array(Result),
  comments: Type.Array(text(), { description: 'Accepted words about the one subject asked for.' }),
})
export type SurveyResults = Static<typeof SurveyResults>

const Coefficient = Type.Object({
  value: Type.Number(),
  low: Type.Number(),
  high: number('With `low`, the interval that holds it 95 times of a hundred.'),
})
export const SurveyComparison = Type.Object({
  weights: Type.Record(Type.String(), Type.Number()),
  pairs: Type.Array(
    Type.Object({ subject: text(), name: text(), value: number('0 to 1.'), mean: Type.Number(), answers: count() }),
  ),
  fewestPairs: count('Pairs below which no correlation is told.'),
  pearson: orNull(Coefficient),
  spearman: orNull(Coefficient),
})
export type SurveyComparison = Static<typeof SurveyComparison>

export const SurveyAnswerState = Type.Enum(['waiting', 'accepted', 'aside'])
export const SurveyAnswerTold = Type.Object({
  id: count(),
  subject: text(),
  questions: Type.Array(text()),
  ratings: Type.Array(Type.Integer()),
  comment: text(),
  day: text('`2026-05-01`: nothing finer is kept.'),
  invented: Type.Boolean(),
  state: SurveyAnswerState,
  reason: orNull(text()),
  isPublic: Type.Boolean({ description: 'Whether it is counted in a public result.' }),
})
export const SurveyAnswerPage = pageOf(SurveyAnswerTold)
export type SurveyAnswerPage = Static<typeof SurveyAnswerPage>

export const AsideReason = Type.Enum(['off-topic', 'person', 'insult', 'repeated', 'advertising'])
export const SurveyModerationForm = Type.Object({
  action: Type.Enum(['accept', 'mute', 'aside']),
  reason: maybe(AsideReason),
})
