import { readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { cannotRun } from '../errors.ts'

/** What a running server says of itself in `postmaster.pid` (PostgreSQL, miscadmin.h: one fact a line). */
interface Postmaster {
  readonly pid: number
  readonly socketFolder: string
  readonly port: number
  readonly ready: boolean
}

// A fast shutdown writes one checkpoint; more than this and the disk is in trouble (milliseconds).
const patience = 60_000

/** Reads it, or gives `undefined` when there is none, or not yet whole. */
export function readPostmaster(cluster: string): Postmaster | undefined {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    return {
      pid: Number(lines[0]),
      port: Number(lines[3]),
      socketFolder: lines[4] ?? '',
      ready: lines[7]?.trim() === 'ready',
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/**
 * Stops the server that a killed owner left running, or removes the mark of one that died with it. Only for the holder
 * of the home's lock: no other process can be starting one.
 */
export async function stopOrphan(cluster: string, log: (line: string) => void): Promise<void> {
  const left = readPostmaster(cluster)
  if (!left) return
  if (runs(left.pid, cluster)) {
    log(`database: stopping the PostgreSQL that was left running (pid ${left.pid})`)
    await stopServer(left.pid, () => runs(left.pid, cluster))
  }
  rmSync(join(cluster, 'postmaster.pid'), { force: true })
}

/** Fast shutdown: sessions are ended, everything is written. Then, if it does not end, immediate: recovery will follow. */
export async function stopServer(pid: number, running: () => boolean): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if (!running()) return
    try {
      process.kill(pid, signal)
    } catch (error) {
      // Already gone.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
    for (const end = Date.now() + patience; Date.now() < end; await sleep(5)) if (!running()) return
  }
  throw cannotRun(
    'store.cannot-stop',
    'Le serveur PostgreSQL resté en marche ne s’arrête pas.',
    'The PostgreSQL server left running does not stop.',
    { facts: { pid } },
  )
}

/** Whether this pid is a server of this cluster, and not another program that got the number since. */
function runs(pid: number, cluster: string): boolean {
  try {
    process.kill(pid, 0)
    return process.platform !== 'linux' || worksIn(pid, cluster)
  } catch {
    return false
  }
}

function worksIn(pid: number, cluster: string): boolean {
  const folder = statSync(cluster)
  try {
    // A server works in the folder of its cluster, even when the home was moved meanwhile.
    const cwd = statSync(`/proc/${pid}/cwd`)
    return cwd.ino === folder.ino && cwd.dev === folder.dev
  } catch {
    // Root of a container may not look there: its command line names the cluster too.
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(cluster)
  }
}
