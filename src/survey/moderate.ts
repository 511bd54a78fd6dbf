import type { Sender } from '../store/index.ts'
import { type Answer, type AsideReason, readAnswerOf } from './answers.ts'
import { alreadyPublic } from './faults.ts'
import { release } from './release.ts'
import { dayOf, type Surveys } from './types.ts'

/** What is decided of an answer. `mute` keeps its ratings and erases its words. */
export type Moderation =
  | { readonly action: 'accept' }
  | { readonly action: 'mute' }
  | { readonly action: 'aside'; readonly reason: AsideReason }

export const moderationActions = ['accept', 'mute', 'aside'] as const

/**
 * Decides of an answer, and makes results public where that completes five. Throws `survey.unknown-answer`, and `survey.public` for
 * one that is counted in a public result and would be set aside. `keep` records the decision with it.
 */
export async function moderateAnswer(
  { store, territory, clock }: Surveys,
  survey: string,
  id: number,
  decision: Moderation,
  keep: (tx: Sender, answer: Answer) => Promise<void> = async () => {},
): Promise<void> {
  await store.transaction(async (tx) => {
    await tx.query('select 1 from survey_answer where territory = $1 and survey = $2 and id = $3 for update', [
      territory,
      survey,
      id,
    ])
    const answer = await readAnswerOf(tx, territory, survey, id)
    if (answer.isPublic && decision.action === 'aside') throw alreadyPublic(id)
    const [state, reason] = decision.action === 'aside' ? ['aside', decision.reason] : ['accepted', null]
    await tx.query(
      `update survey_answer set state = $2, reason = $3, decided = $4, comment = case when $5 then '' else comment end
       where id = $1`,
      [id, state, reason, dayOf(clock()), decision.action === 'mute'],
    )
    await keep(tx, answer)
    if (state === 'accepted') await release(tx, territory, survey, answer.subject)
  })
}
