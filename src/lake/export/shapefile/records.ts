import type { Bbox } from '../../../kernel/index.ts'
import { type Kind, type Shape, shapeCodes } from './classes.ts'

// The records of .shp and .shx (ESRI Shapefile Technical Description, July 1998). Lengths are in words of 16 bits.

export const HEADER_BYTES = 100
/** Points with a z must say a measure; anything below -1e38 says there is none. */
const NO_MEASURE = -Number.MAX_VALUE
/** The type of a record without position. */
const NO_SHAPE = 0

/** What the headers tell of all the records. */
export interface Ranges {
  box: [...Bbox]
  z: [number, number]
}

export const noRanges = (): Ranges => ({ box: [Infinity, Infinity, -Infinity, -Infinity], z: [Infinity, -Infinity] })

/** The function that writes the content of a record and grows ranges to hold it. What it gives is valid until the next call. */
export function contentWriter(ranges: Ranges): (shape: Shape | undefined) => Uint8Array {
  let view = new DataView(new ArrayBuffer(4096))
  return (shape) => {
    const size = contentBytes(shape)
    if (size > view.byteLength) view = new DataView(new ArrayBuffer(size * 2))
    if (!shape) view.setInt32(0, NO_SHAPE, true)
    else if (shape.kind === 'point') putPoint(view, shape, ranges)
    else putList(view, shape, ranges)
    return new Uint8Array(view.buffer, 0, size)
  }
}

const hasParts = ({ kind }: Shape) => kind === 'line' || kind === 'polygon'
const stride = ({ hasZ }: Shape) => (hasZ ? 3 : 2)
/** Where the positions of a shape begin. */
const headBytes = (shape: Shape) => (hasParts(shape) ? 44 + shape.parts.length * 4 : 40)
const countOf = (shape: Shape) => shape.parts.reduce((sum, { length }) => sum + length, 0) / stride(shape)

function contentBytes(shape: Shape | undefined): number {
  if (!shape) return 4
  if (shape.kind === 'point') return shape.hasZ ? 36 : 20
  return headBytes(shape) + countOf(shape) * 16 + (shape.hasZ ? 16 + countOf(shape) * 8 : 0)
}

function putPoint(view: DataView, { parts, hasZ }: Shape, ranges: Ranges): void {
  const [x, y, z] = parts[0]! as unknown as readonly [number, number, number?]
  view.setInt32(0, shapeCodes.point[hasZ ? 1 : 0], true)
  view.setFloat64(4, x, true)
  view.setFloat64(12, y, true)
  if (z !== undefined) {
    view.setFloat64(20, z, true)
    view.setFloat64(28, NO_MEASURE, true)
    growZ(ranges, z, z)
  }
  growBox(ranges, x, y, x, y)
}

function putList(view: DataView, shape: Shape, ranges: Ranges): void {
  const { kind, hasZ, parts } = shape
  const count = countOf(shape)
  view.setInt32(0, shapeCodes[kind][hasZ ? 1 : 0], true)
  if (hasParts(shape)) {
    view.setInt32(36, parts.length, true)
    view.setInt32(40, count, true)
    putStarts(view, shape)
  } else view.setInt32(36, count, true)
  const head = headBytes(shape)
  putPlaces(view, head, shape, ranges)
  if (hasZ) putHeights(view, head + count * 16, shape, ranges)
}

/** The number of the first position of each part. */
function putStarts(view: DataView, shape: Shape): void {
  let start = 0
  let at = 44
  for (const part of shape.parts) {
    view.setInt32(at, start, true)
    start += part.length / stride(shape)
    at += 4
  }
}

/** x and y of all positions, and the box around them. */
function putPlaces(view: DataView, start: number, shape: Shape, ranges: Ranges): void {
  let [minx, miny, maxx, maxy] = [Infinity, Infinity, -Infinity, -Infinity]
  const step = stride(shape)
  let at = start
  for (const part of shape.parts)
    for (let i = 0; i < part.length; i += step, at += 16) {
      const x = part[i]!
      const y = part[i + 1]!
      view.setFloat64(at, x, true)
      view.setFloat64(at + 8, y, true)
      if (x < minx) minx = x
      if (y < miny) miny = y
      if (x > maxx) maxx = x
      if (y > maxy) maxy = y
    }
  view.setFloat64(4, minx, true)
  view.setFloat64(12, miny, true)
  view.setFloat64(20, maxx, true)
  view.setFloat64(28, maxy, true)
  growBox(ranges, minx, miny, maxx, maxy)
}

/** The range of the heights, then each. */
function putHeights(view: DataView, start: number, shape: Shape, ranges: Ranges): void {
  let [low, high] = [Infinity, -Infinity]
  let at = start + 16
  for (const part of shape.parts)
    for (let i = 2; i < part.length; i += 3, at += 8) {
      const z = part[i]!
      view.setFloat64(at, z, true)
      if (z < low) low = z
      if (z > high) high = z
    }
  view.setFloat64(start, low, true)
  view.setFloat64(start + 8, high, true)
  growZ(ranges, low, high)
}

function growBox({ box }: Ranges, minx: number, miny: number, maxx: number, maxy: number): void {
  if (minx < box[0]) box[0] = minx
  if (miny < box[1]) box[1] = miny
  if (maxx > box[2]) box[2] = maxx
  if (maxy > box[3]) box[3] = maxy
}

function growZ({ z }: Ranges, low: number, high: number): void {
  if (low < z[0]) z[0] = low
  if (high > z[1]) z[1] = high
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
