import type { Bbox, Position } from '../../../kernel/index.ts'
import { type Kind, type Shape, shapeCodes } from './classes.ts'

// The records of .shp and .shx (ESRI Shapefile Technical Description, July 1998). Lengths are in words of 16 bits.

export const HEADER_BYTES = 100
/** Points with a z must say a measure; anything below -1e38 says there is none. */
const NO_MEASURE = -Number.MAX_VALUE

/** What the headers tell of all the records. */
export interface Ranges {
  box: [...Bbox]
  z: [number, number]
}

export const noRanges = (): Ranges => ({ box: [Infinity, Infinity, -Infinity, -Infinity], z: [Infinity, -Infinity] })

/** The content of a record, and the ranges grown to hold it. */
export function shapeContent(shape: Shape | undefined, ranges: Ranges): Uint8Array {
  // Type 0: a shape without position.
  if (!shape) return new Uint8Array(4)
  const { kind, hasZ, parts } = shape
  const positions = parts.length === 1 ? parts[0]! : parts.flat()
  const own = rangesOf(positions, hasZ)
  grow(ranges, own)
  return kind === 'point' ? point(positions[0]!, hasZ) : list(shape, positions, own)
}

function point([x, y, z]: Position, hasZ: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(hasZ ? 36 : 20))
  view.setInt32(0, shapeCodes.point[hasZ ? 1 : 0], true)
  view.setFloat64(4, x!, true)
  view.setFloat64(12, y!, true)
  if (hasZ) {
    view.setFloat64(20, z!, true)
    view.setFloat64(28, NO_MEASURE, true)
  }
  return new Uint8Array(view.buffer)
}

function list({ kind, hasZ, parts }: Shape, positions: readonly Position[], own: Ranges): Uint8Array {
  const hasParts = kind !== 'multipoint'
  const count = positions.length
  const head = hasParts ? 44 + parts.length * 4 : 40
  const view = new DataView(new ArrayBuffer(head + count * 16 + (hasZ ? 16 + count * 8 : 0)))
  view.setInt32(0, shapeCodes[kind][hasZ ? 1 : 0], true)
  own.box.forEach((side, i) => {
    view.setFloat64(4 + i * 8, side, true)
  })
  if (hasParts) {
    view.setInt32(36, parts.length, true)
    view.setInt32(40, count, true)
    let start = 0
    for (const [i, part] of parts.entries()) {
      view.setInt32(44 + i * 4, start, true)
      start += part.length
    }
  } else view.setInt32(36, count, true)
  for (let i = 0; i < count; i++) {
    view.setFloat64(head + i * 16, positions[i]![0]!, true)
    view.setFloat64(head + i * 16 + 8, positions[i]![1]!, true)
  }
  if (hasZ) {
    const at = head + count * 16
    view.setFloat64(at, own.z[0], true)
    view.setFloat64(at + 8, own.z[1], true)
    for (let i = 0; i < count; i++) view.setFloat64(at + 16 + i * 8, positions[i]![2]!, true)
  }
  return new Uint8Array(view.buffer)
}

function rangesOf(positions: readonly Position[], hasZ: boolean): Ranges {
  const own = noRanges()
  for (const [x, y, z] of positions) {
    grow(own, { box: [x!, y!, x!, y!], z: hasZ ? [z!, z!] : own.z })
  }
  return own
}

function grow(ranges: Ranges, { box, z }: Ranges): void {
  if (box[0] < ranges.box[0]) ranges.box[0] = box[0]
  if (box[1] < ranges.box[1]) ranges.box[1] = box[1]
  if (box[2] > ranges.box[2]) ranges.box[2] = box[2]
  if (box[3] > ranges.box[3]) ranges.box[3] = box[3]
  if (z[0] < ranges.z[0]) ranges.z[0] = z[0]
  if (z[1] > ranges.z[1]) ranges.z[1] = z[1]
}

/** What stands before the content of a record: its number (the first is 1) and its length. */
export function recordHeader(into: DataView, number: number, contentBytes: number): void {
  into.setInt32(0, number)
  into.setInt32(4, contentBytes / 2)
}

/** The header of .shp and .shx. */
export function fileHeader(kind: Kind, hasZ: boolean, fileBytes: number, { box, z }: Ranges): Uint8Array {
  const view = new DataView(new ArrayBuffer(HEADER_BYTES))
  view.setInt32(0, 9994)
  view.setInt32(24, fileBytes / 2)
  view.setInt32(28, 1000, true)
  view.setInt32(32, shapeCodes[kind][hasZ ? 1 : 0], true)
  const sides = [...box, ...z]
  for (let i = 0; i < 6; i++) view.setFloat64(36 + i * 8, Number.isFinite(sides[i]) ? sides[i]! : 0, true)
  return new Uint8Array(view.buffer)
}
