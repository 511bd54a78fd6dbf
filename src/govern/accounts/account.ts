import type { Language } from '../../kernel/index.ts'
import type { Sender } from '../../store/index.ts'
import { fault } from '../faults.ts'

export const accountStates = ['unconfirmed', 'pending', 'active', 'refused', 'blocked', 'erased'] as const
export type AccountState = (typeof accountStates)[number]

/** An account, never with its password. */
export interface Account {
  readonly id: number
  readonly email: string | null
  readonly name: string
  readonly language: Language
  readonly state: AccountState
  readonly administrator: boolean
  readonly created: Date
  readonly signedIn: Date | null
  /** Whether it signs in with a password, and with an OpenID provider. */
  readonly hasPassword: boolean
  readonly hasIdentity: boolean
}

export const accountColumns = `id, email, name, language, state, administrator, created, signed_in as "signedIn",
  password is not null as "hasPassword", exists (select 1 from identity where identity.account = account.id) as "hasIdentity"`

/** An account by its number. Throws `account.unknown`. */
export async function readAccount(tx: Sender, id: number): Promise<Account> {
  const [found] = await tx.query<Account>(`select ${accountColumns} from account where id = $1`, [id])
  if (found) return found
  throw fault('account.unknown', { fr: 'Ce compte n’existe pas.', en: 'There is no such account.' })
}
