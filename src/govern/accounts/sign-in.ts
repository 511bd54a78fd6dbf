import { fault } from '../faults.ts'
import type { Govern } from '../types.ts'
import type { AccountState } from './account.ts'
import { countSignIn, forgetSignIn } from './attempts.ts'
import { isPassword } from './password.ts'
import { startSession } from './sessions.ts'

/** What is typed to sign in. `from`: address of the network. */
export interface SignInForm {
  readonly email: string
  readonly password: string
  readonly from: string | undefined
}

/** Opens a session for who knows the password, and gives what the browser keeps. Throws `account.wrong`, `account.too-fast`… */
export async function signIn(govern: Govern, form: SignInForm): Promise<{ account: number; session: string }> {
  const { store, log } = govern
  const tried = { email: form.email.trim().toLowerCase(), from: form.from }
  await countSignIn(govern, tried)
  const [found] = await store.query<{ id: number; password: string | null; state: AccountState }>(
    'select id, password, state from account where email = $1',
    [tried.email],
  )
  // Checked even when there is no such account: the time taken tells nothing.
  if (!(await isPassword(form.password, found?.password)) || !found) {
    log('account.wrong-password', { account: found?.id ?? null })
    throw wrong()
  }
  await forgetSignIn(govern, tried)
  refuseState(found.state)
  const session = await store.transaction((tx) => startSession(tx, govern, found.id))
  return { account: found.id, session }
}

/** Lets in the states that may sign in. Said only to who proved to be the person. */
export function refuseState(state: AccountState): void {
  if (state === 'unconfirmed')
    throw fault(
      'account.unconfirmed',
      {
        fr: 'L’adresse de ce compte n’est pas encore confirmée.',
        en: 'The address of this account is not confirmed yet.',
      },
      {
        fr: 'Ouvrez le lien du courriel reçu, ou demandez de nouveau un compte pour en recevoir un autre.',
        en: 'Open the link of the e-mail you received, or ask for an account again to receive another.',
      },
    )
  if (state === 'blocked' || state === 'refused')
    throw fault(
      'account.blocked',
      { fr: 'Ce compte n’est pas ouvert.', en: 'This account is not open.' },
      { fr: 'Écrivez à l’exploitant du service.', en: 'Write to the operator of the service.' },
    )
}

const wrong = () =>
  fault(
    'account.wrong',
    { fr: 'L’adresse ou le mot de passe ne convient pas.', en: 'The address or the password is wrong.' },
    {
      fr: 'Vérifiez les deux. Un mot de passe oublié se remplace.',
      en: 'Check both. A forgotten password can be replaced.',
    },
  )
