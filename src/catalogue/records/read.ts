import type { Bilingual } from '../../kernel/index.ts'
import type { Sender } from '../../store/index.ts'
import { same } from '../harvest/texts.ts'
import type { DatasetRecord } from '../record.ts'
import { type Edits, overlay } from './edits.ts'
import type { KeptRecord } from './write.ts'

/** A record that was harvested, as the store has it. */
interface Row {
  readonly id: string
  readonly source: string
  readonly external: string
  readonly state: 'active' | 'archived'
  readonly record: KeptRecord
  readonly first_seen: Date
  readonly last_seen: Date
  readonly edits: Edits | null
  readonly depositor: string | null
}

/** What the sources are called, by their identifier. */
export type SourceTitles = ReadonlyMap<string, Bilingual>

const columns = `r.id, r.source, r.external, r.state, r.record, r.first_seen, r.last_seen,
  (select json_object_agg(e.field, e.value) from catalogue_edit e where e.territory = r.territory and e.dataset = r.id) as edits,
  (select o.name from organisation o where r.source in ('deposit.' || o.slug, 'described.' || o.slug)) as depositor`

/** How many datasets are described here and held elsewhere. Archived ones are not counted. */
export async function countHarvested(tx: Sender, territory: string): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `select count(*) as count from catalogue_record where territory = $1 and state = 'active'`,
    [territory],
  )
  return row!.count
}

/** Records that were harvested and are still at their source, in the order of their identifiers, after `after`. */
export async function listHarvested(
  tx: Sender,
  territory: string,
  titles: SourceTitles,
  { limit, offset = 0, after = '' }: { readonly limit: number; readonly offset?: number; readonly after?: string },
): Promise<DatasetRecord[]> {
  const rows = await tx.query<Row>(
    `select ${columns} from catalogue_record r where territory = $1 and state = 'active' and id > $2
     order by id limit $3 offset $4`,
    [territory, after, limit, offset],
  )
  return rows.map((row) => recordOf(row, titles))
}

/** Some of the records that were harvested and are still at their source, in no order; those that are not there are left out. */
export async function readSomeHarvested(
  tx: Sender,
  territory: string,
  titles: SourceTitles,
  ids: readonly string[],
): Promise<DatasetRecord[]> {
  const rows = await tx.query<Row>(
    `select ${columns} from catalogue_record r where territory = $1 and state = 'active' and id = any($2)`,
    [territory, ids],
  )
  return rows.map((row) => recordOf(row, titles))
}

/**
 * The ids of the records that other identifiers name: a value as the source gives it, `scheme:value`, or a scheme alone, which is
 * the source they were harvested from. Archived ones are left out.
 */
export async function idsByExternal(tx: Sender, territory: string, names: readonly string[]): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select id from catalogue_record where territory = $1 and state = 'active'
       and (external = any($2) or source = any($2) or source || ':' || external = any($2)
         or exists (select from jsonb_array_elements_text(record->'identifiers') as one (name)
                    where name = any($2) or source || ':' || name = any($2)))`,
    [territory, names],
  )
  return rows.map(({ id }) => id)
}

/** One harvested record, archived ones too; undefined when there never was a usable one. */
export async function readHarvested(
  tx: Sender,
  territory: string,
  titles: SourceTitles,
  id: string,
): Promise<DatasetRecord | undefined> {
  const [row] = await tx.query<Row>(
    `select ${columns} from catalogue_record r where territory = $1 and id = $2 and record is not null`,
    [territory, id],
  )
  return row && recordOf(row, titles)
}

function recordOf(row: Row, titles: SourceTitles): DatasetRecord {
  const { issued, modified, page, ...kept } = row.record
  const record: DatasetRecord = {
    ...kept,
    id: row.id,
    page: `/datasets/${row.id}`,
    sources: page && !kept.sources.includes(page) ? [page, ...kept.sources] : kept.sources,
    ...(issued && { issued: new Date(issued) }),
    ...(modified && { modified: new Date(modified) }),
    origin: {
      source: row.source,
      title: titles.get(row.source) ?? same(row.depositor ?? row.source),
      external: row.external,
      first: row.first_seen,
      seen: row.last_seen,
      archived: row.state === 'archived',
    },
  }
  return row.edits ? overlay(record, row.edits) : record
}
