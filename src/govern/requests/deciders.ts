import type { Sender } from '../../store/index.ts'
import { administrators } from '../mail/write.ts'
import type { Govern } from '../types.ts'

/** Accounts that decide who reads a dataset: producers of the organisation that answers for it, administrators where there are none. */
export async function decidersOf(tx: Sender, { territory }: Govern, dataset: string): Promise<number[]> {
  const producers = await tx.query<{ account: number }>(
    `select member.account from dataset_owner join organisation on organisation.id = dataset_owner.organisation
       join member on member.organisation = organisation.id join account on account.id = member.account
     where territory = $1 and dataset = $2 and organisation.state = 'active' and role in ('manager', 'producer')
       and account.state = 'active'`,
    [territory.id, dataset],
  )
  return producers.length > 0 ? producers.map(({ account }) => account) : administrators(tx)
}

/** Whether an account produces a dataset: its organisation answers for it, and it has a role there that decides. */
export async function produces(tx: Sender, { territory }: Govern, account: number, dataset: string): Promise<boolean> {
  const found = await tx.query(
    `select 1 from dataset_owner join organisation on organisation.id = dataset_owner.organisation
       join member on member.organisation = organisation.id
     where territory = $1 and dataset = $2 and account = $3 and role in ('manager', 'producer') and state = 'active'`,
    [territory.id, dataset, account],
  )
  return found.length > 0
}
