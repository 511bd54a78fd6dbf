import { isUtf8 } from 'node:buffer'
import { TextDecoder } from 'node:util'
import type { Chunks } from '../bytes/chunks.ts'
import { malformed } from '../bytes/problem.ts'
import { byteReader } from '../bytes/reader.ts'
import type { Encoding } from '../bytes/text.ts'
import type { Fields } from '../rows/fields.ts'

// Source: dBASE III+ / IV file structure, as ESRI writes it with shapefiles.

interface Field {
  readonly name: string
  readonly type: string
  readonly at: number
  readonly length: number
}

/** The records of a `.dbf`, in order; `undefined` for one that its producer erased. */
export async function* readDbf(
  chunks: Chunks,
  place: string,
  encoding: Encoding | undefined,
): AsyncGenerator<Fields | undefined> {
  const reader = byteReader(chunks, 'shapefile', place)
  try {
    const head = await reader.take(32)
    const count = head.readUInt32LE(4)
    const headerBytes = head.readUInt16LE(8)
    const recordBytes = head.readUInt16LE(10)
    if (headerBytes < 33 || recordBytes < 1)
      throw malformed('shapefile', place, { fr: 'en-tête .dbf illisible', en: 'unreadable .dbf header' })
    const decode = decoderOf(encoding ?? encodingOfDriver(head[29]!))
    const fields = fieldsOf(await reader.take(headerBytes - 32), recordBytes, place, decode)
    for (let i = 0; i < count; i++) {
      const record = await reader.take(recordBytes)
      yield record[0] === ERASED ? undefined : valuesOf(record, fields, decode)
    }
  } finally {
    await reader.close()
  }
}

const ERASED = 0x2a
const END_OF_FIELDS = 0x0d

function fieldsOf(bytes: Buffer, recordBytes: number, place: string, decode: (b: Buffer) => string): Field[] {
  const fields: Field[] = []
  let at = 1
  for (let i = 0; i + 32 <= bytes.length && bytes[i] !== END_OF_FIELDS; i += 32) {
    const raw = bytes.subarray(i, i + 11)
    const end = raw.indexOf(0)
    const name = decode(raw.subarray(0, end < 0 ? 11 : end)).trim()
    const length = bytes[i + 16]!
    fields.push({ name, type: String.fromCharCode(bytes[i + 11]!), at, length })
    at += length
  }
  if (at > recordBytes)
    throw malformed('shapefile', place, {
      fr: 'les champs du .dbf dépassent ses enregistrements',
      en: 'the fields of the .dbf exceed its records',
    })
  return fields
}

function valuesOf(record: Buffer, fields: readonly Field[], decode: (b: Buffer) => string): Fields {
  return Object.fromEntries(
    fields.map(({ name, type, at, length }) => [name, valueIn(record.subarray(at, at + length), type, decode)]),
  )
}

function valueIn(bytes: Buffer, type: string, decode: (b: Buffer) => string): unknown {
  if (type === 'I' && bytes.length === 4) return bytes.readInt32LE(0)
  if ((type === 'O' || type === 'B') && bytes.length === 8) return bytes.readDoubleLE(0)
  const text = decode(bytes).replace(/[\0 ]+$/, '')
  if (text.trim() === '') return null
  switch (type) {
    case 'N':
    case 'F': {
      const plain = text.trim()
      if (/^\*+$/.test(plain)) return null
      // Digits beyond a double stay as text, whole.
      const n = Number(plain)
      return Number.isFinite(n) && (Number.isSafeInteger(n) || !Number.isInteger(n)) ? n : plain
    }
    case 'L':
      return /[ty1]/i.test(text) ? true : /[fn0]/i.test(text) ? false : null
    case 'D':
      return /^\d{8}$/.test(text) && text !== '00000000' ? text.replace(/(....)(..)(..)/, '$1-$2-$3') : null
    default:
      return text
  }
}

/** The encoding that a `.cpg` names. */
export function encodingOfCpg(text: string): Encoding | undefined {
  const name = text.trim().toLowerCase()
  if (/^utf-?8$|^65001$/.test(name)) return 'utf-8'
  if (/1252|8859-?_?1$|88591$|latin-?1/.test(name)) return 'windows-1252'
  if (/8859-?_?15|885915|latin-?9/.test(name)) return 'iso-8859-15'
  return undefined
}

/** The language driver byte: 0x03 and 0x57 are windows-1252. */
const encodingOfDriver = (driver: number): Encoding | undefined =>
  driver === 0x03 || driver === 0x57 ? 'windows-1252' : undefined

/** Without a known encoding, each value is UTF-8 where it can be. */
function decoderOf(encoding: Encoding | undefined): (bytes: Buffer) => string {
  if (encoding === undefined) return (bytes) => (isUtf8(bytes) ? bytes.toString('utf8') : bytes.toString('latin1'))
  const decoder = new TextDecoder(encoding === 'latin-1' ? 'windows-1252' : encoding)
  return (bytes) => decoder.decode(bytes)
}
