import type { Making, Rejected, RowOf, Table, Traced } from '../../kernel/index.ts'
import { OrchestraError } from '../../kernel/index.ts'
import type { Access, ToRow } from './map.ts'
import { Unfit } from './unfit.ts'

/** A record refused before any mapping: not even its fields can be told. */
export class Refused {
  readonly unfit: Unfit
  readonly raw: unknown
  constructor(unfit: Unfit, raw: unknown) {
    this.unfit = unfit
    this.raw = raw
  }
}

/** Records of a source as they come. */
export interface Records<R> {
  readonly records: readonly (R | Refused)[]
  /** Where the i-th stands, knowing its number in the source: `file.csv:12`, `file.json#3`. */
  place(i: number, number: number): string
}

/** How many records were read, through all the pieces of a source. */
interface Numbering {
  read: number
}

/** Turns records into rows numbered in order, setting aside those that do not fit. */
export async function* toRows<S extends Table, R, P>(
  batches: AsyncIterable<Records<R>>,
  toRow: ToRow<R>,
  access: Access<R, P>,
  run: Making,
  numbering: Numbering = { read: 0 },
): AsyncGenerator<Traced<RowOf<S>>[]> {
  for await (const { records, place } of batches) {
    run.signal.throwIfAborted()
    const rows: Record<string, unknown>[] = []
    for (let i = 0; i < records.length; i++) {
      const number = ++numbering.read
      const record = records[i]!
      if (record instanceof Refused) {
        run.reject(rejected(place(i, number), record.unfit, record.raw))
        continue
      }
      const row = attempt(toRow, record)
      if (row === undefined) continue
      if (row instanceof Unfit) run.reject(rejected(place(i, number), row, access.expose(record)))
      else {
        row._row = number
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
function rejected(place: string, unfit: Unfit, raw: unknown): Rejected {
  const text = typeof raw === 'string' ? raw : (JSON.stringify(raw) ?? '')
  return {
    place,
    reason: unfit.reason,
    raw: text.length > RAW_CHARACTERS ? `${text.slice(0, RAW_CHARACTERS)}…` : raw,
  }
}
