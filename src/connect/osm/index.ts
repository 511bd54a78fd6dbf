import type { Making, RowOf, Source, SourceFacts, SourceFile, Table, Traced } from '../../kernel/index.ts'
import type { MapOptions } from '../rows/map.ts'
import { sourceOf } from '../rows/source.ts'
import type { OsmElement, OsmOptions } from './spec.ts'

export type OsmSpec<S extends Table> = SourceFacts<S> & OsmOptions & MapOptions<S, OsmElement>

/**
 * A source of OpenStreetMap data, XML or PBF (told by its first bytes). Tagged nodes are points; tagged ways lines, or
 * polygons where closed and tagged as areas; multipolygon and boundary relations are polygons; other relations are passed
 * over. Names of the mapping are tags (any may be absent), `@id` and `@type`; keep what matters with `where`. Positions of
 * all nodes are held in memory: 24 bytes each. Throws `osm.truncated`, `osm.malformed` (with the line or byte), `osm.empty`.
 */
export function osm<const S extends Table>(spec: OsmSpec<S>): Source<S> {
  return sourceOf(spec, { connector: 'osm', code: import.meta.url, read: (file, run) => read(file, spec, run) })
}

async function* read<S extends Table>(
  file: SourceFile,
  spec: OsmSpec<S>,
  run: Making,
): AsyncGenerator<Traced<RowOf<S>>[]> {
  const { readOsm } = await import('./read.ts')
  yield* readOsm(file, spec, run)
}
