import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { type Chunks, limited } from './chunks.ts'
import { CHUNK_BYTES, type Limits } from './limits.ts'
import { malformed, truncated } from './problem.ts'

/** Decompresses gzip (one or several members), checking its checksums. */
export async function* gunzip(chunks: Chunks, place: string, limits: Limits): AsyncGenerator<Uint8Array> {
  let compressed = 0
  const counted = async function* () {
    for await (const chunk of chunks) {
      compressed += chunk.length
      yield chunk
    }
  }
  const source = Readable.from(counted(), { objectMode: false, highWaterMark: CHUNK_BYTES })
  const gunzipped = createGunzip({ chunkSize: CHUNK_BYTES })
  source.on('error', (error) => gunzipped.destroy(error))
  try {
    yield* limited(source.pipe(gunzipped) as AsyncIterable<Buffer>, place, limits, () => compressed)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    if (code === 'Z_BUF_ERROR') throw truncated('gzip', place, {}, error)
    if (!code.startsWith('Z_')) throw error
    const { message } = error as Error
    throw malformed(
      'gzip',
      place,
      { fr: `flux illisible (${message})`, en: `unreadable stream (${message})` },
      {},
      error,
    )
  } finally {
    source.destroy()
    gunzipped.destroy()
  }
}
