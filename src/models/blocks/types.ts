import type { Line, Polygon } from '../planar/index.ts'

/** What a block is: dry land, a body of water, or a large area of vegetation. */
export type BlockKind = 'land' | 'water' | 'vegetation'

/** What cuts a territory, in a CRS in metres. */
export interface Barriers {
  /** The territory: what the blocks cover, no more and no less. */
  readonly territory: readonly Polygon[]
  readonly streets: readonly Line[]
  readonly rails: readonly Line[]
  readonly water: readonly Polygon[]
  /** Vegetation by height: the limit between a wood and a meadow cuts. */
  readonly tall: readonly Polygon[]
  readonly low: readonly Polygon[]
}

/** Sizes below which nothing cuts or stands alone. */
export interface BlockSizes {
  /** Smallest body of water that is a block, m². */
  readonly water: number
  /** Smallest patch of vegetation that is a block, m². */
  readonly vegetation: number
  /** Width below which a strip of vegetation (hedge, verge) is no part of a patch, m. */
  readonly strip: number
  /** Area below which a cell joins a neighbour, m². */
  readonly area: number
  /** Mean width below which a cell joins a neighbour, m. */
  readonly width: number
}

/** A cell of the town between its barriers. */
export interface Block {
  readonly kind: BlockKind
  readonly polygon: Polygon
}
