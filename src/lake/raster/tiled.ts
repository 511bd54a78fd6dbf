import { type FileHandle, open } from 'node:fs/promises'
import { promisify } from 'node:util'
import { inflate } from 'node:zlib'
import type { GeoTIFFImage } from 'geotiff'
import type { Cells } from './write/cells.ts'

const inflateAsync = promisify(inflate)

/** How an image that `writeRaster` could have written is laid out. */
interface Layout {
  readonly make: (cells: number) => Cells
  /** Cells of a tile, across and down; tiles across, and of one band. */
  readonly side: readonly [number, number]
  readonly across: number
  readonly tiles: number
  readonly isPredicted: boolean
  readonly offsets: ArrayLike<number>
  readonly sizes: ArrayLike<number>
}

const [DEFLATE, BAND_BY_BAND, DIFFERENCES, FLOAT_DIFFERENCES] = [8, 2, 2, 3]
const MAKERS: Readonly<Record<string, { make: Layout['make']; predictor: number }>> = {
  '8 1': { make: (cells) => new Uint8Array(cells), predictor: DIFFERENCES },
  '16 2': { make: (cells) => new Int16Array(cells), predictor: DIFFERENCES },
  '32 3': { make: (cells) => new Float32Array(cells), predictor: FLOAT_DIFFERENCES },
}

/**
 * Reads a window of an image laid out as ours are: the library, which reads any, takes five times as long. Undefined for other
 * layouts. Throws for a damaged file.
 */
export async function readTiled(
  path: string,
  image: GeoTIFFImage,
  window: readonly [left: number, top: number, right: number, bottom: number],
  bands: readonly number[],
): Promise<readonly Cells[] | undefined> {
  const layout = await layoutOf(image)
  if (!layout) return undefined
  const file = await open(path, 'r')
  try {
    const read: Cells[] = []
    for (const band of bands) read.push(await readBand(file, layout, window, band))
    return read
  } finally {
    await file.close()
  }
}

async function layoutOf(image: GeoTIFFImage): Promise<Layout | undefined> {
  const { fileDirectory, littleEndian } = image
  const value = async (tag: 'Compression' | 'PlanarConfiguration' | 'Predictor') =>
    Number((await fileDirectory.loadValue(tag)) ?? 1)
  const samples = image.getSamplesPerPixel()
  if (!littleEndian || !image.isTiled || (await value('Compression')) !== DEFLATE) return undefined
  if (samples > 1 && (await value('PlanarConfiguration')) !== BAND_BY_BAND) return undefined
  const known = MAKERS[`${image.getBitsPerSample(0)} ${image.getSampleFormat(0)}`]
  const predictor = await value('Predictor')
  if (!known || (predictor !== 1 && predictor !== known.predictor)) return undefined
  const side = [image.getTileWidth(), image.getTileHeight()] as const
  const across = Math.ceil(image.getWidth() / side[0])
  const [offsets, sizes] = await Promise.all(
    (['TileOffsets', 'TileByteCounts'] as const).map(
      (tag) => fileDirectory.loadValue(tag) as Promise<ArrayLike<number>>,
    ),
  )
  const tiles = across * Math.ceil(image.getHeight() / side[1])
  // Tiles that are not in the file, as GDAL may leave out empty ones, are for the library.
  if (!offsets || offsets.length !== tiles * samples || Array.prototype.includes.call(sizes, 0)) return undefined
  return { make: known.make, side, across, tiles, isPredicted: predictor !== 1, offsets, sizes: sizes! }
}

async function readBand(
  file: FileHandle,
  layout: Layout,
  [left, top, right, bottom]: readonly [number, number, number, number],
  band: number,
): Promise<Cells> {
  const { side, across, tiles } = layout
  const [width, height] = [right - left, bottom - top]
  const into = layout.make(width * height)
  const places: { index: number; x: number; y: number }[] = []
  for (let row = Math.floor(top / side[1]); row * side[1] < bottom; row++)
    for (let column = Math.floor(left / side[0]); column * side[0] < right; column++)
      places.push({ index: band * tiles + row * across + column, x: column * side[0], y: row * side[1] })
  const compressed = await readAll(
    file,
    layout,
    places.map(({ index }) => index),
  )
  await Promise.all(
    places.map(async ({ x, y }, i) => {
      const tile = await expand(compressed[i]!, layout)
      const from = Math.max(left, x)
      const to = Math.min(right, x + side[0])
      for (let row = Math.max(top, y); row < Math.min(bottom, y + side[1]); row++) {
        const at = (row - y) * side[0] - x
        into.set(tile.subarray(at + from, at + to), (row - top) * width + from - left)
      }
    }),
  )
  return into
}

/** The bytes of tiles: at once where they follow one another, as those of a band do. */
async function readAll(
  file: FileHandle,
  { offsets, sizes }: Layout,
  indexes: readonly number[],
): Promise<Uint8Array[]> {
  const starts = indexes.map((index) => Number(offsets[index]))
  const ends = indexes.map((index, i) => starts[i]! + Number(sizes[index]))
  const [first, last] = [Math.min(...starts), Math.max(...ends)]
  const wanted = ends.reduce((sum, end, i) => sum + end - starts[i]!, 0)
  if (last - first <= 2 * wanted) {
    const bytes = await readAt(file, first, last - first)
    return starts.map((start, i) => bytes.subarray(start - first, ends[i]! - first))
  }
  return Promise.all(starts.map((start, i) => readAt(file, start, ends[i]! - start)))
}

async function readAt(file: FileHandle, offset: number, length: number): Promise<Uint8Array> {
  const { bytesRead, buffer } = await file.read(new Uint8Array(length), 0, length, offset)
  if (bytesRead < length) throw new RangeError(`the file ends ${length - bytesRead} bytes too early`)
  return buffer
}

/** Decompresses a tile and undoes its differences: see `write/tile.ts`. */
async function expand(compressed: Uint8Array, { make, side, isPredicted }: Layout): Promise<Cells> {
  const cells = side[0] * side[1]
  const tile = make(cells)
  const { buffer, byteOffset, byteLength } = await inflateAsync(compressed, {
    chunkSize: tile.byteLength + 64,
    // A few bytes must not become gigabytes.
    maxOutputLength: tile.byteLength + 64,
  })
  if (byteLength < tile.byteLength) throw new RangeError('a tile is too short')
  const bytes = new Uint8Array(buffer, byteOffset, tile.byteLength)
  if (tile instanceof Float32Array && isPredicted) return joined(bytes, tile, side[0])
  new Uint8Array(tile.buffer).set(bytes)
  if (isPredicted) for (let row = 0; row < cells; row += side[0]) sum(tile, row, row + side[0])
  return tile
}

/** Adds up the differences of a row: the array keeps what fits in its cells, as the writer did. */
function sum(tile: Cells, from: number, to: number): void {
  for (let at = from + 1, last = tile[from]!; at < to; at++) {
    tile[at] = last + tile[at]!
    last = tile[at]!
  }
}

/** Puts the bytes of floats together again, row by row. */
function joined(bytes: Uint8Array, tile: Float32Array, width: number): Float32Array {
  const words = new Uint32Array(tile.buffer)
  for (let row = 0; row < tile.length; row += width) {
    const first = row * 4
    for (let at = first + 1; at < first + width * 4; at++) bytes[at]! += bytes[at - 1]!
    for (let x = 0, at = first; x < width; x++, at++)
      words[row + x] =
        (bytes[at]! << 24) | (bytes[at + width]! << 16) | (bytes[at + 2 * width]! << 8) | bytes[at + 3 * width]!
  }
  return tile
}
