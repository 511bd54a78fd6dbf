import type { Geometry, GeometryType } from '../../kernel/index.ts'

/**
 * The one type that holds geometries of those types: `MultiPolygon` for polygons of one part and of many. GIS software takes a
 * layer of one type better than a mix. Undefined where there is none.
 */
export function commonType(types: readonly GeometryType[]): GeometryType | undefined {
  const multi = types.find((type) => type.startsWith('Multi')) ?? types[0]
  return multi && types.every((type) => type === multi || `Multi${type}` === multi) ? multi : undefined
}

/** A geometry as one of that type: the same places, in a list of one where the type is of many. */
export function asType(geometry: Geometry, type: GeometryType | undefined): Geometry {
  if (geometry.type === 'GeometryCollection' || `Multi${geometry.type}` !== type) return geometry
  const { coordinates } = geometry
  return { type, coordinates: coordinates.length === 0 ? [] : [coordinates] } as Geometry
}
