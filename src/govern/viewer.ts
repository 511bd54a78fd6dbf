import { accountOfSession } from './accounts/sessions.ts'
import type { Viewer } from './decide.ts'
import { holderOfKey } from './keys.ts'
import type { Govern } from './types.ts'

/** Who a session belongs to; undefined when it no longer holds. */
export async function viewerOfSession(govern: Govern, session: string): Promise<Viewer | undefined> {
  const account = await accountOfSession(govern, session)
  return account === undefined ? undefined : viewerOf(govern, account)
}

/** Who a key reads for; undefined when it is none of ours, or no longer holds. */
export async function viewerOfKey(govern: Govern, key: string): Promise<Viewer | undefined> {
  const holder = await holderOfKey(govern, key)
  return holder && viewerOf(govern, holder.account, holder.id)
}

/** An account as a viewer: undefined when it is not open. */
async function viewerOf({ store }: Govern, account: number, key?: number): Promise<Viewer | undefined> {
  const [row] = await store.query<{ state: string; administrator: boolean }>(
    `select state, administrator from account where id = $1 and state in ('pending', 'active')`,
    [account],
  )
  if (!row) return undefined
  const administrator = row.administrator && row.state === 'active' && key === undefined
  return { kind: 'account', account, administrator, ...(key !== undefined && { key }) }
}
