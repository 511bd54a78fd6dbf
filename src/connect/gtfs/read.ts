import {
  type Making,
  OrchestraError,
  type RowOf,
  type SourceFile,
  type Table,
  type Traced,
} from '../../kernel/index.ts'
import { problem } from '../bytes/problem.ts'
import { type CsvRecord, readCsv } from '../csv/index.ts'
import type { FieldOf, Mapping } from '../rows/map.ts'

interface GtfsTable<S extends Table> {
  /** `stops.txt`, at the root of the zip or in its one folder. */
  readonly file: string
  readonly rows: S
  readonly required: boolean
}

/** Reads one table of a feed. */
export async function* readGtfsTable<S extends Table>(
  zip: SourceFile,
  { file, rows, required }: GtfsTable<S>,
  run: Making,
): AsyncGenerator<Traced<RowOf<S>>[]> {
  try {
    yield* readCsv(zip, { rows, map: mappingOf(rows, file), inside: `{${file},*/${file}}`, separator: ',' }, run)
  } catch (error) {
    const code = error instanceof OrchestraError ? error.code : ''
    if (code !== 'archive.no-entry' && code !== 'csv.empty') throw error
    if (!required) return
    throw problem(
      'gtfs.missing-file',
      `${zip.name}!${file}`,
      {
        fr: `Le GTFS n’a pas « ${file} », que la norme exige.`,
        en: `The GTFS feed lacks '${file}', which the standard requires.`,
      },
      {
        remedy: {
          fr: 'Vérifiez que l’archive est bien un GTFS, ou signalez-le à l’exploitant.',
          en: 'Check that the archive is a GTFS feed, or report it to the agency.',
        },
        facts: (error as OrchestraError).facts,
        cause: error,
      },
    )
  }
}

/** Columns have the names of the standard; what it makes optional may be absent. */
function mappingOf<S extends Table>(rows: S, file: string): Mapping<S, CsvRecord> {
  const entry = (name: string): FieldOf<CsvRecord, unknown> => {
    const column = rows.columns[name]!
    if (column.column === 'geometry')
      return file === 'shapes.txt' ? { x: 'shape_pt_lon', y: 'shape_pt_lat' } : { x: 'stop_lon', y: 'stop_lat' }
    return {
      optional: column.nullable,
      decimal: '.',
      ...(name.endsWith('_time') && column.unit === 's' && { format: 'duration' }),
    }
  }
  return Object.fromEntries(Object.keys(rows.columns).map((name) => [name, entry(name)])) as Mapping<S, CsvRecord>
}
