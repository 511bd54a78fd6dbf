import type { Asset, AssetRef } from '../../src/kernel/index.ts'
import { blockAsset } from './blocks/asset.ts'
import type { MorphologicalBlock } from './blocks/shape.ts'
import type { Frame } from './frame.ts'
import type { Tuned } from './parameters.ts'
import type { Publishing } from './publish.ts'
import type { SurfaceRefs } from './surface/draw.ts'
import { type ZoneRefs, zoneAsset } from './zones/asset.ts'
import type { ClimateZone } from './zones/shape.ts'

/** What the territory bound of the inputs of blocks and zones. */
export type MorphologyRefs = SurfaceRefs & Pick<ZoneRefs, 'population' | 'surveyed' | 'sky'>

export interface Morphology {
  readonly blocks: Asset & AssetRef<typeof MorphologicalBlock>
  readonly zones: Asset & AssetRef<typeof ClimateZone>
}

/** The blocks of a territory and their climate zones; none where no street is given to cut it. */
export function morphologyOf(
  refs: MorphologyRefs,
  frame: Frame,
  tuned: Tuned,
  publishing: Publishing,
): Morphology | undefined {
  const { area, ground_points: _, ...rest } = refs
  const { streets, rails, water, vegetation, land_cover } = rest
  if (!streets) return undefined
  const barriers = { area, streets, rails, water, vegetation, land_cover }
  const bound = Object.fromEntries(Object.entries(barriers).filter(([, ref]) => ref))
  const blocks = blockAsset(bound, frame, tuned, publishing)
  return { blocks, zones: zoneAsset({ blocks, ...rest }, frame, tuned, publishing) }
}
