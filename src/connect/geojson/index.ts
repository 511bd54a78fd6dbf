import type { Making, RowOf, Source, SourceFacts, SourceFile, Table, Traced } from '../../kernel/index.ts'
import type { MapOptions } from '../rows/map.ts'
import { sourceOf } from '../rows/source.ts'
import type { Feature, GeojsonOptions } from './spec.ts'

export type GeojsonSpec<S extends Table> = SourceFacts<S> & GeojsonOptions & MapOptions<S, Feature>

/**
 * A source of GeoJSON: a feature collection, a feature, or one feature a line; read feature by feature. Names of the
 * mapping are those of properties (`id` also finds the feature's own), and a geometry column takes the geometry. Throws
 * `geojson.empty`, `geojson.truncated`, `geojson.malformed` (with the byte), `geojson.missing-column`, `crs.unknown`.
 */
export function geojson<const S extends Table>(spec: GeojsonSpec<S>): Source<S> {
  return sourceOf(spec, { connector: 'geojson', code: import.meta.url, read: (file, run) => read(file, spec, run) })
}

async function* read<S extends Table>(
  file: SourceFile,
  spec: GeojsonSpec<S>,
  run: Making,
): AsyncGenerator<Traced<RowOf<S>>[]> {
  const { readGeojson } = await import('./read.ts')
  yield* readGeojson(file, spec, run)
}
