import type { Sender } from '../../store/index.ts'
import { oneself, record } from '../audit/record.ts'
import { hashOf, newSecret } from '../secrets.ts'
import type { Govern } from '../types.ts'

const DAY_MS = 86_400_000
/** A session ends when it was not used for a week, and after a month whatever happens. */
const IDLE_MS = 7 * DAY_MS
export const SESSION_MS = 30 * DAY_MS
/** How precisely its use is kept: not a write a request (ms). */
const SEEN_EVERY_MS = 300_000

/** Opens a session and gives what the browser keeps. */
export async function startSession(tx: Sender, govern: Govern, account: number): Promise<string> {
  const secret = newSecret()
  const now = govern.clock()
  await tx.query('insert into session (sha256, account, created, seen, ends) values ($1, $2, $3, $3, $4)', [
    hashOf(secret),
    account,
    now,
    new Date(now.getTime() + SESSION_MS),
  ])
  await tx.query('update account set signed_in = $2 where id = $1', [account, now])
  await record(tx, govern, { verb: 'account.signed-in', by: oneself(account) })
  return secret
}

/** The account of a session that still holds; undefined for any other. */
export async function accountOfSession({ store, clock }: Govern, secret: string): Promise<number | undefined> {
  const now = clock()
  const sha256 = hashOf(secret)
  const [row] = await store.query<{ account: number; seen: Date }>(
    'select account, seen from session where sha256 = $1 and ends > $2 and seen > $3',
    [sha256, now, new Date(now.getTime() - IDLE_MS)],
  )
  if (!row) return undefined
  if (now.getTime() - row.seen.getTime() > SEEN_EVERY_MS)
    await store.query('update session set seen = $2 where sha256 = $1', [sha256, now])
  return row.account
}

export const endSession = ({ store }: Govern, secret: string): Promise<unknown> =>
  store.query('delete from session where sha256 = $1', [hashOf(secret)])

/** Ends all the sessions of an account, but the one of `kept`. */
export const endSessions = (tx: Sender, account: number, kept = ''): Promise<unknown> =>
  tx.query('delete from session where account = $1 and sha256 <> $2', [account, hashOf(kept)])

/** Forgets the sessions, links and flows that no longer hold. */
export async function sweepSessions({ store, clock }: Govern): Promise<void> {
  const now = clock()
  await store.query('delete from session where ends <= $1 or seen <= $2', [now, new Date(now.getTime() - IDLE_MS)])
  await store.query('delete from one_time_link where ends <= $1', [now])
  await store.query('delete from openid_flow where ends <= $1', [now])
}
