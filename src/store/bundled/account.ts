import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { cannotRun } from '../errors.ts'
import type { Binaries } from './binaries.ts'

/** PostgreSQL refuses to run as root: root gives its powers up for a plain user. */
export interface Account {
  readonly uid: number
  readonly gid: number
}

/** A program ready to be spawned under the right account. */
interface Command {
  readonly file: string
  readonly args: string[]
  readonly options: { uid?: number; gid?: number; env: NodeJS.ProcessEnv }
}

/** Prepares a program of PostgreSQL to run. */
export type Runner = (file: string, args: readonly string[]) => Command

// Messages in English, so that we can read them; none of the secrets of our own environment.
const env = { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }

/** Made when root finds no `postgres` user: a system account of its own, without a home or a shell. */
const ownAccount = 'city-orchestra'

/**
 * Chooses who runs the cluster that lives (or will be made) in an existing folder, and gives it that folder.
 * Not root: oneself. Root: whoever owns the cluster already, else `postgres`, an account of ours, or `nobody`.
 */
export function chooseAccount(cluster: string, log: (line: string) => void): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const { uid, gid } = statSync(cluster)
  if (uid !== 0) return { uid, gid }
  const account = find('postgres') ?? find(ownAccount) ?? create(log) ?? find('nobody')
  if (!account)
    throw cannotRun(
      'store.no-user',
      'PostgreSQL refuse de tourner en root, et il n’y a ici aucun autre utilisateur pour lui.',
      'PostgreSQL refuses to run as root, and there is no other user for it here.',
    )
  chownSync(cluster, account.uid, account.gid)
  letThrough(dirname(cluster), account)
  return account
}

/** Lets the group of the account walk through a home of root closed to all others: through, not into its files. */
function letThrough(home: string, { gid }: Account): void {
  const { uid, mode } = statSync(home)
  if (uid !== 0 || mode & 0o077) return
  chownSync(home, 0, gid)
  chmodSync(home, 0o710)
}

/**
 * How to run programs as an account. When it may not walk down to the binaries or the cluster (a clone in /root, say),
 * it is given the right to pass (CAP_DAC_OVERRIDE) and no other power. Nobody can use it through SQL: connections are
 * those of a role that may not read files.
 */
export function runnerFor(account: Account | undefined, cluster: string, { postgres }: Binaries): Runner {
  const plain: Runner = (file, args) => ({ file, args: [...args], options: { ...account, env } })
  const refusal = tryIt(plain, cluster, postgres)
  if (!refusal) return plain
  const carried: Runner = (file, args) => ({
    file: 'setpriv',
    args: [...passing(account!), '--', file, ...args],
    options: { env },
  })
  const second = account ? tryIt(carried, cluster, postgres) : undefined
  if (account && !second) return carried
  throw cannotRun('store.cannot-run', 'PostgreSQL ne peut pas être lancé ici.', 'PostgreSQL cannot be run here.', {
    place: cluster,
    facts: { ...account, refusal, ...(second && { second }) },
  })
}

/** Options of setpriv (util-linux). Without `no_setuid_fixup` the kernel ignores the capability in access(2). */
const passing = ({ uid, gid }: Account) => [
  ...['--reuid', String(uid), '--regid', String(gid), '--clear-groups', '--no-new-privs'],
  '--securebits=+no_setuid_fixup',
  ...['--inh-caps', '--ambient-caps', '--bounding-set'].map((set) => `${set}=-all,+dac_override`),
]

/** Tries to reach the folder and to run the program. Gives what went wrong. */
function tryIt(runner: Runner, folder: string, program: string): string | undefined {
  const { file, args, options } = runner('/bin/sh', ['-c', 'cd "$1" && "$2" --version', 'sh', folder, program])
  const { status, stderr, error } = spawnSync(file, args, { ...options, encoding: 'utf8' })
  if (status === 0 && !stderr.includes('Permission denied')) return undefined
  return error?.message ?? stderr.trim()
}

function find(name: string): Account | undefined {
  const id = (flag: string) => {
    const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' })
    return status === 0 ? Number(stdout) : Number.NaN
  }
  const account = { uid: id('-u'), gid: id('-g') }
  return account.uid > 0 && account.gid >= 0 ? account : undefined
}

function create(log: (line: string) => void): Account | undefined {
  // Debian, Fedora and most others; then BusyBox.
  const ways: [string, string[]][] = [
    ['useradd', ['--system', '--no-create-home', '--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin']],
    ['adduser', ['-S', '-D', '-H', '-s', '/sbin/nologin']],
  ]
  for (const [program, args] of ways)
    if (spawnSync(program, [...args, ownAccount]).status === 0) {
      log(`database: PostgreSQL does not run as root; system account "${ownAccount}" created for it`)
      return find(ownAccount)
    }
  return undefined
}
