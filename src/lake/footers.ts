import { open } from 'node:fs/promises'
import type { DuckDBConnection } from '@duckdb/node-api'
import { type EngineOptions, openEngine } from './engine.ts'

/** Bytes of footers read, as written, after which all are forgotten: in memory they take eight times as much (DuckDB 1.5). */
const MOST_FOOTERS = 4 * 2 ** 20
/** The last bytes of a Parquet file: the length of its footer on four bytes, little-endian, then `PAR1`. */
const TAIL = 8

/**
 * An engine for reads of a few rows: it keeps the footers of the files it reads, in bounded memory, and has one thread, for sharing
 * so little between several takes longer than doing it.
 */
export interface FooterEngine {
  /** A connection to read these files with, to be closed by `disconnectSync`. */
  connect(paths: readonly string[]): Promise<DuckDBConnection>
  close(): void
}

/** Opens one. Files never change, so that a footer kept stays true. */
export async function openFooterEngine(
  options: Omit<EngineOptions, 'threads' | 'keepsFooters'>,
  most = MOST_FOOTERS,
): Promise<FooterEngine> {
  const start = () => openEngine({ ...options, threads: 1, keepsFooters: true })
  let engine = await start()
  let connecting = new Set<Promise<unknown>>()
  let known = new Set<string>()
  let bytes = 0
  return {
    async connect(paths) {
      const unknown = paths.filter((path) => !known.has(path))
      for (const path of unknown) {
        known.add(path)
        bytes += await lengthOfFooter(path)
      }
      if (bytes > most) {
        const next = await start()
        const [former, begun] = [engine, connecting]
        engine = next
        connecting = new Set()
        // Whoever still reads by the former holds it by a connection, once that is there.
        Promise.allSettled(begun).then(() => former.close())
        known = new Set()
        bytes = 0
      }
      const connection = engine.connect()
      const mine = connecting
      mine.add(connection)
      return connection.finally(() => mine.delete(connection))
    },
    close: () => engine.close(),
  }
}

async function lengthOfFooter(path: string): Promise<number> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const { buffer } = await file.read(Buffer.alloc(TAIL), 0, TAIL, Math.max(0, size - TAIL))
    return buffer.readUInt32LE(0)
  } finally {
    await file.close()
  }
}
