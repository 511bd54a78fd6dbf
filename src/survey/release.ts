import type { Sender } from '../store/index.ts'

/** Answers that are made public together, at least. */
export const FEWEST = 5

/**
 * Makes the accepted answers about a subject public, once there are five that are not: with those before, or not at all. What two
 * moments of the results differ by is then always the sum of five answers or more, which tells none of them.
 */
export async function release(tx: Sender, territory: string, survey: string, subject: string): Promise<void> {
  // One at a time for a subject: two that saw four answers each would both wait for the fifth.
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`survey ${territory} ${survey} ${subject}`])
  const waiting = await tx.query<{ id: number; questions: string[]; ratings: number[] }>(
    `select id, questions, ratings from survey_answer
     where territory = $1 and survey = $2 and subject = $3 and state = 'accepted' and release is null order by id`,
    [territory, survey, subject],
  )
  // Answers to other questions are summed apart.
  for (const answers of Map.groupBy(waiting, ({ questions }) => questions.join(' ')).values()) {
    if (answers.length < FEWEST) continue
    const { questions } = answers[0]!
    const sums = questions.map((_, i) => answers.reduce((sum, { ratings }) => sum + ratings[i]!, 0))
    await tx.query(
      `with made as (
         insert into survey_release (territory, survey, subject, questions, answers, sums)
         values ($1, $2, $3, $4, $5, $6) returning id)
       update survey_answer set release = made.id from made where survey_answer.id = any ($7)`,
      [territory, survey, subject, questions, answers.length, sums, answers.map(({ id }) => id)],
    )
  }
}
