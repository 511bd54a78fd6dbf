import { crc32 } from 'node:zlib'
import type { Entry, ZipFile } from 'yauzl'
import type { Making } from '../../kernel/index.ts'
import { type Chunks, limited } from './chunks.ts'
import type { Limits } from './limits.ts'
import { malformed, problem, truncated } from './problem.ts'

/** One file of a zip archive. */
interface ZipEntry {
  readonly name: string
  readonly size: number
  chunks(): Chunks
}

/** Opens a zip (deflate or stored, zip64) by its central directory. `close` when done. */
export async function openZip(
  path: string,
  place: string,
  limits: Limits,
  run: Making,
): Promise<{ entries: ZipEntry[]; close(): void }> {
  const { openPromise } = await import('yauzl')
  const zip = await openPromise(path, { autoClose: false, lazyEntries: true }).catch((error) => {
    throw zipError(error, place)
  })
  try {
    const entries: ZipEntry[] = []
    for await (const entry of zip.eachEntry()) {
      if (entries.length >= limits.entries)
        throw malformed('zip', place, { fr: 'trop d’entrées', en: 'too many entries' }, { limit: limits.entries })
      // Folders, and what macOS adds of its own.
      if (entry.fileName.endsWith('/') || /(^|\/)(__MACOSX\/|\.DS_Store$|\._)/.test(entry.fileName)) continue
      entries.push({
        name: entry.fileName,
        size: entry.uncompressedSize,
        chunks: () => entryChunks(zip, entry, `${place}!${entry.fileName}`, limits, run),
      })
    }
    return { entries, close: () => zip.close() }
  } catch (error) {
    zip.close()
    throw zipError(error, place)
  }
}

async function* entryChunks(
  zip: ZipFile,
  entry: Entry,
  place: string,
  limits: Limits,
  run: Making,
): AsyncGenerator<Uint8Array> {
  if (entry.isEncrypted())
    throw problem('zip.encrypted', place, {
      fr: 'Ce fichier de l’archive est chiffré.',
      en: 'This file of the archive is encrypted.',
    })
  if (!entry.canDecodeFileData())
    throw problem(
      'zip.compression',
      place,
      {
        fr: `Compression non prise en charge (méthode ${entry.compressionMethod}) : deflate et « stored » le sont.`,
        en: `Unsupported compression (method ${entry.compressionMethod}): deflate and stored are.`,
      },
      { facts: { method: entry.compressionMethod } },
    )
  let sum = 0
  let done = 0
  try {
    const stream: AsyncIterable<Buffer> = await zip.openReadStreamPromise(entry)
    for await (const chunk of limited(stream, place, limits, () => entry.compressedSize)) {
      run.signal.throwIfAborted()
      sum = crc32(chunk, sum)
      yield chunk
      done += chunk.length
      run.progress(done, entry.uncompressedSize)
    }
  } catch (error) {
    throw zipError(error, place)
  }
  if (sum !== entry.crc32)
    throw malformed('zip', place, {
      fr: 'le contenu ne correspond pas à sa somme de contrôle (CRC-32)',
      en: 'the content does not match its checksum (CRC-32)',
    })
}

/** yauzl and zlib throw plain errors, told apart by their message. */
function zipError(error: unknown, place: string): unknown {
  if (!(error instanceof Error) || error.name === 'AbortError' || error.name === 'OrchestraError') return error
  const { message } = error
  if (/end of central directory|truncated|unexpected EOF|unexpected end of file|not enough bytes/i.test(message))
    return truncated('zip', place, { detail: message }, error)
  if (/relative path|absolute path|invalid characters in fileName/i.test(message))
    return problem(
      'zip.path',
      place,
      { fr: 'L’archive nomme un fichier hors d’elle-même.', en: 'The archive names a file outside itself.' },
      { facts: { detail: message }, cause: error },
    )
  return malformed(
    'zip',
    place,
    { fr: `archive illisible (${message})`, en: `unreadable archive (${message})` },
    {},
    error,
  )
}
