import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { cannotRun, diskFull, isDiskFull } from '../errors.ts'
import { chooseAccount, type Runner, runnerFor } from './account.ts'
import type { Binaries } from './binaries.ts'
import { pathsOf } from './paths.ts'

/** The role and the database of ours. The role may make databases (tests do) but is no superuser. */
export const role = 'orchestra'

// A cluster being made has this name and six letters.
const unfinished = 'postgres.new-'

// UTF-8 sorted by code point: the same on every machine, whatever its C library.
const initdbOptions = [
  ...['--username=postgres', '--auth-local=peer', '--auth-host=reject', '--no-instructions'],
  ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
]

/**
 * Makes a new cluster beside its place and moves it there whole, so that a process killed meanwhile leaves nothing to
 * repair. Everything its superuser has to do is done here, without a server: no connection is ever allowed to it.
 */
export async function createCluster(home: string, binaries: Binaries, log: (line: string) => void): Promise<void> {
  const { cluster, password } = pathsOf(home)
  if (existsSync(cluster)) refuseDamaged(cluster)
  // A new name each time: the initdb of a killed process may still be writing into its own.
  const newCluster = mkdtempSync(join(home, unfinished))
  const runner = runnerFor(chooseAccount(newCluster, log), newCluster, binaries)
  const secret = randomBytes(24).toString('base64url')
  writeFileSync(password, secret, { mode: 0o600 })
  await run(runner, binaries.initdb, [`--pgdata=${newCluster}`, ...initdbOptions])
  // One statement a line. The secret has no quote: it is base64url.
  const setup = [
    `CREATE ROLE ${role} LOGIN CREATEDB PASSWORD '${secret}';`,
    `CREATE DATABASE ${role} OWNER ${role};`,
    '',
  ]
  await run(runner, binaries.postgres, ['--single', '-D', newCluster, 'postgres'], setup.join('\n'))
  writeFileSync(join(newCluster, 'pg_hba.conf'), `local all ${role} scram-sha-256\n`)
  renameSync(newCluster, cluster)
  const folder = openSync(home, 'r')
  fsyncSync(folder)
  closeSync(folder)
}

/** Removes what first starts that were killed have left in the home. */
export function removeUnfinished(home: string): void {
  for (const name of readdirSync(home).filter((one) => one.startsWith(unfinished)))
    try {
      rmSync(join(home, name), { recursive: true, force: true })
    } catch {
      // Still being written by a program whose parent was killed: next time.
    }
}

/** Whether the home has a cluster. */
export const hasCluster = (home: string) => existsSync(join(pathsOf(home).cluster, 'PG_VERSION'))

/** The major version of PostgreSQL that made a cluster. */
export const clusterVersion = (cluster: string) => readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()

function refuseDamaged(cluster: string): never {
  throw cannotRun(
    'store.damaged',
    'Ce dossier n’est pas une base PostgreSQL complète. Il est laissé tel quel.',
    'This folder is not a complete PostgreSQL database. It is left as it is.',
    { place: cluster },
  )
}

async function run(runner: Runner, program: string, programArgs: string[], input = ''): Promise<void> {
  const { file, args, options } = runner(program, programArgs)
  const child = spawn(file, args, options)
  // A program that ends before it has read its input is reported by its exit.
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  const ended = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve))
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  // `postgres --single` goes on after an error and ends with 0.
  if (code === 0 && !/\b(ERROR|FATAL|PANIC): /.test(err)) return
  if (isDiskFull(err)) throw diskFull(undefined, new Error(err))
  if (/could not look up effective user/.test(err))
    throw cannotRun(
      'store.no-user',
      'L’utilisateur courant n’a pas de nom sur cette machine, et PostgreSQL en demande un.',
      'The current user has no name on this machine, and PostgreSQL asks for one.',
      { facts: { uid: process.getuid?.() } },
    )
  throw cannotRun(
    'store.init-failed',
    'La base fournie n’a pas pu être créée.',
    'The bundled database could not be created.',
    { facts: { program, code, output: (err || out).trim().slice(-2000) } },
  )
}
