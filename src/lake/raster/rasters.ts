import type { Lake } from '../types.ts'
import { type Header, readHeader } from './header.ts'
import { mosaicOf } from './mosaic.ts'
import { readGrid } from './read.ts'
import type { Grid, Raster, Window } from './types.ts'

/** Reads the rasters of the lake. */
export interface Rasters {
  /** The raster that the files of these hashes make side by side. Throws `raster.unreadable`, `raster.mismatched`, `lake.missing`. */
  open(hashes: readonly string[]): Promise<Raster>
  /** Reads a window. Throws `raster.too-large`. */
  read(raster: Raster, window: Window): Promise<Grid>
}

/** Rasters whose headers are kept: a kilobyte or less a file. */
const KEPT = 64
/** Headers read at once. */
const AT_ONCE = 8

/** Opens a reader of rasters. Files never change, so what their headers say is kept. */
export function openRasters(lake: Pick<Lake, 'path'>): Rasters {
  const kept = new Map<string, Promise<Raster>>()
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
    read: readGrid,
  }
}

async function openAll(paths: readonly string[]): Promise<Raster> {
  const headers: Header[] = []
  for (let i = 0; i < paths.length; i += AT_ONCE)
    headers.push(...(await Promise.all(paths.slice(i, i + AT_ONCE).map(readHeader))))
  return mosaicOf(headers as [Header, ...Header[]])
}
