import type { Language } from '../../kernel/index.ts'
import { record, service } from '../audit/record.ts'
import { acceptInvitations } from '../organisations/members.ts'
import { readEmail, readText } from '../text.ts'
import type { Govern } from '../types.ts'
import { makeLink, readLink, useLink } from './links.ts'
import { checkPassword, hashPassword } from './password.ts'
import { startSession } from './sessions.ts'

/** A link that makes its holder the first administrator; undefined when there is an administrator already. */
export async function firstAdministratorLink(govern: Govern): Promise<string | undefined> {
  return govern.store.transaction(async (tx) => {
    const [known] = await tx.query(`select 1 from account where administrator and state = 'active'`)
    return known ? undefined : makeLink(tx, govern, 'administrator', null)
  })
}

/** A link that makes its holder an administrator, whoever there is: for who has the command line of the service. */
export const administratorLink = (govern: Govern): Promise<string> =>
  govern.store.transaction((tx) => makeLink(tx, govern, 'administrator', null))

/** Whether such a link still holds. Throws `account.link-gone`. */
export const checkAdministratorLink = async (govern: Govern, secret: string): Promise<void> => {
  await readLink(govern.store, govern, 'administrator', secret)
}

/** Makes the holder of the link an administrator, and signs them in. An account of that address becomes one. */
export async function becomeAdministrator(
  govern: Govern,
  secret: string,
  form: { readonly email: string; readonly name: string; readonly password: string; readonly language: Language },
): Promise<{ account: number; session: string }> {
  const email = readEmail(form.email)
  const name = readText('name', form.name, { most: 120 })
  checkPassword(form.password, email)
  const { store, clock } = govern
  await checkAdministratorLink(govern, secret)
  const password = await hashPassword(form.password)
  return store.transaction(async (tx) => {
    await useLink(tx, govern, 'administrator', secret)
    const [made] = await tx.query<{ id: number }>(
      `insert into account (email, name, password, language, state, administrator, created)
       values ($1, $2, $3, $4, 'active', true, $5)
       on conflict (email) do update set name = excluded.name, password = excluded.password, state = 'active', administrator = true
       returning id`,
      [email, name, password, form.language, clock()],
    )
    // Whatever opened this account before, somebody else may have.
    for (const table of ['session', 'identity', 'access_key'])
      await tx.query(`delete from ${table} where account = $1`, [made!.id])
    await record(tx, govern, { verb: 'account.promote', by: service, account: made!.id })
    await acceptInvitations(tx, govern, made!.id)
    return { account: made!.id, session: await startSession(tx, govern, made!.id) }
  })
}
