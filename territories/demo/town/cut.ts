import { along, area, distance, inside, middle, next, type Point } from './polygon.ts'

export type WayClass = 'boulevard' | 'avenue' | 'quay' | 'street' | 'lane'

/** A straight way of the plane, with the junctions met along it. */
export interface Way {
  readonly id: number
  readonly name: string
  readonly class: WayClass
  readonly from: Point
  readonly to: Point
  /** Junctions by their share of the length, in no order. */
  readonly junctions: { readonly t: number; readonly node: number }[]
}

/** A convex piece of the town between ways. Edge i, from corner i to the next, lies on way `ways[i]`, or on none (-1). */
export interface Block {
  readonly corners: readonly Point[]
  readonly ways: readonly number[]
  readonly quarter: number
  readonly water: boolean
}

/** How a block is cut: from a share of one of its edges, straight across but for a lean in radians. */
export interface Across {
  readonly edge: number
  readonly share: number
  readonly lean: number
  /** Least cosine of the angle with the normal of the edge it meets: 1 is square to it. */
  readonly square: number
  /** None: a limit of parcels, without a street. */
  readonly wayClass: WayClass | undefined
}

/** A place where a cut meets an edge of its block. */
interface Meeting {
  readonly edge: number
  readonly point: Point
  /** A junction of the neighbours close enough to be used again, which makes a crossroads. */
  readonly node: number | undefined
}

const SNAP = 16 // m between two junctions of a way under which they are one
const CORNER = 13 // m from a junction to the corner of a block, at least

const SLIVER = 60 // m², a corner that a quay is not worth cutting off

/** The ways and junctions of a town being drawn, and the two manners of cutting its blocks. */
export class Network {
  readonly ways: Way[] = []
  readonly nodes: Point[] = []
  readonly #nameOf: (wayClass: WayClass, quarter: number) => string

  constructor(nameOf: (wayClass: WayClass, quarter: number) => string) {
    this.#nameOf = nameOf
  }

  addNode(p: Point): number {
    return this.nodes.push(p) - 1
  }

  /** Adds a way between two junctions; `name` when it goes on from another one. */
  addWay(wayClass: WayClass, from: number, to: number, quarter: number, name?: string): number {
    const id = this.ways.length
    this.ways.push({
      id,
      name: name ?? this.#nameOf(wayClass, quarter),
      class: wayClass,
      from: this.nodes[from]!,
      to: this.nodes[to]!,
      junctions: [
        { t: 0, node: from },
        { t: 1, node: to },
      ],
    })
    return id
  }

  /** Cuts a block in two, or gives nothing when the cut would fall too near a corner. */
  across(block: Block, { edge, share, lean, square, wayClass }: Across): readonly [Block, Block] | undefined {
    const start = along(block.corners[edge]!, next(block.corners, edge), share)
    const [a, b] = inside(block.corners, edge)
    const heading: Point = [-a * Math.cos(lean) + b * Math.sin(lean), -a * Math.sin(lean) - b * Math.cos(lean)]
    const far = facing(block.corners, edge, start, heading)
    if (!far || far.cosine < square) return undefined
    const snap = wayClass ? SNAP : 0
    const meetings = [this.#meet(block, edge, start, snap), this.#meet(block, far.edge, far.point, snap)] as const
    if (meetings.some((m) => tooNear(block, m))) return undefined
    return this.#split(block, meetings[0], meetings[1], wayClass)
  }

  /** Cuts a block by a line that it crosses at most once, given as a signed distance: a quay, and what lies on each side. */
  bank(block: Block, signed: (p: Point) => number): { positive?: Block; negative?: Block } {
    const signs = block.corners.map((p) => signed(p) >= 0)
    const crossed = signs.flatMap((sign, i) => (sign === next(signs, i) ? [] : [i]))
    const whole = signed(middle(block.corners)) >= 0 ? { positive: block } : { negative: block }
    if (crossed.length < 2) return whole
    const [i, j] = crossed as [number, number]
    const meet = (edge: number) =>
      this.#meet(block, edge, root(signed, block.corners[edge]!, next(block.corners, edge)), SNAP)
    const ends = [meet(i), meet(j)] as const
    const corner = area([ends[0].point, ...block.corners.slice(i + 1, j + 1), ends[1].point])
    if (Math.min(corner, area(block.corners) - corner) < SLIVER) return whole
    const [first, second] = this.#split(block, ...ends, 'quay')
    return signed(middle(first.corners)) >= 0
      ? { positive: first, negative: second }
      : { positive: second, negative: first }
  }

  /** Where a cut meets an edge: at a junction already there on its way, when one is within `snap` metres. */
  #meet(block: Block, edge: number, point: Point, snap: number): Meeting {
    const way = this.ways[block.ways[edge]!]
    const [p, q] = [block.corners[edge]!, next(block.corners, edge)]
    let best: Meeting = { edge, point, node: undefined }
    let nearest = snap
    for (const { node } of way?.junctions ?? []) {
      const at = this.nodes[node]!
      const off = distance(at, point)
      const between = distance(p, at) < distance(p, q) && distance(q, at) < distance(p, q)
      if (off < nearest && between) [nearest, best] = [off, { edge, point: at, node }]
    }
    return best
  }

  /** Joins a meeting to the network: its junction, new or old. */
  #junction(block: Block, { edge, point, node }: Meeting): number {
    if (node !== undefined) return node
    const made = this.addNode(point)
    const way = this.ways[block.ways[edge]!]
    way?.junctions.push({ t: distance(way.from, point) / distance(way.from, way.to), node: made })
    return made
  }

  #split(block: Block, one: Meeting, other: Meeting, wayClass: WayClass | undefined): readonly [Block, Block] {
    const [first, second] = one.edge < other.edge ? [one, other] : [other, one]
    const reached = [first, second].some((m) => block.ways[m.edge] !== -1)
    const way =
      wayClass && reached
        ? this.addWay(wayClass, this.#junction(block, first), this.#junction(block, second), block.quarter)
        : -1
    const { corners, ways } = block
    const [i, j] = [first.edge, second.edge]
    return [
      {
        ...block,
        corners: [first.point, ...corners.slice(i + 1, j + 1), second.point],
        ways: [...ways.slice(i, j + 1), way],
      },
      {
        ...block,
        corners: [second.point, ...corners.slice(j + 1), ...corners.slice(0, i + 1), first.point],
        ways: [...ways.slice(j), ...ways.slice(0, i + 1), way],
      },
    ]
  }
}

const tooNear = ({ corners }: Block, { edge, point }: Meeting) =>
  distance(corners[edge]!, point) < CORNER || distance(next(corners, edge), point) < CORNER

/** The edge that a ray from an edge of a convex ring meets, and where. */
function facing(ring: readonly Point[], from: number, start: Point, heading: Point) {
  for (let edge = 0; edge < ring.length; edge++) {
    if (edge === from) continue
    const [a, b, c] = inside(ring, edge)
    const speed = a * heading[0] + b * heading[1]
    if (speed <= 0) continue
    const reach = (c - a * start[0] - b * start[1]) / speed
    const point: Point = [start[0] + reach * heading[0], start[1] + reach * heading[1]]
    const length = distance(ring[edge]!, next(ring, edge))
    if (distance(ring[edge]!, point) <= length && distance(next(ring, edge), point) <= length)
      return { edge, point, cosine: speed }
  }
  return undefined
}

/** Where a function changes sign between two points, to a millimetre (bisection). */
function root(signed: (p: Point) => number, p: Point, q: Point): Point {
  const rising = signed(p) < signed(q)
  while (distance(p, q) > 0.001) {
    const m = along(p, q, 0.5)
    if (signed(m) < 0 === rising) p = m
    else q = m
  }
  return along(p, q, 0.5)
}
