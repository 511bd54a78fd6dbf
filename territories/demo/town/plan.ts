import { type Block, Network, type Way } from './cut.ts'
import { namer, quarterNames } from './names.ts'
import { area, distance, middle, next, type Point } from './polygon.ts'
import { between, dice } from './random.ts'
import type { Site } from './site.ts'

export interface Quarter {
  readonly name: string
  readonly corners: readonly Point[]
}

/** The plan of the town: everything else is built on it. It is held in memory: about 1 kB a block. */
export interface Plan {
  readonly site: Site
  readonly ways: readonly Way[]
  readonly nodes: readonly Point[]
  readonly blocks: readonly Block[]
  readonly quarters: readonly Quarter[]
  readonly centre: Point
  /** How deep inside the town a point is: 1 at its heart, 0 where fields begin, below 0 in the country. */
  urbanity(p: Point): number
}

const RING = 8 // corners of the boulevard around the old centre
/** Areas in m² under which a block is no longer cut: old centre, town, country. */
const GRAIN = { centre: 4_500, town: 11_000, country: 42_000 } as const

/**
 * Draws the plan as towns grow: a boulevard around the centre, avenues leaving it, a river with its quays, then each
 * block cut in two by a street until it has the size of its neighbourhood.
 */
export function drawPlan(site: Site): Plan {
  const { side, seed } = site
  const [ringDice, cutDice] = [dice(seed, 'ring'), dice(seed, 'cut')]
  const centre: Point = [side * between(ringDice(1), 0.46, 0.54), side * between(ringDice(2), 0.54, 0.57)]
  const urbanity = limitsOf(site, centre)
  const name = namer()
  const network = new Network((wayClass, quarter) => name(wayClass, quarterNames[quarter]!))

  const ring: Point[] = []
  const exits: Point[] = []
  for (let i = 0; i < RING; i++) {
    const angle = ((i + between(ringDice(3, i), 0.25, 0.75)) * 2 * Math.PI) / RING
    const radius = side * between(ringDice(4, i), 0.135, 0.165)
    ring.push([centre[0] + radius * Math.cos(angle), centre[1] + radius * Math.sin(angle)])
    exits.push(exitAt(centre, angle, side))
  }
  const corner = ring.map((p) => network.addNode(p))
  const boulevard = name('boulevard', quarterNames[0]!)
  const boulevards = corner.map((node, i) => network.addWay('boulevard', node, next(corner, i), 0, boulevard))
  const avenues = exits.map((p, i) => network.addWay('avenue', corner[i]!, network.addNode(p), i + 1))

  const quarters: Quarter[] = [{ name: quarterNames[0]!, corners: ring }]
  let blocks: Block[] = [{ corners: ring, ways: boulevards, quarter: 0, water: false }]
  for (let i = 0; i < RING; i++) {
    const rim = rimBetween(exits[i]!, next(exits, i), side)
    const corners = [ring[i]!, ...rim, next(ring, i)]
    const sides = [avenues[i]!, ...rim.slice(1).map(() => -1), next(avenues, i), boulevards[i]!]
    quarters.push({ name: quarterNames[i + 1]!, corners })
    blocks.push({ corners, ways: sides, quarter: i + 1, water: false })
  }
  blocks = blocks.flatMap((block) => digRiver(block, site, network))

  const done: Block[] = []
  const open = blocks.reverse()
  for (let step = 0; open.length > 0; step++) {
    const block = open.pop()!
    const halves = block.water ? undefined : divide(block, step)
    if (halves) open.push(halves[1], halves[0])
    else done.push(block)
  }
  return { site, ways: network.ways, nodes: network.nodes, blocks: done, quarters, centre, urbanity }

  /** Cuts a block in two across its longest edge, or says that it is small enough. */
  function divide(block: Block, step: number): readonly [Block, Block] | undefined {
    const size = area(block.corners)
    const depth = urbanity(middle(block.corners))
    const grain = depth > 0.55 ? GRAIN.centre : depth > 0 ? GRAIN.town : GRAIN.country
    if (size < grain * between(cutDice(step, 0), 0.75, 1.5)) return undefined
    const wayClass = depth > -0.04 ? (size > 150_000 ? 'avenue' : size > 24_000 ? 'street' : 'lane') : undefined
    const longest = longestEdge(block.corners)
    for (let attempt = 0; attempt < 8; attempt++) {
      const sway = 0.15 + 0.08 * attempt
      const lean = between(cutDice(step, 1, attempt), -sway, sway)
      const share = between(cutDice(step, 2, attempt), 0.36, 0.64)
      const square = 0.9 - 0.08 * attempt
      const found = network.across(block, { edge: longest, share, lean, square, wayClass })
      if (found) return found
    }
    return undefined
  }
}

/** The town's limit: a rounded shape, longer along the river. */
function limitsOf(site: Site, centre: Point): (p: Point) => number {
  const roll = dice(site.seed, 'limits')
  const phases = [0, 1, 2].map((i) => 2 * Math.PI * roll(i))
  const reach = (angle: number) =>
    site.side *
    (0.385 +
      0.04 * Math.cos(2 * angle) +
      0.03 * Math.cos(3 * angle + phases[0]!) +
      0.025 * Math.cos(5 * angle + phases[1]!) +
      0.02 * Math.cos(9 * angle + phases[2]!))
  return (p) => 1 - distance(centre, p) / reach(Math.atan2(p[1] - centre[1], p[0] - centre[0]))
}

/** Where a ray from the centre leaves the square. */
function exitAt([u, v]: Point, angle: number, side: number): Point {
  const [a, b] = [Math.cos(angle), Math.sin(angle)]
  const reach = Math.min(a > 0 ? (side - u) / a : u / -a, b > 0 ? (side - v) / b : v / -b)
  return [u + a * reach, v + b * reach]
}

/** The edge of the square from one exit to the next, anticlockwise, corners included. */
function rimBetween(from: Point, to: Point, side: number): Point[] {
  const turn = ([u, v]: Point) => {
    const angle = Math.atan2(v - side / 2, u - side / 2)
    return angle < 0 ? angle + 2 * Math.PI : angle
  }
  const start = turn(from)
  const after = (p: Point) => (turn(p) - start + 2 * Math.PI) % (2 * Math.PI)
  const corners: Point[] = [
    [side, side],
    [0, side],
    [0, 0],
    [side, 0],
  ]
  const between = corners.filter((c) => after(c) < after(to)).sort((p, q) => after(p) - after(q))
  return [from, ...between, to]
}

/** Cuts a block along both banks where the river crosses it; the piece between is water. */
function digRiver(block: Block, site: Site, network: Network): Block[] {
  const above = (offset: number) => (p: Point) => p[1] - site.river(p[0]) - offset
  const north = network.bank(block, above(site.riverWidth / 2))
  const south = north.negative && network.bank(north.negative, above(-site.riverWidth / 2))
  return [
    ...(north.positive ? [north.positive] : []),
    ...(south?.positive ? [{ ...south.positive, water: true }] : []),
    ...(south?.negative ? [south.negative] : []),
  ]
}

function longestEdge(ring: readonly Point[]): number {
  let best = 0
  for (let i = 1; i < ring.length; i++)
    if (distance(ring[i]!, next(ring, i)) > distance(ring[best]!, next(ring, best))) best = i
  return best
}
