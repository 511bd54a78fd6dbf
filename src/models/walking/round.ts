import { headOf, tailOf } from './network.ts'
import { CLOSED } from './profiles.ts'
import type { Asked, Router } from './router.ts'
import type { OnEdge } from './search.ts'
import { feltOf, type Stretch, shareOf, sizeOf } from './stretch.ts'
import { FAR } from './tree.ts'
import { walkWithin, wayTo } from './within.ts'

/** A walk that comes back to where it began. */
export interface Round {
  /** Felt length, cm. */
  readonly felt: number
  /** Cost without the sun, cm on the flat. */
  readonly walked: number
  /** Share of the way back that is on streets of the way out. */
  readonly twice: number
  readonly stretches: readonly Stretch[]
}

/** Directions in which a turning point is looked for. */
const SECTORS = 12
/** Where one may turn: after these shares of the walk. */
const [TURN_FROM, TURN_TO] = [0.3, 0.5]
/** On the way back, a street of the way out counts that many times: a round is not there and back. */
const AGAIN = 4
/** A round lasts that much of what was asked, at least and at most. */
const [LEAST, MOST] = [0.7, 1.2]

/**
 * Rounds of about `seconds`, the coolest first: in each direction, out to where the way is felt shortest for its length, and back by other
 * streets. A choice among good rounds, not the best of all: that problem is hard (it holds that of the travelling salesman).
 */
export function roundsFrom(router: Router, asked: Omit<Asked, 'to'>, seconds: number, most: number): Round[] {
  const { network } = router
  const { graph, nodes } = network
  const weighing = router.weighing(asked)
  const { costs, speed } = weighing
  const wanted = seconds * speed * 100
  const out = walkWithin(network, weighing, asked.from, asked.departure, wanted * TURN_TO)
  const start = out.through
  const turns = new Map<number, { node: number; ratio: number }>()
  const origin = positionOf(asked.from)
  for (let node = 0; node < nodes; node++) {
    const walked = out.walked[node]!
    if (walked === FAR || walked < wanted * TURN_FROM || start[node]! < 0) continue
    const [dx, dy] = [graph.nodes.x[node]! - origin[0], graph.nodes.y[node]! - origin[1]]
    const sector = Math.floor(((Math.atan2(dy, dx) + Math.PI) / (2 * Math.PI)) * SECTORS) % SECTORS
    const ratio = out.felt[node]! / walked
    const known = turns.get(sector)
    if (!known || ratio < known.ratio) turns.set(sector, { node, ratio })
  }
  const rounds: Round[] = []
  for (const { node } of turns.values()) {
    const there = wayTo(network, out, node)
    const dear = costs.slice()
    for (const { arc } of there) for (const one of [arc, arc ^ 1]) if (dear[one] !== CLOSED) dear[one]! *= AGAIN
    const departure = asked.departure + out.walked[node]! / 100 / speed
    const last = there.at(-1)!.arc
    const from: OnEdge = { edge: last >> 1, along: last & 1 ? 0 : 1 }
    const back = router.search({
      ...{ ...weighing, costs: dear, from, to: asked.from, departure },
      landmarks: router.loose(asked.profile),
    })
    if (!back) continue
    // The way back may begin by a stretch of no length.
    const home = back.stretches.filter((one) => sizeOf(one) > 0)
    const stretches = [...there, ...home]
    const walked = sum(stretches)
    if (walked < LEAST * wanted || walked > MOST * wanted) continue
    const outward = new Set(there.map(({ arc }) => arc >> 1))
    const twice = sum(home.filter(({ arc }) => outward.has(arc >> 1))) / Math.max(1, sum(home))
    rounds.push({ felt: feltOf(weighing, stretches, asked.departure), walked, twice, stretches })
  }
  const score = ({ felt, walked, twice }: Round) => felt / walked + twice + Math.abs(walked - wanted) / wanted
  return rounds.sort((a, b) => score(a) - score(b)).slice(0, most)

  function sum(stretches: readonly Stretch[]): number {
    return stretches.reduce((total, one) => total + shareOf(costs[one.arc]!, sizeOf(one)), 0)
  }

  function positionOf({ edge, along }: OnEdge): [number, number] {
    const [a, b] = [tailOf(graph, 2 * edge), headOf(graph, 2 * edge)]
    const { x, y } = graph.nodes
    return [x[a]! + along * (x[b]! - x[a]!), y[a]! + along * (y[b]! - y[a]!)]
  }
}
