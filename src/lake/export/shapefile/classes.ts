import type { GeometryType } from '../../../kernel/index.ts'
import type { Flat } from '../flat.ts'
import { turnRing } from '../rings.ts'

/** What a shapefile can hold: one kind of shape, flat or with heights. */
export type Kind = 'point' | 'multipoint' | 'line' | 'polygon'

/** A geometry as one shape. A point is one list of one position. */
export interface Shape {
  readonly kind: Kind
  readonly hasZ: boolean
  /** The positions of the shape, numbers one after the other: of its lines, or of its rings turned as the format wants. */
  readonly parts: readonly Float64Array[]
}

/** ESRI's numbers (white paper of July 1998): flat, and with z. */
export const shapeCodes: Readonly<Record<Kind, readonly [flat: number, z: number]>> = {
  point: [1, 11],
  line: [3, 13],
  polygon: [5, 15],
  multipoint: [8, 18],
}

const kinds: Readonly<Record<Exclude<GeometryType, 'GeometryCollection'>, Kind>> = {
  Point: 'point',
  MultiPoint: 'multipoint',
  LineString: 'line',
  MultiLineString: 'line',
  Polygon: 'polygon',
  MultiPolygon: 'polygon',
}

/** The one kind of shape that all the types declared go to; undefined when they are several, or any. */
export function onlyKind(types: readonly GeometryType[]): Kind | undefined {
  const found = new Set(types.map((type) => (type === 'GeometryCollection' ? undefined : kinds[type])))
  return found.size === 1 ? [...found][0] : undefined
}

/**
 * A geometry as shapes: one, but for collections, which give one for each kind of geometry in them. None where it has no
 * position. Rings are turned in place.
 */
export function shapesOf(geometry: Flat): Shape[] {
  if (geometry.type === 'GeometryCollection') return ofCollection(geometry.parts)
  const kind = kinds[geometry.type]
  const parts = listsOf(geometry).filter((list) => list.length > 0)
  if (parts.length === 0) return []
  return [{ kind, hasZ: geometry.ordinates === 3, parts }]
}

/** Points together as a multipoint, lines together, polygons together. */
function ofCollection(geometries: readonly Flat[]): Shape[] {
  const found = new Map<Kind, Shape>()
  for (const { kind: own, hasZ, parts: added } of geometries.flatMap(shapesOf)) {
    const kind = own === 'point' ? 'multipoint' : own
    const parts = [...(found.get(kind)?.parts ?? []), ...added]
    found.set(kind, { kind, hasZ, parts: kind === 'multipoint' ? [joined(parts)] : parts })
  }
  return [...found.values()]
}

const joined = (lists: readonly Float64Array[]) => Float64Array.from(lists.flatMap((list) => [...list]))

/** The lists of positions of a geometry and of its parts; rings turn as the format wants. */
function listsOf({ type, ordinates, lists, parts }: Flat): readonly Float64Array[] {
  if (type === 'MultiPolygon') return parts.flatMap(listsOf)
  if (type === 'Polygon')
    for (const [i, ring] of lists.entries()) turnRing(ring, ordinates, i === 0 ? 'clockwise' : 'counterclockwise')
  return lists
}
