import { OrchestraError } from '../../kernel/index.ts'
import type { Sender } from '../../store/index.ts'
import { isDescribed, type Said, withSaid } from './describe.ts'
import { checkEdit } from './editable.ts'
import { type Hand, recordChange } from './history.ts'
import { canonicalText, differences, type FieldChange, type KeptRecord } from './write.ts'

interface Saying {
  readonly territory: string
  readonly dataset: string
  /** Its source, when it is not one of our own assets. */
  readonly source: string | undefined
  readonly by: Hand
  readonly at: Date
}

/**
 * Says some fields of a record at once, as one change: over its source, or in the record itself where it is described here. Null takes
 * back what was said. Gives how many fields changed. Throws `catalogue.field`.
 */
export async function sayFields(tx: Sender, saying: Saying, said: Said): Promise<number> {
  const fields = await apply(tx, saying, said)
  if (fields.length > 0) {
    const verb = fields.every(({ after }) => after === undefined) ? 'reset' : 'edited'
    await recordChange(tx, saying.territory, { ...saying, verb, fields })
  }
  return fields.length
}

/** Changes that can be taken back: what people said. What a harvest brings comes again with the next one. */
const undoable: readonly string[] = ['edited', 'reset', 'undone']

/**
 * Takes back one change: every field it touched is as it was before. That is a change too. Throws `catalogue.no-change`,
 * `catalogue.moved-on` when a field has changed since.
 */
export async function undoChange(tx: Sender, saying: Saying, change: number): Promise<void> {
  const { territory, dataset } = saying
  const [row] = await tx.query<{ verb: string; fields: readonly FieldChange[] }>(
    'select verb, fields from catalogue_change where territory = $1 and dataset = $2 and id = $3',
    [territory, dataset, change],
  )
  if (!row || !undoable.includes(row.verb)) throw noChange(change)
  const now = await saidOf(tx, saying)
  for (const { field, after } of row.fields)
    if (canonicalText(now[field] ?? null) !== canonicalText(after ?? null)) throw movedOn(field)
  const back = Object.fromEntries(row.fields.map(({ field, before }) => [field, before ?? null]))
  const fields = await apply(tx, saying, back, true)
  await recordChange(tx, territory, { ...saying, verb: 'undone', fields, undoes: change })
}

/** What can be said of a record, as it is said now: nothing where its source speaks. */
async function saidOf(tx: Sender, { territory, dataset, source }: Saying): Promise<Said> {
  if (source !== undefined && isDescribed(source)) return { ...(await describedRecord(tx, territory, dataset)) }
  const rows = await tx.query<{ field: string; value: unknown }>(
    'select field, value from catalogue_edit where territory = $1 and dataset = $2 for update',
    [territory, dataset],
  )
  return Object.fromEntries(rows.map(({ field, value }) => [field, value]))
}

/** `whole`: what is said was in a record already, as it is kept. */
async function apply(tx: Sender, saying: Saying, said: Said, whole = false): Promise<FieldChange[]> {
  const { territory, dataset, source, by, at } = saying
  if (source !== undefined && isDescribed(source)) {
    const before = await describedRecord(tx, territory, dataset)
    const after = whole ? restored(before, said) : withSaid(before, said)
    const fields = differences({ ...before }, { ...after })
    if (fields.length > 0) {
      const record = whole ? after : { ...after, modified: at.toISOString() }
      await tx.query('update catalogue_record set record = $3, last_seen = $4 where territory = $1 and id = $2', [
        ...[territory, dataset, JSON.stringify(record), at],
      ])
    }
    return fields
  }
  const known = await saidOf(tx, saying)
  const fields: FieldChange[] = []
  for (const [field, value] of Object.entries(said)) {
    checkEdit(field, value)
    const before = known[field]
    if (canonicalText(before ?? null) === canonicalText(value)) continue
    fields.push({ field, ...(before !== undefined && { before }), ...(value !== null && { after: value }) })
    if (value === null)
      await tx.query('delete from catalogue_edit where territory = $1 and dataset = $2 and field = $3', [
        ...[territory, dataset, field],
      ])
    else
      await tx.query(
        `insert into catalogue_edit (territory, dataset, field, value, at, kind, account)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict (territory, dataset, field)
         do update set value = excluded.value, at = excluded.at, kind = excluded.kind, account = excluded.account`,
        [...[territory, dataset, field, JSON.stringify(value), at], by.kind, by.kind === 'account' ? by.account : null],
      )
  }
  return fields
}

/** A record with some fields as they were. */
function restored(record: KeptRecord, fields: Said): KeptRecord {
  const all = Object.entries({ ...record, ...fields }).filter(([, value]) => value !== null)
  return Object.fromEntries(all) as unknown as KeptRecord
}

async function describedRecord(tx: Sender, territory: string, dataset: string): Promise<KeptRecord> {
  const [row] = await tx.query<{ record: KeptRecord }>(
    'select record from catalogue_record where territory = $1 and id = $2 for update',
    [territory, dataset],
  )
  return row!.record
}

const noChange = (id: number) =>
  new OrchestraError({
    code: 'catalogue.no-change',
    say: { fr: `La modification ${id} ne se défait pas.`, en: `Change ${id} cannot be undone.` },
    remedy: {
      fr: 'Seul ce que des personnes ont dit se défait ; ce qu’une moisson apporte revient à la suivante.',
      en: 'Only what people said can be undone; what a harvest brings comes back with the next one.',
    },
    place: 'change',
  })

const movedOn = (field: string) =>
  new OrchestraError({
    code: 'catalogue.moved-on',
    say: {
      fr: `Le champ ${field} a changé depuis : rien n’a été défait.`,
      en: `The field ${field} has changed since: nothing was undone.`,
    },
    remedy: {
      fr: 'Défaites d’abord les modifications plus récentes de ce champ.',
      en: 'Undo the later changes of this field first.',
    },
    place: field,
  })
