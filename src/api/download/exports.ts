import { type FileHandle, mkdir, open, readdir, rename, rm, stat, statfs, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { OrchestraError } from '../../kernel/index.ts'
import { type Limit, openLimit } from '../http/limit.ts'

/** A finished export. */
export interface KeptExport {
  readonly path: string
  readonly bytes: number
}

/** An export being written: whoever reads it follows the file, so that a slow reader holds nothing else. */
export interface Export {
  /** Its bytes from the first, as far as they are written, then as they come. */
  read(): AsyncIterable<Uint8Array>
  /** Settled once there is something to read. Throws what the export threw before that. */
  readonly begun: Promise<void>
  /** Settled once it is whole. Throws what the export threw. */
  readonly done: Promise<KeptExport>
  /** How far it is. */
  progress(): Progress
}

export interface Progress {
  readonly bytes: number
  /** Rows read for it: some formats write them all to a file before the first byte. */
  readonly rows: number
  /** Seconds since it was asked for. */
  readonly seconds: number
}

/** Gives the bytes of an export; told how many rows were read. */
export type MakeExport = (told: (rows: number) => void) => AsyncIterable<Uint8Array>

/** Exports are written to files, kept for a while: a download cut short is taken up at the very byte, and one asked for twice is written once. */
export interface Exports {
  /** The finished export of a key. */
  find(key: string): Promise<KeptExport | undefined>
  /** The export of a key, begun when nobody has. Throws `api.busy` (by `begun`) when too many are waiting. */
  start(key: string, make: MakeExport): Export
  /** The same, for whoever looks now and then how far it is. Throws, once, what one threw that ended between two looks. */
  follow(key: string, make: MakeExport): Promise<Export>
}

export interface ExportsOptions {
  /** Where the state of the service is: they are in its folder `exports`. */
  readonly home: string
  /** Bytes of all the exports kept. Default 4 GiB; never more than half of what the disk has left beside them. */
  readonly quota?: number
  /** Seconds an export may take. Default 900. */
  readonly seconds?: number
}

const QUOTA = 4 * 2 ** 30
const SECONDS = 900
/** Exports written at once, and how many more wait for their turn: DuckDB has two threads. */
const [AT_ONCE, WAITING] = [2, 32]
/** Whoever looks how far an export is learns within that time that it failed, rather than begin it again. */
const FAILURE_MS = 5000
/** Kept that long after it was last asked for. */
const MOST_AGE_MS = 24 * 3_600_000
const PIECE = 1 << 18
const PART = '.part'
const FOLDER = 'exports'

/** Opens the exports of a home. What other processes finished there is found too. */
export function openExports({ home, quota = QUOTA, seconds = SECONDS }: ExportsOptions): Exports {
  const running = new Map<string, Export>()
  const failures = new Map<string, unknown>()
  const limit = openLimit(AT_ONCE, WAITING)

  const find = async (key: string): Promise<KeptExport | undefined> => {
    const path = join(home, FOLDER, `${key}.export`)
    const found = await stat(path).catch(() => undefined)
    if (!found) return undefined
    // Its age is counted from the last time it was asked for.
    await utimes(path, new Date(), new Date()).catch(() => {})
    return { path, bytes: found.size }
  }

  return {
    find,
    start(key, make) {
      const known = running.get(key)
      if (known) return known
      const begun = startExport({ folder: join(home, FOLDER), key, limit, quota, seconds }, make)
      running.set(key, begun)
      const forget = () => running.delete(key)
      begun.done.then(forget, (error) => {
        forget()
        failures.set(key, error)
        setTimeout(() => failures.delete(key), FAILURE_MS).unref()
      })
      return begun
    },
    async follow(key, make) {
      if (!failures.has(key)) return this.start(key, make)
      const failure = failures.get(key)
      failures.delete(key)
      throw failure
    },
  }
}

interface Place {
  readonly folder: string
  readonly key: string
  readonly limit: Limit
  readonly quota: number
  readonly seconds: number
}

function startExport({ folder, key, limit, quota, seconds }: Place, make: MakeExport): Export {
  const start = performance.now()
  const path = join(folder, `${key}.export`)
  const part = `${path}.${process.pid}${PART}`
  let bytes = 0
  let rows = 0
  let isOver = false
  let wake: (() => void)[] = []
  const tell = () => {
    for (const one of wake) one()
    wake = []
  }
  const changed = () => new Promise<void>((resolve) => wake.push(resolve))

  const write = async (): Promise<KeptExport> => {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const room = await makeRoom(folder, quota)
    const end = performance.now() + seconds * 1000
    const file = await open(part, 'w', 0o600)
    try {
      // Some formats read the rows twice.
      const told = (read: number) => {
        rows = Math.max(rows, read)
      }
      for await (const piece of make(told)) {
        if (bytes + piece.length > room) throw tooLarge(room)
        if (performance.now() > end) throw tooLong(seconds)
        await writeAll(file, piece, bytes)
        bytes += piece.length
        tell()
      }
      await file.close()
      await rename(part, path)
      return { path, bytes }
    } catch (error) {
      await file.close().catch(() => {})
      await rm(part, { force: true })
      throw error
    }
  }
  const done = limit.run(write).finally(() => {
    isOver = true
    tell()
  })
  // Whoever reads it is told; nobody may be reading any more.
  done.catch(() => {})
  const begun = (async () => {
    while (bytes === 0 && !isOver) await changed()
    if (isOver) await done
  })()
  begun.catch(() => {})

  return {
    begun,
    done,
    progress: () => ({ bytes, rows, seconds: (performance.now() - start) / 1000 }),
    async *read() {
      await begun
      const file = await open(part, 'r').catch(() => open(path, 'r'))
      try {
        for (let at = 0; ; ) {
          if (at < bytes) {
            const piece = new Uint8Array(Math.min(PIECE, bytes - at))
            const { bytesRead } = await file.read(piece, 0, piece.length, at)
            at += bytesRead
            yield piece.subarray(0, bytesRead)
          } else if (isOver) {
            await done
            return
          } else await changed()
        }
      } finally {
        await file.close()
      }
    },
  }
}

async function writeAll(file: FileHandle, piece: Uint8Array, at: number): Promise<void> {
  for (let from = 0; from < piece.length; )
    from += (await file.write(piece, from, piece.length - from, at + from)).bytesWritten
}

/** Removes exports, those of longest ago first, until what is kept is small enough and young enough. Gives the bytes a new one may take. */
async function makeRoom(folder: string, quota: number): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  const names = (await readdir(folder)).filter((name) => name.includes('.export'))
  const files = (
    await Promise.all(
      names.map(async (name) => {
        const found = await stat(join(folder, name)).catch(() => undefined)
        return found ? [{ name, bytes: found.size, used: found.mtimeMs }] : []
      }),
    )
  ).flat()
  const held = files.reduce((sum, { bytes }) => sum + bytes, 0)
  // Half of the quota is for the exports to come.
  const allowed = Math.min(quota, (bavail * bsize + held) / 2)
  let kept = held
  for (const { name, bytes, used } of files.sort((a, b) => a.used - b.used)) {
    const isOld = Date.now() - used > MOST_AGE_MS
    // One that is being written is somebody's, unless its writer was killed.
    if (!isOld && (kept <= allowed / 2 || name.endsWith(PART))) continue
    await rm(join(folder, name), { force: true })
    kept -= bytes
  }
  return Math.max(0, allowed - kept)
}

const tooLarge = (room: number) =>
  new OrchestraError({
    code: 'export.too-large',
    say: {
      fr: `Cet export dépasse la place qui lui est donnée : ${Math.floor(room / 1e6)} Mo.`,
      en: `This export takes more than the room it is given: ${Math.floor(room / 1e6)} MB.`,
    },
    remedy: {
      fr: 'Restreignez-le (filter, bbox, datetime, properties), ou prenez le format GeoParquet.',
      en: 'Narrow it (filter, bbox, datetime, properties), or take the GeoParquet format.',
    },
    facts: { room },
  })

const tooLong = (seconds: number) =>
  new OrchestraError({
    code: 'export.too-long',
    say: {
      fr: `Cet export prend plus de ${seconds} secondes.`,
      en: `This export takes more than ${seconds} seconds.`,
    },
    remedy: {
      fr: 'Restreignez-le (filter, bbox, datetime, properties), ou prenez le format GeoParquet.',
      en: 'Narrow it (filter, bbox, datetime, properties), or take the GeoParquet format.',
    },
    facts: { seconds },
  })
