import type { Making, Rejected, RowOf, Table, Traced } from '../../kernel/index.ts'
import { OrchestraError } from '../../kernel/index.ts'
import type { Access, ToRow } from './map.ts'
import { Unfit } from './unfit.ts'

/** Records of a source as they come, numbered in order. */
export interface Records<R> {
  /** `undefined` holds the place of a record already rejected. */
  readonly records: readonly (R | undefined)[]
  /** Number of the first one in the source (the very first is 1). */
  readonly first: number
  /** Where the i-th stands: `file.csv:12`. */
  place(i: number): string
}

/** Rows of one yielded batch, at most. */
export const BATCH_ROWS = 2_000

/** Turns records into rows, setting aside those that do not fit. */
export async function* toRows<S extends Table, R, P>(
  batches: AsyncIterable<Records<R>>,
  toRow: ToRow<R>,
  access: Access<R, P>,
  run: Making,
): AsyncGenerator<Traced<RowOf<S>>[]> {
  for await (const { records, first, place } of batches) {
    run.signal.throwIfAborted()
    const rows: Record<string, unknown>[] = []
    for (let i = 0; i < records.length; i++) {
      const record = records[i]
      if (record === undefined) continue
      const row = attempt(toRow, record)
      if (row === undefined) continue
      if (row instanceof Unfit) run.reject(rejected(place(i), row, access.expose(record)))
      else {
        row._row = first + i
        rows.push(row)
      }
    }
    if (rows.length > 0) yield rows as Traced<RowOf<S>>[]
  }
}

/** A function of a mapping may fail on one record: the record is set aside, the rest goes on. */
function attempt<R>(toRow: ToRow<R>, record: R): Record<string, unknown> | Unfit | undefined {
  try {
    return toRow(record)
  } catch (error) {
    if (error instanceof OrchestraError) throw error
    const message = error instanceof Error ? error.message : String(error)
    return new Unfit(`la correspondance a échoué : ${message}`, `the mapping failed: ${message}`)
  }
}

// What the kernel asks of a rejected record.
const RAW_CHARACTERS = 10_000

/** A rejected record, with what it held cut at 10 kB. */
export function rejected(place: string, unfit: Unfit, raw: unknown): Rejected {
  const text = typeof raw === 'string' ? raw : (JSON.stringify(raw) ?? '')
  return {
    place,
    reason: unfit.reason,
    raw: text.length > RAW_CHARACTERS ? `${text.slice(0, RAW_CHARACTERS)}…` : raw,
  }
}
