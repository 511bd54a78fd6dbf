import type { GeometryType } from '../../kernel/index.ts'
import type { Flat } from './flat.ts'

/**
 * The one type that holds geometries of those types: `MultiPolygon` for polygons of one part and of many. GIS software takes a
 * layer of one type better than a mix. Undefined where there is none.
 */
export function commonType(types: readonly GeometryType[]): GeometryType | undefined {
  const multi = types.find((type) => type.startsWith('Multi')) ?? types[0]
  return multi && types.every((type) => type === multi || isOneOf(type, multi)) ? multi : undefined
}

/** Whether geometries of a type are parts of those of another: polygons of multipolygons. */
export const isOneOf = (type: GeometryType, other: GeometryType | undefined): boolean => `Multi${type}` === other

/** A geometry as one of that type: the same places, in a list of one where the type is of many. */
export function asType(flat: Flat, type: GeometryType | undefined): Flat {
  if (type === undefined || !isOneOf(flat.type, type)) return flat
  return type === 'MultiPolygon' ? { ...flat, type, lists: [], parts: [flat] } : { ...flat, type }
}
