import type { Bilingual } from '../../kernel/index.ts'
import type { Sender } from '../../store/index.ts'
import type { DatasetRecord } from '../record.ts'
import { listHarvested, readSomeHarvested, type SourceTitles } from '../records/read.ts'
import { type Documents, noDocuments, put, remove, tidy } from './documents.ts'
import { inOrder } from './vocabulary.ts'

/** Records read at once. */
const BATCH = 500

/** The harvested records of a catalogue, kept ready to be searched as the store changes. */
export interface Followed {
  readonly documents: Documents
  /**
   * Brings the documents to what the store has: all of it the first time, then what changed. Gives the identifiers that changed,
   * which may be those of datasets that were not harvested.
   */
  refresh(): Promise<ReadonlySet<string>>
}

export interface Following {
  readonly store: Sender
  readonly territory: string
  readonly titles: SourceTitles
  /** What the datasets of this house are said to come from. */
  readonly house: Bilingual
  /** What else is known of some records. */
  readonly quality?: (records: readonly DatasetRecord[]) => Promise<ReadonlyMap<string, number>>
}

interface Changes {
  /** Transactions before this one are over. */
  readonly floor: string
  readonly changes: readonly { readonly id: number; readonly dataset: string }[]
}

/** Follows the store by its changes, which every change of a record leaves one of. */
export function followHarvested(following: Following): Followed {
  const documents = noDocuments()
  let floor: string | undefined
  let seen: ReadonlySet<number> = new Set()

  return {
    documents,
    async refresh() {
      const now = await readChanges(following, floor)
      const fresh = now.changes.filter(({ id }) => !seen.has(id))
      const changed = new Set(fresh.map(({ dataset }) => dataset))
      if (floor === undefined) await putAll(following, documents)
      else await putSome(following, documents, [...changed])
      floor = now.floor
      // Those of transactions that were not over will be read again, with those that were not committed yet.
      seen = new Set(now.changes.map(({ id }) => id))
      return changed
    },
  }
}

async function readChanges({ store, territory }: Following, floor: string | undefined): Promise<Changes> {
  const [row] = await store.query<Changes>(
    `select pg_snapshot_xmin(pg_current_snapshot())::text as floor, coalesce((
       select json_agg(json_build_object('id', id, 'dataset', dataset)) from catalogue_change
       where territory = $1 and tx >= coalesce($2::xid8, pg_snapshot_xmin(pg_current_snapshot()))), '[]') as changes`,
    [territory, floor ?? null],
  )
  return row!
}

async function putAll(following: Following, documents: Documents): Promise<void> {
  const { store, territory, titles } = following
  for (let after = ''; ; ) {
    const records = await listHarvested(store, territory, titles, { limit: BATCH, after })
    await putRecords(following, documents, records)
    if (records.length < BATCH) break
    after = records.at(-1)!.id
  }
  // Before the first typing error, which would wait for it.
  inOrder(documents.vocabulary)
}

async function putSome(following: Following, documents: Documents, ids: readonly string[]): Promise<void> {
  const { store, territory, titles } = following
  for (let from = 0; from < ids.length; from += BATCH) {
    const some = ids.slice(from, from + BATCH)
    const records = await readSomeHarvested(store, territory, titles, some)
    const there = new Set(records.map(({ id }) => id))
    // One of this house is nobody's to remove here.
    for (const id of some) if (!there.has(id) && id.includes('~')) remove(documents, id)
    await putRecords(following, documents, records)
  }
  tidy(documents)
}

async function putRecords(
  { house, quality }: Following,
  documents: Documents,
  records: readonly DatasetRecord[],
): Promise<void> {
  const known = await quality?.(records)
  for (const record of records) {
    const score = known?.get(record.id)
    put(documents, { record, ...(score !== undefined && { quality: score }) }, house)
  }
}
