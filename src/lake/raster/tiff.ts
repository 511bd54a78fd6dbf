import { open, stat } from 'node:fs/promises'
import { inflateSync } from 'node:zlib'
import { addDecoder, BaseDecoder, GeoTIFF } from 'geotiff'

/** What of a file is kept: the directories of one whose first ones come first, as in a Cloud Optimized GeoTIFF. */
const HEAD_BYTES = 32_768
/** Files whose heads are kept: some 10 MB. */
const KEPT = 256

/** Compression tags of TIFF for deflate: Adobe's and the older one. */
const DEFLATE = [8, 32_946]

// The decompressor of the runtime is three times faster than the one the library brings.
addDecoder(DEFLATE, async () => Inflate)

class Inflate extends BaseDecoder {
  override decodeBlock(buffer: ArrayBufferLike): ArrayBuffer {
    const { tileWidth, tileHeight, bitsPerSample, planarConfiguration } = this.parameters
    const bits = typeof bitsPerSample === 'number' ? [bitsPerSample] : [...bitsPerSample]
    const cell = planarConfiguration === 2 ? bits[0]! : bits.reduce((sum, one) => sum + one, 0)
    // A tile holds no more than it says: a few bytes must not become gigabytes.
    const maxOutputLength = Math.ceil(tileWidth / 8) * cell * tileHeight + 8
    const { buffer: whole, byteOffset, byteLength } = inflateSync(new Uint8Array(buffer), { maxOutputLength })
    return whole.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer
  }
}

/** Opens a TIFF of the lake, or gives it again with what was read of its directories. Nothing stays open. */
export type OpenTiff = (path: string) => Promise<GeoTIFF>

/** Files never change: what their directories say is kept. */
export function openTiffs(): OpenTiff {
  const kept = new Map<string, Promise<GeoTIFF>>()
  return (path) => {
    const known = kept.get(path)
    const tiff = known ?? openTiff(path)
    // The last used is the last to go.
    kept.delete(path)
    kept.set(path, tiff)
    if (!known) tiff.catch(() => kept.delete(path))
    if (kept.size > KEPT) kept.delete(kept.keys().next().value!)
    return tiff
  }
}

async function openTiff(path: string): Promise<GeoTIFF> {
  const { size } = await stat(path)
  const head = await readAt(path, 0, Math.min(size, HEAD_BYTES))
  const source = {
    fileSize: size,
    fetch: (slices: readonly { readonly offset: number; readonly length: number }[]) =>
      Promise.all(
        slices.map(({ offset, length }) =>
          offset + length <= head.byteLength || size === head.byteLength
            ? head.slice(offset, offset + length)
            : readAt(path, offset, length),
        ),
      ),
    close: async () => {},
  }
  return GeoTIFF.fromSource(source as unknown as Parameters<typeof GeoTIFF.fromSource>[0])
}

/** Bytes of a file: fewer where it ends. */
async function readAt(path: string, offset: number, length: number): Promise<ArrayBuffer> {
  const file = await open(path, 'r')
  try {
    const { bytesRead, buffer } = await file.read(new Uint8Array(length), 0, length, offset)
    return buffer.buffer.slice(0, bytesRead)
  } finally {
    await file.close()
  }
}
