import { createHash } from 'node:crypto'
import type { Sender } from '../../store/index.ts'
import type { Finding } from '../harvest/findings.ts'
import { type Hand, recordChange } from './history.ts'
import { canonicalText, differences, type KeptRecord } from './write.ts'

/** A record that is described here rather than harvested: pushed by an organisation, or filled in a form. */
export interface Put {
  readonly territory: string
  readonly source: string
  /** What it is called at its source, and here. */
  readonly external: string
  readonly dataset: string
  readonly record: KeptRecord
  readonly repairs?: readonly Finding[]
  readonly by: Hand
  readonly at: Date
}

/** Keeps such a record, new or changed, with its history. Gives what became of it. */
export async function putRecord(tx: Sender, put: Put): Promise<'created' | 'changed' | 'restored' | 'unchanged'> {
  const { territory, source, external, dataset, record, repairs = [], by, at } = put
  const [known] = await tx.query<{ state: string; record: KeptRecord }>(
    'select state, record from catalogue_record where territory = $1 and source = $2 and external = $3 for update',
    [territory, source, external],
  )
  await tx.query(
    `insert into catalogue_record (territory, source, external, id, state, record, hash, first_seen, last_seen, errors, repairs)
     values ($1, $2, $3, $4, 'active', $5, $6, $7, $7, '[]', $8)
     on conflict (territory, source, external) do update set state = 'active', record = excluded.record, raw = null,
       hash = excluded.hash, last_seen = excluded.last_seen, errors = '[]', repairs = excluded.repairs`,
    [
      ...[territory, source, external, dataset, JSON.stringify(record)],
      createHash('sha256').update(canonicalText({ record, repairs })).digest('hex'),
      ...[at, JSON.stringify(repairs)],
    ],
  )
  const fields = known ? differences({ ...known.record }, { ...record }) : []
  const verb = !known ? 'created' : known.state === 'archived' ? 'restored' : 'changed'
  if (verb === 'changed' && fields.length === 0) return 'unchanged'
  await recordChange(tx, territory, { dataset, at, verb, by, fields })
  return verb
}

type Place = Pick<Put, 'territory' | 'source' | 'external' | 'by' | 'at'>

/** Takes such a record out of the catalogue; it stays for memory. False when it was not there. */
export const withdrawRecord = (tx: Sender, place: Place): Promise<boolean> => moved(tx, place, 'active', 'archived')

/** Puts such a record back. False when it was not withdrawn. */
export const restoreRecord = (tx: Sender, place: Place): Promise<boolean> => moved(tx, place, 'archived', 'active')

async function moved(
  tx: Sender,
  { territory, source, external, by, at }: Place,
  from: 'active' | 'archived',
  to: 'active' | 'archived',
): Promise<boolean> {
  const [record] = await tx.query<{ id: string }>(
    `update catalogue_record set state = $5, last_seen = $6
     where territory = $1 and source = $2 and external = $3 and state = $4 returning id`,
    [territory, source, external, from, to, at],
  )
  if (!record) return false
  const verb = to === 'active' ? 'restored' : 'archived'
  await recordChange(tx, territory, { dataset: record.id, at, verb, by, fields: [] })
  return true
}
