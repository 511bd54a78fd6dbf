import { isUtf8 } from 'node:buffer'
import { TextDecoder } from 'node:util'
import { type Chunks, peek } from './chunks.ts'
import { CHUNK_BYTES } from './limits.ts'
import { problem } from './problem.ts'

/** How a text source is written. `latin-1` is read as windows-1252, its superset in practice. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'latin-1' | 'iso-8859-15'

/** A stretch of text. */
export interface TextChunk {
  readonly text: string
  /** True where bytes did not fit the encoding: they became U+FFFD or null characters. */
  readonly damaged: boolean
}

const REPLACEMENT = Buffer.from('\uFFFD')

/**
 * Decodes text. Without a declared encoding: its byte-order mark, else UTF-8 if its first 256 kB are valid UTF-8, else
 * UTF-16 if every other byte is zero, else windows-1252. The mark is not part of the text.
 */
export async function* decoded(chunks: Chunks, place: string, declared?: Encoding): AsyncGenerator<TextChunk> {
  const { head, chunks: all } = await peek(chunks, CHUNK_BYTES)
  const encoding = markOf(head) ?? declared ?? guess(head)
  refuseBinary(head, encoding, place)
  const label = encoding === 'latin-1' ? 'windows-1252' : encoding
  const decoder = new TextDecoder(label)
  for await (const chunk of all) {
    const text = decoder.decode(chunk, { stream: true })
    yield { text, damaged: isDamaged(text, chunk) }
  }
  const rest = decoder.decode()
  if (rest !== '') yield { text: rest, damaged: true }
}

/** The same text as UTF-8 bytes, without its mark. UTF-8 passes untouched. */
export async function* asUtf8(chunks: Chunks, place: string, declared?: Encoding): AsyncGenerator<Uint8Array> {
  const { head, chunks: all } = await peek(chunks, CHUNK_BYTES)
  const encoding = markOf(head) ?? declared ?? guess(head)
  refuseBinary(head, encoding, place)
  if (encoding !== 'utf-8') {
    for await (const { text } of decoded(all, place, encoding)) yield Buffer.from(text)
    return
  }
  let first = true
  for await (const chunk of all) {
    yield first && markOf(chunk) === 'utf-8' ? chunk.subarray(3) : chunk
    first = false
  }
}

function markOf(head: Uint8Array): Encoding | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8'
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  return undefined
}

function guess(head: Uint8Array): Encoding {
  // In text of ASCII letters written as UTF-16, one byte of two is zero.
  const sample = head.subarray(0, 4096)
  const zeros = [0, 0]
  for (let i = 0; i < sample.length; i++) if (sample[i] === 0) zeros[i % 2]!++
  if (zeros[1]! > sample.length * 0.3 && zeros[0] === 0) return 'utf-16le'
  if (zeros[0]! > sample.length * 0.3 && zeros[1] === 0) return 'utf-16be'
  return isUtf8(wholeCharacters(head)) ? 'utf-8' : 'windows-1252'
}

/** Leaves out the last character where it may be cut by the end of the sample. */
function wholeCharacters(bytes: Uint8Array): Uint8Array {
  let end = bytes.length
  for (let back = 1; back <= 3 && back <= bytes.length; back++)
    if (bytes[bytes.length - back]! >= 0xc0) end = bytes.length - back
  return bytes.subarray(0, end)
}

/** U+FFFD that the bytes do not spell, or a null character: no text of the world holds either. */
const isDamaged = (text: string, chunk: Uint8Array) =>
  text.includes('\0') ||
  (text.includes('\uFFFD') && !Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).includes(REPLACEMENT))

// One null byte in a hundred is no accident of transport.
const BINARY_SHARE = 0.01

function refuseBinary(head: Uint8Array, encoding: Encoding, place: string): void {
  if (encoding.startsWith('utf-16')) return
  let zeros = 0
  for (const byte of head) if (byte === 0) zeros++
  if (zeros <= head.length * BINARY_SHARE) return
  throw problem(
    'text.binary',
    place,
    {
      fr: 'Ce fichier n’est pas du texte : il contient des octets nuls.',
      en: 'This file is not text: it holds null bytes.',
    },
    {
      remedy: {
        fr: 'Vérifiez le format du fichier ou déclarez son `encoding`.',
        en: 'Check the format of the file, or declare its `encoding`.',
      },
    },
  )
}
