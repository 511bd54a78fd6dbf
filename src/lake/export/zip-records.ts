// The records of a zip (PKWARE's APPNOTE 6.3): sizes come after the bytes of a file (4.3.9), names are UTF-8, and numbers beyond
// 32 bits are written as zip64 wants them (4.5.3).

/** What a zip says of the bytes of a file. */
export interface Inflated {
  readonly crc: number
  readonly bytes: number
}

/** A file that is in the zip. */
export interface Filed extends Inflated {
  readonly name: string
  /** Where its header is. */
  readonly start: number
  readonly deflatedBytes: number
}

/** Versions a reader must know: of deflate, and of zip64. */
const [DEFLATE_VERSION, ZIP64_VERSION] = [20, 45]
/** Made on Unix, where a file may be read by all and written by its owner. */
const MADE_BY = (3 << 8) | ZIP64_VERSION
const FILE_MODE = 0o100_644
/** Bit 3: sizes come after; bit 11: UTF-8. */
const FLAGS = 0x0808
const DEFLATED = 8
/** Says: see the zip64 record. */
const [SEE_64, SEE_64_COUNT] = [0xffff_ffff, 0xffff]

/** What comes before the bytes of a file. */
export function localHeader(name: string, made: Date): Uint8Array {
  const label = Buffer.from(name)
  return Buffer.concat([
    record([4, 0x04034b50], [2, DEFLATE_VERSION], [2, FLAGS], [2, DEFLATED], ...moment(made)),
    record([4, 0], [4, 0], [4, 0], [2, label.length], [2, 0]),
    label,
  ])
}

/** What comes after them. */
export function descriptor({ crc, bytes, deflatedBytes }: Filed): Uint8Array {
  const size = Math.max(bytes, deflatedBytes) >= SEE_64 ? 8 : 4
  return record([4, 0x08074b50], [4, crc], [size, deflatedBytes], [size, bytes])
}

/** The end of a zip: what its files are, and where. `start`: where it comes. */
export function directory(files: readonly Filed[], start: number, made: Date): Uint8Array {
  const entries = Buffer.concat(files.map((file) => directoryEntry(file, made)))
  const count = files.length
  const isHuge = count >= SEE_64_COUNT || start + entries.length >= SEE_64
  const end = record(
    ...([
      [4, 0x06054b50],
      [2, 0],
      [2, 0],
      [2, isHuge ? SEE_64_COUNT : count],
    ] as const),
    ...([
      [2, isHuge ? SEE_64_COUNT : count],
      [4, isHuge ? SEE_64 : entries.length],
    ] as const),
    ...([
      [4, isHuge ? SEE_64 : start],
      [2, 0],
    ] as const),
  )
  if (!isHuge) return Buffer.concat([entries, end])
  const end64 = record(
    ...([
      [4, 0x06064b50],
      [8, 44],
      [2, MADE_BY],
      [2, ZIP64_VERSION],
      [4, 0],
      [4, 0],
    ] as const),
    ...([
      [8, count],
      [8, count],
      [8, entries.length],
      [8, start],
    ] as const),
  )
  const locator = record([4, 0x07064b50], [4, 0], [8, start + entries.length], [4, 1])
  return Buffer.concat([entries, end64, locator, end])
}

function directoryEntry({ name, crc, bytes, deflatedBytes, start }: Filed, made: Date): Buffer {
  const label = Buffer.from(name)
  const isHuge = Math.max(bytes, deflatedBytes, start) >= SEE_64
  const sizes = isHuge ? record([2, 1], [2, 24], [8, bytes], [8, deflatedBytes], [8, start]) : Buffer.alloc(0)
  const or64 = (value: number) => (isHuge ? SEE_64 : value)
  return Buffer.concat([
    record([4, 0x02014b50], [2, MADE_BY], [2, isHuge ? ZIP64_VERSION : DEFLATE_VERSION], [2, FLAGS], [2, DEFLATED]),
    record(...moment(made), [4, crc], [4, or64(deflatedBytes)], [4, or64(bytes)], [2, label.length]),
    record([2, sizes.length], [2, 0], [2, 0], [2, 0], [4, FILE_MODE * 2 ** 16], [4, or64(start)]),
    label,
    sizes,
  ])
}

type Field = readonly [bytes: 2 | 4 | 8, value: number]

/** Numbers one after the other, little endian. */
function record(...fields: readonly Field[]): Buffer {
  const bytes = Buffer.alloc(fields.reduce((sum, [size]) => sum + size, 0))
  let at = 0
  for (const [size, value] of fields)
    at = size === 8 ? bytes.writeBigUInt64LE(BigInt(value), at) : bytes.writeUIntLE(value, at, size)
  return bytes
}

/** Time and day as MS-DOS has them, to two seconds, from 1980: in no zone that they say, so that of all machines. */
function moment(at: Date): [Field, Field] {
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1)
  const day = ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate()
  return [
    [2, time],
    [2, day],
  ]
}
