import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { OrchestraError, parseJson } from '../kernel/index.ts'
import { closed, namedError, type Target } from './errors.ts'
import type { Sender, Session, Store } from './types.ts'

/** Where everything of ours lives, so that a shared database is not polluted. */
export const schema = 'orchestra'

export interface Connection extends Omit<Store, 'kind'> {
  readonly target: Target
}

// One process keeps few connections: PostgreSQL allows 100 by default, shared with pg-boss and the other workers.
const poolSize = 10
// Long enough for a busy pool or a server that restarts, short enough for a person who waits (milliseconds).
const connectTimeout = 30_000
// Of one transaction that conflicts with others.
const attempts = 6
// What close() leaves to running transactions (milliseconds).
const grace = 5_000

// Object identifiers of PostgreSQL's pg_type catalogue.
const int8 = 20
const date = 1082
const json = 114
const jsonb = 3802

const parsers: Record<number, (text: string) => unknown> = {
  // A count is a number; beyond 2^53 the exact text is better than a wrong number.
  [int8]: (text) => (Number.isSafeInteger(Number(text)) ? Number(text) : text),
  [json]: parseJson,
  [jsonb]: parseJson,
  // A day has no time zone: node-postgres would make it a local midnight.
  [date]: (text) => text,
}
const types = {
  getTypeParser: ((oid: number, format?: 'text') =>
    parsers[oid] ?? pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}

/** Opens a pool on a database. Nothing is sent yet: the first query connects. */
export function connect(url: string, log: (line: string) => void): Connection {
  const target = targetOf(url)
  const config = {
    connectionString: url,
    application_name: 'city-orchestra',
    connectionTimeoutMillis: connectTimeout,
    keepAlive: true,
    types,
  }
  const onConnect = async (client: pg.ClientBase) => {
    await client.query(`SET search_path = ${schema}; SET TimeZone = 'UTC'`)
  }
  const pool = new pg.Pool({ ...config, max: poolSize, onConnect })
  // An idle connection that breaks is replaced by the pool: it must not end the process.
  pool.on('error', () => undefined)

  const sessions = new Set<Session>()
  let closing: Promise<void> | undefined

  /** Sends something to the database, naming its failures. */
  async function named<T>(send: () => Promise<T>): Promise<T> {
    try {
      return await send()
    } catch (error) {
      throw namedError(error, target)
    }
  }
  const guard = async <T>(send: () => Promise<T>) => {
    if (closing) throw closed()
    return named(send)
  }

  const query = <R>(text: string, values?: readonly unknown[]) =>
    guard(async () => (await pool.query(text, values as unknown[])).rows as R[])

  async function once<T>(work: (tx: Sender) => Promise<T>): Promise<T> {
    const client = await guard(() => pool.connect())
    // A client lost in the middle of a transaction also emits its error: the pending query already reports it.
    const ignore = () => undefined
    client.on('error', ignore)
    let ended = false
    let broken = false
    const tx: Sender = {
      query: async <R>(text: string, values?: readonly unknown[]) => {
        if (ended) throw closed()
        return (await named(() => client.query(text, values as unknown[]))).rows as R[]
      },
    }
    try {
      await named(() => client.query('BEGIN'))
      const result = await work(tx)
      ended = true
      const { command } = await named(() => client.query('COMMIT'))
      // COMMIT of a transaction in which a statement failed answers ROLLBACK, without an error.
      if (command !== 'COMMIT') throw rolledBack()
      return result
    } catch (error) {
      ended = true
      // A lost connection may still take a statement without answering it: it must not go back to the pool.
      broken = error instanceof OrchestraError && error.code === 'store.unreachable'
      if (!broken)
        await client.query('ROLLBACK').catch(() => {
          broken = true
        })
      throw error
    } finally {
      client.off('error', ignore)
      client.release(broken)
    }
  }

  async function transaction<T>(work: (tx: Sender) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await once(work)
      } catch (error) {
        if (attempt === attempts || !isConflict(error)) throw error
        // Those who met must not meet again: wait a random while, longer each time.
        await sleep(Math.random() * 10 * 2 ** attempt)
      }
    }
  }

  const session = () =>
    guard(async () => {
      const client = new pg.Client(config)
      client.on('error', (error) => log(`database: a session was lost: ${error.message}`))
      await client.connect()
      await onConnect(client)
      const opened: Session = {
        query: (text, values) => guard(async () => (await client.query(text, values as unknown[])).rows),
        async listen(channel, heard) {
          client.on('notification', (note) => {
            if (note.channel === channel) heard(note.payload ?? '')
          })
          await guard(() => client.query(`LISTEN ${client.escapeIdentifier(channel)}`))
        },
        async release() {
          if (sessions.delete(opened)) await client.end().catch(() => undefined)
        },
      }
      sessions.add(opened)
      return opened
    })

  const end = async () => {
    const ended = Promise.all([pool.end(), ...[...sessions].map((one) => one.release())]).then(() => true)
    // What still runs gets a moment to finish; it must not keep the process from ending.
    if (!(await Promise.race([ended, sleep(grace, false, { ref: false })])))
      log('database: closed while a transaction was still running; it is rolled back')
  }

  return { url, target, query, transaction, session, close: () => (closing ??= end()) }
}

/** Serialisation failure, deadlock: the same work, done again, may succeed. */
const isConflict = (error: unknown) => ['40001', '40P01'].includes((error as { code?: string } | null)?.code ?? '')

const rolledBack = () =>
  new OrchestraError({
    code: 'store.rolled-back',
    say: {
      fr: 'La transaction a été annulée : une de ses requêtes avait échoué sans que l’échec soit signalé.',
      en: 'The transaction was rolled back: one of its statements had failed and the failure was ignored.',
    },
  })

/** Reads who and where from a database URL. Throws `store.bad-url`. */
function targetOf(url: string): Target {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (!parsed || !/^postgres(ql)?:$/.test(parsed.protocol))
    throw new OrchestraError({
      code: 'store.bad-url',
      say: {
        fr: 'DATABASE_URL n’est pas l’adresse d’une base PostgreSQL.',
        en: 'DATABASE_URL is not the address of a PostgreSQL database.',
      },
      remedy: {
        fr: 'Écrivez : postgres://utilisateur:mot-de-passe@hôte:5432/base (caractères spéciaux encodés en %).',
        en: 'Write: postgres://user:password@host:5432/database (special characters %-encoded).',
      },
      place: 'DATABASE_URL',
    })
  const user = decodeURIComponent(parsed.username) || (process.env.PGUSER ?? '')
  return {
    host: parsed.searchParams.get('host') ?? parsed.host,
    database: decodeURIComponent(parsed.pathname.slice(1)) || user,
    user,
  }
}
