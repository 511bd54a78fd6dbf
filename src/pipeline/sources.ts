import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readdir, rename, stat } from 'node:fs/promises'
import { basename, dirname, extname, join, resolve, sep } from 'node:path'
import {
  isHeldHere,
  isSynthetic,
  type Node,
  OrchestraError,
  type Partition,
  partitionAt,
  type SourceFile,
} from '../kernel/index.ts'
import type { Sender } from '../store/index.ts'
import { digest } from './code.ts'
import { markStale } from './state.ts'
import type { Chain } from './types.ts'

/** What is known of the bytes of a source (of one partition of it). */
export interface SourceState {
  readonly address: string
  readonly sha256: string
  readonly bytes: number
  readonly stat: string | null
  readonly etag: string | null
  readonly last_modified: string | null
}

const withKey = (pattern: string, partition: Partition | undefined) => pattern.replaceAll('{key}', partition?.key ?? '')

/** The bytes of a source, brought here: from its snapshot when offline, else from its address unless unchanged. */
export async function obtain(
  chain: Chain,
  node: Node,
  partition: Partition | undefined,
  known: SourceState | undefined,
  watch: { signal: AbortSignal; progress(done: number, total?: number): void },
): Promise<{ file: SourceFile | undefined; state: SourceState; fetched: number }> {
  const source = node.source!
  const address = withKey(source.address, partition)
  if (isSynthetic(source)) {
    return { file: undefined, fetched: 0, state: { ...nothing, address, sha256: digest(address) } }
  }
  if (chain.offline && !isHeldHere(source)) {
    const path = snapshotPath(chain, node, partition)
    const state = await snapshotState(path, address, known)
    return { file: { path, name: basename(path), sha256: state.sha256, bytes: state.bytes }, state, fetched: 0 }
  }
  return download(chain, address, known, watch)
}

const nothing = { bytes: 0, stat: null, etag: null, last_modified: null }

/** Reads a source's state as the last successful materialization left it. */
export async function readSourceState(
  tx: Sender,
  territory: string,
  asset: string,
  partition: number,
): Promise<SourceState | undefined> {
  const [row] = await tx.query<SourceState>(
    'select address, sha256, bytes, stat, etag, last_modified from source_state where (territory, asset, partition) = ($1, $2, $3)',
    [territory, asset, partition],
  )
  return row
}

export async function writeSourceState(
  tx: Sender,
  territory: string,
  asset: string,
  partition: number,
  s: SourceState,
): Promise<void> {
  await tx.query(
    `insert into source_state (territory, asset, partition, address, sha256, bytes, stat, etag, last_modified)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (territory, asset, partition) do update set address = $4, sha256 = $5, bytes = $6, stat = $7, etag = $8,
       last_modified = $9, checked = now()`,
    [territory, asset, partition, s.address, s.sha256, s.bytes, s.stat, s.etag, s.last_modified],
  )
}

/**
 * Makes stale the partitions of a source whose snapshot is no longer the one that was read. A snapshot with the size, time
 * and inode of last time is not read again.
 */
export async function probeSnapshot(chain: Chain, node: Node): Promise<void> {
  if (isHeldHere(node.source!) || isSynthetic(node.source!)) return
  const territory = chain.graph.territory.id
  const rows = await chain.store.query<SourceState & { partition: number }>(
    'select partition, address, sha256, bytes, stat, etag, last_modified from source_state where territory = $1 and asset = $2',
    [territory, node.name],
  )
  for (const { partition, ...known } of rows) {
    const key = node.partitions && partitionAt(node.partitions, partition)
    const path = snapshotPath(chain, node, key)
    // A snapshot that went away is met, with its error, by the step that reads it.
    const now = await snapshotState(path, known.address, known).catch(() => undefined)
    if (now?.sha256 !== known.sha256) await markStale(chain.store, territory, node.name, [[partition, partition + 1]])
    else if (now.stat !== known.stat) await writeSourceState(chain.store, territory, node.name, partition, now)
  }
}

function snapshotPath(chain: Chain, node: Node, partition: Partition | undefined): string {
  const { snapshot } = node.source!
  if (!chain.data || !snapshot)
    throw new OrchestraError({
      code: 'source.no-snapshot',
      say: {
        fr: snapshot ? 'Aucun dossier d’instantanés n’est donné.' : 'Cette source n’a pas d’instantané.',
        en: snapshot ? 'No folder of snapshots was given.' : 'This source has no snapshot.',
      },
      remedy: {
        fr: 'Donnez `--data DOSSIER`, ou retirez `--offline`.',
        en: 'Give `--data FOLDER`, or drop `--offline`.',
      },
      place: node.name,
    })
  const root = resolve(chain.data)
  const path = resolve(root, withKey(snapshot, partition))
  if (path.startsWith(root + sep)) return path
  throw new OrchestraError({
    code: 'source.outside',
    say: { fr: 'L’instantané sort du dossier des données.', en: 'The snapshot lies outside the data folder.' },
    place: `${node.name}: ${snapshot}`,
  })
}

async function snapshotState(path: string, address: string, known: SourceState | undefined): Promise<SourceState> {
  const files = await together(path)
  const stats = await Promise.all(
    files.map((f) =>
      stat(f, { bigint: true }).catch((cause) => {
        throw new OrchestraError({
          code: 'source.no-file',
          say: {
            fr: 'L’instantané n’existe pas ou n’est pas lisible.',
            en: 'The snapshot does not exist or cannot be read.',
          },
          remedy: {
            fr: 'Vérifiez `--data` et le chemin `snapshot` de la source.',
            en: 'Check `--data` and the `snapshot` path of the source.',
          },
          place: path,
          cause,
        })
      }),
    ),
  )
  const bytes = stats.reduce((sum, s) => sum + Number(s.size), 0)
  const signature = digest(stats.map((s, i) => [basename(files[i]!), s.size, s.mtimeNs, s.ino].join(':')).join('|'))
  if (known?.stat === signature) return { ...known, address }
  const hash = createHash('sha256')
  for (const file of files)
    for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer)
  return { ...nothing, address, bytes, sha256: hash.digest('hex'), stat: signature }
}

/** A Shapefile is several files of one name: all of them are the source. */
async function together(path: string): Promise<string[]> {
  if (extname(path).toLowerCase() !== '.shp') return [path]
  const stem = basename(path, extname(path))
  const names = await readdir(dirname(path)).catch(() => [])
  const parts = names.filter((name) => basename(name, extname(name)) === stem).sort()
  return parts.length ? parts.map((name) => join(dirname(path), name)) : [path]
}

/** Downloads into the cache of the home, which keeps one file a content: `sources/<sha256>/<name>`. */
async function download(
  chain: Chain,
  address: string,
  known: SourceState | undefined,
  watch: { signal: AbortSignal; progress(done: number, total?: number): void },
): Promise<{ file: SourceFile; state: SourceState; fetched: number }> {
  // Several assets may share one address (the tables of a GTFS feed): what any of them knows is used.
  const [shared] = await chain.store.query<SourceState>(
    `select address, sha256, bytes, stat, etag, last_modified from source_state
     where address = $1 and (etag is not null or last_modified is not null) order by checked desc limit 1`,
    [address],
  )
  const last = shared ?? (known?.address === address ? known : undefined)
  const cached = last && (await cachedFile(chain, last.sha256))
  const into = join(chain.home, 'sources', 'incoming')
  await mkdir(into, { recursive: true })
  const answer = await chain.fetch({
    address,
    into,
    ...watch,
    ...(cached && {
      known: { ...(last.etag && { etag: last.etag }), ...(last.last_modified && { lastModified: last.last_modified }) },
    }),
  })
  if (answer.unchanged) return { file: cached!, state: { ...last!, address }, fetched: 0 }
  const { file, etag, lastModified } = answer
  const folder = join(chain.home, 'sources', file.sha256)
  await mkdir(folder, { recursive: true })
  const path = join(folder, basename(file.name))
  await rename(file.path, path)
  return {
    file: { ...file, path },
    fetched: file.bytes,
    state: {
      address,
      sha256: file.sha256,
      bytes: file.bytes,
      stat: null,
      etag: etag ?? null,
      last_modified: lastModified ?? null,
    },
  }
}

async function cachedFile(chain: Chain, sha256: string): Promise<SourceFile | undefined> {
  const folder = join(chain.home, 'sources', sha256)
  const [name] = await readdir(folder).catch(() => [])
  if (!name) return undefined
  const path = join(folder, name)
  return { path, name, sha256, bytes: (await stat(path)).size }
}
