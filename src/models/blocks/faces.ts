import type { Handle, Overlay } from '../overlay/index.ts'
import { areaOf, insidePoint, type Polygon } from '../planar/index.ts'
import type { Barriers, Block, BlockSizes } from './types.ts'

/**
 * Positions are moved to a grid of one centimetre, so that sides meet exactly. A thousandth of what the data is worth, and the
 * area of a commune changes by less than a millionth.
 */
export const GRID = 0.01

/** The cells that barriers cut a territory into, which together are the territory, and its area in m². */
export function facesOf(
  barriers: Barriers,
  sizes: BlockSizes,
  overlay: Overlay,
): { readonly faces: Block[]; readonly covered: number } {
  const territory = overlay.area(barriers.territory)
  const water = large(overlay.intersection(overlay.area(barriers.water), territory), sizes.water, overlay)
  const dry = overlay.difference(territory, water)
  const tall = patches(barriers.tall, dry)
  const low = patches(barriers.low, overlay.difference(dry, tall))
  // A bridge does not cut a river: streets stop at the banks.
  const ways = overlay.intersection(overlay.lines([...barriers.streets, ...barriers.rails]), dry)
  const noded = overlay.noded([ways, ...[territory, water, tall, low].map(overlay.boundary)], GRID)
  const isTerritory = overlay.holds(territory)
  const isWater = overlay.holds(water)
  const isGreen = [overlay.holds(tall), overlay.holds(low)]
  const faces = overlay.faces(noded).flatMap((polygon): Block[] => {
    const [x, y] = insidePoint(polygon)
    // The holes of a territory are faces too.
    if (!isTerritory(x, y)) return []
    const kind = isWater(x, y) ? 'water' : isGreen.some((holds) => holds(x, y)) ? 'vegetation' : 'land'
    return [{ kind, polygon }]
  })
  const covered = overlay.readPolygons(territory).reduce((sum, polygon) => sum + areaOf(polygon), 0)
  return { faces, covered }

  /** Large patches of vegetation, without the hedges and verges that hang from them. */
  function patches(vegetation: readonly Polygon[], ground: Handle): Handle {
    const seen = overlay.intersection(overlay.area(vegetation), ground)
    return large(overlay.opened(seen, sizes.strip), sizes.vegetation, overlay)
  }
}

/** The parts of an area that are at least so large, m². */
const large = (area: Handle, least: number, overlay: Overlay): Handle =>
  overlay.parts(overlay.readPolygons(area).filter((polygon) => areaOf(polygon) >= least))
