import type { Language } from '../../kernel/index.ts'
import { oneself, record } from '../audit/record.ts'
import { fault } from '../faults.ts'
import { readText } from '../text.ts'
import type { Govern } from '../types.ts'
import type { Account } from './account.ts'
import { checkCurrent } from './password-change.ts'

/** Corrects what an account says of its person. */
export async function changeProfile(
  { store }: Govern,
  id: number,
  form: { readonly name: string; readonly language: Language },
): Promise<void> {
  const name = readText('name', form.name, { most: 120 })
  await store.query('update account set name = $2, language = $3 where id = $1', [id, name, form.language])
}

/** Name of an account whose person had it erased. */
const ERASED = '—'

/**
 * Erases an account at the request of its person: what says who they are goes, the number stays for the records that name it.
 * Throws `account.last` for the last administrator.
 */
export async function eraseAccount(
  govern: Govern,
  account: Account,
  form: { readonly current: string; readonly from: string | undefined },
): Promise<void> {
  await checkCurrent(govern, account, form.current, form.from)
  await govern.store.transaction(async (tx) => {
    await tx.query(
      `update account set state = 'erased', email = null, name = $2, password = null, administrator = false where id = $1`,
      [account.id, ERASED],
    )
    const [left] = await tx.query(`select 1 from account where administrator and state = 'active'`)
    if (account.administrator && !left)
      throw fault(
        'account.last',
        { fr: 'Il ne resterait plus d’administrateur.', en: 'There would be no administrator left.' },
        { fr: 'Nommez-en d’abord un autre.', en: 'Name another one first.' },
      )
    await record(tx, govern, { verb: 'account.erased', by: oneself(account.id), account: account.id })
    await tx.query(
      `update access_request set state = 'cancelled' where account = $1 and state in ('requested', 'accepted')`,
      [account.id],
    )
    for (const table of ['session', 'identity', 'one_time_link', 'access_key', 'member', 'mail', 'saved_search'])
      await tx.query(`delete from ${table} where account = $1`, [account.id])
  })
}
