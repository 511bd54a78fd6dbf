import { varintAt } from './varint.ts'

// Parquet's "RLE/bit-packing hybrid": https://parquet.apache.org/docs/file-format/data-pages/encodings/#RLE

/** Values that follow each other: the same one again and again, or each on so many bits. */
interface Run {
  /** Place of the first. */
  readonly first: number
  /** Place after the last. Packed values are counted by eight: the last of them may be none. */
  readonly end: number
  /** The value of all; undefined where they are packed. */
  readonly value: number | undefined
  /** Where they are packed. */
  readonly at: number
}

function* runsOf(bytes: Buffer, start: number, end: number, width: number): Generator<Run> {
  const sizeOfValue = Math.ceil(width / 8)
  let at = start
  let first = 0
  while (at < end) {
    const [head, after] = varintAt(bytes, at)
    at = after
    const isPacked = head % 2 === 1
    const size = Math.floor(head / 2)
    const count = isPacked ? size * 8 : size
    const value = isPacked ? undefined : sizeOfValue === 0 ? 0 : bytes.readUIntLE(at, sizeOfValue)
    yield { first, end: first + count, value, at }
    at += isPacked ? size * width : sizeOfValue
    first += count
  }
}

/** The value of so many bits that starts at a bit, least significant first. */
function packedAt(bytes: Buffer, at: number, width: number, index: number): number {
  const bit = index * width
  const from = at + Math.floor(bit / 8)
  const shift = bit % 8
  // Up to five bytes: more than 32 bits, which a double holds and bitwise operators do not.
  let value = 0
  for (let i = 0, scale = 1; i * 8 < shift + width; i++, scale *= 256) value += (bytes[from + i] ?? 0) * scale
  return Math.floor(value / 2 ** shift) % 2 ** width
}

/** The values at some places, in order. Throws RangeError where there are fewer. */
export function valuesAt(bytes: Buffer, start: number, width: number, places: Int32Array): Int32Array {
  const found = new Int32Array(places.length)
  let next = 0
  for (const run of runsOf(bytes, start, bytes.length, width)) {
    for (; next < places.length && places[next]! < run.end; next++)
      found[next] = run.value ?? packedAt(bytes, run.at, width, places[next]! - run.first)
    if (next === places.length) return found
  }
  if (next < places.length) throw new RangeError(`no value at ${places[next]}`)
  return found
}

/**
 * Which of the values that a page stores each place has, counting from 0; -1 where it has none. The page tells it by a bit a
 * place (its definition levels).
 */
export function storedAt(bytes: Buffer, start: number, end: number, places: Int32Array): Int32Array {
  const stored = new Int32Array(places.length)
  let next = 0
  let before = 0
  for (const run of runsOf(bytes, start, end, 1)) {
    let place = run.first
    const isSet = (at: number) => run.value ?? packedAt(bytes, run.at, 1, at - run.first)
    const countTo = (end: number): void => {
      if (run.value !== undefined) before += run.value * (end - place)
      else for (let at = place; at < end; at++) before += isSet(at)
      place = end
    }
    for (; next < places.length && places[next]! < run.end; next++) {
      countTo(places[next]!)
      stored[next] = isSet(place) ? before : -1
    }
    if (next === places.length) return stored
    countTo(run.end)
  }
  if (next < places.length) throw new RangeError(`no level at ${places[next]}`)
  return stored
}
