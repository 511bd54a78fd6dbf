import Type from 'typebox'
import { record } from '../../govern/index.ts'
import { listAnswers, type Moderation, moderateAnswer } from '../../survey/index.ts'
import { numberIn } from '../account/keys.ts'
import { administratorOf, fromHere } from '../account/who.ts'
import { done, doneForm } from '../http/done.ts'
import { badParameter } from '../http/faults.ts'
import { readJson } from '../http/json-body.ts'
import { pageOf } from '../http/page.ts'
import { pageParameters } from '../http/query.ts'
import { type Route, route } from '../http/route.ts'
import { SurveyAnswerPage, SurveyModerationForm } from '../json/shapes.ts'
import { surveyOf, surveysOf } from './find.ts'

/** What administrators do with answers. */
export const moderationRoutes: readonly Route[] = [
  route({
    path: '/api/surveys/:id/answers',
    tag: 'surveys',
    summary: { fr: 'Les avis reçus (administration)', en: 'The answers received (administration)' },
    query: Type.Object({
      state: Type.Enum(['waiting', 'accepted', 'aside'], { default: 'waiting' }),
      ...pageParameters(200),
    }),
    answer: SurveyAnswerPage,
    problems: [401, 403, 404],
    secured: true,
    async handle(deps, c, { state, limit, offset }) {
      administratorOf(deps, c)
      const { items, total } = await listAnswers(surveysOf(deps), surveyOf(deps, c).id, state, { limit, offset })
      const told = items.map(({ survey: _, questions, ratings, ...one }) => ({
        ...one,
        questions: [...questions],
        ratings: [...ratings],
      }))
      return c.json(pageOf(c, told, { limit, offset, total }) satisfies SurveyAnswerPage)
    },
  }),
  route({
    ...doneForm,
    path: '/api/surveys/:id/answers/:answer',
    tag: 'surveys',
    summary: { fr: 'Décide d’un avis (administration)', en: 'Decides of an answer (administration)' },
    body: SurveyModerationForm,
    problems: [401, 403, 404, 409, 413],
    async handle(deps, c) {
      fromHere(c)
      const by = administratorOf(deps, c)
      const survey = surveyOf(deps, c)
      const decision = decisionOf(await readJson(c, SurveyModerationForm))
      const facts = { survey: survey.id, answer: numberIn(c, 'answer'), ...decision }
      await moderateAnswer(surveysOf(deps), survey.id, facts.answer, decision, (tx) =>
        record(tx, deps.govern, { verb: 'survey.decided', by, dataset: survey.dataset, facts }),
      )
      return c.json(done)
    },
  }),
]

function decisionOf({ action, reason }: Type.Static<typeof SurveyModerationForm>): Moderation {
  if (action !== 'aside') return { action }
  if (reason) return { action, reason }
  throw badParameter('reason', 'il manque', 'it is missing', {
    fr: 'Dites pourquoi cet avis est mis de côté.',
    en: 'Say why this answer is set aside.',
  })
}
