import type { Position } from '../kernel/index.ts'
import type { TextSink } from './text-sink.ts'
import { typeNames } from './wkb.ts'

/** How geometries are written. */
export interface GeometryTextOptions {
  /** Takes each position elsewhere: to another CRS, or another order of axes. */
  readonly move?: ((position: Position) => Position) | undefined
  /** Turns rings as RFC 7946 wants them (3.1.6): the outer one counterclockwise, holes clockwise. */
  readonly turn?: boolean
}

/** Writes WKB of the lake into a sink of text, without making an object of it. */
export type GeometryTextWriter = (wkb: Uint8Array, sink: TextSink) => void

/** What a format of text puts around the parts of a geometry. */
interface Grammar {
  readonly beforePosition: string
  readonly afterPosition: string
  /** Between the numbers of a position. */
  readonly comma: string
  readonly opens: string
  readonly between: string
  readonly closes: string
  /** A list without items. */
  readonly none: string
  /** A point alone is a list of one. */
  readonly listsPoints: boolean
  /** What comes before the parts of a geometry, and after. */
  head(type: string, ordinates: number, isEmpty: boolean): string
  readonly tail: string
}

const geojson: Grammar = {
  ...{ beforePosition: '[', afterPosition: ']', comma: ',', opens: '[', between: ',', closes: ']', none: '[]' },
  listsPoints: false,
  head: (type) => `{"type":"${type}","${type === 'GeometryCollection' ? 'geometries' : 'coordinates'}":`,
  tail: '}',
}

const wkt: Grammar = {
  ...{ beforePosition: '', afterPosition: '', comma: ' ', opens: '(', between: ', ', closes: ')', none: 'EMPTY' },
  listsPoints: true,
  head: (type, ordinates, isEmpty) => `${type.toUpperCase()}${ordinates === 3 && !isEmpty ? ' Z' : ''} `,
  tail: '',
}

/** The function that writes a GeoJSON geometry. */
export const geojsonWriter = (options: GeometryTextOptions = {}) => geometryWriter(geojson, options)
/** The function that writes well-known text: `POINT (1 2)`, `POLYGON Z ((…))`, `POINT EMPTY`. */
export const wktWriter = (options: GeometryTextOptions = {}) => geometryWriter(wkt, options)

const [POINT, LINE, POLYGON, MULTI_POINT, MULTI_LINE, COLLECTION] = [1, 2, 3, 4, 5, 7]

function geometryWriter(grammar: Grammar, { move, turn = false }: GeometryTextOptions): GeometryTextWriter {
  const { beforePosition, afterPosition, comma, opens, between, closes, none } = grammar
  let view: DataView = new DataView(new ArrayBuffer(0))
  let at = 0
  let little = true
  let ordinates = 2
  /** Positions of the list being read. */
  let scratch = new Float64Array(3 * 1024)
  let out: TextSink

  const count = (): number => {
    at += 4
    return view.getUint32(at - 4, little)
  }
  /** Reads a header: the number of its type. */
  const header = (): number => {
    little = view.getUint8(at) === 1
    const raw = view.getUint32(at + 1, little)
    at += 5
    ordinates = (raw & 0x0fff_ffff) >= 1000 || (raw & 0x8000_0000) !== 0 ? 3 : 2
    return (raw & 0x0fff_ffff) % 1000
  }
  /** Reads positions into the scratch, moved. */
  const load = (length: number): void => {
    const size = length * ordinates
    if (scratch.length < size) scratch = new Float64Array(size * 2)
    for (let i = 0; i < size; i++, at += 8) scratch[i] = view.getFloat64(at, little)
    if (!move) return
    for (let i = 0; i < size; i += ordinates) {
      // Nowhere has no place in another CRS.
      if (Number.isNaN(scratch[i])) continue
      const moved = move([scratch[i]!, scratch[i + 1]!])
      scratch[i] = moved[0]!
      scratch[i + 1] = moved[1]!
    }
  }
  const position = (i: number): void => {
    const from = i * ordinates
    out.ascii(beforePosition)
    out.ordinate(scratch[from]!)
    out.ascii(comma)
    out.ordinate(scratch[from + 1]!)
    if (ordinates === 3) {
      out.ascii(comma)
      out.ordinate(scratch[from + 2]!)
    }
    out.ascii(afterPosition)
  }
  const list = (length: number, write: (i: number) => void): void => {
    for (let i = 0; i < length; i++) {
      out.ascii(i === 0 ? opens : between)
      write(i)
    }
    out.ascii(length === 0 ? none : closes)
  }
  const line = (): void => {
    const length = count()
    load(length)
    list(length, position)
  }
  const ring = (i: number): void => {
    const length = count()
    load(length)
    const area = turn ? doubleArea(scratch, length, ordinates) : 0
    const isBackwards = area !== 0 && area > 0 !== (i === 0)
    list(length, isBackwards ? (k) => position(length - 1 - k) : position)
  }
  const point = (): void => {
    load(1)
    if (Number.isNaN(scratch[0])) out.ascii(none)
    else position(0)
  }
  const rings = () => list(count(), ring)
  const parts = (write: () => void) =>
    list(count(), () => {
      header()
      write()
    })

  const body = (code: number): void => {
    if (code === POINT) {
      const isListed = grammar.listsPoints && !Number.isNaN(view.getFloat64(at, little))
      if (isListed) out.ascii(opens)
      point()
      if (isListed) out.ascii(closes)
    } else if (code === LINE) line()
    else if (code === POLYGON) rings()
    else parts(code === MULTI_POINT ? point : code === MULTI_LINE ? line : rings)
  }
  const geometry = (): void => {
    const code = header()
    const isEmpty = code === POINT ? Number.isNaN(view.getFloat64(at, little)) : view.getUint32(at, little) === 0
    out.ascii(grammar.head(typeNames[code]!, ordinates, isEmpty))
    if (code === COLLECTION) list(count(), geometry)
    else body(code)
    out.ascii(grammar.tail)
  }

  return (wkb, sink) => {
    view = new DataView(wkb.buffer, wkb.byteOffset, wkb.byteLength)
    at = 0
    out = sink
    geometry()
  }
}

/** Twice the area of a ring, positive when it turns counterclockwise. */
function doubleArea(ring: Float64Array, length: number, ordinates: number): number {
  let sum = 0
  // Relative to the first position, so that large coordinates do not drown a small area.
  const [x0, y0] = [ring[0]!, ring[1]!]
  for (let i = ordinates; i < length * ordinates; i += ordinates)
    sum += (ring[i - ordinates]! - x0) * (ring[i + 1]! - y0) - (ring[i]! - x0) * (ring[i - ordinates + 1]! - y0)
  return sum
}
