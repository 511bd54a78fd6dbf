import type { Sender } from '../../store/index.ts'
import { fault } from '../faults.ts'
import { hashOf, newSecret } from '../secrets.ts'
import type { Govern } from '../types.ts'

/** What a one-time link lets its holder do. */
export type Purpose = 'confirm' | 'password' | 'administrator'

const HOUR_MS = 3_600_000
/** How long each holds (ms). */
const HOLDS: Readonly<Record<Purpose, number>> = {
  confirm: 72 * HOUR_MS,
  password: 2 * HOUR_MS,
  administrator: 24 * HOUR_MS,
}
const pages: Readonly<Record<Purpose, string>> = {
  confirm: '/account/confirm',
  password: '/account/password',
  administrator: '/account/first',
}

/** Makes a link of a purpose, in place of those made before for the same account. */
export async function makeLink(
  tx: Sender,
  { clock, settings }: Govern,
  purpose: Purpose,
  account: number | null,
): Promise<string> {
  const secret = newSecret()
  await tx.query('delete from one_time_link where purpose = $1 and account is not distinct from $2', [purpose, account])
  await tx.query('insert into one_time_link (sha256, purpose, account, ends) values ($1, $2, $3, $4)', [
    hashOf(secret),
    purpose,
    account,
    new Date(clock().getTime() + HOLDS[purpose]),
  ])
  return `${settings.origin}${pages[purpose]}?token=${secret}`
}

/** The account a link is about (null for that of the administrator to be), without using it. Throws `account.link-gone`. */
export async function readLink(
  tx: Sender,
  { clock }: Govern,
  purpose: Purpose,
  secret: string,
): Promise<{ readonly account: number | null }> {
  const [found] = await tx.query<{ account: number | null }>(
    'select account from one_time_link where sha256 = $1 and purpose = $2 and ends > $3',
    [hashOf(secret), purpose, clock()],
  )
  if (found) return found
  throw fault(
    'account.link-gone',
    { fr: 'Ce lien a déjà servi, ou n’est plus valable.', en: 'This link was used already, or is no longer valid.' },
    { fr: 'Demandez-en un nouveau.', en: 'Ask for a new one.' },
  )
}

/** The same, using it: it works once. In a transaction, so that a failure leaves it usable. */
export async function useLink(
  tx: Sender,
  govern: Govern,
  purpose: Purpose,
  secret: string,
): Promise<{ readonly account: number | null }> {
  const found = await readLink(tx, govern, purpose, secret)
  const used = await tx.query('delete from one_time_link where sha256 = $1 returning 1', [hashOf(secret)])
  // Somebody else used it between the two: look again, and find nothing.
  return used.length === 1 ? found : readLink(tx, govern, purpose, '')
}
