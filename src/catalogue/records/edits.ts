import type { Sender } from '../../store/index.ts'
import type { DatasetRecord } from '../record.ts'
import type { EditableField } from './editable.ts'

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
