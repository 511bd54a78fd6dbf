import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, existsSync, readdirSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm, rmdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { OrchestraError } from '../kernel/index.ts'

/** Files named by the SHA-256 of their content, in `<folder>/objects/ab/abcd….ext`. */
export interface Objects {
  /** Folder of the objects. */
  readonly folder: string
  /** Folder of this process for what is being written. */
  readonly scratch: string
  /** A new path in the scratch folder, which is made again if somebody removed it. */
  draft(extension: string): Promise<string>
  /** Moves a finished draft in. After it returns, the object survives a power cut. */
  adopt(draft: string, mediaType: string): Promise<{ hash: string; bytes: number }>
  path(hash: string): string
  has(hash: string): boolean
  gc(keep: ReadonlySet<string>): Promise<{ removed: number; bytes: number }>
  close(): Promise<void>
}

const extensions: Record<string, string> = {
  'application/vnd.apache.parquet': 'parquet',
  'application/geo+json': 'geojson',
  'application/json': 'json',
  'application/x-ndjson': 'ndjson',
  'application/zip': 'zip',
  'application/gzip': 'gz',
  'application/xml': 'xml',
  'application/pdf': 'pdf',
  'image/tiff': 'tif',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'text/csv': 'csv',
  'text/plain': 'txt',
}
const extensionOf = (mediaType: string) => extensions[mediaType.split(';')[0]!.trim()] ?? 'bin'

/** Drafts untouched for an hour belong to a writer that was killed. */
const ABANDONED_MS = 3_600_000

/** Opens the objects of a lake, making its folders. */
export async function openObjects(lake: string): Promise<Objects> {
  const folder = join(lake, 'objects')
  const drafts = join(lake, 'tmp')
  const scratch = join(drafts, `${process.pid}-${randomUUID()}`)
  await mkdir(folder, { recursive: true })
  await mkdir(scratch, { recursive: true })

  const find = (hash: string): string | undefined => {
    if (!/^[0-9a-f]{64}$/.test(hash)) throw badHash(hash)
    const shard = join(folder, hash.slice(0, 2))
    if (!existsSync(shard)) return undefined
    const name = readdirSync(shard).find((n) => n.startsWith(hash))
    return name && join(shard, name)
  }

  return {
    folder,
    scratch,
    async draft(extension) {
      await mkdir(scratch, { recursive: true })
      return join(scratch, `${randomUUID()}.${extension}`)
    },
    async adopt(draft, mediaType) {
      const bytes = await flush(draft)
      const hash = await hashOf(draft)
      if (find(hash)) {
        await rm(draft)
        return { hash, bytes }
      }
      const shard = join(folder, hash.slice(0, 2))
      if (await mkdir(shard, { recursive: true })) await flush(folder)
      await rename(draft, join(shard, `${hash}.${extensionOf(mediaType)}`))
      await flush(shard)
      return { hash, bytes }
    },
    path(hash) {
      const found = find(hash)
      if (found) return found
      throw new OrchestraError({
        code: 'lake.missing',
        say: { fr: `L’objet ${hash} n’est pas dans le lac.`, en: `Object ${hash} is not in the lake.` },
        remedy: {
          fr: 'Il a été retiré par `orchestra gc` ou le dossier est incomplet : relancez l’actif qui le fait.',
          en: 'It was removed by `orchestra gc` or the folder is incomplete: run again the asset that makes it.',
        },
        facts: { hash },
      })
    },
    has: (hash) => find(hash) !== undefined,
    async gc(keep) {
      const freed = { removed: 0, bytes: 0 }
      for (const shard of await readdir(folder)) {
        for (const name of await readdir(join(folder, shard)))
          if (!keep.has(name.slice(0, 64))) await remove(join(folder, shard, name), freed)
        await rmdir(join(folder, shard)).catch(() => {}) // Not empty: it stays.
      }
      for (const name of await readdir(drafts)) {
        const path = join(drafts, name)
        if (path !== scratch && Date.now() - (await lastTouched(path)) > ABANDONED_MS) await remove(path, freed)
      }
      return freed
    },
    close: () => rm(scratch, { recursive: true, force: true }),
  }
}

/** Forces a file or folder to the disk and gives its size. */
async function flush(path: string): Promise<number> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
    return (await handle.stat()).size
  } finally {
    await handle.close()
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash)
  return hash.digest('hex')
}

/** Files of a path, itself when it is one. A path that vanished meanwhile has none. */
async function filesIn(path: string): Promise<{ size: number; mtimeMs: number }[]> {
  try {
    const own = await stat(path)
    if (!own.isDirectory()) return [own]
    const inside = await Promise.all((await readdir(path)).map((name) => filesIn(join(path, name))))
    return [{ size: 0, mtimeMs: own.mtimeMs }, ...inside.flat()]
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

const lastTouched = async (path: string) => Math.max(0, ...(await filesIn(path)).map((f) => f.mtimeMs))

async function remove(path: string, freed: { removed: number; bytes: number }): Promise<void> {
  freed.bytes += (await filesIn(path)).reduce((sum, file) => sum + file.size, 0)
  freed.removed += 1
  await rm(path, { recursive: true, force: true })
}

function badHash(hash: string): OrchestraError {
  return new OrchestraError({
    code: 'lake.bad-hash',
    say: { fr: `« ${hash} » n’est pas l’empreinte d’un objet.`, en: `'${hash}' is not the hash of an object.` },
    remedy: { fr: '64 chiffres hexadécimaux sont attendus.', en: '64 hexadecimal digits are expected.' },
  })
}
