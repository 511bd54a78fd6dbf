import { OrchestraError } from '../kernel/index.ts'
import type { Connection } from './connect.ts'
import type { Target } from './errors.ts'

/** The oldest PostgreSQL we run on: 15 is the one of Debian 12 (June 2023). */
const oldest = 150_000

interface ServerFacts {
  /** As PostgreSQL writes it for machines: 150004 is 15.4. */
  readonly number: number
  readonly version: string
  readonly encoding: string
}

/** Refuses a server we cannot work with. Throws `store.too-old`, `store.encoding`, or why it cannot be reached. */
export async function checkServer(connection: Connection): Promise<void> {
  const [server] = await connection.query<ServerFacts>(
    `SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS version,
            current_setting('server_encoding') AS encoding`,
  )
  const refusal = unfit(server!, connection.target)
  if (refusal) throw refusal
}

/** Why a server does not serve, if so. */
export function unfit(server: ServerFacts, target: Target): OrchestraError | undefined {
  const facts = { ...target, version: server.version, encoding: server.encoding }
  if (server.number < oldest)
    return new OrchestraError({
      code: 'store.too-old',
      say: {
        fr: `Ce serveur est PostgreSQL ${facts.version} ; il faut la version 15 ou une plus récente.`,
        en: `This server is PostgreSQL ${facts.version}; version 15 or later is needed.`,
      },
      remedy: {
        fr: 'Mettez le serveur à jour, ou retirez DATABASE_URL pour employer la base fournie.',
        en: 'Upgrade the server, or remove DATABASE_URL to use the bundled database.',
      },
      place: 'DATABASE_URL',
      facts,
    })
  if (facts.encoding !== 'UTF8')
    return new OrchestraError({
      code: 'store.encoding',
      say: {
        fr: `La base « ${facts.database} » est encodée en ${facts.encoding} ; il faut UTF8.`,
        en: `The database "${facts.database}" is encoded in ${facts.encoding}; UTF8 is needed.`,
      },
      remedy: {
        fr: 'Créez une base : createdb --encoding=UTF8 --template=template0 NOM',
        en: 'Create a database: createdb --encoding=UTF8 --template=template0 NAME',
      },
      place: 'DATABASE_URL',
      facts,
    })
  return undefined
}
