import type { GeoTIFFImage } from 'geotiff'
import { unreadable } from './faults.ts'
import type { OpenTiff } from './tiff.ts'
import { readTiled } from './tiled.ts'

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
    const tiled = await readTiled(path, image, window, bands)
    return tiled ?? [...(await image.readRasters({ window: [...window], samples: [...bands], interleave: false }))]
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
  if (scale === 1 && offset === 0) {
    into.set(cells)
    if (!Number.isNaN(missing)) for (let i = 0; i < into.length; i++) if (into[i] === missing) into[i] = Number.NaN
    return into
  }
  // Few kinds of arrays: the loop is compiled for them.
  const given = cells instanceof Int16Array || cells instanceof Uint8Array ? cells : Float64Array.from(cells)
  for (let i = 0; i < given.length; i++) {
    const cell = given[i]!
    into[i] = cell === missing ? Number.NaN : cell * scale + offset
  }
  return into
}

const damaged = (path: string, cause: unknown) =>
  unreadable(path, 'une partie du fichier manque ou est abîmée', 'a part of the file is missing or damaged', cause)
