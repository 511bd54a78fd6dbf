import { OrchestraError } from '../../kernel/index.ts'
import { submitAnswer } from '../../survey/index.ts'
import { fromHere, placeOf } from '../account/who.ts'
import { done } from '../http/done.ts'
import { readJson } from '../http/json-body.ts'
import { type Route, route } from '../http/route.ts'
import { Done, SurveyAnswerForm } from '../json/shapes.ts'
import { subjectRows, surveyOf, surveysOf } from './find.ts'

/** Somebody answers: no account, no cookie, nothing kept of who. */
export const answerRoute: Route = route({
  method: 'post',
  path: '/api/surveys/:id/answers',
  tag: 'surveys',
  summary: {
    fr: 'Donne un avis, sans compte ; il sera relu avant de compter',
    en: 'Gives an answer, without account; it will be looked at before it counts',
  },
  body: SurveyAnswerForm,
  success: [202],
  answer: Done,
  problems: [403, 404, 413, 429],
  async handle(deps, c) {
    // What another site makes a browser send is nobody's opinion.
    fromHere(c)
    const survey = surveyOf(deps, c)
    const { subject, ratings, comment = '' } = await readJson(c, SurveyAnswerForm)
    const [row] = await subjectRows(deps, c, survey, [], subject)
    if (!row) throw unknownSubject(subject)
    const answer = { subject, ratings: survey.questions.map(({ id }) => ratings[id] ?? 0), comment }
    await submitAnswer(surveysOf(deps), survey, answer, placeOf(c))
    return c.json(done, 202)
  },
})

const unknownSubject = (subject: string) =>
  new OrchestraError({
    code: 'survey.unknown-subject',
    say: {
      fr: 'Ce sur quoi porte cet avis n’est pas, ou plus, dans les données.',
      en: 'What this answer is about is not, or is no longer, in the data.',
    },
    remedy: { fr: 'Choisissez-le de nouveau.', en: 'Choose it again.' },
    place: subject,
  })
