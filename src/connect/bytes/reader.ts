import type { Chunks } from './chunks.ts'
import { type Kind, truncated } from './problem.ts'

/** Takes bytes in pieces of a wanted size, from chunks of any size. */
interface ByteReader {
  /** The next `count` bytes. Throws `{kind}.truncated` when fewer are left. */
  take(count: number): Promise<Buffer>
  /** Whether nothing is left. */
  ended(): Promise<boolean>
  /** Bytes taken so far. */
  offset(): number
  close(): Promise<void>
}

/** Reads binary formats record by record. */
export function byteReader(chunks: Chunks, kind: Kind, place: string): ByteReader {
  const iterator = chunks[Symbol.asyncIterator]()
  let buffer: Buffer = Buffer.alloc(0)
  let at = 0
  let taken = 0
  const fill = async (count: number): Promise<boolean> => {
    if (buffer.length - at >= count) return true
    const parts: Uint8Array[] = [buffer.subarray(at)]
    let size = buffer.length - at
    while (size < count) {
      const { value, done } = await iterator.next()
      if (done) break
      parts.push(value)
      size += value.length
    }
    buffer = Buffer.concat(parts)
    at = 0
    return size >= count
  }
  return {
    async take(count) {
      if (!(await fill(count))) throw truncated(kind, place, { byte: taken, wanted: count, left: buffer.length - at })
      const bytes = buffer.subarray(at, at + count)
      at += count
      taken += count
      return bytes
    },
    ended: async () => !(await fill(1)),
    offset: () => taken,
    async close() {
      await iterator.return?.()
    },
  }
}
