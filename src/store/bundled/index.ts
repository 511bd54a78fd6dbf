import { existsSync, mkdirSync, readFileSync, realpathSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { OrchestraError } from '../../kernel/index.ts'
import { diskFull, homeRefused } from '../errors.ts'
import { findBinaries } from './binaries.ts'
import { createCluster, hasCluster, removeUnfinished, role } from './cluster.ts'
import { type HomeLock, readOwner, takeLock } from './lock.ts'
import { pathsOf, port } from './paths.ts'
import { readPostmaster, stopOrphan } from './postmaster.ts'
import { startServer } from './start.ts'
import { supervise } from './supervise.ts'

/** The bundled server as one process uses it. */
interface Bundled {
  readonly url: string
  /** Stops the server, if this process started it. */
  close(): Promise<void>
}

// How long a guest waits for the owner to be ready: a first start on a slow disk, or a recovery (milliseconds).
const patience = 60_000

/**
 * Opens the server of a home. The first process to come owns it: it makes the cluster if need be, starts the server and
 * stops it. The others are guests of the running server. A guest that sees the owner leave while it waits takes over.
 */
export async function openBundled(place: string, log: (line: string) => void): Promise<Bundled> {
  const home = makeHome(place)
  try {
    for (const end = Date.now() + patience; Date.now() < end; await sleep(20)) {
      const lock = takeLock(home)
      if (lock) return await own(home, lock, log)
      const server = readPostmaster(pathsOf(home).cluster)
      if (server?.ready) return { url: urlOf(home, server.socketFolder), close: async () => undefined }
    }
    throw waitedTooLong(home)
  } catch (error) {
    throw namedRefusal(error, home)
  }
}

function makeHome(place: string): string {
  try {
    mkdirSync(place, { recursive: true, mode: 0o700 })
    return realpathSync(place)
  } catch (error) {
    const named = namedRefusal(error, place)
    // A file in the way, a folder that cannot be made: Node has many words for it.
    throw named === error ? homeRefused(place, error) : named
  }
}

/** Names what the file system refuses. */
function namedRefusal(error: unknown, place: string): unknown {
  const { code = '' } = error as NodeJS.ErrnoException
  if (['EACCES', 'EPERM', 'EROFS'].includes(code)) return homeRefused(place, error)
  if (['ENOSPC', 'EDQUOT'].includes(code)) return diskFull(place, error)
  return error
}

async function own(home: string, lock: HomeLock, log: (line: string) => void): Promise<Bundled> {
  try {
    if (lock.previous) {
      const { pid, command, since } = lock.previous
      log(`database: the previous process (pid ${pid}, ${command}, since ${since}) ended without closing; recovering`)
    }
    const binaries = findBinaries()
    removeUnfinished(home)
    if (!hasCluster(home)) await createCluster(home, binaries, log)
    passwordOf(home)
    const server = await supervise(async () => {
      await stopOrphan(pathsOf(home).cluster, log)
      return startServer(home, binaries, log)
    }, log)
    let closing: Promise<void> | undefined
    const close = () => (closing ??= server.stop().finally(() => lock.release()))
    return { url: urlOf(home, server.socketFolder), close }
  } catch (error) {
    lock.release()
    throw error
  }
}

function urlOf(home: string, socketFolder: string): string {
  const secret = passwordOf(home)
  return `postgres://${role}:${secret}@localhost:${port}/${role}?host=${encodeURIComponent(socketFolder)}`
}

function passwordOf(home: string): string {
  const { password } = pathsOf(home)
  if (existsSync(password)) return readFileSync(password, 'utf8')
  throw new OrchestraError({
    code: 'store.no-password',
    say: {
      fr: 'Le mot de passe de la base fournie a disparu de son dossier.',
      en: 'The password of the bundled database is gone from its home.',
    },
    remedy: {
      fr: 'Remettez ce fichier depuis une sauvegarde : il va avec le dossier « postgres » à côté de lui.',
      en: 'Put this file back from a backup: it goes with the folder "postgres" beside it.',
    },
    place: password,
  })
}

function waitedTooLong(home: string): OrchestraError {
  const owner = readOwner(home)
  return new OrchestraError({
    code: 'store.locked',
    say: {
      fr: 'Un autre processus tient ce dossier et sa base n’est toujours pas prête.',
      en: 'Another process owns this home and its database is still not ready.',
    },
    remedy: {
      fr: 'Attendez qu’il ait fini de démarrer, ou arrêtez-le.',
      en: 'Wait until it has finished starting, or stop it.',
    },
    place: home,
    facts: { ...owner },
    retry: 'transient',
  })
}
