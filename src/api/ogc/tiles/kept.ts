import { openTileCache, type TileCache } from './cache.ts'
import type { DrawnTile } from './job.ts'

/** Memory for the tiles drawn lately: some thousands of them. */
const CACHE_BYTES = 64_000_000
/** What holding an empty tile takes. */
const OVERHEAD = 500

export const openTiles = (): TileCache<DrawnTile> =>
  openTileCache(CACHE_BYTES, ({ bytes, packed }) => bytes.length + packed.length + OVERHEAD)
