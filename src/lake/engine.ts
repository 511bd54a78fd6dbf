import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  type DuckDBConnection,
  type DuckDBDataChunk,
  DuckDBInstance,
  type DuckDBPreparedStatement,
  type DuckDBResult,
  DuckDBTimestampTZValue,
  type DuckDBType,
  type DuckDBValue,
  INTEGER,
  SQLNULL,
  StatementType,
  TIMESTAMPTZ,
  VARCHAR,
} from '@duckdb/node-api'
import { OrchestraError, quoteText, renderSql, type Sql, type SqlValue } from '../kernel/index.ts'

/** DuckDB in memory, which reads and writes in the folders of the lake and nowhere else. */
export interface Engine {
  /** Runs `work` on a connection of its own: temporary tables and views of others are out of sight. */
  use<T>(work: (connection: DuckDBConnection) => Promise<T>, signal?: AbortSignal): Promise<T>
  /** A connection of one's own, to be closed by `disconnectSync`. */
  connect(): Promise<DuckDBConnection>
  close(): void
}

export interface EngineOptions {
  /** Memory DuckDB may take before it spills to `scratch`, as it writes it: `256MB`. */
  readonly memoryLimit: string
  readonly threads: number
  /** Folders whose files it may open. */
  readonly folders: readonly string[]
  /** Where it spills. */
  readonly scratch: string
}

/** Starts DuckDB: no extension, no network, no file outside the folders, and no way to change that afterwards. */
export async function openEngine({ memoryLimit, threads, folders, scratch }: EngineOptions): Promise<Engine> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: memoryLimit,
    threads: String(threads),
    temp_directory: scratch,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    allow_persistent_secrets: 'false',
  })
  const connection = await instance.connect()
  for (const setting of [
    "SET GLOBAL TimeZone = 'UTC'",
    // Geometries stay WKB bytes: the `geo` metadata is ours.
    'SET GLOBAL enable_geoparquet_conversion = false',
    'SET GLOBAL preserve_insertion_order = true',
    // Files are immutable and the system caches them already: a second copy would only take memory.
    'SET GLOBAL enable_external_file_cache = false',
    `SET GLOBAL allowed_directories = [${folders.map((f) => quoteText(`${f}/`)).join(', ')}]`,
    'SET GLOBAL enable_external_access = false',
    'SET GLOBAL lock_configuration = true',
  ])
    await connection.run(setting)
  connection.disconnectSync()

  return {
    connect: () => instance.connect(),
    async use(work, signal) {
      signal?.throwIfAborted()
      const own = await instance.connect()
      const stop = () => own.interrupt()
      signal?.addEventListener('abort', stop, { once: true })
      try {
        return await work(own)
      } catch (error) {
        signal?.throwIfAborted()
        throw error
      } finally {
        signal?.removeEventListener('abort', stop)
        own.disconnectSync()
      }
    },
    close: () => instance.closeSync(),
  }
}

/** Runs a query of ours and gives its rows as DuckDB values. */
export async function rowsOf(connection: DuckDBConnection, text: string): Promise<Record<string, DuckDBValue>[]> {
  return (await connection.runAndReadAll(text)).getRowObjects()
}

/**
 * Checks that a query is one SELECT and gives its text and bound values. Throws `lake.sql` when DuckDB refuses it, with
 * its message, and `lake.not-a-query` when it is something else than a SELECT.
 */
export async function prepareQuery(
  connection: DuckDBConnection,
  query: Sql,
): Promise<{ text: string; values: SqlValue[] }> {
  const { text, values } = renderSql(query)
  const prepared = await prepareSelect(connection, text)
  prepared.destroySync()
  return { text, values }
}

/** Prepares a text that must be one SELECT. Throws as `prepareQuery` does, quoting `shown`: what was asked, without our paths. */
export async function prepareSelect(
  connection: DuckDBConnection,
  text: string,
  shown = text,
): Promise<DuckDBPreparedStatement> {
  if (text.trim() === '') throw notAQuery(shown)
  try {
    const statements = await connection.extractStatements(text)
    if (statements.count !== 1) throw notAQuery(shown)
    const prepared = await statements.prepare(0)
    if (prepared.statementType === StatementType.SELECT) return prepared
    prepared.destroySync()
    throw notAQuery(shown)
  } catch (error) {
    throw error instanceof OrchestraError ? error : sqlError(shown, error)
  }
}

/** The error of a query that DuckDB refused or could not finish. */
export function sqlError(text: string, error: unknown): OrchestraError {
  const message = error instanceof Error ? error.message : String(error)
  return new OrchestraError({
    code: 'lake.sql',
    say: { fr: `La requête SQL a échoué : ${message}`, en: `The SQL query failed: ${message}` },
    remedy: {
      fr: 'Corrigez la requête de l’actif. Elle suit la syntaxe de DuckDB ; les instants sont en UTC.',
      en: 'Mend the query of the asset. It follows the syntax of DuckDB; instants are in UTC.',
    },
    facts: { sql: text },
    cause: error,
  })
}

function notAQuery(text: string): OrchestraError {
  return new OrchestraError({
    code: 'lake.not-a-query',
    say: { fr: 'Une seule requête SELECT est attendue.', en: 'One single SELECT query is expected.' },
    remedy: {
      fr: 'Écrivez la transformation comme une requête SELECT (WITH est permis), sans point-virgule.',
      en: 'Write the transformation as one SELECT query (WITH is allowed), without semicolon.',
    },
    facts: { sql: text },
  })
}

/** Values as DuckDB binds them, and their types: a Date is a TIMESTAMPTZ, a whole number an integer. */
export const bound = (values: readonly SqlValue[]): [values: DuckDBValue[], types: DuckDBType[]] => [
  values.map((value) => (value instanceof Date ? new DuckDBTimestampTZValue(BigInt(value.getTime()) * 1000n) : value)),
  values.map(typeOf),
]

function typeOf(value: SqlValue): DuckDBType {
  if (value === null) return SQLNULL
  if (value instanceof Date) return TIMESTAMPTZ
  if (typeof value === 'boolean') return BOOLEAN
  if (typeof value === 'string') return VARCHAR
  // Past 2^53 a number stands for all those around it, and may be more than any integer of DuckDB holds.
  if (!Number.isSafeInteger(value)) return DOUBLE
  return value === (value | 0) ? INTEGER : BIGINT
}

/**
 * The chunks of a result; the next is asked for while one is used, so that DuckDB reads ahead on a thread of its own. Closes the
 * connection at the end. A result left early holds its memory until it is collected; the next query of its connection takes it
 * back at once.
 */
export async function* chunksOf(connection: DuckDBConnection, result: DuckDBResult): AsyncGenerator<DuckDBDataChunk> {
  let ahead: Promise<DuckDBDataChunk | null> | undefined
  const next = () => {
    ahead = result.fetchChunk()
    // Whoever awaits it is told of its failure; one that nobody awaits any more is no crash.
    ahead.catch(() => {})
    return ahead
  }
  let isWhole = false
  try {
    let chunk = await next()
    while (chunk && chunk.rowCount > 0) {
      next()
      yield chunk
      chunk = await ahead!
    }
    isWhole = true
  } finally {
    if (!isWhole) {
      connection.interrupt()
      await ahead?.catch(() => {})
      await connection.run('SELECT 1').catch(() => {})
    }
    connection.disconnectSync()
  }
}
