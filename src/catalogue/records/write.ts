import type { DatasetRecord } from '../record.ts'

/** A record as it is kept: without what is known of it only here, its moments as text. */
export type KeptRecord = Omit<DatasetRecord, 'id' | 'page' | 'origin' | 'edited' | 'issued' | 'modified'> & {
  readonly issued?: string
  readonly modified?: string
  /** Its page at its source, where it has one. */
  readonly page?: string
}

/** Keys in one order, so that the same record is always the same text. */
export function canonicalText(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) =>
    one && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  )
}

/** One thing that differs between two states of a record. */
export interface FieldChange {
  readonly field: string
  readonly before?: unknown
  readonly after?: unknown
}

/** What differs between two records, field by field. */
export function differences(before: Readonly<Record<string, unknown>>, after: typeof before): FieldChange[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
  return fields.flatMap((field) => {
    const [old, now] = [before[field], after[field]]
    if (canonicalText(old ?? null) === canonicalText(now ?? null)) return []
    return [{ field, ...(old !== undefined && { before: old }), ...(now !== undefined && { after: now }) }]
  })
}
