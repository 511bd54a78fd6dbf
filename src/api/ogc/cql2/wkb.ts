import type { Geometry, GeometryType, Position } from '../../../kernel/index.ts'

// Well-known binary (ISO/IEC 13249-3), little endian, of the plane: spatial predicates do not look at heights.

const codes: Record<GeometryType, number> = {
  Point: 1,
  LineString: 2,
  Polygon: 3,
  MultiPoint: 4,
  MultiLineString: 5,
  MultiPolygon: 6,
  GeometryCollection: 7,
}

const HEADER = 5
const COUNT = 4
const POSITION = 16

const sum = <T>(list: readonly T[], size: (item: T) => number): number =>
  list.reduce((total, item) => total + size(item), COUNT)
const lineSize = (line: readonly Position[]) => COUNT + line.length * POSITION
const areaSize = (rings: readonly Position[][]) => sum(rings, lineSize)

/** The bytes a geometry takes. */
export function wkbSize(geometry: Geometry): number {
  switch (geometry.type) {
    case 'Point':
      return HEADER + POSITION
    case 'LineString':
      return HEADER + lineSize(geometry.coordinates)
    case 'Polygon':
      return HEADER + areaSize(geometry.coordinates)
    case 'MultiPoint':
      return HEADER + sum(geometry.coordinates, () => HEADER + POSITION)
    case 'MultiLineString':
      return HEADER + sum(geometry.coordinates, (line) => HEADER + lineSize(line))
    case 'MultiPolygon':
      return HEADER + sum(geometry.coordinates, (rings) => HEADER + areaSize(rings))
    case 'GeometryCollection':
      return HEADER + sum(geometry.geometries, wkbSize)
  }
}

/** Writes a geometry at an offset of a view that has room for it, and gives the offset after it. */
export function writeWkb(geometry: Geometry, view: DataView, at: number): number {
  const header = (type: GeometryType) => {
    view.setUint8(at, 1)
    view.setUint32(at + 1, codes[type], true)
    at += HEADER
  }
  const position = ([x = Number.NaN, y = Number.NaN]: Position) => {
    view.setFloat64(at, x, true)
    view.setFloat64(at + 8, y, true)
    at += POSITION
  }
  const each = <T>(list: readonly T[], write: (item: T) => void) => {
    view.setUint32(at, list.length, true)
    at += COUNT
    for (const item of list) write(item)
  }
  const line = (positions: readonly Position[]) => each(positions, position)
  const area = (rings: readonly Position[][]) => each(rings, line)
  const parts = <T>(list: readonly T[], type: GeometryType, write: (item: T) => void) =>
    each(list, (item) => {
      header(type)
      write(item)
    })

  header(geometry.type)
  switch (geometry.type) {
    case 'Point':
      position(geometry.coordinates)
      break
    case 'LineString':
      line(geometry.coordinates)
      break
    case 'Polygon':
      area(geometry.coordinates)
      break
    case 'MultiPoint':
      parts(geometry.coordinates, 'Point', position)
      break
    case 'MultiLineString':
      parts(geometry.coordinates, 'LineString', line)
      break
    case 'MultiPolygon':
      parts(geometry.coordinates, 'Polygon', area)
      break
    case 'GeometryCollection':
      each(geometry.geometries, (part) => {
        at = writeWkb(part, view, at)
      })
  }
  return at
}
