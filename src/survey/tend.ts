import { forgetSenders } from './sender.ts'
import { dayOf, type Surveys } from './types.ts'

/** Days after which the words of an answer that was set aside are erased: what is unfit to be read is not kept. */
const ASIDE_DAYS = 30
/** What time brings is looked at this often (ms). */
const EVERY_MS = 600_000

/** One round of what time brings: hashes of addresses go with their day, words set aside after a month. */
export async function tendSurveys({ store, clock }: Surveys): Promise<void> {
  const now = clock()
  await forgetSenders(store, now)
  await store.query(
    `update survey_answer set comment = '' where state = 'aside' and comment <> '' and decided < $1::date - $2::int`,
    [dayOf(now), ASIDE_DAYS],
  )
}

/** Does so while the service lasts. Gives the function that ends it. */
export function keepSurveys(
  surveys: Surveys,
  log: (event: string, facts?: Readonly<Record<string, unknown>>) => void,
): () => Promise<void> {
  let round = Promise.resolve()
  const tendNow = () => {
    round = round
      .then(() => tendSurveys(surveys))
      .catch((error: unknown) => log('surveys.failed', { error: String(error) }))
  }
  tendNow()
  const timer = setInterval(tendNow, EVERY_MS)
  return async () => {
    clearInterval(timer)
    await round
  }
}
