import type { Bilingual, Language } from '../../kernel/index.ts'
import type { Sender } from '../../store/index.ts'
import type { Govern } from '../types.ts'

/** What a letter says, in both languages. */
export interface Letter {
  readonly subject: Bilingual
  readonly body: Bilingual
}

interface Recipient {
  readonly account: number
  readonly language: Language
  /** Where to send it; null where it only stays in the account. */
  readonly email: string | null
}

/**
 * Writes to somebody: the letter stays in their account, and is sent where there is a mail server. `link`: one that works once,
 * which is only sent, never kept.
 */
export async function write(
  tx: Sender,
  { settings, clock, territory }: Govern,
  { account, language, email }: Recipient,
  { subject, body }: Letter,
  link?: string,
): Promise<void> {
  const now = clock()
  const isSent = settings.mail !== undefined && email !== null
  await tx.query(
    `insert into mail (account, recipient, subject, body, link, created, next_try) values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      account,
      email ?? '',
      `${territory.title[language]} — ${subject[language]}`,
      body[language],
      isSent ? (link ?? null) : null,
      now,
      isSent ? now : null,
    ],
  )
}

/** Writes the same letter to several accounts, each in its language. Those that were erased are left out. */
export async function writeTo(tx: Sender, govern: Govern, accounts: readonly number[], letter: Letter): Promise<void> {
  const people = await tx.query<{ account: number; language: Language; email: string }>(
    `select id as account, language, email from account where id = any ($1::bigint[]) and state <> 'erased'`,
    [accounts],
  )
  for (const one of people) await write(tx, govern, one, letter)
}

/** Accounts of the administrators. */
export const administrators = async (tx: Sender): Promise<number[]> =>
  (await tx.query<{ id: number }>(`select id from account where administrator and state = 'active'`)).map(
    ({ id }) => id,
  )
