import { columnOfRole, type Geometry, type Table } from '../../kernel/index.ts'
import type { Row } from '../types.ts'
import { turnedRings } from './rings.ts'

/** Rows as a GeoJSON FeatureCollection (RFC 7946), a piece a batch. */
export async function* geojsonText(shape: Table, batches: AsyncIterable<Row[]>): AsyncGenerator<string> {
  const feature = featureWriter(shape)
  yield '{"type":"FeatureCollection","features":['
  let separator = '\n'
  for await (const batch of batches) {
    if (batch.length === 0) continue
    yield separator + batch.map(feature).join(',\n')
    separator = ',\n'
  }
  yield '\n]}\n'
}

/** Rows as one feature a line; with `mark`, that character before each: RS makes it an RFC 8142 sequence. */
export async function* geojsonLines(shape: Table, batches: AsyncIterable<Row[]>, mark = ''): AsyncGenerator<string> {
  const feature = featureWriter(shape)
  for await (const batch of batches) if (batch.length > 0) yield `${mark}${batch.map(feature).join(`\n${mark}`)}\n`
}

/** The function that writes a row as a Feature. A key of one column is its `id`. */
function featureWriter(shape: Table): (row: Row) => string {
  const primary = columnOfRole(shape, 'geometry')
  const id = shape.key.length === 1 ? shape.key[0] : undefined
  const names = Object.keys(shape.columns)
  const isGeometry = new Set(names.filter((name) => shape.columns[name]!.column === 'geometry'))

  return (row) => {
    const properties: Row = {}
    let geometry: Geometry | null = null
    for (const name of names) {
      const value = isGeometry.has(name) && row[name] ? rightHanded(row[name] as Geometry) : row[name]
      if (name === primary) geometry = value as Geometry | null
      else properties[name] = value
    }
    const key = id === undefined ? undefined : row[id]
    const identity = typeof key === 'string' || typeof key === 'number' ? { id: key } : {}
    return JSON.stringify({ type: 'Feature', ...identity, geometry, properties })
  }
}

/** Rings as RFC 7946 wants them (3.1.6): the outer one counterclockwise, holes clockwise. */
export function rightHanded(geometry: Geometry): Geometry {
  switch (geometry.type) {
    case 'Polygon':
      return { ...geometry, coordinates: turnedRings(geometry.coordinates, 'counterclockwise') }
    case 'MultiPolygon':
      return { ...geometry, coordinates: geometry.coordinates.map((rings) => turnedRings(rings, 'counterclockwise')) }
    case 'GeometryCollection':
      return { ...geometry, geometries: geometry.geometries.map(rightHanded) }
    default:
      return geometry
  }
}
