import { promisify } from 'node:util'
import { deflate } from 'node:zlib'

const deflateAsync = promisify(deflate)

/**
 * Level of zlib. On hours of temperature after their differences, 4 makes files a tenth smaller than 1 in twice the time, and
 * 6 another 2 % in ten times.
 */
const LEVEL = 1
/** Tiles compressed at once, in the threads of the runtime. */
const AT_ONCE = 8

/** Compresses what a generator gives, several at once, and gives it back in order. */
export async function deflateAll(tiles: Iterable<Uint8Array>): Promise<Buffer[]> {
  const done: Buffer[] = []
  let flying: Promise<Buffer>[] = []
  for (const tile of tiles) {
    // One piece of output: the compressor need not come back for more room.
    flying.push(deflateAsync(tile, { level: LEVEL, chunkSize: tile.length + 1024 }))
    if (flying.length < AT_ONCE) continue
    done.push(...(await Promise.all(flying)))
    flying = []
  }
  return [...done, ...(await Promise.all(flying))]
}
