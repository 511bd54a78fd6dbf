import { withOverlay } from '../overlay/index.ts'
import { areaOf } from '../planar/index.ts'
import { facesOf } from './faces.ts'
import { joined } from './merge.ts'
import { namesOf } from './name.ts'
import type { Barriers, Block, BlockSizes } from './types.ts'

export interface NamedBlock extends Block {
  readonly id: string
  /** m². */
  readonly area: number
}

export interface Blocks {
  readonly blocks: readonly NamedBlock[]
  /** Area of the territory, what its polygons cover twice taken once, m². */
  readonly territory: number
}

/**
 * Cuts a territory into urban morphological blocks: the cells between its streets, railways, bodies of water and large patches
 * of vegetation. They cover it without gaps or overlaps; sides shared by two are made of the same positions. From the west to
 * the east of their names, so that the same town gives the same list.
 *
 * Reference spatial units of Bocher et al. 2018 (MApUCE), Urban Climate 24, 153–174, and Bernard et al. 2024, Geoscientific
 * Model Development 17, 2077–2116; in Rennes « îlots morphologiques urbains » (Audiar, 2019).
 */
export function morphologicalBlocks(
  barriers: Barriers,
  sizes: BlockSizes,
  progress: (share: number) => void = () => {},
): Promise<Blocks> {
  return withOverlay((overlay) => {
    const { faces, covered } = facesOf(barriers, sizes, overlay)
    progress(0.6)
    const groups = joined(faces, sizes)
    progress(0.8)
    const blocks = groups.flatMap(({ kind, members }) => {
      const polygons = members.map((member) => faces[member]!.polygon)
      const parts = polygons.length === 1 ? polygons : overlay.dissolved(polygons)
      return parts.map((polygon) => ({ kind, polygon }))
    })
    progress(1)
    const names = namesOf(blocks.map((block) => block.polygon))
    const named = blocks.map((block, i) => ({ ...block, id: names[i]!, area: areaOf(block.polygon) }))
    return { blocks: named.sort((a, b) => (a.id < b.id ? -1 : 1)), territory: covered }
  })
}
