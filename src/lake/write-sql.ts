import { type DuckDBBlobVector, type DuckDBConnection, DuckDBDataChunk } from '@duckdb/node-api'
import { OrchestraError, quoteName, type Sql, type Table } from '../kernel/index.ts'
import { BoxSink, boxColumns, boxTypes, type GeometryFacts } from './boxes.ts'
import { curveOrder, type Staged } from './copy.ts'
import { bound, prepareQuery, rowsOf, sqlError } from './engine.ts'
import { geometryColumn, tracedShape } from './layout.ts'
import { fits, problemsOf, toFile } from './result-columns.ts'
import { Unfit } from './unfit.ts'
import { readWkb, WkbWriter } from './wkb.ts'

/**
 * Runs a query and stages its result in a temporary table, checked against the shape (and `_row`, when traced). The views it reads must exist.
 * Throws `lake.sql`, `lake.not-a-query`, `lake.columns` (what is missing, in excess or of another type) and
 * `lake.unfit-result` (values that do not fit, counted by column).
 */
export async function stageSql(
  connection: DuckDBConnection,
  plainShape: Table,
  query: Sql,
  traced?: boolean,
): Promise<Staged & { rows: number }> {
  const shape = tracedShape(plainShape, traced)
  const { text, values } = await prepareQuery(connection, query)
  const keepsOrder = await isOrdered(connection, text)
  try {
    await connection.run(`CREATE TEMP TABLE staged AS ${text}`, ...bound(values))
  } catch (error) {
    throw sqlError(text, error)
  }
  const types = await resultTypes(connection)
  checkColumns(shape, types)
  const rows = await checkValues(connection, shape, types)

  const primary = geometryColumn(shape)
  const names = Object.keys(shape.columns)
  const geometry = primary === undefined ? undefined : await stageBoxes(connection, shape, primary, types.get(primary)!)
  // Keys first, then all the rest: two rows that tie on everything are the same row.
  const total = [...shape.key, ...names.filter((n) => !shape.key.includes(n))].map((n) => sortable(shape, n))
  return {
    rows,
    from: geometry ? 'staged POSITIONAL JOIN boxes' : 'staged',
    columns: names.map((name) => [name, toFile(name, shape.columns[name]!.column, types.get(name)!)]),
    order: geometry ? [curveOrder, ...total] : keepsOrder ? [] : total,
    geometry,
  }
}

/** Text sorts by its bytes; a geometry and JSON by theirs. */
const sortable = (shape: Table, name: string) =>
  ['geometry', 'json'].includes(shape.columns[name]!.column) ? `${quoteName(name)}::VARCHAR` : quoteName(name)

/** Whether a query says the order of its rows. */
async function isOrdered(connection: DuckDBConnection, text: string): Promise<boolean> {
  const { tree } = (await rowsOf(connection, `SELECT json_serialize_sql(${literal(text)}) AS tree`))[0]!
  const { statements } = JSON.parse(String(tree)) as {
    statements?: { node: { modifiers: { type: string }[] } }[]
  }
  return statements?.[0]?.node.modifiers.some((m) => m.type === 'ORDER_MODIFIER') ?? false
}

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`

async function resultTypes(connection: DuckDBConnection): Promise<Map<string, string>> {
  const rows = await rowsOf(connection, 'DESCRIBE staged')
  return new Map(rows.map((row) => [String(row.column_name), String(row.column_type)]))
}

function checkColumns(shape: Table, types: ReadonlyMap<string, string>): void {
  const names = Object.keys(shape.columns)
  const missing = names.filter((name) => !types.has(name))
  const extra = [...types.keys()].filter((name) => !names.includes(name))
  const wrong = names.filter((name) => types.has(name) && !fits(shape.columns[name]!.column, types.get(name)!))
  if (missing.length + extra.length + wrong.length === 0) return
  const told = (columns: readonly string[], label: string) =>
    columns.length > 0 ? [`${label} ${columns.join(', ')}`] : []
  const wrongs = wrong.map((name) => `${name} (${types.get(name)} ≠ ${shape.columns[name]!.column})`)
  const fr = [...told(missing, 'manquent'), ...told(extra, 'en trop'), ...told(wrongs, 'd’un autre type')]
  const en = [...told(missing, 'missing'), ...told(extra, 'in excess'), ...told(wrongs, 'of another type')]
  throw new OrchestraError({
    code: 'lake.columns',
    say: {
      fr: `Les colonnes de la requête ne sont pas celles de la forme « ${shape.name} » : ${fr.join(' ; ')}.`,
      en: `The columns of the query are not those of shape '${shape.name}': ${en.join('; ')}.`,
    },
    remedy: {
      fr: "Nommez et convertissez chaque colonne. Un TIMESTAMP sans fuseau devient un instant par `x AT TIME ZONE 'UTC'`.",
      en: "Name and cast each column. A TIMESTAMP without zone becomes an instant by `x AT TIME ZONE 'UTC'`.",
    },
    facts: {
      expected: Object.fromEntries(names.map((name) => [name, shape.columns[name]!.column])),
      got: Object.fromEntries(types),
    },
  })
}

/** Counts the values that do not fit, all columns in one pass. Gives the number of rows. */
async function checkValues(
  connection: DuckDBConnection,
  shape: Table,
  types: ReadonlyMap<string, string>,
): Promise<number> {
  const problems = Object.entries(shape.columns).flatMap(([name, facts]) =>
    problemsOf(name, facts, types.get(name)!).map((problem) => ({ name, ...problem })),
  )
  const counts = problems.map(({ test }, i) => `count(*) FILTER (WHERE ${test}) AS p${i}`)
  const row = (await rowsOf(connection, `SELECT ${['count(*) AS n', ...counts].join(', ')} FROM staged`))[0]!
  const found = problems.flatMap((problem, i) => (row[`p${i}`] ? [{ ...problem, count: Number(row[`p${i}`]) }] : []))
  if (found.length === 0) return Number(row.n)
  const list = (language: 'fr' | 'en') => found.map((p) => `${p.name} (${p.count}) : ${p.reason[language]}`).join(' ; ')
  throw unfitResult(shape, list('fr'), list('en'), {
    rows: Number(row.n),
    columns: found.map((p) => [p.name, p.count]),
  })
}

function unfitResult(shape: Table, fr: string, en: string, facts: Record<string, unknown>): OrchestraError {
  return new OrchestraError({
    code: 'lake.unfit-result',
    say: {
      fr: `Des valeurs de la requête ne conviennent pas à la forme « ${shape.name} » : ${fr}.`,
      en: `Values of the query do not fit shape '${shape.name}': ${en}.`,
    },
    remedy: {
      fr: 'Filtrez-les dans la requête, ou déclarez la colonne `nullable`.',
      en: 'Filter them in the query, or declare the column `nullable`.',
    },
    facts,
  })
}

/** Stages the boxes of the geometries of `staged`, row for row, in a table `boxes`. */
async function stageBoxes(
  connection: DuckDBConnection,
  shape: Table,
  column: string,
  type: string,
): Promise<GeometryFacts> {
  await connection.run(`CREATE TEMP TABLE boxes (${boxColumns.map((name) => `${quoteName(name)} DOUBLE`).join(', ')})`)
  const appender = await connection.createAppender('boxes', 'main', 'temp')
  const writer = new WkbWriter()
  const result = await connection.stream(`SELECT ${toFile(column, 'geometry', type)} FROM staged`)
  const allowed = shape.columns[column]!.geometryTypes ?? []
  let sink: BoxSink | undefined
  let row = 0
  for await (const chunk of result) {
    const rows = chunk.rowCount
    sink ??= new BoxSink(shape, 2048)
    const blobs = chunk.getColumnVector(0) as DuckDBBlobVector
    for (let i = 0; i < rows; i++) {
      row += 1
      const bytes = blobs.getItemBytes(i)
      try {
        const geometry = bytes && readWkb(bytes)
        if (geometry && allowed.length > 0 && !allowed.includes(geometry.type))
          throw new Unfit(`géométrie ${geometry.type}`, `geometry ${geometry.type}`)
        writer.end = 0
        sink.put(writer, geometry ? writer.write(geometry) : '', i)
      } catch (error) {
        if (!(error instanceof Unfit)) throw error
        throw unfitResult(shape, `${column} : ${error.reason.fr}`, `${column}: ${error.reason.en}`, { row })
      }
    }
    const boxes = DuckDBDataChunk.create(boxTypes, rows)
    sink.flush(boxes, 0, rows)
    appender.appendDataChunk(boxes)
  }
  appender.closeSync()
  return sink?.facts ?? { types: [] }
}
