import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { cannotRun, homeRefused } from '../errors.ts'

/** Who owns a home, for people to read. */
interface Owner {
  readonly pid: number
  readonly command: string
  /** When the process began, in UTC. */
  readonly since: string
}

export interface HomeLock {
  /** The owner that ended without closing, if there was one. */
  readonly previous: Owner | undefined
  release(): void
}

// Result codes of SQLite (sqlite.org/rescode.html): BUSY; then PERM, READONLY and CANTOPEN.
const busy = 5
const refusals = [3, 8, 14]

// A lock is dropped with its object: never leave that to the garbage collector while the server runs.
const held = new Set<DatabaseSync>()

/**
 * Takes the one owner lock of a home, or gives `undefined` when a living process has it.
 *
 * The kernel holds the lock and drops it with the process, however it ends: it cannot be stale, two processes cannot
 * both get it, and a reused pid deceives nobody. Node offers no file lock, so SQLite takes it, as it locks its databases;
 * the file `lock` stays empty. Nothing else in this process may open that file: POSIX drops the locks of a process when it
 * closes any descriptor of the file. `owner.json` beside it only tells people who the owner is.
 */
export function takeLock(home: string): HomeLock | undefined {
  const path = join(home, 'lock')
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(path)
    // Whoever can read the file can lock it.
    chmodSync(path, 0o600)
    database.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    database?.close()
    const { errcode } = error as { errcode?: number }
    if (errcode === busy) return undefined
    if (refusals.includes(errcode ?? 0)) throw homeRefused(path, error)
    throw cannotRun(
      'store.lock-failed',
      'Le verrou de ce dossier ne peut pas être pris : ce système de fichiers ne convient pas.',
      'The lock of this home cannot be taken: this file system does not serve.',
      { place: path, cause: error },
    )
  }
  const previous = readOwner(home)
  const release = () => {
    if (!held.delete(database)) return
    rmSync(ownerFile(home), { force: true })
    database.close()
  }
  held.add(database)
  try {
    const since = new Date(Date.now() - process.uptime() * 1000).toISOString()
    const me: Owner = { pid: process.pid, command: process.argv.slice(1).join(' '), since }
    writeFileSync(ownerFile(home), `${JSON.stringify(me)}\n`)
    return { previous, release }
  } catch (error) {
    release()
    throw error
  }
}

/** Reads who owns a home, or owned it last if it did not close. */
export function readOwner(home: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(ownerFile(home), 'utf8')) as Owner
  } catch {
    // Not there, or being written.
    return undefined
  }
}

const ownerFile = (home: string) => join(home, 'owner.json')
