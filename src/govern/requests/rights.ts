import type { Right } from '../decide.ts'
import type { Govern } from '../types.ts'

/** The datasets that an account may read beyond the open ones, and why: it produces them, or was granted them until then. */
export async function rightsOf({ store, territory, clock }: Govern, account: number): Promise<Map<string, Right>> {
  const rows = await store.query<{ dataset: string; request: number | null; until: Date | null }>(
    `select dataset, null::bigint as request, null::timestamptz as until
     from dataset_owner join organisation on organisation.id = dataset_owner.organisation
       join member on member.organisation = organisation.id
     where territory = $1 and member.account = $2 and role in ('manager', 'producer') and state = 'active'
     union all
     select dataset, id, until from access_request
     where territory = $1 and account = $2 and state = 'accepted' and until > $3
     order by until`,
    [territory.id, account, clock()],
  )
  // The longest comes last; without an end, last of all.
  return new Map(
    rows.map(({ dataset, request, until }) => [
      dataset,
      request === null ? { why: 'producer' } : { why: 'request', request, until: until! },
    ]),
  )
}
