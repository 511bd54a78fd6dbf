import type { Geometry, Making, RowOf, Source, SourceFacts, SourceFile, Table, Traced } from '../../kernel/index.ts'
import type { Encoding } from '../bytes/text.ts'
import type { MapOptions } from '../rows/map.ts'
import { sourceOf } from '../rows/source.ts'

/** A feature as a function of a mapping sees it. */
export interface Feature {
  readonly id?: string | number
  readonly properties: Readonly<Record<string, unknown>>
  /** In the CRS of the source. */
  readonly geometry: Geometry | null
}

export interface GeojsonOptions {
  /** Files to read in the archive, as a glob. */
  readonly inside?: string
  readonly encoding?: Encoding
  /** CRS of its coordinates. Default: that of its `crs` member, else longitude and latitude (RFC 7946). */
  readonly crs?: string
}

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
