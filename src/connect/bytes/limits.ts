/** Sizes beyond which a source is refused rather than read: they stop bombs, not data. */
export interface Limits {
  /** Bytes of one entry once decompressed. */
  readonly entryBytes: number
  /** Decompressed bytes for one compressed byte, judged once `ratioAfter` bytes have come out. */
  readonly ratio: number
  readonly ratioAfter: number
  /** Entries of one archive. */
  readonly entries: number
}

// Chosen 2026: text tables compress 5 to 60 times, deflate cannot do better than 1,032 (RFC 1951), so that only
// repeated filler passes 200. The largest open table we know of (SIRENE stock, 2024) is 10 GB decompressed.
export const defaultLimits: Limits = {
  entryBytes: 32 * 2 ** 30,
  ratio: 200,
  ratioAfter: 64 * 2 ** 20,
  entries: 100_000,
}

/** Bytes of one record (a CSV line, a JSON element): beyond, a quote or a bracket was left open. */
export const MAX_RECORD_BYTES = 64 * 2 ** 20

/** Bytes read at once from a file. */
export const CHUNK_BYTES = 256 * 2 ** 10
