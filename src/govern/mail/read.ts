import { fault } from '../faults.ts'
import type { Govern } from '../types.ts'

/** A letter as its reader sees it. */
export interface Mail {
  readonly id: number
  readonly subject: string
  readonly body: string
  readonly created: Date
  readonly read: Date | null
  readonly sent: Date | null
}

/** The letters to an account, newest first. */
export async function readMail(
  { store }: Govern,
  account: number,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ readonly items: Mail[]; readonly total: number }> {
  const [counted] = await store.query<{ total: number }>('select count(*) as total from mail where account = $1', [
    account,
  ])
  const items = await store.query<Mail>(
    'select id, subject, body, created, read, sent from mail where account = $1 order by id desc limit $2 offset $3',
    [account, limit, offset],
  )
  return { items, total: counted!.total }
}

/** One letter to an account, which is read from now on. Throws `account.no-mail`. */
export async function openMail({ store, clock }: Govern, account: number, id: number): Promise<Mail> {
  const [found] = await store.query<Mail>(
    `update mail set read = coalesce(read, $3) where id = $1 and account = $2
     returning id, subject, body, created, read, sent`,
    [id, account, clock()],
  )
  if (found) return found
  throw fault('account.no-mail', { fr: 'Ce message n’existe pas.', en: 'There is no such message.' })
}
