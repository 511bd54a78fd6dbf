import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { crc32 } from 'node:zlib'
import { fileBytes, growingBytes } from '../scratch.ts'
import { deflater, type ZipEntry } from '../zip.ts'
import { joinedCrc } from './crc.ts'

/**
 * A file deflated as it is written, in threads of the runtime, so that it is ready to be sent once all is written. Its head comes
 * last: it says what is known then.
 */
export interface DeflatedFile {
  /** Bytes of its head and of what was put so far, before they are deflated. */
  readonly length: number
  /** Puts bytes at its end, at no cost: what waits is in memory until flushed. */
  put(bytes: Uint8Array): void
  /** To be awaited once a batch: one is deflated while the next is made. */
  flush(): Promise<void>
  /** Its bytes, for a zip. */
  finish(head: Uint8Array): Promise<Pick<ZipEntry, 'content' | 'deflated'>>
  /** Stops what is under way. */
  close(): Promise<void>
}

/** Opens a new file whose head has so many bytes. */
export function openDeflated(path: string, headBytes: number): DeflatedFile {
  const deflate = deflater()
  const written = pipeline(deflate, createWriteStream(path, { flags: 'wx' }))
  // Its failure is that of what waits below.
  written.catch(() => {})
  let waiting = growingBytes()
  /** What was flushed last, being deflated. */
  let lent = growingBytes()
  let flushed = 0
  let crc = 0
  /** When that is done. */
  let ahead: Promise<void> | undefined

  const flush = async () => {
    if (waiting.length === 0) return
    await ahead
    const taken = waiting.bytes()
    crc = crc32(taken, crc)
    flushed += taken.length
    ;[waiting, lent] = [lent, waiting]
    waiting.clear()
    ahead = new Promise<void>((done, failed) => {
      deflate.write(taken, (error) => (error ? failed(error) : done()))
    }).catch(() => written)
    ahead.catch(() => {})
  }
  return {
    get length() {
      return headBytes + flushed + waiting.length
    },
    put: (bytes) => waiting.put(bytes),
    flush,
    async finish(head) {
      await flush()
      deflate.end()
      await written
      return {
        content: inOrder(storedBlock(head), fileBytes(path)),
        deflated: { crc: joinedCrc(crc32(head), crc, flushed), bytes: head.length + flushed },
      }
    },
    async close() {
      deflate.destroy()
      await written.catch(() => {})
    },
  }
}

async function* inOrder(first: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first
  yield* rest
}

/** Bytes as they are in a deflated stream that goes on after them (RFC 1951, 3.2.4): at most 65,535. */
function storedBlock(bytes: Uint8Array): Uint8Array {
  const block = Buffer.alloc(5 + bytes.length)
  block.writeUInt16LE(bytes.length, 1)
  block.writeUInt16LE(bytes.length ^ 0xffff, 3)
  block.set(bytes, 5)
  return block
}
