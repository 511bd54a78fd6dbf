import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { OrchestraError } from '../../kernel/index.ts'
import { cannotRun, diskFull, homeRefused, isDiskFull } from '../errors.ts'
import { chooseAccount, runnerFor } from './account.ts'
import type { Binaries } from './binaries.ts'
import { clusterVersion } from './cluster.ts'
import { pathsOf, port, socketFolder } from './paths.ts'
import { readPostmaster, stopServer } from './postmaster.ts'

export interface Server {
  readonly socketFolder: string
  /** Resolves when the server ends, whoever ended it. */
  readonly ended: Promise<void>
  /** Calls for a stop without waiting: the last thing a process does. */
  abandon(): void
  stop(): Promise<void>
}

/** Settings of the bundled server, for one small machine (2 cores, 4 GB). Everything else is PostgreSQL's default. */
const settings: Record<string, string> = {
  // Nothing is reachable from the network: one Unix socket in a private folder.
  listen_addresses: '',
  port: String(port),
  unix_socket_permissions: '0700',
  // Small next to the lake: 128 MB holds the whole working set of a territory.
  shared_buffers: '128MB',
  // Full pages in the log compress well: fewer bytes written to a small disk.
  wal_compression: 'pglz',
  // Disks are SSDs: a random page costs about what a sequential one does.
  random_page_cost: '1.1',
  // Compiling plans costs more than it saves on short queries.
  jit: 'off',
  // Reads come from the cache: no need for three resident I/O processes.
  io_method: 'sync',
  // The log keeps the life of the server and not the errors of statements, which quote personal data.
  log_min_messages: 'log',
  log_checkpoints: 'off',
  log_timezone: 'UTC',
  timezone: 'UTC',
}

// The server's own log: a few lines a start. Beyond this the file is set aside, and the one before dropped (bytes).
const longestLog = 1_000_000
// How often we say that a long recovery goes on (milliseconds).
const sayEvery = 10_000
// After a crash, how long the last processes of the old server may take to end (milliseconds).
const lingering = 10_000

/** Starts the cluster of a home and waits until it takes connections, through recovery if need be. */
export async function startServer(home: string, binaries: Binaries, log: (line: string) => void): Promise<Server> {
  const { cluster, log: logFile } = pathsOf(home)
  const account = chooseAccount(cluster, log)
  const runner = runnerFor(account, cluster, binaries)
  const sockets = socketFolder(home, account)
  // Left by a killed server. PostgreSQL believes it when another program got the pid; the home's lock knows better.
  rmSync(join(sockets, `.s.PGSQL.${port}.lock`), { force: true })
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const { file, args, options } = runner(binaries.postgres, ['-D', cluster, '-k', sockets, ...flags])

  const launch = async (): Promise<{ child: ChildProcess; said: string }> => {
    const { descriptor, offset } = openLog(logFile)
    // Its own session: Ctrl-C in a terminal is for us, and we stop the server after our last query.
    const child = spawn(file, args, { ...options, detached: true, stdio: ['ignore', descriptor, descriptor] })
    child.on('error', () => undefined)
    closeSync(descriptor)
    await untilReady(child, cluster, log)
    return { child, said: ended(child) ? readFileSync(logFile).subarray(offset).toString() : '' }
  }

  let { child, said } = await launch()
  for (const end = Date.now() + lingering; ended(child) && isLingering(said) && Date.now() < end; ) {
    await sleep(100)
    ;({ child, said } = await launch())
  }
  if (ended(child)) throw startFailure(cluster, said)

  child.unref()
  const running = child
  return {
    socketFolder: sockets,
    ended: new Promise((resolve) => running.on('exit', () => resolve())),
    abandon: () => void running.kill('SIGINT'),
    async stop() {
      await stopServer(running.pid!, () => !ended(running))
      rmSync(sockets, { recursive: true, force: true })
    },
  }
}

async function untilReady(child: ChildProcess, cluster: string, log: (line: string) => void): Promise<void> {
  for (let next = Date.now() + sayEvery; !ended(child); await sleep(3)) {
    const postmaster = readPostmaster(cluster)
    if (postmaster?.pid === child.pid && postmaster?.ready) return
    if (Date.now() > next) {
      log('database: PostgreSQL is still recovering its last writes')
      next += sayEvery
    }
  }
}

const ended = (child: ChildProcess) => child.pid === undefined || child.exitCode !== null || child.signalCode !== null

function openLog(path: string): { descriptor: number; offset: number } {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (size > longestLog) renameSync(path, `${path}.old`)
  return { descriptor: openSync(path, 'a', 0o600), offset: size > longestLog ? 0 : size }
}

const isLingering = (said: string) => /pre-existing shared memory block .* is still in use/.test(said)

/** Reads in the server's last words why it did not start. */
function startFailure(cluster: string, said: string): OrchestraError {
  const facts = { madeBy: clusterVersion(cluster), output: said.trim().slice(-2000) }
  if (isDiskFull(said)) return diskFull(cluster, new Error(facts.output))
  if (/Permission denied|has wrong ownership|invalid permissions/.test(said))
    return homeRefused(cluster, new Error(facts.output))
  if (/incompatible with server/.test(said))
    return new OrchestraError({
      code: 'store.other-version',
      say: {
        fr: `Cette base a été créée par PostgreSQL ${facts.madeBy}, que la version fournie ici ne sait pas lire.`,
        en: `This database was made by PostgreSQL ${facts.madeBy}, which the version bundled here cannot read.`,
      },
      remedy: {
        fr: 'Ouvrez-la avec la version du logiciel qui l’a créée, ou choisissez un autre dossier avec --home.',
        en: 'Open it with the version of the software that made it, or choose another folder with --home.',
      },
      place: cluster,
      facts,
    })
  return cannotRun(
    'store.damaged',
    'La base de ce dossier ne démarre pas : elle est sans doute abîmée. Elle est laissée telle quelle.',
    'The database of this folder does not start: it is probably damaged. It is left as it is.',
    { place: cluster, facts },
  )
}
