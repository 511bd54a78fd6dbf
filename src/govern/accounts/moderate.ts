import type { Sender } from '../../store/index.ts'
import { type Actor, record } from '../audit/record.ts'
import { fault, notAllowed } from '../faults.ts'
import { writeTo } from '../mail/write.ts'
import { acceptInvitations } from '../organisations/members.ts'
import { readEmail } from '../text.ts'
import type { Govern } from '../types.ts'
import { type Account, type AccountState, accountColumns, readAccount } from './account.ts'
import { moderationLetters } from './letters.ts'

/** What an administrator does with an account. */
export const moderations = ['approve', 'refuse', 'block', 'unblock', 'promote', 'demote'] as const
export type Moderation = (typeof moderations)[number]

const from: Readonly<Record<Moderation, readonly AccountState[]>> = {
  approve: ['unconfirmed', 'pending', 'refused'],
  refuse: ['unconfirmed', 'pending'],
  block: ['active'],
  unblock: ['blocked'],
  promote: ['active'],
  demote: ['active'],
}
const to: Readonly<Partial<Record<Moderation, AccountState>>> = {
  approve: 'active',
  refuse: 'refused',
  block: 'blocked',
  unblock: 'active',
}

/** Lets an administrator decide of an account. Throws `account.not-allowed`, `account.state`, `account.last`. */
export async function moderate(govern: Govern, by: Actor, id: number, what: Moderation): Promise<Account> {
  return govern.store.transaction(async (tx) => {
    const account = await readAccount(tx, id)
    if (by.kind === 'account' && by.account === id)
      throw notAllowed({ fr: 'Personne ne décide de son propre compte.', en: 'Nobody decides of their own account.' })
    if (!from[what].includes(account.state))
      throw fault(
        'account.state',
        { fr: 'L’état de ce compte ne le permet pas.', en: 'The state of this account does not allow it.' },
        { fr: 'Rechargez la page : il a pu changer.', en: 'Reload the page: it may have changed.' },
        { facts: { state: account.state } },
      )
    if (what === 'promote' || what === 'demote')
      await tx.query('update account set administrator = $2 where id = $1', [id, what === 'promote'])
    else await tx.query('update account set state = $2 where id = $1', [id, to[what]])
    if (what === 'block' || what === 'refuse') await tx.query('delete from session where account = $1', [id])
    if (what === 'block') await tx.query('update account set administrator = false where id = $1', [id])
    await keepOne(tx)
    await record(tx, govern, { verb: `account.${what}`, by, account: id })
    if (what === 'approve') await acceptInvitations(tx, govern, id)
    if (what === 'approve' || what === 'refuse' || what === 'block')
      await writeTo(tx, govern, [id], moderationLetters[what])
    return readAccount(tx, id)
  })
}

/** Corrects the address of an account, for who lost the one they had. */
export async function correctEmail(govern: Govern, by: Actor, id: number, given: string): Promise<void> {
  const email = readEmail(given)
  const [taken] = await govern.store.query('select 1 from account where email = $1 and id <> $2', [email, id])
  if (taken)
    throw fault(
      'account.bad-field',
      { fr: 'Un autre compte a cette adresse.', en: 'Another account has this address.' },
      undefined,
      { place: 'email' },
    )
  await govern.store.transaction(async (tx) => {
    await tx.query(`update account set email = $2 where id = $1 and state <> 'erased'`, [id, email])
    await record(tx, govern, { verb: 'account.email', by, account: id })
  })
}

/** Throws `account.last` when nobody would be left to administer. */
async function keepOne(tx: Sender): Promise<void> {
  const [left] = await tx.query(`select 1 from account where administrator and state = 'active'`)
  if (left) return
  throw fault('account.last', {
    fr: 'Il ne resterait plus d’administrateur.',
    en: 'There would be no administrator left.',
  })
}

/** The accounts that a search finds, newest first. */
export async function listAccounts(
  { store }: Govern,
  asked: {
    readonly q: string
    readonly state: AccountState | undefined
    readonly limit: number
    readonly offset: number
  },
): Promise<{ readonly items: Account[]; readonly total: number }> {
  const { q, state, limit, offset } = asked
  const where = `state <> 'erased' and ($1::text is null or state = $1)
    and ($2 = '' or position(lower($2) in email) > 0 or position(lower($2) in lower(name)) > 0)`
  const [counted] = await store.query<{ total: number }>(`select count(*) as total from account where ${where}`, [
    state ?? null,
    q,
  ])
  const items = await store.query<Account>(
    `select ${accountColumns} from account where ${where} order by id desc limit $3 offset $4`,
    [state ?? null, q, limit, offset],
  )
  return { items, total: counted!.total }
}
