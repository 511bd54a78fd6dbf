import type { TableFiles } from '../../../lake/index.ts'
import type { FilterDocument } from '../features/document.ts'
import type { TileAddress } from './matrix-sets.ts'

/** A tile to be drawn, as plain data: another thread may draw it. */
export interface TileJob {
  readonly table: TableFiles
  /** Rows of the whole table. */
  readonly rows: number
  readonly layer: string
  /** Attributes. */
  readonly columns: readonly string[]
  /** Id of the tile matrix set. */
  readonly set: string
  readonly tile: TileAddress
  /** A place in degrees where sizes are measured: the same for all the tiles of a territory, so that they agree. */
  readonly around: readonly [number, number]
  /** All of which a feature must pass. */
  readonly filters?: readonly FilterDocument[]
}

export interface DrawnTile {
  readonly bytes: Uint8Array
  /** The same, by gzip. Both are empty where nothing is. */
  readonly packed: Uint8Array
  readonly features: number
  /** Steps of coarseness taken for it to be small enough. */
  readonly step: number
  /** Share of its rows that were looked at. */
  readonly share: number
}

/** Threads that draw tiles, so that a heavy one holds up no other answer. */
export interface TilePool {
  /** Draws a tile. Throws what drawing throws. */
  draw(job: TileJob): Promise<DrawnTile>
  /** Starts a thread, for a tile that will surely be asked for soon. */
  warm(): void
}
