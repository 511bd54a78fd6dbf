import { constants } from 'node:fs'
import { copyFile, rm, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { renderSql, type Sql, type Table } from '../kernel/index.ts'
import { copyToParquet, type Staged } from './copy.ts'
import { openEngine } from './engine.ts'
import { checkShape } from './layout.ts'
import { openObjects } from './objects.ts'
import { queryRows } from './query.ts'
import { readTable } from './read.ts'
import { createViews } from './relations.ts'
import { streamQuery } from './stream.ts'
import { openTake } from './take/index.ts'
import type { Lake, StoredObject, TableFiles } from './types.ts'
import { stageRows } from './write-rows.ts'
import { stageSql } from './write-sql.ts'

const PARQUET = 'application/vnd.apache.parquet'

export interface LakeOptions {
  /** Where its files are. Several processes may share it. */
  readonly folder: string
  /** Memory of DuckDB before it spills to the folder: `192MB` by default. */
  readonly memoryLimit?: string
  /** Threads of DuckDB: 2 by default. */
  readonly threads?: number
}

/** Opens the lake of a folder, making it when it is not there. */
export async function openLake({ folder, memoryLimit = '192MB', threads = 2 }: LakeOptions): Promise<Lake> {
  const objects = await openObjects(resolve(folder))
  const folders = [objects.folder, objects.scratch]
  const engine = await openEngine({ memoryLimit, threads, folders, scratch: objects.scratch })
  const io = { read: 0, written: 0 }

  /** Counts whole files: the most a read of them can take from the disk. */
  const countReads = async (tables: Iterable<TableFiles>): Promise<void> => {
    for (const table of tables) for (const hash of table.hashes) io.read += (await stat(objects.path(hash))).size
  }

  const store = async (
    connection: DuckDBConnection,
    shape: Table,
    staged: Staged & { rows: number },
  ): Promise<StoredObject> => {
    const draft = await objects.draft('parquet')
    try {
      await copyToParquet(connection, shape, staged, draft)
      const { hash, bytes } = await objects.adopt(draft, PARQUET)
      io.written += bytes
      const bbox = staged.geometry?.bbox
      return { hash, mediaType: PARQUET, bytes, rows: staged.rows, ...(bbox && { bbox }) }
    } finally {
      await rm(draft, { force: true })
    }
  }

  /** Runs a query of a pack over views of the tables it names. */
  const overViews = async <T>(
    query: Sql,
    relations: ReadonlyMap<string, TableFiles>,
    work: (connection: DuckDBConnection) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> => {
    const used = renderSql(query).relations
    await countReads(usedOf(relations, used))
    return engine.use(async (connection) => {
      await createViews(connection, objects, used, relations)
      return work(connection)
    }, signal)
  }

  return {
    folder: resolve(folder),
    io,
    async writeRows(shape, batches, options = {}) {
      checkShape(shape)
      return engine.use(
        async (connection) => store(connection, shape, await stageRows(connection, shape, batches, options)),
        options.signal,
      )
    },
    async writeApart(shape, batches) {
      checkShape(shape)
      const path = await objects.draft('parquet')
      await engine.use(async (connection) =>
        copyToParquet(connection, shape, await stageRows(connection, shape, batches, {}), path),
      )
      return { path, remove: () => rm(path, { force: true }) }
    },
    async writeSql(shape, query, relations, options = {}) {
      checkShape(shape)
      return overViews(
        query,
        relations,
        async (connection) => store(connection, shape, await stageSql(connection, shape, query, options.traced)),
        options.signal,
      )
    },
    async writeFile(path, mediaType) {
      const draft = await objects.draft('file')
      try {
        await copyFile(path, draft, constants.COPYFILE_FICLONE)
        const { hash, bytes } = await objects.adopt(draft, mediaType)
        io.written += bytes
        return { hash, mediaType, bytes, rows: 0 }
      } finally {
        await rm(draft, { force: true })
      }
    },
    async *read(table, options = {}) {
      await countReads([table])
      yield* readTable(engine, objects, table, options)
    },
    query: <R>(query: Sql, relations: ReadonlyMap<string, TableFiles>) =>
      overViews(query, relations, (connection) => queryRows(connection, query)) as Promise<R[]>,
    async *stream(query, relations) {
      const used = renderSql(query).relations
      await countReads(usedOf(relations, used))
      yield* streamQuery(engine, objects, query, relations, used)
    },
    take: openTake(engine, objects, io),
    path: (hash) => objects.path(hash),
    has: (hash) => objects.has(hash),
    gc: (keep) => objects.gc(keep),
    async close() {
      engine.close()
      await objects.close()
    },
  }
}

const usedOf = (relations: ReadonlyMap<string, TableFiles>, used: ReadonlySet<string>): TableFiles[] =>
  [...relations].flatMap(([name, table]) => (used.has(name) ? [table] : []))
