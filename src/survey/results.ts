import type { Survey } from '../kernel/index.ts'
import { questionsOf } from './submit.ts'
import type { Surveys } from './types.ts'

/** What people say of a subject: five answers at least. */
export interface Result {
  readonly subject: string
  readonly answers: number
  /** Mean rating of each question, 1 to 5, in their order. */
  readonly means: readonly number[]
  /** Mean of all ratings, 1 to 5. */
  readonly mean: number
}

/** The public results of a survey, by subject. */
export async function readResults({ store, territory }: Surveys, survey: Survey): Promise<Result[]> {
  const rows = await store.query<{ subject: string; answers: number; sums: number[] }>(
    `select subject, sum(answers)::int as answers,
       (select array_agg(total::int order by place) from (
          select place, sum(one) as total
          from survey_release s, unnest(s.sums) with ordinality as u(one, place)
          where s.territory = r.territory and s.survey = r.survey and s.subject = r.subject and s.questions = r.questions
          group by place) as t) as sums
     from survey_release r where territory = $1 and survey = $2 and questions = $3
     group by territory, survey, subject, questions order by subject`,
    [territory, survey.id, questionsOf(survey)],
  )
  return rows.map(({ subject, answers, sums }) => {
    const means = sums.map((sum) => sum / answers)
    return { subject, answers, means, mean: means.reduce((sum, one) => sum + one, 0) / means.length }
  })
}

/** The words of the public answers about a subject that were accepted, in an order that says nothing of when they came. */
export async function readComments({ store, territory }: Surveys, survey: string, subject: string): Promise<string[]> {
  const rows = await store.query<{ comment: string }>(
    `select comment from survey_answer
     where territory = $1 and survey = $2 and subject = $3 and release is not null and comment <> ''
     order by md5(comment) limit 50`,
    [territory, survey, subject],
  )
  return rows.map(({ comment }) => comment)
}

/** How many answers are in each state, over the whole survey. */
export async function countAnswers(
  { store, territory }: Surveys,
  survey: string,
): Promise<{
  readonly waiting: number
  readonly accepted: number
  readonly aside: number
  readonly isInvented: boolean
}> {
  const [row] = await store.query<{ waiting: number; accepted: number; aside: number; isInvented: boolean }>(
    `select count(*) filter (where state = 'waiting')::int as waiting,
       count(*) filter (where state = 'accepted')::int as accepted,
       count(*) filter (where state = 'aside')::int as aside,
       coalesce(bool_or(invented), false) as "isInvented"
     from survey_answer where territory = $1 and survey = $2`,
    [territory, survey],
  )
  return row!
}
