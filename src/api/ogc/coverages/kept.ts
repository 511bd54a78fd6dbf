import { openTileCache, type TileCache } from '../tiles/cache.ts'

/** Memory for the tiles of rasters drawn lately: about a thousand of them. */
const CACHE_BYTES = 32_000_000
/** What holding an empty tile takes. */
const OVERHEAD = 500

export const openMapTiles = (): TileCache<Uint8Array> => openTileCache(CACHE_BYTES, (png) => png.length + OVERHEAD)
