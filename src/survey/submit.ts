import type { Survey, SurveyAnswer } from '../kernel/index.ts'
import { badAnswer, tooMany } from './faults.ts'
import { countSender } from './sender.ts'
import { dayOf, type Surveys } from './types.ts'

/** Characters of a comment. */
export const MOST_COMMENT = 500
/** Answers of a survey that wait: more than people look at in weeks. */
const MOST_WAITING = 5000

/**
 * Takes an answer in, to be looked at before it counts. Throws `survey.bad-answer`, `survey.too-fast`, `survey.full`.
 * `from`: the address of the network it came from, which is not kept.
 */
export async function submitAnswer(
  { store, territory, clock }: Surveys,
  survey: Survey,
  answer: SurveyAnswer,
  from: string | undefined,
): Promise<void> {
  const comment = readAnswer(survey, answer)
  const now = clock()
  await countSender(store, from, answer.subject, now)
  await store.transaction(async (tx) => {
    const [row] = await tx.query<{ waiting: number }>(
      `select count(*)::int as waiting from survey_answer where territory = $1 and survey = $2 and state = 'waiting'`,
      [territory, survey.id],
    )
    if (row!.waiting >= MOST_WAITING) throw tooMany()
    await tx.query(
      `insert into survey_answer (territory, survey, subject, questions, ratings, comment, day)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [territory, survey.id, answer.subject, questionsOf(survey), answer.ratings, comment, dayOf(now)],
    )
  })
}

/** Names of the questions, in order. */
export const questionsOf = ({ questions }: Survey): string[] => questions.map(({ id }) => id)

/** Checks the parts of an answer and gives its comment, trimmed. Throws `survey.bad-answer`, naming the part. */
export function readAnswer({ questions }: Survey, { subject, ratings, comment }: SurveyAnswer): string {
  questions.forEach(({ id, title }, i) => {
    const rating = ratings[i]
    if (rating === undefined || !Number.isInteger(rating) || rating < 1 || rating > 5)
      throw badAnswer(id, `« ${title.fr} » n’a pas de note`, `‘${title.en}’ has no rating`, {
        fr: 'Choisissez une note de 1 à 5.',
        en: 'Choose a rating from 1 to 5.',
      })
  })
  if (ratings.length !== questions.length || subject === '' || subject.length > 200)
    throw badAnswer('subject', 'Cet avis ne porte sur rien de connu', 'This answer is about nothing known', {
      fr: 'Repartez de la carte.',
      en: 'Start again from the map.',
    })
  const said = comment.trim()
  // Lines and tabs stay; other control characters, and those that turn the direction of what follows, are not words.
  if (said.length > MOST_COMMENT || /[^\P{Cc}\n\r\t]|[\u202a-\u202e\u2066-\u2069]/u.test(said))
    throw badAnswer('comment', 'Ce commentaire ne peut pas être pris', 'This comment cannot be taken', {
      fr: `${MOST_COMMENT} signes au plus, de texte simple.`,
      en: `At most ${MOST_COMMENT} characters of plain text.`,
    })
  return said
}
