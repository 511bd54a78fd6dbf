import type { DuckDBConnection } from '@duckdb/node-api'
import { type ColumnType, OrchestraError, quoteName, quoteText } from '../kernel/index.ts'
import { rowsOf } from './engine.ts'
import { columnNames, coveringColumn, geometryColumn, ROW } from './layout.ts'
import type { Objects } from './objects.ts'
import type { TableFiles } from './types.ts'

/** What DuckDB calls each type of column in queries. */
const sqlType: Record<ColumnType, string> = {
  text: 'VARCHAR',
  integer: 'BIGINT',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
  instant: 'TIMESTAMP WITH TIME ZONE',
  date: 'DATE',
  json: 'JSON',
  geometry: 'GEOMETRY',
}

/** What stands after FROM to read the files of a table. */
export const filesOf = (objects: Objects, table: TableFiles): string => `read_parquet(${pathsOf(objects, table)})`

const pathsOf = (objects: Objects, { hashes }: TableFiles) =>
  `[${hashes.map((hash) => quoteText(objects.path(hash))).join(', ')}]`

/** Makes each relation a view with exactly the columns of its shape, and those that `TableFiles` says it asks for. */
export async function createViews(
  connection: DuckDBConnection,
  objects: Objects,
  names: Iterable<string>,
  relations: ReadonlyMap<string, TableFiles>,
): Promise<void> {
  for (const name of names) {
    const view = await viewOf(connection, objects, relationOf(name, relations))
    await connection.run(`CREATE TEMP VIEW ${quoteName(name)} AS ${view}`)
  }
}

/** The table of a relation. Throws `lake.unknown-relation`. */
export function relationOf(name: string, relations: ReadonlyMap<string, TableFiles>): TableFiles {
  const table = relations.get(name)
  if (table) return table
  throw unknownRelation(name, relations)
}

/** The SELECT behind a view: exactly the columns of the shape, and those that `TableFiles` says it asks for. */
export async function viewOf(connection: DuckDBConnection, objects: Objects, table: TableFiles): Promise<string> {
  const { shape, hashes, traced, positioned } = table
  const typeOf = (name: string) => (name === ROW ? 'integer' : shape.columns[name]!.column)
  const names = columnNames(shape, traced)
  const boxed = positioned && geometryColumn(shape) !== undefined
  if (hashes.length === 0) {
    const outputs = names.map((n) => `NULL::${sqlType[typeOf(n)]} AS ${quoteName(n)}`)
    if (boxed) outputs.push('NULL::STRUCT(xmin DOUBLE, ymin DOUBLE, xmax DOUBLE, ymax DOUBLE) AS _bbox')
    if (positioned) outputs.push('NULL::BIGINT AS _position')
    return `SELECT ${outputs.join(', ')} WHERE false`
  }
  const outputs = names.map((n) =>
    typeOf(n) === 'geometry' ? `ST_GeomFromWKB(${quoteName(n)}) AS ${quoteName(n)}` : quoteName(n),
  )
  if (boxed) outputs.push(`${quoteName(coveringColumn(shape))} AS _bbox`)
  if (positioned) outputs.push(`${await position(connection, objects, table)} AS _position`)
  return `SELECT ${outputs.join(', ')} FROM ${filesOf(objects, table)}`
}

/** The place of a row among those of all the files: its place in its file, after the rows of the files before. */
async function position(connection: DuckDBConnection, objects: Objects, table: TableFiles): Promise<string> {
  if (table.hashes.length === 1) return 'file_row_number'
  const files = await rowsOf(connection, `SELECT num_rows FROM parquet_file_metadata(${pathsOf(objects, table)})`)
  let before = 0
  const starts = files.map(({ num_rows: rows }) => {
    before += Number(rows)
    return before - Number(rows)
  })
  return `(file_row_number + [${starts.join(', ')}][file_index::BIGINT + 1])`
}

function unknownRelation(name: string, relations: ReadonlyMap<string, TableFiles>): OrchestraError {
  return new OrchestraError({
    code: 'lake.unknown-relation',
    say: {
      fr: `La requête lit « ${name} », qui n’est pas une de ses entrées.`,
      en: `The query reads '${name}', which is not one of its inputs.`,
    },
    remedy: { fr: 'Déclarez-la dans `from` de l’actif.', en: 'Declare it in `from` of the asset.' },
    facts: { known: [...relations.keys()] },
  })
}
