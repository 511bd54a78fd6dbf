import type { Block } from './cut.ts'
import type { Use } from './land.ts'
import type { Plan } from './plan.ts'
import { area, clip, type HalfPlane, inside, middle, type Point } from './polygon.ts'
import { between, type Dice, dice } from './random.ts'
import { streetKinds } from './streets.ts'

export type BuildingUse = 'dwelling' | 'shop-and-dwelling' | 'activity' | 'worship'

export interface Building {
  readonly corners: readonly Point[]
  readonly use: BuildingUse
  readonly storeys: number
  /** From the ground to the ridge, in metres. */
  readonly height: number
  readonly year: number
}

/** How a kind of block is built. Lengths in metres, [least, most]. */
interface Fabric {
  /** Garden between street and front. */
  readonly front: number
  readonly depth: readonly [number, number]
  /** Width of a plot along the street. */
  readonly plot: readonly [number, number]
  /** Left free on each side of the plot: 0 in a row. */
  readonly side: number
  /** Share of the plots left empty. */
  readonly empty: number
  readonly storeys: readonly [number, number]
  /** Height of a storey, and of the roof above. */
  readonly storey: number
  readonly roof: number
  readonly years: readonly [number, number]
  readonly use: BuildingUse
}

// Sizes a French town would show; invented, tuned by eye on the map.
const fabrics: Partial<Record<Use, Fabric>> = {
  'old-town': {
    front: 0.6,
    depth: [10, 13],
    plot: [7, 15],
    side: 0,
    empty: 0.05,
    storeys: [3, 5],
    storey: 3.1,
    roof: 3,
    years: [1650, 1910],
    use: 'shop-and-dwelling',
  },
  terraces: {
    front: 1.5,
    depth: [8.5, 11],
    plot: [6.5, 12],
    side: 0,
    empty: 0.16,
    storeys: [2, 3],
    storey: 2.9,
    roof: 2.8,
    years: [1870, 1955],
    use: 'dwelling',
  },
  houses: {
    front: 5,
    depth: [8, 10.5],
    plot: [15, 22],
    side: 2.6,
    empty: 0.1,
    storeys: [1, 2],
    storey: 2.7,
    roof: 2.6,
    years: [1930, 2018],
    use: 'dwelling',
  },
  estate: {
    front: 9,
    depth: [11.5, 13],
    plot: [34, 62],
    side: 6,
    empty: 0.2,
    storeys: [5, 11],
    storey: 2.8,
    roof: 0.8,
    years: [1958, 1976],
    use: 'dwelling',
  },
  activity: {
    front: 6,
    depth: [18, 30],
    plot: [26, 52],
    side: 4,
    empty: 0.12,
    storeys: [1, 1],
    storey: 6.5,
    roof: 1.5,
    years: [1972, 2021],
    use: 'activity',
  },
}

/** Least footprint in m²: what the cuts leave below is garden. */
const LEAST = 28

/** The buildings of one block, none overlapping another nor a street. */
export function buildingsOf(plan: Plan, block: Block, index: number, use: Use): Building[] {
  const roll = dice(plan.site.seed, 'buildings')
  if (use === 'square') return distanceToHeart(plan, block) < 80 ? [church(block)] : []
  const fabric = fabrics[use]
  if (!fabric) return []
  const ground = groundOf(plan, block, fabric.front)
  const depth = between(roll(index, 1), ...fabric.depth)
  return ground.flatMap((_, edge) => row(ground, edge, depth, fabric, index * 64 + edge, roll))
}

/** The block without its halves of streets and its front gardens. */
function groundOf(plan: Plan, block: Block, front: number): Point[] {
  let ground: Point[] = [...block.corners]
  block.ways.forEach((way, edge) => {
    const margin = way === -1 ? 3 : streetKinds[plan.ways[way]!.class].width / 2 + front
    ground = clip(ground, inside(block.corners, edge, margin))
  })
  return ground
}

/** The buildings along one edge: the strip of ground nearer to it than to any other edge, cut into plots. */
function row(ground: Point[], edge: number, depth: number, fabric: Fabric, key: number, roll: Dice): Building[] {
  const own = inside(ground, edge)
  const [a, b, c] = own
  let strip = clip(ground, [-a, -b, depth - c])
  ground.forEach((_, other) => {
    const [oa, ob, oc] = inside(ground, other)
    if (other !== edge) strip = clip(strip, [oa - a, ob - b, oc - c])
  })
  const positions = strip.map(([u, v]) => -b * u + a * v)
  const end = Math.max(...positions)
  const built: Building[] = []
  for (let start = Math.min(...positions), n = 0; end - start > 4; n++) {
    let width = between(roll(key, 10, n), ...fabric.plot)
    if (end - start - width < fabric.plot[0]) width = end - start
    const corners = cutPlot(strip, own, start + fabric.side, start + width - fabric.side)
    start += width
    const whole = fabric.side === 0 || area(corners) > 0.62 * (width - 2 * fabric.side) * depth
    if (area(corners) < LEAST || !whole || roll(key, 11, n) < fabric.empty) continue
    built.push(erect(corners, fabric, key, n, roll))
  }
  return built
}

const cutPlot = (strip: Point[], [a, b]: HalfPlane, start: number, end: number) =>
  clip(clip(strip, [b, -a, -start]), [-b, a, end])

function erect(corners: Point[], fabric: Fabric, key: number, n: number, roll: Dice): Building {
  const storeys = Math.floor(between(roll(key, 12, n), fabric.storeys[0], fabric.storeys[1] + 1))
  const height = storeys * fabric.storey + fabric.roof * between(roll(key, 13, n), 0.6, 1.3)
  return {
    corners,
    use: fabric.use,
    storeys,
    height: Math.round(height * 10) / 10,
    year: Math.floor(between(roll(key, 14, n), ...fabric.years)),
  }
}

const distanceToHeart = ({ centre }: Plan, block: Block) => {
  const [u, v] = middle(block.corners)
  return Math.hypot(u - centre[0], v - centre[1])
}

/** A nave with its transept, turned to the east. */
function church(block: Block): Building {
  const [u, v] = middle(block.corners)
  const outline: Point[] = [
    [-17, -5],
    [4, -5],
    [4, -11],
    [11, -11],
    [11, -5],
    [17, -3],
    [19, 0],
    [17, 3],
    [11, 5],
    [11, 11],
    [4, 11],
    [4, 5],
    [-17, 5],
  ]
  const corners = outline.map(([a, b]): Point => [u + a, v + b])
  return { corners, use: 'worship', storeys: 1, height: 38, year: 1492 }
}
