import { createReadStream, readSync } from 'node:fs'
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Table } from '../../kernel/index.ts'

/** Gives what `work` gives, with a folder of its own that is removed at the end, however it ends. */
export async function* inScratch<T>(
  parent: string | undefined,
  work: (folder: string) => AsyncIterable<T>,
): AsyncGenerator<T> {
  const folder = await mkdtemp(join(parent ?? tmpdir(), 'orchestra-export-'))
  try {
    yield* work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A text without the accents of its letters. */
export const unaccented = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '')

/** The name of a table, fit to begin the name of a file. */
export const fileStem = ({ name }: Table): string => unaccented(name).replaceAll(/[^\w-]/g, '_')

/** The bytes of a file, in pieces. */
export const fileBytes = (path: string): AsyncIterable<Uint8Array> =>
  createReadStream(path, { highWaterMark: 1 << 18 }) as AsyncIterable<Uint8Array>

/** Bytes put one after the other in memory that grows. */
export interface GrowingBytes {
  readonly length: number
  /** A view, valid until more is put. */
  bytes(): Uint8Array
  put(bytes: Uint8Array): void
  clear(): void
}

export function growingBytes(): GrowingBytes {
  let held = new Uint8Array(1 << 16)
  let length = 0
  return {
    get length() {
      return length
    },
    bytes: () => held.subarray(0, length),
    put(bytes) {
      if (length + bytes.length > held.length) {
        const grown = new Uint8Array(Math.max(held.length * 2, length + bytes.length))
        grown.set(held.subarray(0, length))
        held = grown
      }
      held.set(bytes, length)
      length += bytes.length
    },
    clear() {
      length = 0
    },
  }
}

/** A file being written: bytes are put at its end at no cost, and reach the disk when flushed. */
export interface Spill {
  readonly path: string
  /** Bytes put so far. */
  readonly length: number
  put(bytes: Uint8Array): void
  /** To be awaited once a batch: what waits is in memory. */
  flush(): Promise<void>
  /** Reads bytes already flushed. At once: they were just written, and many small reads are asked for. */
  readSync(into: Uint8Array, at: number): void
  /** May be called again. */
  close(): Promise<void>
}

/** Opens a new file to write. */
export async function openSpill(path: string): Promise<Spill> {
  const file: FileHandle = await open(path, 'wx+')
  const waiting = growingBytes()
  let written = 0
  let isOpen = true
  return {
    path,
    get length() {
      return written + waiting.length
    },
    put: waiting.put,
    async flush() {
      const bytes = waiting.bytes()
      for (let from = 0; from < bytes.length; )
        from += (await file.write(bytes, from, bytes.length - from, written + from)).bytesWritten
      written += bytes.length
      waiting.clear()
    },
    readSync(into, at) {
      readSync(file.fd, into, 0, into.length, at)
    },
    async close() {
      if (isOpen) await file.close()
      isOpen = false
    },
  }
}
