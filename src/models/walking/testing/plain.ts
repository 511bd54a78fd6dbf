import { headOf, type Network, tailOf } from '../network.ts'
import { CLOSED } from '../profiles.ts'
import type { OnEdge } from '../search.ts'
import { shareOf } from '../stretch.ts'
import { binAt, binsWithin } from '../sun-day.ts'
import { distances } from '../tree.ts'
import { leastCosts, sunCost, type Weighing } from '../weigh.ts'

/** A way to a node: felt length and time, cm. */
interface Label {
  readonly felt: number
  readonly plain: number
}

/** What one asks of the searches that answers are judged by: slow, and plainly right. */
export interface Plain extends Weighing {
  readonly from: OnEdge
  readonly to: OnEdge
  readonly departure: number
}

/** Felt length of the best walk, cm, by Dijkstra's algorithm as it is taught: no heap, no bound. One label a node. */
export const plainDijkstra = (network: Network, asked: Plain): number =>
  labels(network, asked, (kept) => kept.length > 0)

/**
 * Felt length of the best walk, cm, over all walks: a way that is felt longer but takes less or more time is kept, since it may meet
 * another sun. What cannot do better than a walk known, even at the least sun of the hour, is let go; it grows fast all the same.
 */
export function bestOfAll(network: Network, asked: Plain, most: number): number {
  const bins = binsWithin(asked.day, asked.departure, most / 100 / asked.speed)
  const costs = leastCosts(asked, bins)
  const rest = [0, 1].map((back) => {
    const left = new Int32Array(network.nodes)
    distances(network, costs, tailOf(network.graph, 2 * asked.to.edge + back), true, left)
    return left
  })
  const isHopeless = (node: number, felt: number) => felt + Math.min(rest[0]![node]!, rest[1]![node]!) > most
  const isBeaten = (kept: readonly Label[], { felt, plain, node }: Label & { node: number }) =>
    isHopeless(node, felt) || kept.some((one) => one.plain === plain && one.felt <= felt)
  return labels(network, asked, isBeaten)
}

function labels(
  { graph, nodes, first, arcs, heads }: Network,
  asked: Plain,
  isBeaten: (kept: readonly Label[], label: Label & { readonly node: number }) => boolean,
): number {
  const { from, to, costs, day, departure, speed } = asked
  const kept: Label[][] = Array.from({ length: nodes }, () => [])
  const sun = (plain: number, edge: number) => sunCost(asked, binAt(day, departure + plain / 100 / speed), edge)
  const open: (Label & { node: number })[] = []
  let best = Number.POSITIVE_INFINITY
  const share = Math.abs(to.along - from.along)
  const along = 2 * from.edge + (from.along <= to.along ? 0 : 1)
  if (from.edge === to.edge && costs[along] !== CLOSED)
    best = shareOf(costs[along]!, share) + shareOf(sun(0, from.edge), share)
  for (const back of [0, 1]) {
    const arc = 2 * from.edge + back
    if (costs[arc] === CLOSED) continue
    const part = back ? from.along : 1 - from.along
    const plain = shareOf(costs[arc]!, part)
    open.push({ node: headOf(graph, arc), plain, felt: plain + shareOf(sun(0, from.edge), part) })
  }
  while (open.length > 0) {
    let least = 0
    for (let i = 1; i < open.length; i++) if (open[i]!.felt < open[least]!.felt) least = i
    const [label] = open.splice(least, 1) as [(typeof open)[number]]
    if (label.felt > best) break
    if (isBeaten(kept[label.node]!, label)) continue
    kept[label.node]!.push(label)
    for (const back of [0, 1]) {
      const arc = 2 * to.edge + back
      const tail = back ? graph.edges.to[to.edge]! : graph.edges.from[to.edge]!
      if (costs[arc] === CLOSED || tail !== label.node) continue
      const part = back ? 1 - to.along : to.along
      best = Math.min(best, label.felt + shareOf(costs[arc]!, part) + shareOf(sun(label.plain, to.edge), part))
    }
    for (let i = first[label.node]!; i < first[label.node + 1]!; i++) {
      const arc = arcs[i]!
      const cost = costs[arc]!
      if (cost === CLOSED) continue
      const added = cost + sun(label.plain, arc >> 1)
      open.push({ node: heads[i]!, plain: label.plain + cost, felt: label.felt + added })
    }
  }
  return best
}
