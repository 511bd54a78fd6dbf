import { send } from '../../outcome.ts'
import type { Form } from '../account/forms.ts'
import { answerPage } from './answer.tsx'
import { readSurvey } from './survey.tsx'

/** The form of a survey: sent to the API, which takes it or says what is wrong. */
export const surveyForms: readonly Form[] = [
  {
    path: '/surveys/:part/answer',
    async act(page, values, id) {
      const { questions } = await readSurvey(page, id)
      const ratings = Object.fromEntries(
        questions.flatMap(({ id: name }) => (/^[1-5]$/.test(values[name] ?? '') ? [[name, Number(values[name])]] : [])),
      )
      const { subject = '', comment = '' } = values
      // Browsers send the ends of lines as two characters.
      const answer = { subject, ratings, comment: comment.replaceAll('\r\n', '\n') }
      await send(page, `/api/surveys/${encodeURIComponent(id)}/answers`, answer)
      return { to: `/surveys/${encodeURIComponent(id)}/thanks` }
    },
    again: (page, sent, id) => answerPage(page, id, sent),
  },
]
