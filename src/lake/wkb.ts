import type { Geometry, GeometryType, Position } from '../kernel/index.ts'
import { Unfit } from './unfit.ts'

// Well-known binary of ISO/IEC 13249-3 (the one GeoParquet asks for): little endian, +1000 on the type where positions
// have a z. An empty point is a point of NaN.

const codes: Record<GeometryType, number> = {
  Point: 1,
  LineString: 2,
  Polygon: 3,
  MultiPoint: 4,
  MultiLineString: 5,
  MultiPolygon: 6,
  GeometryCollection: 7,
}
/** The types of geometry by their number in WKB. */
export const typeNames = Object.entries(codes).reduce<GeometryType[]>((list, [name, code]) => {
  list[code] = name as GeometryType
  return list
}, [])
const Z = 1000
/** Deepest nesting of collections accepted: nothing real goes beyond 2, and a bomb must not exhaust the stack. */
const MAX_DEPTH = 16

/** Writes geometries one after the other into a buffer that grows, and knows the box of the last one. */
export class WkbWriter {
  #bytes = new Uint8Array(65_536)
  #view = new DataView(this.#bytes.buffer)
  #ordinates = 2
  #end = 0
  /** The box of the last geometry written; NaN when it has no position. */
  minx = Number.NaN
  miny = Number.NaN
  maxx = Number.NaN
  maxy = Number.NaN

  /** Where the next geometry will start. Setting it back forgets what was written after. */
  get end(): number {
    return this.#end
  }
  set end(offset: number) {
    this.#end = offset
  }

  /** What was written between two offsets: a view, valid until the next write. */
  slice(from: number, to: number): Uint8Array {
    return this.#bytes.subarray(from, to)
  }

  /** Writes one GeoJSON geometry and gives its type as GeoParquet names it (`Point`, `Point Z`). Throws Unfit. */
  write(geometry: unknown): string {
    this.minx = this.miny = this.maxx = this.maxy = Number.NaN
    this.#ordinates = ordinatesOf(geometry, 0) ?? 2
    this.#geometry(geometry, 0)
    const { type } = geometry as Geometry
    return this.#ordinates === 3 ? `${type} Z` : type
  }

  #geometry(value: unknown, depth: number): void {
    const geometry = asGeometry(value, depth)
    this.#header(codes[geometry.type])
    switch (geometry.type) {
      case 'Point':
        if (listOf(geometry.coordinates).length === 0) this.#emptyPoint()
        else this.#position(geometry.coordinates)
        break
      case 'LineString':
        this.#positions(geometry.coordinates)
        break
      case 'Polygon':
        this.#each(geometry.coordinates, (ring) => this.#positions(ring))
        break
      case 'MultiPoint':
        this.#parts(geometry.coordinates, 'Point', (position) => this.#position(position))
        break
      case 'MultiLineString':
        this.#parts(geometry.coordinates, 'LineString', (line) => this.#positions(line))
        break
      case 'MultiPolygon':
        this.#parts(geometry.coordinates, 'Polygon', (rings) => this.#each(rings, (ring) => this.#positions(ring)))
        break
      case 'GeometryCollection':
        this.#each(geometry.geometries, (part) => this.#geometry(part, depth + 1))
    }
  }

  #header(code: number): void {
    this.#room(9)
    this.#view.setUint8(this.#end, 1)
    this.#view.setUint32(this.#end + 1, this.#ordinates === 3 ? code + Z : code, true)
    this.#end += 5
  }

  #each<T>(list: readonly T[], write: (item: T) => void): void {
    this.#room(4)
    this.#view.setUint32(this.#end, listOf(list).length, true)
    this.#end += 4
    for (const item of list) write(item)
  }

  #parts<T>(list: readonly T[], type: GeometryType, write: (item: T) => void): void {
    this.#each(list, (item) => {
      this.#header(codes[type])
      write(item)
    })
  }

  #positions(list: readonly Position[]): void {
    const count = listOf(list).length
    this.#room(4 + count * this.#ordinates * 8)
    this.#view.setUint32(this.#end, count, true)
    this.#end += 4
    for (const position of list) this.#position(position)
  }

  #position(position: Position): void {
    if (!Array.isArray(position) || position.length !== this.#ordinates)
      throw new Unfit(
        `position de ${this.#ordinates} nombres attendue, reçu ${JSON.stringify(position)}`,
        `position of ${this.#ordinates} numbers expected, got ${JSON.stringify(position)}`,
      )
    this.#room(this.#ordinates * 8)
    for (const ordinate of position) {
      if (!Number.isFinite(ordinate))
        throw new Unfit(`coordonnée non finie : ${String(ordinate)}`, `coordinate not finite: ${String(ordinate)}`)
      this.#view.setFloat64(this.#end, ordinate, true)
      this.#end += 8
    }
    const x = position[0]!
    const y = position[1]!
    if (!(x >= this.minx)) this.minx = x
    if (!(x <= this.maxx)) this.maxx = x
    if (!(y >= this.miny)) this.miny = y
    if (!(y <= this.maxy)) this.maxy = y
  }

  #emptyPoint(): void {
    this.#room(24)
    for (let i = 0; i < this.#ordinates; i++, this.#end += 8) this.#view.setFloat64(this.#end, Number.NaN, true)
  }

  #room(bytes: number): void {
    if (this.#end + bytes <= this.#bytes.length) return
    const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.#end + bytes))
    grown.set(this.#bytes)
    this.#bytes = grown
    this.#view = new DataView(grown.buffer)
  }
}

function asGeometry(value: unknown, depth: number): Geometry {
  const type = (value as Geometry | null)?.type as GeometryType
  if (!Object.hasOwn(codes, String(type)))
    throw new Unfit('ce n’est pas une géométrie GeoJSON', 'it is not a GeoJSON geometry')
  if (depth > MAX_DEPTH) throw new Unfit('collections trop imbriquées', 'collections nested too deep')
  return value as Geometry
}

function listOf<T>(value: readonly T[]): readonly T[] {
  if (Array.isArray(value)) return value
  throw new Unfit('coordonnées mal imbriquées', 'coordinates nested wrongly')
}

/** How many numbers its first position has: all must have as many. Undefined when it has no position. */
function ordinatesOf(value: unknown, depth: number): number | undefined {
  const geometry = asGeometry(value, depth)
  if (geometry.type === 'GeometryCollection') {
    for (const part of listOf(geometry.geometries)) {
      const found = ordinatesOf(part, depth + 1)
      if (found !== undefined) return found
    }
    return undefined
  }
  const count = firstLength(geometry.coordinates)
  if (count !== undefined && count !== 2 && count !== 3)
    throw new Unfit(
      `position de ${count} nombres : 2 ou 3 attendus`,
      `position of ${count} numbers: 2 or 3 are expected`,
    )
  return count
}

function firstLength(value: unknown): number | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined
  if (!Array.isArray(value[0])) return value.length
  for (const item of value) {
    const found = firstLength(item)
    if (found !== undefined) return found
  }
  return undefined
}

/** Reads ISO WKB (either byte order, and the high-bit flags of EWKB for z) as GeoJSON. Throws Unfit when malformed. */
export function readWkb(bytes: Uint8Array): Geometry {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0
  let little = true

  const need = (size: number) => {
    if (at + size > bytes.byteLength) throw new Unfit('WKB tronqué', 'truncated WKB')
  }
  const header = (): { type: GeometryType; ordinates: number } => {
    need(5)
    little = view.getUint8(at) === 1
    const raw = view.getUint32(at + 1, little)
    at += 5
    const code = (raw & 0x0fff_ffff) % Z
    const dimension = Math.floor((raw & 0x0fff_ffff) / Z)
    const hasZ = dimension === 1 || (raw & 0x8000_0000) !== 0
    const type = typeNames[code]
    if (!type || dimension > 1 || (raw & 0x6000_0000) !== 0)
      throw new Unfit(`type WKB non géré : ${raw}`, `WKB type not handled: ${raw}`)
    return { type, ordinates: hasZ ? 3 : 2 }
  }
  const count = (least: number): number => {
    need(4)
    const n = view.getUint32(at, little)
    at += 4
    need(n * least)
    return n
  }
  const position = (ordinates: number): Position => {
    need(ordinates * 8)
    const x = view.getFloat64(at, little)
    const y = view.getFloat64(at + 8, little)
    const read = ordinates === 3 ? [x, y, view.getFloat64(at + 16, little)] : [x, y]
    at += ordinates * 8
    return read
  }
  const positions = (ordinates: number): Position[] => {
    const list: Position[] = new Array(count(ordinates * 8))
    for (let i = 0; i < list.length; i++) list[i] = position(ordinates)
    return list
  }
  const many = <T>(least: number, read: () => T): T[] => {
    const list: T[] = new Array(count(least))
    for (let i = 0; i < list.length; i++) list[i] = read()
    return list
  }
  const parts = <T>(depth: number) => many(9, () => coordinates(geometry(depth + 1)) as T)
  const geometry = (depth: number): Geometry => {
    if (depth > MAX_DEPTH) throw new Unfit('collections trop imbriquées', 'collections nested too deep')
    const { type, ordinates } = header()
    switch (type) {
      case 'Point': {
        const read = position(ordinates)
        return { type, coordinates: Number.isNaN(read[0]) ? [] : read }
      }
      case 'LineString':
        return { type, coordinates: positions(ordinates) }
      case 'Polygon':
        return { type, coordinates: many(4, () => positions(ordinates)) }
      case 'MultiPoint':
        return { type, coordinates: parts<Position>(depth) }
      case 'MultiLineString':
        return { type, coordinates: parts<Position[]>(depth) }
      case 'MultiPolygon':
        return { type, coordinates: parts<Position[][]>(depth) }
      case 'GeometryCollection':
        return { type, geometries: many(9, () => geometry(depth + 1)) }
    }
  }
  const read = geometry(0)
  if (at !== bytes.byteLength) throw new Unfit('octets de trop après le WKB', 'bytes left after the WKB')
  return read
}

const coordinates = (geometry: Geometry): unknown =>
  geometry.type === 'GeometryCollection' ? [] : geometry.coordinates
