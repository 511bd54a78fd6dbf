import { stat } from 'node:fs/promises'
import type { Context } from 'hono'
import type { Deps } from '../deps.ts'
import { isKnown } from '../http/cached.ts'
import { route } from '../http/route.ts'
import { formats } from '../read/distributions.ts'
import { sendEncrypted } from './encrypted.ts'
import type { Export, MakeExport } from './exports.ts'
import { rangeAsked, sendFile } from './file.ts'
import { sendStream } from './stream.ts'
import { downloadQuery, openDownload } from './wanted.ts'

/**
 * A dataset as a file, whole or filtered. Any can be taken up at any byte: Parquet and stored files are sent as they are, the other
 * formats are written to a file that is sent while it grows, and kept for a day.
 */
export const downloadRoute = route({
  path: '/download/:dataset/:distribution',
  tag: 'downloads',
  summary: { fr: 'Télécharge un jeu de données, entier ou filtré', en: 'Downloads a dataset, whole or filtered' },
  query: downloadQuery,
  answer: { media: [...new Set(Object.values(formats).map((format) => format.mediaType)), 'application/octet-stream'] },
  success: [200, 206, 304],
  problems: [403, 404, 410, 416, 503],
  async handle(deps, c, asked) {
    const download = await openDownload(deps, c, asked)
    if (asked.encrypted) return sendEncrypted(deps, c, download)
    const { headers, key, stored, make } = download
    if (isKnown(c.req.header('If-None-Match'), headers.ETag)) return new Response(null, { status: 304, headers })
    if (stored === undefined) return sendExport(deps, c, headers, key, make)
    return sendFile(c, stored, (await stat(stored)).size, headers, deps.downloads)
  },
})

/** Sends an export: the file of it when it is kept, else the one being written, as it grows. */
async function sendExport(
  deps: Deps,
  c: Context,
  headers: Readonly<Record<string, string>> & { readonly ETag: string },
  key: string,
  make: MakeExport,
): Promise<Response> {
  const kept = await deps.exports.find(key)
  if (kept) return sendFile(c, kept.path, kept.bytes, headers, deps.downloads)
  // Seen before anything is written: a place must be free.
  deps.downloads.enter()()
  const begun: Export = deps.exports.start(key, make)
  await begun.begun
  // A part, or the length, can only be told from the whole.
  const wantsWhole = c.req.method !== 'HEAD' && rangeAsked(c, headers.ETag, Number.MAX_SAFE_INTEGER) === undefined
  if (wantsWhole) return sendStream(c, headers, deps.downloads, () => begun.read())
  const { path, bytes } = await begun.done
  return sendFile(c, path, bytes, headers, deps.downloads)
}
