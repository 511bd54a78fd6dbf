import { type Bilingual, OrchestraError } from '../../kernel/index.ts'
import type { Json } from '../types.ts'

// Reads values of JSON that somebody else wrote. Each gives undefined for what is absent or of another kind.

export const asObject = (value: unknown): Json | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined

export const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** Without null characters, which the store cannot keep. */
export function asText(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  return (typeof value === 'string' && value.replaceAll('\u0000', '')) || undefined
}

/** Numbers written as text too, as protobuf writes its 64-bit ones and XML all of them. */
export function asNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}

export function asInteger(value: unknown): number | undefined {
  const number = asNumber(value)
  return Number.isSafeInteger(number) ? number : undefined
}

/** An ISO 8601 text (more than milliseconds are cut), or a number of `unit` since 1970. */
export function asDate(value: unknown, unit: 'ms' | 's' = 'ms'): Date | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  const number = asNumber(value)
  const date = new Date(number !== undefined ? number * (unit === 's' ? 1000 : 1) : (value as string))
  return Number.isNaN(date.getTime()) ? undefined : date
}

/** The bytes of a payload; undefined when the text is not of that encoding. */
export function asBytes(value: unknown, encoding: 'base64' | 'hex'): Uint8Array | undefined {
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  const fits = encoding === 'hex' ? /^([0-9a-f]{2})*$/i : /^[A-Za-z0-9+/_-]*={0,2}$/
  return fits.test(text) ? Buffer.from(text, encoding) : undefined
}

/** A device as it is kept: an EUI in upper hexadecimal without separators, or the identifier as it is. */
export function deviceName(value: unknown): string | undefined {
  const text = asText(value)?.trim()
  if (!text || text.length > 200) return undefined
  const hex = text.replaceAll(/[:-]/g, '')
  return /^[0-9a-f]{16}$/i.test(hex) ? hex.toUpperCase() : text
}

/** The value a JSON pointer (RFC 6901) leads to. */
export function at(document: unknown, pointer: string | undefined): unknown {
  if (pointer === undefined) return undefined
  let value = document
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~')
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    value = (value as Record<string, unknown>)[key]
  }
  return value
}

/** The JSON of a message. Throws `ingest.not-json`. */
export function readJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch (cause) {
    throw unreadable('ingest.not-json', {
      fr: `Ce message n’est pas du JSON : ${(cause as Error).message}`,
      en: `This message is not JSON: ${(cause as Error).message}`,
    })
  }
}

export const unreadable = (code: string, say: Bilingual) => new OrchestraError({ code, say })

/** What a frame can't be without. */
export function needed<T>(value: T | undefined, field: string): T {
  if (value !== undefined) return value
  throw unreadable('ingest.missing-field', {
    fr: `Le champ ${field} est absent ou illisible.`,
    en: `The field ${field} is missing or unreadable.`,
  })
}

/** The fields of an object that have a value. */
export function defined<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never
}
