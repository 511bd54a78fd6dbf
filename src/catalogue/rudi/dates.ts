import type { Sender } from '../../store/index.ts'

/** When a record of the store was first and last described here, and what it is called elsewhere. */
export interface Described {
  readonly id: string
  readonly identifiers: readonly string[] | null
  readonly created: Date
  readonly updated: Date
}

/** The records held elsewhere that are still there, in the order of their identifiers. */
export const listDescribed = (tx: Sender, territory: string): Promise<Described[]> =>
  tx.query<Described>(
    `select r.id, r.record->'identifiers' as identifiers, r.first_seen as created,
       greatest(r.first_seen, changed.at) as updated
     from catalogue_record r left join (select dataset, max(at) as at from catalogue_change where territory = $1 group by dataset)
       changed on changed.dataset = r.id
     where territory = $1 and state = 'active' order by r.id`,
    [territory],
  )

/** When each of our own datasets was first made, and last described otherwise by somebody. */
export const listMade = (
  tx: Sender,
  territory: string,
  names: readonly string[],
): Promise<{ id: string; created: Date | null; edited: Date | null }[]> =>
  tx.query(
    `select name as id, (select min(made) from materialization where territory = $1 and asset = name) as created,
       (select max(at) from catalogue_change where territory = $1 and dataset = name) as edited
     from unnest($2::text[]) as name`,
    [territory, names],
  )

/** The number of the last change of any record: another one, other records. */
export async function lastChange(tx: Sender, territory: string): Promise<number> {
  const [row] = await tx.query<{ last: number }>(
    'select coalesce(max(id), 0) as last from catalogue_change where territory = $1',
    [territory],
  )
  return row!.last
}
