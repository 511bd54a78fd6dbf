import type { Bbox, GridWindow } from '../../kernel/index.ts'
import type { Lake } from '../types.ts'
import { type Header, readHeader } from './header.ts'
import { mosaicOf } from './mosaic.ts'
import { readGrid } from './read.ts'
import { openTiffs } from './tiff.ts'
import type { Grid, Raster, Window } from './types.ts'
import { readWindow } from './window.ts'

/** Reads the rasters of the lake. */
export interface Rasters {
  /** The raster that the files of these hashes make side by side. Throws `raster.unreadable`, `raster.mismatched`, `lake.missing`. */
  open(hashes: readonly string[]): Promise<Raster>
  /** Reads a window. Throws `raster.too-large`. */
  read(raster: Raster, window: Window): Promise<Grid>
  /** Reads the cells of a box as they are, NaN beyond the raster. Throws `raster.too-large`. */
  window(raster: Raster, bbox: Bbox, bands: readonly number[]): Promise<GridWindow>
}

/** Rasters whose headers are kept: a kilobyte or less a file. */
const KEPT = 64
/** Headers read at once. */
const AT_ONCE = 8

/** Opens a reader of rasters. Files never change, so what their headers say is kept. */
export function openRasters(lake: Pick<Lake, 'path'>): Rasters {
  const kept = new Map<string, Promise<Raster>>()
  const tiffs = openTiffs()
  const openAll = async (paths: readonly string[]) => {
    const headers: Header[] = []
    for (let i = 0; i < paths.length; i += AT_ONCE)
      headers.push(...(await Promise.all(paths.slice(i, i + AT_ONCE).map((path) => readHeader(tiffs, path)))))
    return mosaicOf(headers as [Header, ...Header[]])
  }
  return {
    open(hashes) {
      const key = hashes.join()
      const known = kept.get(key)
      if (known) return known
      const opening = openAll(hashes.map((hash) => lake.path(hash)))
      kept.set(key, opening)
      // A failure is not kept: the next one tries again.
      opening.catch(() => kept.delete(key))
      if (kept.size > KEPT) kept.delete(kept.keys().next().value!)
      return opening
    },
    read: (raster, window) => readGrid(tiffs, raster, window),
    window: (raster, bbox, bands) => readWindow(tiffs, raster, bbox, bands),
  }
}
