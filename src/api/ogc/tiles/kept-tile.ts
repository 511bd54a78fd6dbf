import { openTileCache, type TileCache } from './cache.ts'
import type { DrawnTile } from './draw.ts'

/** A tile ready to be sent. */
export interface KeptTile extends DrawnTile {
  readonly packed: Uint8Array<ArrayBuffer>
}

/** Memory for the tiles drawn lately: some thousands of them. */
const CACHE_BYTES = 64_000_000
/** What holding an empty tile takes. */
const OVERHEAD = 500

export const openTiles = (): TileCache<KeptTile> =>
  openTileCache(CACHE_BYTES, ({ bytes, packed }) => bytes.length + packed.length + OVERHEAD)
