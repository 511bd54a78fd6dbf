import { setImmediate } from 'node:timers/promises'
import { type DuckDBAppender, type DuckDBConnection, DuckDBDataChunk } from '@duckdb/node-api'
import { type ColumnType, OrchestraError, quoteName, type Rejected, type Table } from '../kernel/index.ts'
import { BoxSink, boxColumns, boxTypes } from './boxes.ts'
import { type ColumnSink, columnSink } from './columns.ts'
import { curveOrder, type Staged } from './copy.ts'
import { columnNames, geometryColumn, ROW } from './layout.ts'
import type { Row, WriteOptions } from './types.ts'
import { shown, Unfit } from './unfit.ts'

/** Rows handed to DuckDB at once: the size of its vectors. */
const CHUNK = 2048
/** A rejected record is kept up to this many characters of JSON. */
const RAW_LIMIT = 10_000

const rowNumber = { column: 'integer', nullable: true, title: { fr: 'Ligne', en: 'Row' } } as const

/** Checks rows and stages them in a temporary table, which spills to disk: memory stays flat. */
export async function stageRows(
  connection: DuckDBConnection,
  shape: Table,
  batches: AsyncIterable<Row[]> | Iterable<Row[]>,
  { traced = false, reject, signal }: WriteOptions,
): Promise<Staged & { rows: number }> {
  const names = columnNames(shape, traced)
  const primary = geometryColumn(shape)
  const boxes = primary === undefined ? undefined : new BoxSink(shape, CHUNK)
  const sinks = names.map((name) =>
    columnSink(
      name === ROW ? rowNumber : shape.columns[name]!,
      CHUNK,
      name === primary ? (writer, type, at) => boxes!.put(writer, type, at) : undefined,
    ),
  )
  const stage = await openStage(connection, names, sinks, boxes)

  let read = 0
  let filled = 0
  let written = 0
  for await (const batch of batches) {
    signal?.throwIfAborted()
    for (const row of batch) {
      read += 1
      const unfit = putRow(names, sinks, row, filled)
      if (unfit) {
        const rejected = { place: `row ${row[ROW] ?? read}`, reason: unfit, raw: cut(row) }
        if (!reject) throw unfitRow(shape, rejected)
        reject(rejected)
        continue
      }
      filled += 1
      if (filled === CHUNK) {
        stage.append(filled)
        written += filled
        filled = 0
        // Batches at hand never leave the microtask queue: others must have their turn.
        if (written % (64 * CHUNK) === 0) await setImmediate()
      }
    }
  }
  if (filled > 0) stage.append(filled)
  stage.appender.closeSync()

  return {
    rows: written + filled,
    from: 'staged',
    columns: names.map((name) => [name, fromStaging(name, name === ROW ? 'integer' : shape.columns[name]!.column)]),
    order: boxes ? [curveOrder, 'rowid'] : [],
    geometry: boxes?.facts,
  }
}

async function openStage(
  connection: DuckDBConnection,
  names: readonly string[],
  sinks: readonly ColumnSink[],
  boxes: BoxSink | undefined,
): Promise<{ appender: DuckDBAppender; append(rows: number): void }> {
  const types = [...sinks.map((sink) => sink.type), ...(boxes ? boxTypes : [])]
  const all = [...names, ...(boxes ? boxColumns : [])]
  const columns = all.map((name, i) => `${quoteName(name)} ${types[i]!.toString()}`)
  await connection.run(`CREATE TEMP TABLE staged (${columns.join(', ')})`)
  const appender = await connection.createAppender('staged', 'main', 'temp')
  // One chunk for all: their memory is DuckDB's, freed by a garbage collector that does not see its size.
  const chunk = DuckDBDataChunk.create(types)
  return {
    appender,
    append(rows) {
      chunk.reset()
      chunk.rowCount = rows
      for (const [i, sink] of sinks.entries()) sink.flush(chunk.getColumnVector(i), rows)
      boxes?.flush(chunk, sinks.length, rows)
      appender.appendDataChunk(chunk)
    },
  }
}

/** Puts the values of a row at a place of each sink. Gives the reason when one does not fit. */
function putRow(names: readonly string[], sinks: readonly ColumnSink[], row: Row, at: number) {
  for (let i = 0; i < sinks.length; i++) {
    const value = row[names[i]!]
    try {
      sinks[i]!.put(value, at)
    } catch (error) {
      if (!(error instanceof Unfit)) throw error
      return {
        fr: `Colonne « ${names[i]} » : ${error.reason.fr}.`,
        en: `Column '${names[i]}': ${error.reason.en}.`,
      }
    }
  }
  return undefined
}

/** The SQL that turns a staging column into that of the file. */
function fromStaging(name: string, type: ColumnType): string {
  const column = quoteName(name)
  const present = `nullif(${column}, 'nan'::DOUBLE)`
  switch (type) {
    case 'text':
    case 'geometry':
      return column
    case 'json':
      return `${column}::JSON`
    case 'integer':
      return `${present}::BIGINT`
    case 'number':
      return present
    case 'boolean':
      return `${present}::BOOLEAN`
    case 'instant':
      return `make_timestamptz(${present}::BIGINT * 1000)`
    case 'date':
      return `DATE '1970-01-01' + ${present}::INTEGER`
  }
}

function cut(row: Row): unknown {
  try {
    const text = JSON.stringify(row)
    return text.length <= RAW_LIMIT ? row : `${text.slice(0, RAW_LIMIT)}…`
  } catch {
    return shown(row)
  }
}

function unfitRow(shape: Table, { place, reason, raw }: Rejected): OrchestraError {
  return new OrchestraError({
    code: 'lake.unfit-row',
    say: {
      fr: `Une ligne ne convient pas à la forme « ${shape.name} ». ${reason.fr}`,
      en: `A row does not fit shape '${shape.name}'. ${reason.en}`,
    },
    remedy: {
      fr: 'Corrigez la donnée, ou déclarez la colonne autrement dans la forme.',
      en: 'Mend the data, or declare the column otherwise in the shape.',
    },
    place,
    facts: { row: raw },
  })
}
