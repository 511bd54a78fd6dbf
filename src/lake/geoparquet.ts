import type { Table } from '../kernel/index.ts'
import type { GeometryFacts } from './boxes.ts'
import { coveringColumn, geometryColumn } from './layout.ts'
import { projjson } from './projjson.ts'

/**
 * Key-value metadata of the Parquet file of a table: `geo` (GeoParquet 1.1.0, when it has a geometry) and `orchestra`,
 * its shape with titles, descriptions and units, so that the file explains itself.
 */
export function fileMetadata(shape: Table, geometry?: GeometryFacts): Record<string, string> {
  return {
    ...(geometry && { geo: JSON.stringify(geoMetadata(shape, geometry)) }),
    orchestra: JSON.stringify({ name: shape.name, key: shape.key, columns: shape.columns }),
  }
}

const sides = ['xmin', 'ymin', 'xmax', 'ymax']

function geoMetadata(shape: Table, facts: GeometryFacts) {
  const primary = geometryColumn(shape)!
  const covering = coveringColumn(shape)
  const columns: Record<string, unknown> = {}
  for (const [name, { column, crs = 'EPSG:4326' }] of Object.entries(shape.columns)) {
    if (column !== 'geometry') continue
    const known = projjson(crs)
    columns[name] = {
      encoding: 'WKB',
      // Only the primary geometry is measured: an empty list means that any type may occur.
      geometry_types: name === primary ? facts.types : [],
      ...(known !== undefined && { crs: known }),
      ...(name === primary && facts.bbox && { bbox: facts.bbox }),
      ...(name === primary && {
        covering: { bbox: Object.fromEntries(sides.map((side) => [side, [covering, side]])) },
      }),
    }
  }
  return { version: '1.1.0', primary_column: primary, columns }
}
