import type { Geometry, GeometryType, Position } from '../../../kernel/index.ts'
import { turnedRings } from '../rings.ts'

/** What a shapefile can hold: one kind of shape, flat or with heights. */
export type Kind = 'point' | 'multipoint' | 'line' | 'polygon'

/** A geometry as one shape. A point is one list of one position. */
export interface Shape {
  readonly kind: Kind
  readonly hasZ: boolean
  /** The lists of positions of the shape: lines, or rings turned as the format wants. */
  readonly parts: readonly (readonly Position[])[]
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
 * position.
 */
export function shapesOf(geometry: Geometry): Shape[] {
  if (geometry.type === 'GeometryCollection') return ofCollection(geometry.geometries)
  const parts = partsOf(geometry)
  const [first] = parts[0] ?? []
  return first ? [{ kind: kinds[geometry.type], hasZ: first.length === 3, parts }] : []
}

/** Points together as a multipoint, lines together, polygons together. */
function ofCollection(geometries: readonly Geometry[]): Shape[] {
  const found = new Map<Kind, Shape>()
  for (const shape of geometries.flatMap(shapesOf)) {
    const kind = shape.kind === 'point' ? 'multipoint' : shape.kind
    const before = found.get(kind)
    const parts = [...(before?.parts ?? []), ...shape.parts]
    found.set(kind, { kind, hasZ: shape.hasZ, parts: kind === 'multipoint' ? [parts.flat()] : parts })
  }
  return [...found.values()]
}

function partsOf(geometry: Exclude<Geometry, { type: 'GeometryCollection' }>): readonly (readonly Position[])[] {
  switch (geometry.type) {
    case 'Point':
      return geometry.coordinates.length === 0 ? [] : [[geometry.coordinates]]
    case 'MultiPoint':
    case 'LineString':
      return geometry.coordinates.length === 0 ? [] : [geometry.coordinates]
    case 'MultiLineString':
      return geometry.coordinates.filter((line) => line.length > 0)
    case 'Polygon':
      return turned(geometry.coordinates)
    case 'MultiPolygon':
      return geometry.coordinates.flatMap(turned)
  }
}

const turned = (rings: readonly Position[][]) =>
  turnedRings(
    rings.filter((ring) => ring.length > 0),
    'clockwise',
  )
