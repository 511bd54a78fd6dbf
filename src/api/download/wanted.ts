import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import Type, { type Static } from 'typebox'
import { classOfRows } from '../../govern/index.ts'
import { OrchestraError } from '../../kernel/index.ts'
import { exportAbout, exportFiles, exportTable } from '../../lake/index.ts'
import type { Deps } from '../deps.ts'
import { badParameter, unknownName } from '../http/faults.ts'
import { speechOf } from '../http/language.ts'
import { part } from '../http/route.ts'
import { readMoment, versionParameter } from '../ogc/features/parameters.ts'
import { datasetOf, guard, openData } from '../read/datasets.ts'
import { type DistributionId, distributionIds, fileName, formats, isOneFile, ZIP } from '../read/distributions.ts'
import { isPin, type Snapshot, versionGone } from '../read/snapshots.ts'
import type { MakeExport } from './exports.ts'
import { type FilePart, fileParts } from './parts.ts'
import { type ExportAsked, type ExportSelection, exportParameters, readSelection } from './selection.ts'

/** What may be asked of a download. */
export const downloadQuery = Type.Object({
  partition: Type.Optional(
    Type.String({ maxLength: 64, description: 'Which file of a raster or file dataset that is partitioned.' }),
  ),
  ...exportParameters,
  version: versionParameter,
  encrypted: Type.Optional(
    Type.Enum(['true'], { description: 'For the organisation that answers for the dataset, with its public key.' }),
  ),
})

/** A file that is asked for. */
export interface Download {
  readonly headers: Readonly<Record<string, string>> & { readonly ETag: string }
  /** Names it: the same version, format and selection are the same file. */
  readonly key: string
  /** Path of the file, where it is handed out as it is stored. */
  readonly stored: string | undefined
  /** Writes it, where it is not. */
  readonly make: MakeExport
  /** Rows it will hold; undefined where that depends on a selection. */
  readonly rows: number | undefined
}

/** Finds what is asked for, for whoever may read it. Throws what a download may answer. */
export async function openDownload(
  deps: Deps,
  c: Context,
  { partition, version: moment, encrypted: _, ...asked }: Static<typeof downloadQuery>,
): Promise<Download> {
  const { graph, lake } = deps.chain
  const snapshot = await openVersion(deps, c, moment)
  const { node, version } = snapshot
  const id = distributionOf(c, distributionIds(node))
  const files = id === 'file' ? await fileParts(deps.chain, snapshot, partition) : []
  const one = files.length === 1 ? files[0] : undefined
  const selection = id === 'file' ? noSelection(asked) : await readSelection(deps, snapshot, asked)
  const about = exportAbout(graph, node)
  const { language } = speechOf(c)
  const mediaType = id === 'file' ? (one?.mediaType ?? ZIP) : formats[id].mediaType
  const key = createHash('sha256')
    .update(
      JSON.stringify([
        deps.version,
        node.name,
        snapshot.pin,
        snapshot.made,
        id,
        one?.key,
        selection.key,
        language,
        about,
      ]),
    )
    .digest('hex')
    .slice(0, 40)
  const headers = {
    'Content-Type': mediaType.startsWith('text/') ? `${mediaType}; charset=utf-8` : mediaType,
    'Content-Disposition': `attachment; filename="${fileName(node.name, version, id, mediaType, one?.key)}"`,
    ETag: `"${key}"`,
    'Accept-Ranges': 'bytes',
    'Cache-Control': `${classOfRows(graph, node) === 'open' ? 'public, no-cache' : 'private, no-store'}${isSavedByBrowser(c) ? ', no-transform' : ''}`,
    Vary: 'Sec-Fetch-Mode',
  }
  const stored = one?.hash ?? (id === 'parquet' && selection.key === '' ? storedFile(snapshot) : undefined)
  for (const hash of [...files.map((file) => file.hash), ...(stored === undefined ? [] : [stored])])
    if (!lake.has(hash)) throw versionGone(node, snapshot.pin)
  return {
    headers,
    key,
    stored: stored === undefined ? undefined : lake.path(stored),
    make: (progress) =>
      id === 'file'
        ? exportFiles(lake, namedParts(snapshot, files), snapshot.made)
        : written(deps, snapshot, selection, { format: id, name: node.name, language, about, progress }),
    rows: selection.isWhole ? snapshot.rows : undefined,
  }
}

/**
 * Whether a browser saves the answer as a file: it takes up, where it was cut, what has a strong tag only, and what is compressed on
 * its way has none. Programs and scripts of pages read it as it comes. Off TLS browsers tell no mode, but all say that they are
 * Mozilla (HTML Standard, navigator compatibility mode).
 */
function isSavedByBrowser(c: Context): boolean {
  const mode = c.req.header('Sec-Fetch-Mode')
  return mode === undefined ? (c.req.header('User-Agent') ?? '').startsWith('Mozilla/') : mode === 'navigate'
}

type Written = Parameters<typeof exportTable>[2]

/** The bytes of an export. */
async function* written(
  { chain }: Deps,
  { node, table, pin, made }: Snapshot,
  selection: ExportSelection,
  options: Written,
): AsyncGenerator<Uint8Array> {
  const { lake, graph } = chain
  const { options: selected, free } = await selection.open()
  try {
    yield* exportTable(lake, table, { ...options, timezone: graph.territory.timezone, made, ...selected })
  } catch (error) {
    // A version whose files were collected meanwhile.
    throw error instanceof OrchestraError && error.code === 'lake.missing' ? versionGone(node, pin) : error
  } finally {
    free()
  }
}

const namedParts = ({ node, version }: Snapshot, files: readonly FilePart[]) =>
  files.map(({ hash, mediaType, key }) => ({ hash, name: fileName(node.name, version, 'file', mediaType, key) }))

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
  if (!given) return { key: '', isWhole: true, open: async () => ({ options: {}, free: () => {} }) }
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
