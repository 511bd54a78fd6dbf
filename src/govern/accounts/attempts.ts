import type { Sender } from '../../store/index.ts'
import { fault } from '../faults.ts'
import { hashOf } from '../secrets.ts'
import type { Govern } from '../types.ts'

/** How often something may be tried: `most` times within so many seconds. */
interface Limit {
  readonly most: number
  readonly seconds: number
}

/** The two things that wrong guesses have in common: the account, and where they come from. */
export interface Tried {
  readonly email: string
  /** Address of the network; undefined where it cannot be known. */
  readonly from: string | undefined
}

// OWASP ASVS 4.0.3, 2.2.1 (2021): at most 100 failed attempts an hour on one account. Fewer from one place, so that whoever
// guesses does not keep the person out.
const PAIR: Limit = { most: 10, seconds: 900 }
const ACCOUNT: Limit = { most: 100, seconds: 3600 }
const PLACE: Limit = { most: 200, seconds: 3600 }
/** Letters to one address, and forms sent from one place, that make the service write to somebody. */
const LETTERS: Limit = { most: 3, seconds: 3600 }
const FORMS: Limit = { most: 20, seconds: 3600 }

const [pair, account, place] = [
  ({ email, from }: Tried) => `pair ${hashOf(`${email} ${from}`)}`,
  ({ email }: Tried) => `account ${hashOf(email)}`,
  ({ from }: Tried) => `place ${hashOf(`${from}`)}`,
]

/** Counts one attempt to sign in, before it is looked at. Throws `account.too-fast`. */
export async function countSignIn({ store, clock }: Govern, tried: Tried): Promise<void> {
  await count(store, pair(tried), PAIR, clock())
  await count(store, account(tried), ACCOUNT, clock())
  if (tried.from !== undefined) await count(store, place(tried), PLACE, clock())
}

/** A right password: what it counted is given back, and the guesses before it are forgotten. */
export async function forgetSignIn({ store }: Govern, tried: Tried): Promise<void> {
  await store.query('delete from attempt where who = $1', [pair(tried)])
  await store.query('update attempt set count = count - 1 where who = any ($1) and count > 0', [
    [account(tried), place(tried)],
  ])
}

/** Counts a form that makes the service write a letter. False when this address was written to enough: say nothing of it. */
export async function mayWrite({ store, clock }: Govern, { email, from }: Tried): Promise<boolean> {
  if (from !== undefined) await count(store, `forms ${hashOf(from)}`, FORMS, clock())
  return (await counted(store, `letters ${hashOf(email)}`, LETTERS, clock())) === undefined
}

async function count(tx: Sender, who: string, limit: Limit, now: Date): Promise<void> {
  const seconds = await counted(tx, who, limit, now)
  if (seconds === undefined) return
  throw fault(
    'account.too-fast',
    { fr: 'Trop d’essais en peu de temps.', en: 'Too many attempts in a short time.' },
    {
      fr: `Réessayez dans ${Math.ceil(seconds / 60)} minute(s).`,
      en: `Try again in ${Math.ceil(seconds / 60)} minute(s).`,
    },
    { facts: { seconds } },
  )
}

/** Counts one; when that is too many, the seconds to wait. */
async function counted(tx: Sender, who: string, { most, seconds }: Limit, now: Date): Promise<number | undefined> {
  const oldest = new Date(now.getTime() - seconds * 1000)
  const [row] = await tx.query<{ count: number; since: Date }>(
    `insert into attempt (who, count, since) values ($1, 1, $2)
     on conflict (who) do update set
       count = case when attempt.since <= $3 then 1 else attempt.count + 1 end,
       since = case when attempt.since <= $3 then $2 else attempt.since end
     returning count, since`,
    [who, now, oldest],
  )
  if (row!.count <= most) return undefined
  return Math.max(1, Math.ceil((row!.since.getTime() - oldest.getTime()) / 1000))
}

/** Forgets what is too old to count. */
export const sweepAttempts = ({ store, clock }: Govern): Promise<unknown> =>
  store.query('delete from attempt where since < $1', [new Date(clock().getTime() - 3_600_000)])
