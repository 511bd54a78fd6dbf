import type { Survey, SurveyAnswer } from '../kernel/index.ts'
import { release } from './release.ts'
import { questionsOf, readAnswer } from './submit.ts'
import { dayOf, type Surveys } from './types.ts'

/**
 * Keeps the answers that an invented territory invents, said to be so, half a dozen waiting and the rest accepted. Once: where the
 * survey has answers, nothing is done.
 */
export async function inventAnswers(
  { store, territory, clock }: Surveys,
  survey: Survey,
  answers: Iterable<SurveyAnswer>,
): Promise<void> {
  await store.transaction(async (tx) => {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `survey ${territory} ${survey.id} invented`,
    ])
    const [known] = await tx.query('select 1 from survey_answer where territory = $1 and survey = $2 limit 1', [
      territory,
      survey.id,
    ])
    if (known) return
    const rows = [...answers].map((one, i) => ({ ...one, comment: readAnswer(survey, one), isWaiting: i < WAITING }))
    for (let i = 0; i < rows.length; i += AT_ONCE)
      await tx.query(
        `insert into survey_answer (territory, survey, subject, questions, ratings, comment, day, invented, state, decided)
         select $1, $2, subject, $3, ratings, comment, $4, true,
           case when waiting then 'waiting' else 'accepted' end, case when waiting then null else $4::date end
         from jsonb_to_recordset($5::jsonb) as t(subject text, ratings int[], comment text, waiting boolean)`,
        [
          territory,
          survey.id,
          questionsOf(survey),
          dayOf(clock()),
          JSON.stringify(rows.slice(i, i + AT_ONCE).map(({ isWaiting, ...one }) => ({ ...one, waiting: isWaiting }))),
        ],
      )
    const subjects = new Set(rows.filter(({ isWaiting }) => !isWaiting).map(({ subject }) => subject))
    for (const subject of subjects) await release(tx, territory, survey.id, subject)
  })
}

/** Left to look at, so that the page of moderation has something to show. */
const WAITING = 6
const AT_ONCE = 1000
