import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import type { Context } from 'hono'
import Type from 'typebox'
import { classOfRows } from '../../govern/index.ts'
import { OrchestraError } from '../../kernel/index.ts'
import { exportAbout, exportTable } from '../../lake/index.ts'
import type { Deps } from '../deps.ts'
import { isKnown } from '../http/cached.ts'
import { badParameter, unknownName } from '../http/faults.ts'
import { speechOf } from '../http/language.ts'
import { part, route } from '../http/route.ts'
import { readMoment, versionParameter } from '../ogc/features/parameters.ts'
import { datasetOf, guard, openData } from '../read/datasets.ts'
import { type DistributionId, distributionIds, fileName, formats, isOneFile } from '../read/distributions.ts'
import { isPin, type Snapshot, versionGone } from '../read/snapshots.ts'
import type { Export } from './exports.ts'
import { readRange, sendFile, stillValid } from './file.ts'
import { filePart } from './parts.ts'
import { type ExportAsked, type ExportSelection, exportParameters, readSelection } from './selection.ts'
import { sendStream } from './stream.ts'

/**
 * A dataset as a file, whole or filtered. Any can be taken up at any byte: Parquet and stored files are sent as they are, the other
 * formats are written to a file that is sent while it grows, and kept for a day.
 */
export const downloadRoute = route({
  path: '/download/:dataset/:distribution',
  tag: 'downloads',
  summary: { fr: 'Télécharge un jeu de données, entier ou filtré', en: 'Downloads a dataset, whole or filtered' },
  query: Type.Object({
    partition: Type.Optional(
      Type.String({ maxLength: 64, description: 'Which file of a raster or file dataset that is partitioned.' }),
    ),
    ...exportParameters,
    version: versionParameter,
  }),
  answer: { media: [...new Set(Object.values(formats).map((format) => format.mediaType)), 'application/octet-stream'] },
  problems: [403, 404, 410, 416, 503],
  async handle(deps, c, { partition, version: moment, ...asked }) {
    const { graph, lake } = deps.chain
    const snapshot = await openVersion(deps, c, moment)
    const { node, version } = snapshot
    const id = distributionOf(c, distributionIds(node))
    const one = id === 'file' ? await filePart(deps.chain, snapshot, partition) : undefined
    const selection = id === 'file' ? noSelection(asked) : await readSelection(deps, snapshot, asked)
    const about = exportAbout(graph, node)
    const { language } = speechOf(c)
    const mediaType = id === 'file' ? one!.mediaType : formats[id].mediaType
    const key = createHash('sha256')
      .update(JSON.stringify([deps.version, node.name, snapshot.pin, id, one?.key, selection.key, language, about]))
      .digest('hex')
      .slice(0, 40)
    const headers = {
      'Content-Type': mediaType.startsWith('text/') ? `${mediaType}; charset=utf-8` : mediaType,
      'Content-Disposition': `attachment; filename="${fileName(node.name, version, id, mediaType, one?.key)}"`,
      ETag: `"${key}"`,
      'Accept-Ranges': 'bytes',
      'Cache-Control': classOfRows(graph, node) === 'open' ? 'public, no-cache' : 'private, no-store',
    }
    if (isKnown(c.req.header('If-None-Match'), headers.ETag)) return new Response(null, { status: 304, headers })
    const stored = one?.hash ?? (id === 'parquet' && selection.key === '' ? storedFile(snapshot) : undefined)
    if (stored !== undefined) {
      if (!lake.has(stored)) throw versionGone(node, snapshot.pin)
      const path = lake.path(stored)
      return sendFile(c, path, (await stat(path)).size, headers, deps.downloads)
    }
    const options = { format: id as Exclude<DistributionId, 'file'>, name: node.name, language, about }
    return sendExport(deps, c, headers, key, () => written(deps, snapshot, selection, options))
  },
})

type Written = Parameters<typeof exportTable>[2]

/** The bytes of an export. */
async function* written(
  { chain }: Deps,
  { node, table, pin }: Snapshot,
  selection: ExportSelection,
  options: Written,
): AsyncGenerator<Uint8Array> {
  const { lake, graph } = chain
  const { options: selected, free } = await selection.open()
  try {
    yield* exportTable(lake, table, { ...options, timezone: graph.territory.timezone, ...selected })
  } catch (error) {
    // A version whose files were collected meanwhile.
    throw error instanceof OrchestraError && error.code === 'lake.missing' ? versionGone(node, pin) : error
  } finally {
    free()
  }
}

/** Sends an export: the file of it when it is kept, else the one being written, as it grows. */
async function sendExport(
  deps: Deps,
  c: Context,
  headers: Readonly<Record<string, string>> & { readonly ETag: string },
  key: string,
  make: () => AsyncIterable<Uint8Array>,
): Promise<Response> {
  const kept = await deps.exports.find(key)
  if (kept) return sendFile(c, kept.path, kept.bytes, headers, deps.downloads)
  if (c.req.method === 'HEAD') return new Response(null, { headers })
  // Seen before anything is written: a place must be free.
  deps.downloads.enter()()
  const begun: Export = deps.exports.start(key, make)
  await begun.begun
  // A part can only be told from the whole.
  const wantsPart =
    stillValid(c, headers.ETag) && readRange(c.req.header('Range'), Number.MAX_SAFE_INTEGER) !== undefined
  if (!wantsPart) return sendStream(c, headers, deps.downloads, () => begun.read())
  const { path, bytes } = await begun.done
  return sendFile(c, path, bytes, headers, deps.downloads)
}

/** The version asked for, of a dataset that whoever asks may read: a `pin`, an instant, or the one served now. */
async function openVersion(deps: Deps, c: Context, version: string | undefined): Promise<Snapshot> {
  const id = part(c, 'dataset')
  if (version === undefined || isPin(version)) return openData(deps, c, id, version)
  const node = datasetOf(deps, id)
  guard(deps, c, node)
  return deps.snapshots.asOf(node, readMoment('version', version))
}

/** The Parquet file of the lake, where it can be handed out as it is. */
const storedFile = ({ node, table }: Snapshot): string | undefined =>
  isOneFile(node, table.hashes.length) ? table.hashes[0] : undefined

/** A stored file has no rows to choose. Throws `api.bad-parameter`. */
function noSelection(asked: ExportAsked): ExportSelection {
  const { filter, bbox, datetime, properties, crs, positions } = asked
  const given = Object.entries({ filter, bbox, datetime, properties, crs, positions }).find(([, value]) => value)
  if (!given) return { key: '', open: async () => ({ options: {}, free: () => {} }) }
  throw badParameter(
    given[0],
    'ce jeu de données est un fichier, sans lignes',
    'this dataset is a file, without rows',
    {
      fr: 'Retirez ce paramètre.',
      en: 'Remove this parameter.',
    },
  )
}

function distributionOf(c: Context, known: readonly DistributionId[]): DistributionId {
  const asked = part(c, 'distribution')
  const found = known.find((id) => id === asked)
  if (found) return found
  throw unknownName(
    'api.unknown-distribution',
    asked,
    'Ce jeu de données n’est pas diffusé en',
    'This dataset is not handed out as',
    known,
  )
}
