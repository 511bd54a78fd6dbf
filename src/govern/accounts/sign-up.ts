import type { Language } from '../../kernel/index.ts'
import type { Sender } from '../../store/index.ts'
import { oneself, record } from '../audit/record.ts'
import { badField, notAllowed } from '../faults.ts'
import { administrators, write, writeTo } from '../mail/write.ts'
import { acceptInvitations } from '../organisations/members.ts'
import { readEmail, readText } from '../text.ts'
import type { Govern } from '../types.ts'
import { countSignIn, mayWrite } from './attempts.ts'
import { alreadyLetter, confirmLetter, pendingLetter } from './letters.ts'
import { makeLink, readLink, useLink } from './links.ts'
import { checkPassword, hashPassword, isPassword } from './password.ts'
import { startSession } from './sessions.ts'

/** What somebody gives to open an account. `from`: address of the network. */
export interface SignUpForm {
  readonly email: string
  readonly name: string
  readonly password: string
  readonly language: Language
  readonly from: string | undefined
}

/** What comes next, whether or not the address had an account: the answer must not tell. */
export type Next = 'confirm' | 'moderation'

/** Asks for an account. Throws `account.bad-field`, `account.too-fast`, `account.not-allowed` where none can be opened. */
export async function signUp(govern: Govern, form: SignUpForm): Promise<Next> {
  const { settings, store, clock } = govern
  if (settings.signUp === 'closed')
    throw notAllowed(
      { fr: 'Ce service n’ouvre pas de compte à la demande.', en: 'This service opens no account on request.' },
      { fr: 'Écrivez à son exploitant.', en: 'Write to its operator.' },
    )
  const email = readEmail(form.email)
  const name = readText('name', form.name, { most: 120 })
  checkPassword(form.password, email)
  const next: Next = settings.mail ? 'confirm' : 'moderation'
  const goes = await mayWrite(govern, { email, from: form.from })
  // Hashed whatever follows: the time taken tells nothing.
  const password = await hashPassword(form.password)
  await store.transaction(async (tx) => {
    const [known] = await tx.query<{ id: number; language: Language; state: string }>(
      'select id, language, state from account where email = $1 for update',
      [email],
    )
    if (known) {
      if (!goes || !settings.mail) return
      // Who never confirmed may be asking again with another password: the letter proves who they are, the form does not.
      if (known.state === 'unconfirmed')
        await tx.query('update account set name = $2, password = $3 where id = $1', [known.id, name, password])
      const link = known.state === 'unconfirmed' ? await makeLink(tx, govern, 'confirm', known.id) : undefined
      const letter = link ? confirmLetter : alreadyLetter
      await write(tx, govern, { account: known.id, language: known.language, email }, letter, link)
      return
    }
    const [made] = await tx.query<{ id: number }>(
      `insert into account (email, name, password, language, state, created) values ($1, $2, $3, $4, $5, $6)
       on conflict (email) do nothing returning id`,
      [email, name, password, form.language, settings.mail ? 'unconfirmed' : 'pending', clock()],
    )
    // Somebody asked with the same address at the same moment: theirs it is.
    if (!made) return
    await record(tx, govern, { verb: 'account.asked', by: oneself(made.id), account: made.id })
    if (settings.mail) {
      const link = await makeLink(tx, govern, 'confirm', made.id)
      await write(tx, govern, { account: made.id, language: form.language, email }, confirmLetter, link)
    } else await tellPending(tx, govern, name, email)
  })
  return next
}

/**
 * Confirms the address of the account that a link names, and signs in. The password is asked for too: whoever opens an account
 * with the address of another must not have it confirmed by them. Throws `account.link-gone`, `account.bad-field`.
 */
export async function confirmAddress(
  govern: Govern,
  secret: string,
  form: { readonly password: string; readonly from: string | undefined },
): Promise<{ account: number; session: string }> {
  const { store } = govern
  const { account } = await readLink(store, govern, 'confirm', secret)
  await countSignIn(govern, { email: `account ${account}`, from: form.from })
  const [row] = await store.query<{ password: string | null }>('select password from account where id = $1', [account])
  if (!(await isPassword(form.password, row?.password)))
    throw badField(
      'password',
      'Ce n’est pas le mot de passe donné en demandant le compte.',
      'This is not the password given when the account was asked for.',
      {
        fr: 'Si vous n’avez pas demandé ce compte, n’en faites rien : il ne servira pas.',
        en: 'If you did not ask for this account, do nothing: it will not be used.',
      },
    )
  return store.transaction(async (tx) => {
    await useLink(tx, govern, 'confirm', secret)
    await proved(tx, govern, account!)
    return { account: account!, session: await startSession(tx, govern, account!) }
  })
}

/** The address of an account is proved: what it becomes is up to the rule of this service. */
export async function proved(tx: Sender, govern: Govern, account: number): Promise<'active' | 'pending'> {
  const next = govern.settings.signUp === 'open' ? 'active' : 'pending'
  const [changed] = await tx.query<{ name: string; email: string }>(
    `update account set state = $2 where id = $1 and state = 'unconfirmed' returning name, email`,
    [account, next],
  )
  if (changed && next === 'pending') await tellPending(tx, govern, changed.name, changed.email)
  if (next === 'active') await acceptInvitations(tx, govern, account)
  return next
}

/** Tells the administrators that an account awaits them. */
export const tellPending = async (tx: Sender, govern: Govern, name: string, email: string): Promise<void> =>
  writeTo(tx, govern, await administrators(tx), pendingLetter(name, email, govern.settings.origin))
