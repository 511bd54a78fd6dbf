import type { Bbox, GeometryType, Position } from '../../kernel/index.ts'
import { typeNames } from '../wkb.ts'

/** A geometry whose positions are numbers one after the other: x, y and, where `ordinates` is 3, z. */
export interface Flat {
  readonly type: GeometryType
  readonly ordinates: 2 | 3
  /** One list of a point, of points or of a line; the lines; the rings. */
  readonly lists: readonly Float64Array[]
  /** The polygons of a multipolygon, the geometries of a collection. */
  readonly parts: readonly Flat[]
}

/** A geometry read from WKB, valid until the next is read, and the WKB of it. */
export type ReadFlat = (wkb: Uint8Array) => { readonly flat: Flat; readonly wkb: Uint8Array }

const none: readonly never[] = []
/** Bytes of a header: order of bytes and type. */
const HEADER = 5

/**
 * The function that reads WKB of the lake with its positions moved. It makes no object a position, which is what takes the time
 * of reading GeoJSON.
 */
export function flatReader(move?: (position: Position) => Position): ReadFlat {
  let numbers = new Float64Array(4096)
  let used = 0
  let view: DataView
  let at = 0
  let little = true

  const count = (): number => {
    at += 4
    return view.getUint32(at - 4, little)
  }
  /** Positions one after the other. An empty point is one of NaN: no position. */
  const positions = (length: number, ordinates: 2 | 3): Float64Array => {
    const from = used
    for (let i = 0; i < length; i++) {
      if (move) movePosition(view, at, little, move)
      const x = view.getFloat64(at, little)
      if (!Number.isNaN(x)) {
        numbers[used++] = x
        numbers[used++] = view.getFloat64(at + 8, little)
        if (ordinates === 3) numbers[used++] = view.getFloat64(at + 16, little)
      }
      at += ordinates * 8
    }
    return numbers.subarray(from, used)
  }
  const times = <T>(length: number, read: () => T): T[] => {
    const list = new Array<T>(length)
    for (let i = 0; i < length; i++) list[i] = read()
    return list
  }
  const geometry = (): Flat => {
    little = view.getUint8(at) === 1
    const code = view.getUint32(at + 1, little)
    at += HEADER
    const type = typeNames[code % 1000]!
    const ordinates: 2 | 3 = code > 1000 ? 3 : 2
    const list = () => positions(count(), ordinates)
    const made = (lists: readonly Float64Array[], parts: readonly Flat[] = none): Flat => ({
      type,
      ordinates,
      lists,
      parts,
    })
    switch (type) {
      case 'Point':
        return made([positions(1, ordinates)])
      case 'LineString':
        return made([list()])
      case 'Polygon':
        return made(times(count(), list))
      case 'MultiPoint': {
        const from = used
        for (let left = count(); left > 0; left--) {
          at += HEADER
          positions(1, ordinates)
        }
        return made([numbers.subarray(from, used)])
      }
      case 'MultiLineString':
        return made(times(count(), geometry).map(({ lists }) => lists[0]!))
      default:
        return made(none, times(count(), geometry))
    }
  }
  return (wkb) => {
    // Bytes read are DuckDB's, which may lend the same for two rows: they are moved in a copy.
    const own = move ? wkb.slice() : wkb
    view = new DataView(own.buffer, own.byteOffset, own.byteLength)
    if (numbers.length < wkb.length / 8) numbers = new Float64Array(wkb.length / 4)
    at = 0
    used = 0
    return { flat: geometry(), wkb: own }
  }
}

function movePosition(view: DataView, at: number, little: boolean, move: (position: Position) => Position): void {
  const x = view.getFloat64(at, little)
  // Nowhere has no place in another CRS.
  if (Number.isNaN(x)) return
  const moved = move([x, view.getFloat64(at + 8, little)])
  view.setFloat64(at, moved[0]!, little)
  view.setFloat64(at + 8, moved[1]!, little)
}

/** The box around all its positions; undefined when it has none. */
export function flatBox(flat: Flat): Bbox | undefined {
  const box: [...Bbox] = [Infinity, Infinity, -Infinity, -Infinity]
  widen(box, flat)
  return box[0] <= box[2] ? box : undefined
}

function widen(box: [...Bbox], { ordinates, lists, parts }: Flat): void {
  for (const list of lists)
    for (let i = 0; i < list.length; i += ordinates) {
      const x = list[i]!
      const y = list[i + 1]!
      if (x < box[0]) box[0] = x
      if (y < box[1]) box[1] = y
      if (x > box[2]) box[2] = x
      if (y > box[3]) box[3] = y
    }
  for (const part of parts) widen(box, part)
}
