import type { Geometry, Position } from '../../kernel/index.ts'
import type { Chunks } from '../bytes/chunks.ts'
import { MAX_RECORD_BYTES } from '../bytes/limits.ts'
import { malformed } from '../bytes/problem.ts'
import { byteReader } from '../bytes/reader.ts'
import { Unfit } from '../rows/unfit.ts'
import { polygonOf } from './rings.ts'

// Source: ESRI Shapefile Technical Description, July 1998. Lengths are in 16-bit words.

const FILE_CODE = 9994
const HEADER_BYTES = 100

/** The geometries of a `.shp`, in order. `null` for a null shape. */
export async function* readShp(chunks: Chunks, place: string): AsyncGenerator<Geometry | null | Unfit> {
  const reader = byteReader(chunks, 'shapefile', place)
  try {
    const header = await reader.take(HEADER_BYTES)
    if (header.readInt32BE(0) !== FILE_CODE)
      throw malformed('shapefile', place, { fr: 'ce n’est pas un fichier .shp', en: 'this is not a .shp file' })
    const end = header.readInt32BE(24) * 2
    while (reader.offset() < end) {
      const at = reader.offset()
      const bytes = (await reader.take(8)).readInt32BE(4) * 2
      if (bytes < 4 || bytes > MAX_RECORD_BYTES)
        throw malformed(
          'shapefile',
          place,
          { fr: `longueur de forme impossible à l’octet ${at}`, en: `impossible shape length at byte ${at}` },
          { byte: at, bytes },
        )
      yield shapeOf(await reader.take(bytes))
    }
  } finally {
    await reader.close()
  }
}

/** One shape. Types above 10 carry heights, above 20 only measures. */
function shapeOf(bytes: Buffer): Geometry | null | Unfit {
  const type = bytes.readInt32LE(0)
  const hasZ = type > 10 && type < 20
  try {
    switch (type % 10) {
      case 0:
        return type === 0 ? null : unknownType(type)
      case 1:
        return pointOf(bytes, hasZ && type === 11, type)
      case 8:
        return multiPointOf(bytes, hasZ)
      case 3:
      case 5: {
        if (type > 25) return unknownType(type)
        const lines = partsOf(bytes, hasZ)
        if (lines.length === 0) return null
        if (type % 10 === 5) return polygonOf(lines)
        return lines.length === 1
          ? { type: 'LineString', coordinates: lines[0]! }
          : { type: 'MultiLineString', coordinates: lines }
      }
      default:
        return unknownType(type)
    }
  } catch (error) {
    // Counts that reach beyond the record.
    if (error instanceof RangeError) return new Unfit('forme mal formée', 'malformed shape')
    throw error
  }
}

const unknownType = (type: number) => new Unfit(`type de forme ${type} inconnu`, `unknown shape type ${type}`)

function pointOf(bytes: Buffer, hasZ: boolean, type: number): Geometry | Unfit {
  if (![1, 11, 21].includes(type)) return unknownType(type)
  return { type: 'Point', coordinates: position(bytes, 4, hasZ ? bytes.readDoubleLE(20) : undefined) }
}

function multiPointOf(bytes: Buffer, hasZ: boolean): Geometry | null {
  const coordinates = positions(bytes, 40, count(bytes, 36, 16), hasZ)
  return coordinates.length > 0 ? { type: 'MultiPoint', coordinates } : null
}

/** Lines or rings: number of parts and points, first point of each part, points, then heights. */
function partsOf(bytes: Buffer, hasZ: boolean): Position[][] {
  const parts = count(bytes, 36, 4)
  const points = count(bytes, 40, 16)
  const all = positions(bytes, 44 + parts * 4, points, hasZ)
  return Array.from({ length: parts }, (_, i) => {
    const from = bytes.readInt32LE(44 + i * 4)
    const to = i + 1 < parts ? bytes.readInt32LE(48 + i * 4) : points
    if (from < 0 || to < from || to > points) throw new RangeError('parts out of order')
    return all.slice(from, to)
  }).filter((part) => part.length > 0)
}

/** A count that the bytes can hold. */
function count(bytes: Buffer, at: number, itemBytes: number): number {
  const n = bytes.readInt32LE(at)
  if (n < 0 || n * itemBytes > bytes.length) throw new RangeError('count beyond the record')
  return n
}

/** Points, and their heights after a range of two numbers. */
function positions(bytes: Buffer, at: number, points: number, hasZ: boolean): Position[] {
  const heights = at + points * 16 + 16
  return Array.from({ length: points }, (_, i) =>
    position(bytes, at + i * 16, hasZ ? bytes.readDoubleLE(heights + i * 8) : undefined),
  )
}

// Any value under −10^38 means no data (same source, p. 2).
const NO_DATA = -1e38

function position(bytes: Buffer, at: number, z: number | undefined): Position {
  const [x, y] = [bytes.readDoubleLE(at), bytes.readDoubleLE(at + 8)]
  return z === undefined || z < NO_DATA ? [x, y] : [x, y, z]
}
