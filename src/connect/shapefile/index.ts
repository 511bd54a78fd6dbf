import type { Making, RowOf, Source, SourceFacts, SourceFile, Table, Traced } from '../../kernel/index.ts'
import type { Feature } from '../geojson/spec.ts'
import type { MapOptions } from '../rows/map.ts'
import { sourceOf } from '../rows/source.ts'
import type { ShapefileOptions } from './spec.ts'

export type ShapefileSpec<S extends Table> = SourceFacts<S> & ShapefileOptions & MapOptions<S, Feature>

/**
 * A source of shapes: a `.shp` with its `.dbf`, `.prj` and `.cpg` beside it, or a zip of them. Heights (Z) are kept,
 * measures (M) dropped. Without a `.dbf` features have no properties. Names of the mapping are those of its fields. Throws
 * `shapefile.truncated`, `shapefile.malformed` (with the byte), `shapefile.missing-column`, `shapefile.no-crs`, `crs.unknown`.
 */
export function shapefile<const S extends Table>(spec: ShapefileSpec<S>): Source<S> {
  return sourceOf(spec, { connector: 'shapefile', code: import.meta.url, read: (file, run) => read(file, spec, run) })
}

async function* read<S extends Table>(
  file: SourceFile,
  spec: ShapefileSpec<S>,
  run: Making,
): AsyncGenerator<Traced<RowOf<S>>[]> {
  const { readShapefile } = await import('./read.ts')
  yield* readShapefile(file, spec, run)
}
