import { stat } from 'node:fs/promises'
import type { Context } from 'hono'
import Type from 'typebox'
import { classOfRows } from '../../govern/index.ts'
import { exportAbout, exportTable } from '../../lake/index.ts'
import type { Deps } from '../deps.ts'
import { isKnown } from '../http/cached.ts'
import { unknownName } from '../http/faults.ts'
import { speechOf } from '../http/language.ts'
import { part, route } from '../http/route.ts'
import { openData } from '../read/datasets.ts'
import { type DistributionId, distributionIds, fileName, formats, isOneFile } from '../read/distributions.ts'
import { type Snapshot, versionGone } from '../read/snapshots.ts'
import { sendFile } from './file.ts'
import { type FilePart, filePart } from './parts.ts'
import { sendStream } from './stream.ts'

/** A dataset as a file. Parquet and stored files can be taken from any byte on; the other formats are written as they are sent. */
export const downloadRoute = route({
  path: '/download/:dataset/:distribution',
  tag: 'downloads',
  summary: { fr: 'Télécharge un jeu de données', en: 'Downloads a dataset' },
  query: Type.Object({
    partition: Type.Optional(
      Type.String({ maxLength: 64, description: 'Which file of a raster or file dataset that is partitioned.' }),
    ),
  }),
  answer: { media: [...new Set(Object.values(formats).map((format) => format.mediaType)), 'application/octet-stream'] },
  problems: [403, 404, 410, 416, 503],
  async handle(deps, c, { partition }) {
    const { lake, graph } = deps.chain
    const snapshot = await openData(deps, c, part(c, 'dataset'))
    const { node, version } = snapshot
    const id = distributionOf(c, distributionIds(node))
    const one = id === 'file' ? await filePart(deps.chain, snapshot, partition) : undefined
    const mediaType = id === 'file' ? one!.mediaType : formats[id].mediaType
    const headers = {
      'Content-Type': mediaType.startsWith('text/') ? `${mediaType}; charset=utf-8` : mediaType,
      'Content-Disposition': `attachment; filename="${fileName(node.name, version, id, mediaType, one?.key)}"`,
      ETag: `"${snapshot.pin}-${id}-${deps.version}-${speechOf(c).language}${one?.key ? `-${one.key}` : ''}"`,
      'Cache-Control': classOfRows(graph, node) === 'open' ? 'public, no-cache' : 'private, no-store',
    }
    if (isKnown(c.req.header('If-None-Match'), headers.ETag)) return new Response(null, { status: 304, headers })
    const hash = await storedFile(deps, id, snapshot, one)
    if (hash === undefined) {
      const options = {
        format: id as Exclude<DistributionId, 'file'>,
        name: node.name,
        timezone: graph.territory.timezone,
        language: speechOf(c).language,
        about: exportAbout(graph, node),
      }
      return sendStream(c, headers, deps.downloads, () => exportTable(lake, snapshot.table, options))
    }
    if (!lake.has(hash)) throw versionGone(node, snapshot.pin)
    const path = lake.path(hash)
    return sendFile(c, path, (await stat(path)).size, headers, deps.downloads)
  },
})

/** The object to hand out as it is; undefined for what is written while it is sent. */
async function storedFile(
  deps: Deps,
  id: DistributionId,
  snapshot: Snapshot,
  one: FilePart | undefined,
): Promise<string | undefined> {
  if (id === 'file') return one!.hash
  return id === 'parquet' ? parquetOf(deps, snapshot) : undefined
}

/** The one Parquet file of a version: its own, or all of its parts written again as one, without row numbers. */
async function parquetOf({ chain, kept, reads }: Deps, { node, table, pin }: Snapshot): Promise<string> {
  const { lake } = chain
  if (isOneFile(node, table.hashes.length)) return table.hashes[0]!
  const write = async () => (await reads.run(() => lake.writeRows(table.shape, lake.read(table)))).hash
  const hash = await kept.merged(`${node.name} ${pin}`, write)
  // It belongs to no version, so a collection may have removed it.
  return lake.has(hash) ? hash : write()
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
