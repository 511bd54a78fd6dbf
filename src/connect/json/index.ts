import type { Making, RowOf, Source, SourceFacts, SourceFile, Table, Traced } from '../../kernel/index.ts'
import { openPieces } from '../bytes/open.ts'
import type { Encoding } from '../bytes/text.ts'
import { type Fields, fieldAccess } from '../rows/fields.ts'
import { compileMapping, type MapOptions } from '../rows/map.ts'
import { toRows } from '../rows/rows.ts'
import { sourceOf } from '../rows/source.ts'

/** A record as a function of a mapping sees it. */
export type JsonRecord = Fields

export interface JsonOptions {
  /** Where the list of records is in the document: `records`, `data.items`. Default: the document itself, or NDJSON. */
  readonly path?: string
  /** Files to read in the archive, as a glob. */
  readonly inside?: string
  readonly encoding?: Encoding
  /** CRS of its coordinates. Default: `EPSG:4326`. */
  readonly crs?: string
}

export type JsonSpec<S extends Table> = SourceFacts<S> & JsonOptions & MapOptions<S, JsonRecord>

/**
 * A source of JSON records: a list, a list somewhere in a document, or NDJSON; read record by record. Throws
 * `json.empty`, `json.truncated`, `json.malformed` (with the byte), `json.missing-records`, `json.missing-column`.
 */
export function json<const S extends Table>(spec: JsonSpec<S>): Source<S> {
  return sourceOf(spec, { connector: 'json', code: import.meta.url, read: (file, run) => read(file, spec, run) })
}

async function* read<S extends Table>(
  file: SourceFile,
  spec: JsonSpec<S>,
  run: Making,
): AsyncGenerator<Traced<RowOf<S>>[]> {
  const { readRecords } = await import('./read.ts')
  const { path = '', inside, encoding, crs = 'EPSG:4326' } = spec
  const { access, verify } = fieldAccess<object, JsonRecord>(
    'json',
    (record) => record as Fields,
    (record) => record as Fields,
  )
  const toRow = compileMapping(spec.rows, spec, access, { crs })
  const numbering = { read: 0 }
  const wanted = { kind: 'json', extensions: ['.json', '.ndjson', '.jsonl'], inside }
  for await (const piece of openPieces(file, wanted, run)) {
    const records = readRecords(piece, { kind: 'json', path: path ? path.split('.') : [], encoding })
    yield* toRows<S, object, JsonRecord>(records, toRow, access, run, numbering)
  }
  verify(file.name)
}
