import { createReadStream } from 'node:fs'
import type { Making } from '../../kernel/index.ts'
import { CHUNK_BYTES, type Limits } from './limits.ts'
import { problem } from './problem.ts'

/** Bytes as they come. */
export type Chunks = AsyncIterable<Uint8Array>

/** The bytes of a file, saying how far the reading is. */
export async function* fileChunks(path: string, size: number, run: Making): AsyncGenerator<Uint8Array> {
  let done = 0
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>) {
    run.signal.throwIfAborted()
    yield chunk
    done += chunk.length
    run.progress(done, size)
  }
}

/** The first bytes, and all of them again. */
export async function peek(chunks: Chunks, bytes: number): Promise<{ head: Uint8Array; chunks: Chunks }> {
  const iterator = chunks[Symbol.asyncIterator]()
  const held: Uint8Array[] = []
  let size = 0
  let ended = false
  while (size < bytes && !ended) {
    const next = await iterator.next()
    if (next.done) ended = true
    else {
      held.push(next.value)
      size += next.value.length
    }
  }
  const again = async function* (): AsyncGenerator<Uint8Array> {
    try {
      yield* held.splice(0)
      while (!ended) {
        const next = await iterator.next()
        if (next.done) return
        yield next.value
      }
    } finally {
      await iterator.return?.()
    }
  }
  return { head: Buffer.concat(held).subarray(0, bytes), chunks: again() }
}

/** Lets bytes through until they are too many, or too many for the compressed bytes they come from. */
export async function* limited(
  chunks: Chunks,
  place: string,
  limits: Limits,
  compressed?: () => number,
): AsyncGenerator<Uint8Array> {
  let size = 0
  for await (const chunk of chunks) {
    size += chunk.length
    const bomb = compressed !== undefined && size > limits.ratioAfter && size > limits.ratio * compressed()
    if (bomb || size > limits.entryBytes)
      throw problem(
        bomb ? 'archive.bomb' : 'archive.too-large',
        place,
        {
          fr: `Refusé : ${size} octets décompressés${bomb ? ` pour ${compressed()} compressés` : ''}.`,
          en: `Refused: ${size} bytes decompressed${bomb ? ` from ${compressed()}` : ''}.`,
        },
        { facts: { size, limits } },
      )
    yield chunk
  }
}
