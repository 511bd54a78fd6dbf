import { createHash } from 'node:crypto'
import { chmodSync, chownSync, lstatSync, mkdirSync, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cannotRun } from '../errors.ts'
import type { Account } from './account.ts'

/** Names the socket file, `.s.PGSQL.5432`: no TCP port is opened. */
export const port = 5432

// Linux: sun_path holds 108 bytes with its final zero (unix(7)).
const longestSocketPath = 107

/** What a home holds of ours. */
export const pathsOf = (home: string) => ({
  cluster: join(home, 'postgres'),
  password: join(home, 'postgres.password'),
  log: join(home, 'postgres.log'),
})

/**
 * Makes the private folder of the server's socket: in the home, or in the temporary folder when the path would be too
 * long for a socket. Always the same for one home, so that guests find the server again after a restart.
 */
export function socketFolder(home: string, account: Account | undefined): string {
  const inHome = join(home, 'postgres.socket')
  const short = createHash('sha256').update(realpathSync(home)).digest('hex').slice(0, 16)
  const fits = Buffer.byteLength(join(inHome, `.s.PGSQL.${port}`)) <= longestSocketPath
  const folder = fits ? inHome : join(tmpdir(), `orchestra-${short}`)
  const uid = account?.uid ?? process.getuid?.() ?? 0
  try {
    mkdirSync(folder, { mode: 0o700 })
    if (account) chownSync(folder, account.uid, account.gid)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  // The temporary folder is everybody's: never use what somebody else put there.
  const found = lstatSync(folder)
  if (!found.isDirectory() || found.uid !== uid)
    throw cannotRun(
      'store.socket-folder',
      'Le dossier du socket de la base appartient à un autre utilisateur.',
      'The folder of the database socket belongs to another user.',
      { place: folder },
    )
  chmodSync(folder, 0o700)
  return folder
}
