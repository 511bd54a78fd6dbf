import { Builder } from 'flatbuffers'
import type { GeometryType } from '../../../kernel/index.ts'
import type { Row } from '../../types.ts'
import { type Attribute, asText } from '../attributes.ts'
import type { Flat } from '../flat.ts'
import { geometryCodes } from './schema.ts'

/**
 * The function that writes a row as a size-prefixed Feature, its geometry already of the type of the file. What it gives is valid
 * until the next call. With `flatAsZ` the positions without z get one of 0: a file where some have a z must give one to all.
 */
export function featureWriter(
  attributes: readonly Attribute[],
  flatAsZ: boolean,
): (row: Row, geometry: Flat | undefined) => Uint8Array {
  const builder = new Builder(65_536)
  const properties = propertiesWriter(attributes)
  return (row, geometry) => {
    builder.clear()
    const bytes = properties(row)
    const propertiesAt = bytes.length > 0 ? builder.createByteVector(bytes) : 0
    const geometryAt = geometry ? writeGeometry(builder, geometry, flatAsZ || geometry.ordinates === 3) : 0
    builder.startObject(3)
    builder.addFieldOffset(0, geometryAt, 0)
    builder.addFieldOffset(1, propertiesAt, 0)
    builder.finishSizePrefixed(builder.endObject())
    return builder.asUint8Array()
  }
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
function writeGeometry(builder: Builder, geometry: Flat, withZ: boolean): number {
  const { type, lists, parts } = geometry
  if (type === 'MultiPolygon' || type === 'GeometryCollection') {
    const offsets = parts.map((part) => writeGeometry(builder, part, withZ))
    builder.startVector(4, offsets.length, 4)
    for (let i = offsets.length - 1; i >= 0; i--) builder.addOffset(offsets[i]!)
    return table(builder, type, { partsAt: builder.endVector() })
  }
  // FlatGeobuf lets a single part have none, but GDAL until 3.9.2 reads no MultiLineString without (its issue 10774).
  const endsAt = lists.length === 1 && type !== 'MultiLineString' ? 0 : writeEnds(builder, geometry)
  const zAt = withZ ? writeHeights(builder, geometry) : 0
  return table(builder, type, { endsAt, zAt, xyAt: writePlaces(builder, geometry) })
}

// FlatBuffers are written from the end.

/** The place where each list ends. */
function writeEnds(builder: Builder, { lists, ordinates }: Flat): number {
  builder.startVector(4, lists.length, 4)
  let end = positionsOf(lists, ordinates)
  for (let i = lists.length - 1; i >= 0; i--) {
    builder.addInt32(end)
    end -= lists[i]!.length / ordinates
  }
  return builder.endVector()
}

function writeHeights(builder: Builder, { lists, ordinates }: Flat): number {
  builder.startVector(8, positionsOf(lists, ordinates), 8)
  for (let list = lists.length - 1; list >= 0; list--)
    for (let i = lists[list]!.length - 1; i >= 0; i -= ordinates)
      builder.addFloat64(ordinates === 3 ? lists[list]![i]! : 0)
  return builder.endVector()
}

function writePlaces(builder: Builder, { lists, ordinates }: Flat): number {
  builder.startVector(8, positionsOf(lists, ordinates) * 2, 8)
  for (let list = lists.length - 1; list >= 0; list--) {
    const numbers = lists[list]!
    for (let i = numbers.length - ordinates; i >= 0; i -= ordinates) {
      builder.addFloat64(numbers[i + 1]!)
      builder.addFloat64(numbers[i]!)
    }
  }
  return builder.endVector()
}

const positionsOf = (lists: readonly Float64Array[], ordinates: number) =>
  lists.reduce((sum, { length }) => sum + length, 0) / ordinates

function table(
  builder: Builder,
  type: GeometryType,
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
