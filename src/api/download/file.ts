import { createReadStream } from 'node:fs'
import type { Context } from 'hono'
import { OrchestraError } from '../../kernel/index.ts'
import type { Limit } from '../http/limit.ts'
import { sendStream } from './stream.ts'

/** First and last byte, included. */
type ByteRange = readonly [first: number, last: number]

/** Sends a file, or the bytes of it that were asked for (RFC 9110, section 14; one range). */
export function sendFile(
  c: Context,
  path: string,
  size: number,
  headers: Readonly<Record<string, string>>,
  limit: Limit,
): Response {
  const range = rangeAsked(c, headers.ETag!, size)
  const [first, last] = range ?? [0, size - 1]
  const all = {
    ...headers,
    'Content-Length': String(last - first + 1),
    ...(range && { 'Content-Range': `bytes ${first}-${last}/${size}` }),
  }
  const bytes = () => createReadStream(path, size > 0 ? { start: first, end: last } : {}) as AsyncIterable<Uint8Array>
  return sendStream(c, all, limit, bytes, range ? 206 : 200)
}

/** The range asked for, if the file is still the one that was begun. There is none but for GET (RFC 9110, section 14.2). */
export function rangeAsked(c: Context, etag: string, size: number): ByteRange | undefined {
  const condition = c.req.header('If-Range')
  const isMeant = c.req.method === 'GET' && (condition === undefined || condition === etag)
  return isMeant ? readRange(c.req.header('Range'), size) : undefined
}

/** The range asked for; undefined when the whole file must be sent. Throws `api.bad-range` when no byte is in it. */
export function readRange(header: string | undefined, size: number): ByteRange | undefined {
  const [, from, to] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? []
  if (from === undefined || (from === '' && to === '')) return undefined
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from)
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  // A range written backwards is no range at all.
  if (from !== '' && to !== '' && Number(to) < Number(from)) return undefined
  if (first < size && first <= last) return [first, last]
  throw new OrchestraError({
    code: 'api.bad-range',
    say: {
      fr: `La plage demandée est hors du fichier, qui fait ${size} octets.`,
      en: `The range asked for lies outside the file, which has ${size} bytes.`,
    },
    remedy: { fr: 'Demandez une plage qui commence avant la fin.', en: 'Ask for a range that starts before the end.' },
    place: 'Range',
    facts: { size },
  })
}
