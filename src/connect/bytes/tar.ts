import { Readable } from 'node:stream'
import type { ReadableStream, ReadableWritablePair } from 'node:stream/web'
import { type Chunks, limited } from './chunks.ts'
import type { Limits } from './limits.ts'
import { malformed, truncated } from './problem.ts'

/** One file of a tar archive: its bytes are read before the next one comes. */
interface TarEntry {
  readonly name: string
  readonly chunks: Chunks
}

const BLOCK = 512

/** The files of a tar archive for which `wanted` is true, in order. Links and folders are passed over. */
export async function* tarEntries(
  chunks: Chunks,
  place: string,
  limits: Limits,
  wanted: (name: string) => boolean,
): AsyncGenerator<TarEntry> {
  const { createTarDecoder } = await import('modern-tar')
  let size = 0
  const counted = async function* () {
    for await (const chunk of chunks) {
      size += chunk.length
      yield chunk
    }
  }
  const decoded = Readable.toWeb(Readable.from(counted(), { objectMode: false })).pipeThrough(
    createTarDecoder({ strict: true }) as unknown as ReadableWritablePair<DecodedEntry | undefined>,
  )
  let count = 0
  try {
    for await (const { header, body } of decoded as unknown as AsyncIterable<DecodedEntry>) {
      if (++count > limits.entries)
        throw malformed('tar', place, { fr: 'trop d’entrées', en: 'too many entries' }, { limit: limits.entries })
      const { name, type } = header
      if (/^\/|(^|\/)\.\.(\/|$)|\\/.test(name))
        throw malformed('tar', place, {
          fr: `l’archive nomme un fichier hors d’elle-même (${name})`,
          en: `the archive names a file outside itself (${name})`,
        })
      const isFile = type === undefined || type === 'file'
      const content = named(limited(body as unknown as Chunks, `${place}!${name}`, limits), place)
      if (isFile && wanted(name)) yield { name, chunks: content }
      else await body.cancel()
    }
  } catch (error) {
    throw tarError(error, place)
  }
  if (size % BLOCK !== 0) throw truncated('tar', place, { bytes: size })
}

/** The same bytes, with a name for what goes wrong. */
async function* named(chunks: Chunks, place: string): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks
  } catch (error) {
    throw tarError(error, place)
  }
}

interface DecodedEntry {
  readonly header: { readonly name: string; readonly type?: string; readonly size: number }
  readonly body: ReadableStream<Uint8Array>
}

function tarError(error: unknown, place: string): unknown {
  if (!(error instanceof Error) || error.name === 'AbortError' || error.name === 'OrchestraError') return error
  if (/truncated|unexpected end|incomplete/i.test(error.message)) return truncated('tar', place, {}, error)
  return malformed(
    'tar',
    place,
    { fr: `archive illisible (${error.message})`, en: `unreadable archive (${error.message})` },
    {},
    error,
  )
}
