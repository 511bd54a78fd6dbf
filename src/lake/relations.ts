import type { DuckDBConnection } from '@duckdb/node-api'
import { type ColumnType, OrchestraError, quoteName, quoteText } from '../kernel/index.ts'
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
export function filesOf(objects: Objects, table: TableFiles, option?: string): string {
  const paths = table.hashes.map((hash) => quoteText(objects.path(hash))).join(', ')
  return `read_parquet([${paths}]${option ? `, ${option}` : ''})`
}

/** Makes each relation a view with exactly the columns of its shape (and `_row` when traced). */
export async function createViews(
  connection: DuckDBConnection,
  objects: Objects,
  names: Iterable<string>,
  relations: ReadonlyMap<string, TableFiles>,
): Promise<void> {
  for (const name of names) {
    const table = relations.get(name)
    if (!table) throw unknownRelation(name, relations)
    await connection.run(`CREATE TEMP VIEW ${quoteName(name)} AS ${viewOf(objects, table)}`)
  }
}

function viewOf(objects: Objects, table: TableFiles): string {
  const typeOf = (name: string) => (name === ROW ? 'integer' : table.shape.columns[name]!.column)
  const names = columnNames(table.shape, table.traced)
  if (table.hashes.length === 0)
    return `SELECT ${names.map((n) => `NULL::${sqlType[typeOf(n)]} AS ${quoteName(n)}`).join(', ')} WHERE false`
  const outputs = names.map((n) =>
    typeOf(n) === 'geometry' ? `ST_GeomFromWKB(${quoteName(n)}) AS ${quoteName(n)}` : quoteName(n),
  )
  if (!table.positioned) return `SELECT ${outputs.join(', ')} FROM ${filesOf(objects, table)}`
  if (geometryColumn(table.shape)) outputs.push(`${quoteName(coveringColumn(table.shape))} AS _bbox`)
  return `SELECT ${outputs.join(', ')}, file_row_number AS _position FROM ${filesOf(objects, table, 'file_row_number = true')}`
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
