import type { Making, RowOf, Source, SourceFile, Table, Traced } from '../../kernel/index.ts'
import { sourceOf } from '../rows/source.ts'
import { exportAddress } from './address.ts'
import type { OpendatasoftSpec } from './spec.ts'

/**
 * A dataset of an Opendatasoft portal, whatever form its address gives: Explore v2.1 exports (json, jsonl, geojson, csv)
 * and records, v1 exports and searches. The address of a page or of a paged search becomes that of the whole export.
 * A geometry column without an entry takes `geo_shape`, else `geo_point_2d` (first where only points are allowed).
 * Throws `opendatasoft.cut` when the answer holds fewer records than the portal says it has.
 */
export function opendatasoft<const S extends Table>(spec: OpendatasoftSpec<S>): Source<S> {
  return sourceOf(
    { ...spec, address: exportAddress(spec.address) },
    { connector: 'opendatasoft', code: import.meta.url, read: (file, run) => read(file, spec, run) },
  )
}

async function* read<S extends Table>(
  file: SourceFile,
  spec: OpendatasoftSpec<S>,
  run: Making,
): AsyncGenerator<Traced<RowOf<S>>[]> {
  const { readOpendatasoft } = await import('./read.ts')
  yield* readOpendatasoft(file, spec, run)
}
