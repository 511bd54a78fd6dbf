import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { OrchestraError } from '../kernel/index.ts'
import { openBundled } from './bundled/index.ts'
import { type Connection, connect } from './connect.ts'
import { migrate } from './migrate.ts'
import { checkServer } from './server.ts'
import type { Store } from './types.ts'

export interface StoreOptions {
  /** The folder of the bundled database. Not touched when `databaseUrl` is given. */
  readonly home: string
  /** A PostgreSQL server (15 or later) to use instead of the bundled one. */
  readonly databaseUrl?: string
  /** Told, one line at a time, what a person may want to know. */
  readonly log?: (line: string) => void
  /** The folder of the `.sql` migrations. Default: ours. */
  readonly migrations?: string
}

const ours = fileURLToPath(new URL('./migrations/', import.meta.url))

// How long to wait for a home whose owner is just leaving, recovering or arriving (milliseconds).
const patience = 60_000

/**
 * Opens the store: the server at `databaseUrl`, else the PostgreSQL bundled in `home` (started by the first process that
 * opens it, shared by the others). The schema is brought up to date. Close it before the process ends.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  for (const end = Date.now() + patience; ; await sleep(50)) {
    try {
      return await attempt(options)
    } catch (error) {
      const passing = error instanceof OrchestraError && error.code === 'store.unreachable' && !options.databaseUrl
      if (!passing || Date.now() > end) throw error
    }
  }
}

async function attempt(options: StoreOptions): Promise<Store> {
  const { home, databaseUrl, log = () => undefined, migrations = ours } = options
  const bundled = databaseUrl ? undefined : await openBundled(home, log)
  let connection: Connection | undefined
  try {
    connection = connect(databaseUrl ?? bundled!.url, log)
    await checkServer(connection)
    await migrate(connection, migrations, log)
  } catch (error) {
    await connection?.close()
    await bundled?.close()
    throw error
  }
  const { url, query, transaction, session, close: disconnect } = connection
  let closing: Promise<void> | undefined
  const close = () => (closing ??= disconnect().finally(() => bundled?.close()))
  return { url, query, transaction, session, kind: bundled ? 'bundled' : 'server', close }
}
