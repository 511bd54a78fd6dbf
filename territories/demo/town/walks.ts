import { along, distance, inside, middle, type Point } from './polygon.ts'
import { dice } from './random.ts'
import { axisOf, type Street, type StreetClass, streetKinds } from './streets.ts'
import type { Town } from './town.ts'

/** A way of the town that one walks. */
export interface Walk {
  readonly id: string
  readonly name: string | null
  readonly kind: 'sidewalk' | 'crossing' | 'street' | 'steps' | 'path' | 'footway' | 'pedestrian'
  readonly class: StreetClass | null
  readonly surface: 'paved' | 'compacted' | 'unpaved'
  readonly steps: number | null
  readonly crossing: 'signals' | 'zebra' | 'unmarked' | null
  readonly kerb: 'lowered' | 'raised' | null
  readonly speed: number | null
  readonly bridge: boolean
  readonly line: readonly Point[]
}

/** m from the wall to the middle of a sidewalk. */
const FROM_WALL = 1.5
/** Streets at least this wide, m, have sidewalks; one walks along the axis of the others. */
const WIDE = 10
/** A lane steeper than this is stairs of so many metres a step. */
const STAIRS = { slope: 0.12, riser: 0.16 } as const

/** Metres from the axis of a street to the middle of its sidewalks: 0 where it has none. */
export const asideOf = (streetClass: StreetClass): number => {
  const { width } = streetKinds[streetClass]
  return streetClass !== 'road' && width >= WIDE ? width / 2 - FROM_WALL : 0
}

/** One end of a street: which way it leaves the junction, and where its sidewalks begin. */
interface End {
  readonly street: Street
  readonly angle: number
  readonly aside: number
  left?: Point
  right?: Point
}

/** Sidewalks that turn the corners of the blocks, crossings at the junctions, and lanes and paths walked along their axis. */
export function* walksOf(town: Town): Generator<Walk> {
  const ends = endsOf(town)
  const roll = dice(town.seed, 'walks')
  for (const street of town.streets) {
    const start = ends.get(street.from)!.find((end) => end.street === street && isAt(end, street.ends[0]))!
    const finish = ends.get(street.to)!.find((end) => end.street === street && end !== start)!
    const facts = {
      name: street.name,
      class: street.class,
      speed: streetKinds[street.class].limit,
      bridge: street.bridge,
    }
    const { aside } = start
    if (aside === 0) {
      const [from, to] = [outer(start, street.ends[0]), outer(finish, street.ends[1])]
      yield {
        ...plain,
        ...facts,
        ...alone(town, street, from, to),
        id: `W${street.id}`,
        line: axisOf({ ...street, ends: [from, to] }),
      }
      for (const [name, end] of [
        ['a', start],
        ['b', finish],
      ] as const)
        if (distance(end.left!, end.right!) > 0.05)
          yield { ...plain, ...facts, id: `W${street.id}${name}`, kind: 'street', line: [end.left!, end.right!] }
      continue
    }
    yield {
      ...plain,
      ...facts,
      id: `W${street.id}l`,
      kind: 'sidewalk',
      line: axisOf({ ...street, ends: [start.left!, finish.right!] }),
    }
    yield {
      ...plain,
      ...facts,
      id: `W${street.id}r`,
      kind: 'sidewalk',
      line: axisOf({ ...street, ends: [start.right!, finish.left!] }),
    }
    for (const [name, node, end] of [
      ['a', street.from, start],
      ['b', street.to, finish],
    ] as const) {
      const key = street.id * 2 + (name === 'a' ? 0 : 1)
      yield {
        ...plain,
        ...facts,
        id: `W${street.id}x${name}`,
        kind: 'crossing',
        crossing: crossingAt(street, ends.get(node)!, roll(key, 1)),
        kerb: roll(key, 2) < 0.85 ? 'lowered' : 'raised',
        line: [end.right!, end.left!],
      }
    }
  }
  yield* gardenWalks(town)
}

const plain = {
  surface: 'paved',
  steps: null,
  crossing: null,
  kerb: null,
  bridge: false,
  speed: null,
} as const

/** What a street without sidewalks is to who walks. */
function alone({ site }: Town, street: Street, from: Point, to: Point): Pick<Walk, 'kind' | 'surface' | 'steps'> {
  if (street.class === 'path') return { kind: 'path', surface: 'compacted', steps: null }
  const rise = Math.abs(site.elevation(from) - site.elevation(to))
  if (street.class === 'lane' && rise / distance(from, to) > STAIRS.slope)
    return { kind: 'steps', surface: 'paved', steps: Math.round(rise / STAIRS.riser) }
  return { kind: 'street', surface: 'paved', steps: null }
}

/** Main streets meet under signals; others have a marked crossing, or none for the smallest. */
function crossingAt(street: Street, around: readonly End[], chance: number): Walk['crossing'] {
  const isMain = ({ class: name }: Street) => name === 'boulevard' || name === 'avenue'
  if (isMain(street)) return around.filter((end) => isMain(end.street)).length > 2 ? 'signals' : 'zebra'
  return street.class === 'quay' || chance < 0.6 ? 'zebra' : 'unmarked'
}

/** The ends of the streets at each junction, turning anticlockwise, with the corners that sidewalks turn. */
function endsOf({ plan, streets }: Town): Map<number, End[]> {
  const ends = new Map<number, End[]>()
  for (const street of streets)
    for (const [node, p, q] of [
      [street.from, street.ends[0], street.ends[1]],
      [street.to, street.ends[1], street.ends[0]],
    ] as const) {
      const end: End = { street, angle: Math.atan2(q[1] - p[1], q[0] - p[0]), aside: asideOf(street.class) }
      ends.set(node, [...(ends.get(node) ?? []), end])
    }
  for (const [node, around] of ends) {
    around.sort((a, b) => a.angle - b.angle || a.street.id - b.street.id)
    around.forEach((end, i) => {
      const next = around[(i + 1) % around.length]!
      const at = plan.nodes[node]!
      if (next === end) {
        end.left = beside(at, end, end.aside, 0)
        end.right = beside(at, end, -end.aside, 0)
        return
      }
      const corner = cornerOf(at, end, next)
      end.left = corner
      next.right = corner
    })
  }
  return ends
}

/** Where the sidewalk on the left of a street meets that on the right of the next one, anticlockwise. */
function cornerOf(at: Point, end: End, next: End): Point {
  const turn = (next.angle - end.angle + 2 * Math.PI) % (2 * Math.PI)
  // Nearly straight on: their lines meet far away or nowhere.
  if (Math.abs(Math.sin(turn)) < 0.25) return beside(at, end, (end.aside + next.aside) / 2, 0)
  const ahead = (next.aside + end.aside * Math.cos(turn)) / Math.sin(turn)
  const most = 0.4 * Math.min(end.street.length, next.street.length)
  return beside(at, end, end.aside, Math.max(-most, Math.min(most, ahead)))
}

/** A place so many metres to the left of a street that leaves a junction, and ahead along it. */
const beside = ([u, v]: Point, { angle }: End, left: number, ahead: number): Point => [
  u - left * Math.sin(angle) + ahead * Math.cos(angle),
  v + left * Math.cos(angle) + ahead * Math.sin(angle),
]

const isAt = ({ street, angle }: End, p: Point) => {
  const q = street.ends[0] === p ? street.ends[1] : street.ends[0]
  return Math.abs(Math.atan2(q[1] - p[1], q[0] - p[0]) - angle) < 1e-9
}

/** Of the two places where a street without sidewalks meets those of its neighbours, the farther from the junction. */
const outer = ({ left, right }: End, at: Point): Point => (distance(left!, at) >= distance(right!, at) ? left! : right!)

/** Paths across parks and squares, from one gate to the others. */
function* gardenWalks(town: Town): Generator<Walk> {
  const { plan, uses } = town
  for (const [i, block] of plan.blocks.entries()) {
    const use = uses[i]
    if (use !== 'park' && use !== 'square') continue
    const gates = gatesOf(town, i)
    if (gates.length < 2) continue
    const facts = { ...plain, class: null, name: null }
    if (use === 'park') {
      const centre = middle(block.corners)
      for (const [n, gate] of gates.entries())
        yield { ...facts, id: `G${i}-${n}`, kind: 'footway', surface: 'compacted', line: [centre, gate] }
    } else
      for (const [n, gate] of gates.entries()) {
        const other = gates[(n + 1) % gates.length]!
        if (gates.length > 2 || n === 0) yield { ...facts, id: `G${i}-${n}`, kind: 'pedestrian', line: [gate, other] }
      }
  }
}

/** Where one enters a block from the sidewalks around it: the middle of each of its sides. */
export function gatesOf({ plan, streets }: Town, index: number): Point[] {
  const { corners, ways } = plan.blocks[index]!
  return ways.flatMap((way, edge) => {
    if (way === -1) return []
    const gate = along(corners[edge]!, corners[(edge + 1) % corners.length]!, 0.5)
    const street = streets.filter((one) => one.way === way).find((one) => isOn(one, gate))
    if (!street || street.bridge) return []
    const [a, b] = inside(corners, edge)
    const aside = asideOf(street.class)
    return [[gate[0] - a * aside, gate[1] - b * aside] as const]
  })
}

const isOn = ({ ends: [p, q], length }: Street, at: Point) => distance(p, at) + distance(at, q) < length + 0.01
