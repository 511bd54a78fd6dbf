/** How Parquet stores a value: https://parquet.apache.org/docs/file-format/types/ */
export const physicals = ['BOOLEAN', 'INT32', 'INT64', 'FLOAT', 'DOUBLE', 'BYTE_ARRAY'] as const
export type Physical = (typeof physicals)[number]

/** A value as a file has it: a number (0 and 1 for booleans), or bytes. */
export type Value = number | Uint8Array

/** Integers are at most 2^53 in the lake, and instants are microseconds: both are doubles without loss until 2255. */
const fixed: Record<
  Exclude<Physical, 'BOOLEAN' | 'BYTE_ARRAY'>,
  { readonly size: number; readonly read: (bytes: Buffer, at: number) => number }
> = {
  INT32: { size: 4, read: (bytes, at) => bytes.readInt32LE(at) },
  INT64: { size: 8, read: (bytes, at) => bytes.readInt32LE(at + 4) * 2 ** 32 + bytes.readUInt32LE(at) },
  FLOAT: { size: 4, read: (bytes, at) => bytes.readFloatLE(at) },
  DOUBLE: { size: 8, read: (bytes, at) => bytes.readDoubleLE(at) },
}

/** Some of the values written one after the other (encoding PLAIN), by their places in order; null where the place is -1. */
export function plainAt(type: Physical, bytes: Buffer, start: number, places: Int32Array): (Value | null)[] {
  if (type === 'BOOLEAN')
    return Array.from(places, (place) =>
      place < 0 ? null : (bytes.readUInt8(start + (place >> 3)) >> (place & 7)) & 1,
    )
  if (type === 'BYTE_ARRAY') return bytesAt(bytes, start, places)
  const { size, read } = fixed[type]
  return Array.from(places, (place) => (place < 0 ? null : read(bytes, start + place * size)))
}

/** Each is its length on four bytes, then its bytes: those before are walked over. */
function bytesAt(bytes: Buffer, start: number, places: Int32Array): (Uint8Array | null)[] {
  let at = start
  let place = 0
  return Array.from(places, (wanted) => {
    if (wanted < 0) return null
    for (; place < wanted; place++) at += 4 + bytes.readUInt32LE(at)
    const from = at + 4
    const end = from + bytes.readUInt32LE(at)
    if (end > bytes.length) throw new RangeError(`a value ends at ${end} of ${bytes.length}`)
    return bytes.subarray(from, end)
  })
}
