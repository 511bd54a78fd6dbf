import type { GeoTIFFImage } from 'geotiff'
import { unreadable } from './faults.ts'
import type { OpenTiff } from './tiff.ts'

type Cells = ArrayLike<number>

/** One image of a file: the whole, or an overview. */
export async function imageOf(tiffs: OpenTiff, path: string, image: number): Promise<GeoTIFFImage> {
  try {
    return await (await tiffs(path)).getImage(image)
  } catch (cause) {
    throw damaged(path, cause)
  }
}

/** The cells of a window (left, top, right, bottom) of an image, one array a band, as the file keeps them. */
export async function readCells(
  path: string,
  image: GeoTIFFImage,
  window: readonly [number, number, number, number],
  bands: readonly number[],
): Promise<readonly Cells[]> {
  try {
    return [...(await image.readRasters({ window: [...window], samples: [...bands], interleave: false }))]
  } catch (cause) {
    throw damaged(path, cause)
  }
}

/** Turns cells into values: scaled, NaN for what is missing. */
export function valuesOf<T extends Float64Array | Float32Array>(
  cells: Cells,
  image: GeoTIFFImage,
  [scale, offset]: readonly [number, number],
  into: T,
): T {
  // NaN is not equal to itself: where it stands for what is missing, nothing is to be done.
  const missing = image.getGDALNoData() ?? Number.NaN
  const isPlain = scale === 1 && offset === 0
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i]!
    into[i] = cell === missing ? Number.NaN : isPlain ? cell : cell * scale + offset
  }
  return into
}

const damaged = (path: string, cause: unknown) =>
  unreadable(path, 'une partie du fichier manque ou est abîmée', 'a part of the file is missing or damaged', cause)
