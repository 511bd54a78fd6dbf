import type { Bbox, GeometryType } from '../../../kernel/index.ts'
import { typeNames } from '../../wkb.ts'
import type { ReadFlat } from '../flat.ts'
import { isOneOf } from '../multi.ts'

/** Bytes of the header without and with an envelope. */
const PLAIN = 8
const BOXED = 40
/** Flags: little endian; envelope of x and y; empty. */
const LITTLE = 0b1
const ENVELOPE_XY = 0b10
const EMPTY = 0b10000
/** Bytes of what comes before the parts of a geometry in WKB: order of bytes, type, count. */
const PARTS = 9

/**
 * The function that gives geometries as GeoPackage blobs (standard 2.1.3): header, envelope, ISO WKB. Points say their position
 * already and get no envelope. What it gives is valid until the next call.
 * @param type what they all must be: one that is a part of it becomes a list of one
 */
export function blobWriter(srs: number, type: GeometryType | undefined) {
  let view = new DataView(new ArrayBuffer(4096))
  return ({ flat, wkb }: ReturnType<ReadFlat>, box: Bbox | undefined): Uint8Array => {
    if (view.byteLength < BOXED + PARTS + wkb.length)
      view = new DataView(new ArrayBuffer(2 * (BOXED + PARTS + wkb.length)))
    const isPart = isOneOf(flat.type, type)
    const isBoxed = box !== undefined && (isPart || flat.type !== 'Point')
    view.setUint16(0, 0x4750)
    view.setUint8(3, LITTLE | (isBoxed ? ENVELOPE_XY : 0) | (box ? 0 : EMPTY))
    view.setInt32(4, srs, true)
    if (isBoxed) putEnvelope(view, box)
    let end = isBoxed ? BOXED : PLAIN
    const hasPart = box !== undefined
    if (isPart) {
      view.setUint8(end, 1)
      view.setUint32(end + 1, typeNames.indexOf(type!) + (flat.ordinates === 3 ? 1000 : 0), true)
      view.setUint32(end + 5, hasPart ? 1 : 0, true)
      end += PARTS
    }
    const bytes = new Uint8Array(view.buffer)
    if (isPart && !hasPart) return bytes.subarray(0, end)
    bytes.set(wkb, end)
    return bytes.subarray(0, end + wkb.length)
  }
}

function putEnvelope(view: DataView, [minx, miny, maxx, maxy]: Bbox): void {
  view.setFloat64(PLAIN, minx, true)
  view.setFloat64(PLAIN + 8, maxx, true)
  view.setFloat64(PLAIN + 16, miny, true)
  view.setFloat64(PLAIN + 24, maxy, true)
}
