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

/** Every letter to an account is read from now on. */
export const markMailRead = ({ store, clock }: Govern, account: number): Promise<unknown> =>
  store.query('update mail set read = $2 where account = $1 and read is null', [account, clock()])
