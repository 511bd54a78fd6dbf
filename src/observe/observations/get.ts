import { sql } from '../../kernel/index.ts'
import type { Lake } from '../../lake/index.ts'
import type { Sender } from '../../store/index.ts'
import type { Observation } from '../types.ts'
import { type ColdMonth, readCold } from './cold.ts'
import { reading, type Sources } from './reading.ts'
import { columns, type Kept, keptOf, toObservation } from './rows.ts'

/** An observation by its id, recent or old. */
export async function getOne({ store, lake }: Sources, id: number): Promise<Observation | undefined> {
  const row = (await findHot(store, id)) ?? (await reading(store, (tx) => find(tx, lake, id)))
  return row && toObservation(row)
}

async function findHot(tx: Sender, id: number): Promise<Kept | undefined> {
  const [row] = await tx.query<Kept>(`select ${columns.join(', ')} from observation where id = $1`, [id])
  return row
}

/** Finds an observation by its id, in the table, else in the files that may hold it. The caller holds the table still. */
export async function find(tx: Sender, lake: Lake, id: number): Promise<Kept | undefined> {
  const row = await findHot(tx, id)
  if (row) return row
  const months = await tx.query<ColdMonth>(
    `select month::text, files from observation_period p where first_id <= $1 and last_id >= $1
     and not exists (select from observation_erased e where e.month = p.month and e.id = $1)`,
    [id],
  )
  for (const month of months)
    for await (const batch of readCold(lake, [month], sql`id = ${id}`)) {
      const found = batch[0] && keptOf(batch[0])
      if (found) return (await isKept(tx, found)) ? found : undefined
    }
  return undefined
}

/** Rows of a datastream that was deleted stay in the files until the next compaction. */
const isKept = async (tx: Sender, row: Kept) =>
  (await tx.query('select from datastream where id = $1', [row.datastream])).length > 0
