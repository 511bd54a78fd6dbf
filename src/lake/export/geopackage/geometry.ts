import type { GeometryType } from '../../../kernel/index.ts'
import type { WkbWriter } from '../../wkb.ts'

/** Bytes of the header without and with an envelope. */
const PLAIN = 8
const BOXED = 40
/** Flags: little endian; envelope of x and y; empty. */
const LITTLE = 0b1
const ENVELOPE_XY = 0b10
const EMPTY = 0b10000

/**
 * The last geometry of a writer as a GeoPackage blob (standard 2.1.3): header, envelope, ISO WKB. Points say their position
 * already and get no envelope.
 */
export function geometryBlob(writer: WkbWriter, type: GeometryType, srs: number): Uint8Array {
  const isEmpty = Number.isNaN(writer.minx)
  const isBoxed = !isEmpty && type !== 'Point'
  const header = isBoxed ? BOXED : PLAIN
  const blob = new Uint8Array(header + writer.end)
  const view = new DataView(blob.buffer)
  view.setUint16(0, 0x4750)
  view.setUint8(3, LITTLE | (isBoxed ? ENVELOPE_XY : 0) | (isEmpty ? EMPTY : 0))
  view.setInt32(4, srs, true)
  if (isBoxed)
    [writer.minx, writer.maxx, writer.miny, writer.maxy].forEach((side, i) => {
      view.setFloat64(PLAIN + i * 8, side, true)
    })
  blob.set(writer.slice(0, writer.end), header)
  return blob
}
