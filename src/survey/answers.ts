import type { Sender } from '../store/index.ts'
import { unknownAnswer } from './faults.ts'
import type { Surveys } from './types.ts'

export const answerStates = ['waiting', 'accepted', 'aside'] as const
export type AnswerState = (typeof answerStates)[number]

/** Why an answer is set aside. */
export const asideReasons = ['off-topic', 'person', 'insult', 'repeated', 'advertising'] as const
export type AsideReason = (typeof asideReasons)[number]

/** An answer as those who look at it see it. */
export interface Answer {
  readonly id: number
  readonly survey: string
  readonly subject: string
  readonly questions: readonly string[]
  readonly ratings: readonly number[]
  readonly comment: string
  readonly day: string
  readonly invented: boolean
  readonly state: AnswerState
  readonly reason: AsideReason | null
  /** Whether it is counted in a public result. */
  readonly isPublic: boolean
}

const columns = `id, survey, subject, questions, ratings, comment, to_char(day, 'YYYY-MM-DD') as day, invented, state, reason,
  release is not null as "isPublic"`

/** The answers in a state, the oldest first: who came first is looked at first. */
export async function listAnswers(
  { store, territory }: Surveys,
  survey: string,
  state: AnswerState,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<{ items: Answer[]; total: number }> {
  const where = 'territory = $1 and survey = $2 and state = $3'
  const [items, [counted]] = await Promise.all([
    store.query<Answer>(`select ${columns} from survey_answer where ${where} order by id limit $4 offset $5`, [
      territory,
      survey,
      state,
      limit,
      offset,
    ]),
    store.query<{ total: number }>(`select count(*)::int as total from survey_answer where ${where}`, [
      territory,
      survey,
      state,
    ]),
  ])
  return { items, total: counted!.total }
}

/** One answer. Throws `survey.unknown-answer`. */
export async function readAnswerOf(tx: Sender, territory: string, survey: string, id: number): Promise<Answer> {
  const [answer] = await tx.query<Answer>(
    `select ${columns} from survey_answer where territory = $1 and survey = $2 and id = $3`,
    [territory, survey, id],
  )
  if (!answer) throw unknownAnswer(id)
  return answer
}
