import type { Sender } from '../../store/index.ts'
import type { DatasetRecord } from '../record.ts'
import { checkEdit, type EditableField } from './editable.ts'
import { type Hand, recordChange } from './history.ts'

/** What people of this house say of a dataset, by field. */
export type Edits = Partial<Pick<DatasetRecord, EditableField>>

/** A record as people of this house changed it. What its source says since is under what they said. */
export function overlay(record: DatasetRecord, edits: Edits): DatasetRecord {
  const fields = Object.keys(edits).sort()
  return fields.length === 0 ? record : { ...record, ...edits, edited: fields }
}

/** The edits of some datasets, or of all. */
export async function readEdits(
  tx: Sender,
  territory: string,
  datasets?: readonly string[],
): Promise<ReadonlyMap<string, Edits>> {
  const rows = await tx.query<{ dataset: string; edits: Edits }>(
    `select dataset, json_object_agg(field, value) as edits from catalogue_edit
     where territory = $1 and ($2::text[] is null or dataset = any($2)) group by dataset`,
    [territory, datasets ?? null],
  )
  return new Map(rows.map(({ dataset, edits }) => [dataset, edits]))
}

export interface EditRequest {
  readonly dataset: string
  readonly field: string
  /** Null takes the edit back: the source speaks again. */
  readonly value: unknown
  readonly by: Hand
  readonly at: Date
}

/**
 * Says one field of a record otherwise than its source, from now on. Throws `catalogue.field` for a field that may not be
 * edited or a value that does not fit it.
 */
export async function editRecord(tx: Sender, territory: string, request: EditRequest): Promise<void> {
  const { dataset, by, at } = request
  const field = checkEdit(request.field, request.value)
  const [before] = await tx.query<{ value: unknown }>(
    'select value from catalogue_edit where territory = $1 and dataset = $2 and field = $3 for update',
    [territory, dataset, field],
  )
  if (request.value === null) {
    if (!before) return
    await tx.query('delete from catalogue_edit where territory = $1 and dataset = $2 and field = $3', [
      territory,
      dataset,
      field,
    ])
  } else {
    await tx.query(
      `insert into catalogue_edit (territory, dataset, field, value, at, kind, account)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict (territory, dataset, field)
       do update set value = excluded.value, at = excluded.at, kind = excluded.kind, account = excluded.account`,
      [
        territory,
        dataset,
        field,
        JSON.stringify(request.value),
        at,
        by.kind,
        by.kind === 'account' ? by.account : null,
      ],
    )
  }
  await recordChange(tx, territory, {
    dataset,
    at,
    by,
    verb: request.value === null ? 'reset' : 'edited',
    fields: [
      {
        field,
        ...(before && { before: before.value }),
        ...(request.value !== null && { after: request.value }),
      },
    ],
  })
}
