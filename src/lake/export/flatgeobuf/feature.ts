import { Builder } from 'flatbuffers'
import type { Geometry, GeometryType, Position } from '../../../kernel/index.ts'
import type { Row } from '../../types.ts'
import { type Attribute, asText } from '../attributes.ts'
import { asType } from '../multi.ts'
import { geometryCodes } from './schema.ts'

/** Numbers a position has: 0 where there is no position. */
type Ordinates = 0 | 2 | 3

/**
 * The function that writes a row as a size-prefixed Feature. What it gives is valid until the next call. With `flatAsZ` the
 * positions without z get one of 0: a file where some have a z must give one to all.
 */
export function featureWriter(
  attributes: readonly Attribute[],
  primary: string,
  type: GeometryType | undefined,
  flatAsZ: boolean,
): (row: Row) => { bytes: Uint8Array; ordinates: Ordinates } {
  const builder = new Builder(65_536)
  const properties = propertiesWriter(attributes)
  return (row) => {
    builder.clear()
    const bytes = properties(row)
    const propertiesAt = bytes.length > 0 ? builder.createByteVector(bytes) : 0
    const own = row[primary] as Geometry | null
    const geometry = own && asType(own, type)
    const ordinates = geometry ? ordinatesOf(geometry) : 0
    // Readers take an empty geometry for a broken one: it is left out.
    const geometryAt = geometry && ordinates > 0 ? writeGeometry(builder, geometry, flatAsZ || ordinates === 3) : 0
    builder.startObject(3)
    builder.addFieldOffset(0, geometryAt, 0)
    builder.addFieldOffset(1, propertiesAt, 0)
    builder.finishSizePrefixed(builder.endObject())
    return { bytes: builder.asUint8Array(), ordinates }
  }
}

function ordinatesOf(geometry: Geometry): Ordinates {
  if (geometry.type === 'GeometryCollection') return Math.max(0, ...geometry.geometries.map(ordinatesOf)) as Ordinates
  let first: unknown = geometry.coordinates
  while (Array.isArray(first) && Array.isArray(first[0])) first = first[0]
  return (first as Position).length as Ordinates
}

/** Values one after the other: number of the column (2 bytes), then the value; missing ones are left out. */
function propertiesWriter(attributes: readonly Attribute[]): (row: Row) => Uint8Array {
  let bytes = Buffer.alloc(4096)
  let at = 0
  const room = (size: number) => {
    if (at + size > bytes.length) bytes = Buffer.concat([bytes], Math.max(bytes.length * 2, at + size))
  }
  return (row) => {
    at = 0
    for (let i = 0; i < attributes.length; i++) {
      const { name, facts } = attributes[i]!
      const value = row[name]
      if (value === null || value === undefined) continue
      room(10)
      at = bytes.writeUInt16LE(i, at)
      if (facts.column === 'boolean') at = bytes.writeUInt8(value ? 1 : 0, at)
      else if (facts.column === 'integer') at = bytes.writeBigInt64LE(BigInt(value as number), at)
      else if (facts.column === 'number') at = bytes.writeDoubleLE(value as number, at)
      else {
        const text = value instanceof Date ? value.toISOString() : asText(facts, value)
        // No UTF-16 unit takes more than three bytes of UTF-8.
        room(4 + text.length * 3)
        const length = bytes.write(text, at + 4)
        bytes.writeUInt32LE(length, at)
        at += 4 + length
      }
    }
    return bytes.subarray(0, at)
  }
}

/** Writes a geometry and gives its offset. */
function writeGeometry(builder: Builder, geometry: Geometry, withZ: boolean): number {
  switch (geometry.type) {
    case 'Point':
      return flat(builder, 'Point', [geometry.coordinates], withZ)
    case 'LineString':
    case 'MultiPoint':
      return flat(builder, geometry.type, geometry.coordinates, withZ)
    case 'Polygon':
    case 'MultiLineString':
      return many(builder, geometry.type, geometry.coordinates, withZ)
    case 'MultiPolygon':
      return parts(
        builder,
        geometry.type,
        geometry.coordinates.map((rings) => many(builder, 'Polygon', rings, withZ)),
      )
    case 'GeometryCollection':
      return parts(
        builder,
        geometry.type,
        geometry.geometries.map((part) => writeGeometry(builder, part, withZ)),
      )
  }
}

/** Lists of positions in one, with the place where each ends when there are several. */
function many(builder: Builder, type: Geometry['type'], lists: readonly Position[][], withZ: boolean): number {
  if (lists.length === 1) return flat(builder, type, lists[0]!, withZ)
  builder.startVector(4, lists.length, 4)
  let end = 0
  const ends = lists.map((list) => (end += list.length))
  for (let i = ends.length - 1; i >= 0; i--) builder.addInt32(ends[i]!)
  return flat(builder, type, lists.flat(), withZ, builder.endVector())
}

function flat(
  builder: Builder,
  type: Geometry['type'],
  positions: readonly Position[],
  withZ: boolean,
  endsAt = 0,
): number {
  let zAt = 0
  if (withZ) {
    builder.startVector(8, positions.length, 8)
    for (let i = positions.length - 1; i >= 0; i--) builder.addFloat64(positions[i]![2] ?? 0)
    zAt = builder.endVector()
  }
  builder.startVector(8, positions.length * 2, 8)
  // FlatBuffers are written from the end.
  for (let i = positions.length - 1; i >= 0; i--) {
    builder.addFloat64(positions[i]![1]!)
    builder.addFloat64(positions[i]![0]!)
  }
  const xyAt = builder.endVector()
  return table(builder, type, { endsAt, xyAt, zAt })
}

function parts(builder: Builder, type: Geometry['type'], offsets: readonly number[]): number {
  builder.startVector(4, offsets.length, 4)
  for (let i = offsets.length - 1; i >= 0; i--) builder.addOffset(offsets[i]!)
  return table(builder, type, { partsAt: builder.endVector() })
}

function table(
  builder: Builder,
  type: Geometry['type'],
  { endsAt = 0, xyAt = 0, zAt = 0, partsAt = 0 }: { endsAt?: number; xyAt?: number; zAt?: number; partsAt?: number },
): number {
  builder.startObject(8)
  builder.addFieldOffset(0, endsAt, 0)
  builder.addFieldOffset(1, xyAt, 0)
  builder.addFieldOffset(2, zAt, 0)
  builder.addFieldInt8(6, geometryCodes[type], 0)
  builder.addFieldOffset(7, partsAt, 0)
  return builder.endObject()
}
