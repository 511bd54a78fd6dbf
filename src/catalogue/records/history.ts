import type { Sender } from '../../store/index.ts'
import type { FieldChange } from './write.ts'

/** Who changed a record: an account, the operator, or a harvest. */
export type Hand =
  | { readonly kind: 'account'; readonly account: number }
  | { readonly kind: 'operator' }
  | { readonly kind: 'service'; readonly run?: number }

export type ChangeVerb = 'created' | 'changed' | 'archived' | 'restored' | 'edited' | 'reset' | 'undone'

interface Change {
  readonly dataset: string
  readonly at: Date
  readonly verb: ChangeVerb
  readonly by: Hand
  readonly fields: readonly FieldChange[]
  /** The change that this one takes back. */
  readonly undoes?: number
}

/** Keeps a change, in the transaction that makes it. */
export async function recordChange(
  tx: Sender,
  territory: string,
  { dataset, at, verb, by, fields, undoes }: Change,
): Promise<void> {
  await tx.query(
    `insert into catalogue_change (territory, dataset, at, verb, kind, account, run, fields, undoes)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      territory,
      dataset,
      at,
      verb,
      by.kind,
      by.kind === 'account' ? by.account : null,
      by.kind === 'service' ? (by.run ?? null) : null,
      JSON.stringify(fields),
      undoes ?? null,
    ],
  )
}

/** A change as it is read. */
export interface RecordChange {
  readonly id: number
  readonly at: Date
  readonly verb: ChangeVerb
  readonly kind: Hand['kind']
  readonly account: { readonly id: number; readonly name: string } | null
  readonly run: number | null
  readonly fields: readonly FieldChange[]
  /** The change that it took back, and that which took it back. */
  readonly undoes: number | null
  readonly undone: number | null
}

/** The changes of a dataset, the latest first. */
export async function readHistory(
  tx: Sender,
  territory: string,
  dataset: string,
  { limit, offset = 0 }: { readonly limit: number; readonly offset?: number },
): Promise<RecordChange[]> {
  return tx.query<RecordChange>(
    `select c.id, c.at, c.verb, c.kind, c.run, c.fields, c.undoes,
       (select max(u.id) from catalogue_change u
          where u.territory = c.territory and u.dataset = c.dataset and u.undoes = c.id) as undone,
       case when c.account is not null then json_build_object('id', a.id, 'name', a.name) end as account
     from catalogue_change c left join account a on a.id = c.account
     where c.territory = $1 and c.dataset = $2 order by c.id desc limit $3 offset $4`,
    [territory, dataset, limit, offset],
  )
}
