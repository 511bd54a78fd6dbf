import { stat } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import { route } from '../http/route.ts'
import { DownloadProgress } from '../json/shapes.ts'
import { downloadQuery, openDownload } from './wanted.ts'

/** An answer waits that long for the end, so that asking again and again is seldom. */
const WAIT_MS = 500

/** How far the writing of a file is, begun if nobody has: once it is ready, it is sent whole, and can be taken up. */
export const progressRoute = route({
  path: '/download/:dataset/:distribution/progress',
  tag: 'downloads',
  summary: {
    fr: 'Prépare un téléchargement, et dit où il en est',
    en: 'Prepares a download, and says how far it is',
  },
  query: downloadQuery,
  answer: DownloadProgress,
  problems: [403, 404, 410, 503],
  async handle(deps, c, asked) {
    const { key, stored, make, rows } = await openDownload(deps, c, asked)
    const answer = (progress: DownloadProgress) => {
      c.header('Cache-Control', 'no-store')
      return c.json(progress)
    }
    const ready = (bytes: number) =>
      answer({ state: 'ready', bytes, rows: rows ?? null, ofRows: rows ?? null, seconds: 0 })
    if (stored !== undefined) return ready((await stat(stored)).size)
    const kept = await deps.exports.find(key)
    if (kept) return ready(kept.bytes)
    const begun = await deps.exports.follow(key, make)
    const done = await Promise.race([begun.done, setTimeout(WAIT_MS)])
    if (done) return ready(done.bytes)
    return answer({ state: 'writing', ...begun.progress(), ofRows: rows ?? null })
  },
})
