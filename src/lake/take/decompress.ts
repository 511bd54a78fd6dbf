import { promisify } from 'node:util'
import { zstdDecompress } from 'node:zlib'
import { ZSTDDecoder } from 'zstddec'

/** Bytes above which another thread does it: two milliseconds of this one. */
const LARGE = 2 ** 20

const decompressApart = promisify(zstdDecompress)
const decoder = new ZSTDDecoder()
const ready = decoder.init()

/**
 * The bytes of a Zstandard frame, of which there are `size`. Small ones by a decoder that keeps its memory: that of Node takes a
 * megabyte each time, for the garbage collector to give back.
 */
export async function decompress(frame: Buffer, size: number): Promise<Buffer> {
  if (size > LARGE) return decompressApart(frame, { maxOutputLength: size, chunkSize: size })
  await ready
  const { buffer, byteOffset, byteLength } = decoder.decode(frame, size)
  return Buffer.from(buffer, byteOffset, byteLength)
}
