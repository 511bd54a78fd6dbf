import type { DatasetRecord } from '../record.ts'
import type { KeptRecord } from './write.ts'

/** A record as another service keeps it: nothing of what is true here alone, paths as whole addresses, under one more name. */
export function keptOf(record: DatasetRecord, origin: string, name: string): KeptRecord {
  const { id, page, origin: from, edited, issued, modified, identifiers = [], ...kept } = record
  const whole = (path: string) => (path.startsWith('/') ? origin + path : path)
  const there = <D extends { readonly path: string }>(all: readonly D[]): D[] =>
    all.map((one) => ({ ...one, path: whole(one.path) }))
  return {
    ...kept,
    identifiers: [...new Set([name, ...identifiers])],
    page: whole(page),
    // What is no address of the web leads nowhere from elsewhere.
    sources: kept.sources.filter((source) => /^https?:\/\//.test(source)),
    files: there(kept.files),
    services: there(kept.services).map((one) => ({
      ...one,
      ...(one.document !== undefined && { document: whole(one.document) }),
    })),
    ...(kept.series && { series: there(kept.series) }),
    ...(issued && { issued: issued.toISOString() }),
    ...(modified && { modified: modified.toISOString() }),
  }
}
