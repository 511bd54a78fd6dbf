import { sweepAttempts } from './accounts/attempts.ts'
import { sweepSessions } from './accounts/sessions.ts'
import { sweepAudit } from './audit/read.ts'
import { keepSending } from './mail/send.ts'
import { tendRequests } from './requests/tend.ts'
import type { Govern, GovernSettings } from './types.ts'

/** What holds when nothing is said: no mail server, no identity provider, accounts that an administrator accepts. */
const usual: GovernSettings = { origin: 'http://localhost:8080', signUp: 'moderated' }

/** Gathers what accounts and rights work with. Opens nothing. */
export function openGovern(
  {
    store,
    clock,
    log,
    graph: { territory },
  }: Pick<Govern, 'store' | 'clock' | 'log'> & {
    readonly graph: { readonly territory: Govern['territory'] }
  },
  settings: Partial<GovernSettings> = {},
): Govern {
  const { id, title, timezone } = territory
  return { store, clock, log, territory: { id, title, timezone }, settings: { ...usual, ...settings } }
}

/** What time brings is looked at this often (ms). */
const TEND_EVERY_MS = 60_000

/** What has to be done while the service lasts: mail goes, what no longer holds is forgotten. Gives the function that ends it. */
export function keepGoverning(govern: Govern): () => Promise<void> {
  const ending = new AbortController()
  let round = Promise.resolve()
  const tendNow = () => {
    round = round
      .then(() => tend(govern))
      .catch((error: unknown) => govern.log('govern.failed', { error: String(error) }))
  }
  tendNow()
  const timer = setInterval(tendNow, TEND_EVERY_MS)
  const sending = keepSending(govern, ending.signal)
  return async () => {
    clearInterval(timer)
    ending.abort()
    await Promise.all([sending, round])
  }
}

/** One round of what time brings. */
export async function tend(govern: Govern): Promise<void> {
  await sweepSessions(govern)
  await sweepAttempts(govern)
  await sweepAudit(govern)
  await tendRequests(govern)
}
