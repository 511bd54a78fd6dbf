import type { Making, RowOf, Source, SourceFacts, SourceFile, Table, Traced } from '../../kernel/index.ts'
import { openPieces } from '../bytes/open.ts'
import { problem } from '../bytes/problem.ts'
import { decoded, type Encoding } from '../bytes/text.ts'
import type { CrsOfSource } from '../rows/cast.ts'
import { type Access, compileMapping, type MapOptions } from '../rows/map.ts'
import { missingField } from '../rows/missing.ts'
import { toRows } from '../rows/rows.ts'
import { sourceOf } from '../rows/source.ts'
import type { Cells, Separator } from './read.ts'

/** A line as a function of a mapping sees it: header name → text. */
export type CsvRecord = Readonly<Record<string, string>>

export interface CsvOptions {
  /** Files to read in the archive, as a glob. Needed only where it holds several. */
  readonly inside?: string
  /** Default: told from the first line. */
  readonly separator?: Separator
  /** Default: told from the byte-order mark, else UTF-8 where it is valid, else windows-1252. */
  readonly encoding?: Encoding
  /** False where the first line is already data: columns are then named `1`, `2`… or by `columns`. */
  readonly header?: boolean
  /** Names to use instead of those of the header, all of them and in order. */
  readonly columns?: readonly string[]
  /** Lines to pass over before the header. */
  readonly skip?: number
  /** CRS of its coordinates. Default: `EPSG:4326`. */
  readonly crs?: string
}

export type CsvSpec<S extends Table> = SourceFacts<S> & CsvOptions & MapOptions<S, CsvRecord>

/**
 * A source of delimited text: CSV, TSV and their kin, alone or in an archive. Lines with another number of cells than the
 * header, or with values that do not fit, are rejected one by one. Throws `csv.empty`, `csv.missing-column`,
 * `csv.duplicate-column`, `csv.malformed`, `csv.html-page`.
 */
export function csv<const S extends Table>(spec: CsvSpec<S>): Source<S> {
  return sourceOf(spec, { connector: 'csv', code: import.meta.url, read: (file, run) => readCsv(file, spec, run) })
}

/** Reads delimited text into rows: for connectors whose source is CSV inside. `kind` prefixes error codes. */
export async function* readCsv<S extends Table>(
  file: SourceFile,
  spec: Pick<SourceFacts<S>, 'rows'> & CsvOptions & MapOptions<S, CsvRecord>,
  run: Making,
): AsyncGenerator<Traced<RowOf<S>>[]> {
  const { readLines } = await import('./read.ts')
  const { inside, separator, header = true, columns, skip = 0, crs = 'EPSG:4326' } = spec
  const source: CrsOfSource = { crs }
  const numbering = { read: 0 }
  for await (const piece of openPieces(file, { kind: 'csv', extensions: ['.csv', '.tsv', '.txt'], inside }, run)) {
    const chunks = decoded(piece.chunks, piece.name, spec.encoding)
    const lines = await readLines(chunks, piece.name, { separator, header, columns, skip })
    const access = cellAccess(lines.header, piece.name)
    const toRow = compileMapping(spec.rows, spec, access, source)
    yield* toRows<S, Cells, CsvRecord>(lines.records, toRow, access, run, numbering)
  }
}

function cellAccess(header: Cells, place: string): Access<Cells, CsvRecord> {
  const twice = header.find((name, i) => name !== '' && header.indexOf(name) !== i)
  if (twice !== undefined)
    throw problem(
      'csv.duplicate-column',
      place,
      { fr: `Deux colonnes s’appellent « ${twice} ».`, en: `Two columns are called '${twice}'.` },
      {
        remedy: {
          fr: 'Donnez un nom à chaque colonne avec l’option `columns`.',
          en: 'Name each column with the `columns` option.',
        },
        facts: { found: header },
      },
    )
  const names = header.map((name, i) => name || String(i + 1))
  return {
    field(name, optional) {
      const i = names.indexOf(name)
      if (i >= 0) return (cells) => cells[i]
      if (optional) return () => undefined
      throw missingField('csv', place, name, header)
    },
    expose: (cells) => Object.fromEntries(names.map((name, i) => [name, cells[i]!])),
  }
}
