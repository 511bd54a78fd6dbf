import type { Language } from '../../kernel/index.ts'
import type { Sender } from '../../store/index.ts'
import { type Actor, oneself, record } from '../audit/record.ts'
import { badField, fault } from '../faults.ts'
import { administrators, write, writeTo } from '../mail/write.ts'
import { readEmail } from '../text.ts'
import type { Govern } from '../types.ts'
import { type Account, readAccount } from './account.ts'
import { countSignIn, forgetSignIn, mayWrite } from './attempts.ts'
import { changedLetter, forgottenLetter, resetLetter } from './letters.ts'
import { makeLink, useLink } from './links.ts'
import { checkPassword, hashPassword, isPassword } from './password.ts'
import { endSessions, startSession } from './sessions.ts'
import { proved } from './sign-up.ts'

/**
 * Somebody forgot a password: a link goes to the address if it has an account, and the answer does not tell. Where the service
 * sends no mail, its administrators are told.
 */
export async function forgotPassword(
  govern: Govern,
  form: { readonly email: string; readonly from: string | undefined },
): Promise<void> {
  const email = readEmail(form.email)
  if (!(await mayWrite(govern, { email, from: form.from }))) return
  await govern.store.transaction(async (tx) => {
    const [found] = await tx.query<{ id: number; name: string; language: Language }>(
      `select id, name, language from account where email = $1 and state in ('unconfirmed', 'pending', 'active')`,
      [email],
    )
    if (!found) return
    const { origin, mail } = govern.settings
    if (mail) {
      const link = await makeLink(tx, govern, 'password', found.id)
      await write(tx, govern, { account: found.id, language: found.language, email }, resetLetter, link)
    } else
      await writeTo(
        tx,
        govern,
        await administrators(tx),
        forgottenLetter(found.name, email, `${origin}/admin/accounts/${found.id}`),
      )
  })
}

/** Chooses a password through a link, and signs in: the link also proves the address. Other sessions end. */
export async function choosePassword(
  govern: Govern,
  secret: string,
  password: string,
): Promise<{ account: number; session: string }> {
  return govern.store.transaction(async (tx) => {
    const { account } = await useLink(tx, govern, 'password', secret)
    const { email, state } = await readAccount(tx, account!)
    checkPassword(password, email ?? '')
    if (state === 'unconfirmed') await proved(tx, govern, account!)
    await setPassword(tx, govern, account!, password)
    return { account: account!, session: await startSession(tx, govern, account!) }
  })
}

/** Changes the password of who is signed in, keeping the session that asks. Throws `account.wrong-password`. */
export async function changePassword(
  govern: Govern,
  account: Account,
  form: {
    readonly current: string
    readonly password: string
    readonly session: string
    readonly from: string | undefined
  },
): Promise<void> {
  await checkCurrent(govern, account, form.current, form.from)
  checkPassword(form.password, account.email ?? '')
  await govern.store.transaction((tx) => setPassword(tx, govern, account.id, form.password, form.session))
}

/** Makes sure that it is the person who asks: their password, where they have one. Counted like an attempt to sign in. */
export async function checkCurrent(
  govern: Govern,
  { id, email, hasPassword }: Account,
  current: string,
  from: string | undefined,
): Promise<void> {
  if (!hasPassword) return
  const tried = { email: email ?? '', from }
  await countSignIn(govern, tried)
  const [row] = await govern.store.query<{ password: string }>('select password from account where id = $1', [id])
  if (!(await isPassword(current, row!.password)))
    throw badField('current', 'Ce n’est pas le mot de passe de ce compte.', 'This is not the password of this account.')
  await forgetSignIn(govern, tried)
}

async function setPassword(tx: Sender, govern: Govern, account: number, password: string, kept?: string) {
  await tx.query('update account set password = $2 where id = $1', [account, await hashPassword(password)])
  await endSessions(tx, account, kept)
  await record(tx, govern, { verb: 'account.password', by: oneself(account), account })
  await writeTo(tx, govern, [account], changedLetter)
}

/** A link to choose a password, that an administrator hands over where the service cannot write. */
export async function passwordLink(govern: Govern, by: Actor, account: number): Promise<string> {
  return govern.store.transaction(async (tx) => {
    const { state } = await readAccount(tx, account)
    if (state !== 'pending' && state !== 'active' && state !== 'unconfirmed')
      throw fault('account.blocked', { fr: 'Ce compte n’est pas ouvert.', en: 'This account is not open.' })
    await record(tx, govern, { verb: 'account.link', by, account })
    return makeLink(tx, govern, 'password', account)
  })
}
