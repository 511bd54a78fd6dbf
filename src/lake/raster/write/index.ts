import { open } from 'node:fs/promises'
import type { RasterSpec } from '../../../kernel/index.ts'
import { tooManyBytes } from '../faults.ts'
import { type Cells, cellsOf, halved } from './cells.ts'
import { deflateAll } from './deflate.ts'
import { headBytes, headSize } from './directory.ts'
import { type Image, imageOf } from './image.ts'
import { BITS, fieldsOf, type Level, type Placed } from './tags.ts'
import { tileBytes } from './tile.ts'

/** Cells a side of a tile. */
const SIDE = 256
/** Overviews are made until one is no larger: a mosaic of many files is then drawn from a few cells of each. */
const SMALLEST_OVERVIEW = 16
/** Bytes of cells whose compressed form is kept until its turn in the file; larger images are compressed when it comes. */
const KEPT_BYTES = 64_000_000
/** Places in the file are 32-bit numbers. */
const MOST_BYTES = 2 ** 32 - 1

/** Takes pieces of the file, to be put one after another from a place. */
type Put = (pieces: readonly Uint8Array[], at: number) => Promise<void>

/**
 * Writes a raster as a Cloud Optimized GeoTIFF (TIFF 6.0; OGC 19-008r4, 21-026): tiles of 256 cells, band by band, deflated
 * after their differences, with overviews. Besides what was given, memory holds one band and what is compressed of the overviews.
 * Throws `raster.malformed`, `raster.too-large`.
 */
export async function writeRaster(path: string, spec: RasterSpec): Promise<void> {
  const image = imageOf(spec)
  const file = await open(path, 'w')
  try {
    await writeImage(image, async (pieces, at) => {
      await file.writev(pieces as Uint8Array[], at)
    })
  } finally {
    await file.close()
  }
}

/** The same in memory: for a file of an answer. */
export async function rasterBytes(spec: RasterSpec): Promise<Uint8Array> {
  const image = imageOf(spec)
  const parts: (readonly [number, Uint8Array])[] = []
  await writeImage(image, async (pieces, at) => {
    parts.push([at, Buffer.concat(pieces)])
  })
  const bytes = new Uint8Array(Math.max(...parts.map(([at, part]) => at + part.length)))
  for (const [at, part] of parts) bytes.set(part, at)
  return bytes
}

async function writeImage(image: Image, put: Put): Promise<void> {
  const levels = levelsOf(image)
  const tiles = levels.map(({ width, height, side }) => Math.ceil(width / side) * Math.ceil(height / side))
  const nowhere = levels.map((_, i) => Array<number>(tiles[i]! * image.bands.length).fill(0))
  const placed: Placed[] = nowhere.map((zeros) => ({ offsets: [...zeros], sizes: [...zeros] }))
  const directories = () => levels.map((level, i) => fieldsOf(image, level, placed[i]!, i === 0))
  let end = headSize(directories())

  const place = async (level: number, band: number, pieces: readonly Uint8Array[]) => {
    const { offsets, sizes } = placed[level] as { offsets: number[]; sizes: number[] }
    const start = end
    for (const [i, piece] of pieces.entries()) {
      offsets[band * tiles[level]! + i] = end
      sizes[band * tiles[level]! + i] = piece.length
      end += piece.length
    }
    if (end > MOST_BYTES) throw tooManyBytes(end, MOST_BYTES)
    if (pieces.length) await put(pieces, start)
  }

  // Smaller images come first in the file: whoever reads its head has them too.
  const kept = await compressedLevels(image, levels)
  for (let level = levels.length - 1; level > 0; level--)
    for (const [band, pieces] of kept.entries()) await place(level, band, pieces[level] ?? [])
  for (const [band, one] of image.bands.entries())
    await place(0, band, kept[band]![0] ?? (await compressed(cellsOf(one, image.type), levels[0]!)))
  await put([headBytes(directories())], 0)
}

/** The whole image and ever smaller ones. */
function levelsOf({ width, height }: Image): Level[] {
  const levels: Level[] = [{ width, height, side: SIDE }]
  for (let [w, h] = [width, height]; Math.max(w, h) > SMALLEST_OVERVIEW; ) {
    ;[w, h] = [Math.ceil(w / 2), Math.ceil(h / 2)]
    levels.push({ width: w, height: h, side: Math.min(SIDE, 16 * Math.ceil(Math.max(w, h) / 16)) })
  }
  return levels
}

/** The tiles of each band by level; none of the whole image when it is large. */
async function compressedLevels({ bands, type, width, height }: Image, levels: readonly Level[]) {
  const isKept = width * height * bands.length * (BITS[type] / 8) <= KEPT_BYTES
  const all: (Buffer[] | undefined)[][] = []
  for (const band of bands) {
    let cells = cellsOf(band, type)
    const pieces = [isKept ? await compressed(cells, levels[0]!) : undefined]
    for (let i = 1; i < levels.length; i++) {
      const { width, height } = levels[i - 1]!
      cells = halved(cells, width, height, band.isCode ?? false)
      pieces.push(await compressed(cells, levels[i]!))
    }
    all.push(pieces)
  }
  return all
}

function compressed(cells: Cells, { width, height, side }: Level): Promise<Buffer[]> {
  const [columns, rows] = [Math.ceil(width / side), Math.ceil(height / side)]
  return deflateAll(
    (function* () {
      for (let row = 0; row < rows; row++)
        for (let column = 0; column < columns; column++) yield tileBytes(cells, width, height, { column, row, side })
    })(),
  )
}
