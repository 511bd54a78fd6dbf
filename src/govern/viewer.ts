import { accountOfSession } from './accounts/sessions.ts'
import type { Right, Viewer } from './decide.ts'
import { holderOfKey } from './keys.ts'
import { rightsOf } from './requests/rights.ts'
import type { Govern } from './types.ts'

/** Who a session belongs to; undefined when it no longer holds. */
export async function viewerOfSession(govern: Govern, session: string): Promise<Viewer | undefined> {
  const account = await accountOfSession(govern, session)
  return account === undefined ? undefined : viewerOf(govern, account)
}

/** Who a key reads for; undefined when it is none of ours, or no longer holds. */
export async function viewerOfKey(govern: Govern, key: string): Promise<Viewer | undefined> {
  const holder = await holderOfKey(govern, key)
  return holder && viewerOf(govern, holder.account, holder)
}

/** An account as a viewer, by one of its keys perhaps: undefined when it is not open. */
async function viewerOf(
  govern: Govern,
  account: number,
  key?: { readonly id: number; readonly datasets: readonly string[] | null },
): Promise<Viewer | undefined> {
  const [row] = await govern.store.query<{ state: string; administrator: boolean }>(
    `select state, administrator from account where id = $1 and state in ('pending', 'active')`,
    [account],
  )
  if (!row) return undefined
  // One that awaits approval reads what anybody does.
  const all = row.state === 'active' ? await rightsOf(govern, account) : new Map<string, Right>()
  const rights = new Map([...all].filter(([dataset]) => !key?.datasets || key.datasets.includes(dataset)))
  const administrator = row.administrator && row.state === 'active' && !key
  return { kind: 'account', account, administrator, rights, ...(key && { key: key.id }) }
}
