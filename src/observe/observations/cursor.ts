import type { Sender } from '../../store/index.ts'

const fetched = 10_000
let opened = 0

/** Reads the rows of a query in batches: memory stays flat whatever their number. `tx` is a transaction. */
export async function* readCursor<R>(tx: Sender, query: string, values: readonly unknown[]): AsyncGenerator<R[]> {
  const name = `reading_${++opened}`
  await tx.query(`declare ${name} no scroll cursor for ${query}`, values)
  for (;;) {
    const rows = await tx.query<R>(`fetch ${fetched} from ${name}`)
    if (rows.length > 0) yield rows
    if (rows.length < fetched) break
  }
  await tx.query(`close ${name}`)
}
