import Type from 'typebox'
import type { Survey } from '../../kernel/index.ts'
import { countAnswers, FEWEST, readComments, readResults } from '../../survey/index.ts'
import type { Deps } from '../deps.ts'
import { textParameter } from '../http/query.ts'
import { type Route, route } from '../http/route.ts'
import { SurveyList, SurveyResults, SurveyTold } from '../json/shapes.ts'
import { openTable } from '../read/datasets.ts'
import { answerRoute } from './answer.ts'
import { compareRoute } from './compare.ts'
import { keyOf, surveyOf, surveysOf } from './find.ts'
import { moderationRoutes } from './moderate.ts'

/** Surveys: what is asked, what people said where five did, what it goes with. */
export const surveyRoutes: readonly Route[] = [
  route({
    path: '/api/surveys',
    tag: 'surveys',
    summary: { fr: 'Les enquêtes', en: 'The surveys' },
    answer: SurveyList,
    async handle(deps, c) {
      const items = await Promise.all(deps.chain.graph.surveys.map((survey) => told(deps, survey)))
      return c.json({ items } satisfies SurveyList)
    },
  }),
  route({
    path: '/api/surveys/:id',
    tag: 'surveys',
    summary: { fr: 'Une enquête et ses questions', en: 'A survey and its questions' },
    answer: SurveyTold,
    problems: [404],
    handle: async (deps, c) => c.json((await told(deps, surveyOf(deps, c))) satisfies SurveyTold),
  }),
  route({
    path: '/api/surveys/:id/results',
    tag: 'surveys',
    summary: {
      fr: 'Ce que disent les habitants, là où cinq avis au moins ont été acceptés',
      en: 'What inhabitants say, where five answers at least were accepted',
    },
    query: Type.Object({ subject: textParameter('Only of this row, with what was said of it.') }),
    answer: SurveyResults,
    problems: [403, 404],
    async handle(deps, c, { subject }) {
      const survey = surveyOf(deps, c)
      // What is said of data is for who may read the data.
      await openTable(deps, c, survey.dataset)
      const results = await readResults(surveysOf(deps), survey)
      const items = results
        .filter((one) => subject === undefined || one.subject === subject)
        .map(({ means, ...one }) => ({ ...one, means: [...means] }))
      const comments = subject === undefined ? [] : await readComments(surveysOf(deps), survey.id, subject)
      return c.json({ items, comments } satisfies SurveyResults)
    },
  }),
  compareRoute,
  answerRoute,
  ...moderationRoutes,
]

async function told(deps: Deps, survey: Survey): Promise<SurveyTold> {
  const { questions, components, ...about } = survey
  const { rows } = deps.chain.graph.byName.get(survey.dataset)!
  const { isInvented } = await countAnswers(surveysOf(deps), survey.id)
  return {
    ...about,
    key: keyOf(rows),
    questions: [...questions],
    components: components.map(({ column, weight }) => ({ column, weight, title: rows.columns[column]!.title })),
    fewest: FEWEST,
    isInvented,
  }
}
