import { openHeap } from './heap.ts'
import { headOf, type Network, tailOf } from './network.ts'
import { CLOSED } from './profiles.ts'
import type { OnEdge } from './search.ts'
import { type Stretch, shareOf, whole } from './stretch.ts'
import { binAt } from './sun-day.ts'
import { FAR } from './tree.ts'
import { sunCost, type Weighing } from './weigh.ts'

/** All that is reached from a place: what it costs to get to each node, `FAR` where one does not. */
export interface Reached {
  readonly from: OnEdge
  /** Costs without the sun, that is time, cm on the flat; of the way that is felt shortest. */
  readonly walked: Int32Array
  /** Felt length, cm. */
  readonly felt: Int32Array
  /** The arc by which one comes; below 0, the arc on which one set out. */
  readonly through: Int32Array
}

/** Walks from a place to wherever one can be for at most `most` centimetres without the sun, each way that which is felt shortest (Dijkstra). */
export function walkWithin(
  { nodes, first, arcs, heads, graph }: Network,
  weighing: Weighing,
  from: OnEdge,
  departure: number,
  most: number,
): Reached {
  const { costs, day, speed } = weighing
  const [felt, walked] = [new Int32Array(nodes).fill(FAR), new Int32Array(nodes).fill(FAR)]
  const [through, closed] = [new Int32Array(nodes), new Uint8Array(nodes)]
  const heap = openHeap()
  const reach = (node: number, cost: number, plain: number, arc: number): void => {
    if (closed[node] || plain > most || cost >= felt[node]!) return
    felt[node] = cost
    walked[node] = plain
    through[node] = arc
    heap.push(cost, node)
  }
  const binAfter = (plain: number) => binAt(day, departure + plain / 100 / speed)
  for (const back of [0, 1]) {
    const arc = 2 * from.edge + back
    if (costs[arc] === CLOSED) continue
    const share = back ? from.along : 1 - from.along
    const plain = shareOf(costs[arc]!, share)
    reach(headOf(graph, arc), plain + shareOf(sunCost(weighing, binAfter(0), from.edge), share), plain, -1 - arc)
  }
  for (;;) {
    const node = heap.pop()
    if (node < 0) return { from, walked, felt, through }
    if (closed[node]) continue
    closed[node] = 1
    const [cost, plain] = [felt[node]!, walked[node]!]
    const bin = binAfter(plain)
    for (let i = first[node]!, end = first[node + 1]!; i < end; i++) {
      const arc = arcs[i]!
      if (costs[arc] === CLOSED) continue
      reach(heads[i]!, cost + costs[arc]! + sunCost(weighing, bin, arc >> 1), plain + costs[arc]!, arc)
    }
  }
}

/** The way to a node that was reached. */
export function wayTo({ graph }: Network, { from, through }: Reached, node: number): Stretch[] {
  const stretches: Stretch[] = []
  let arc = through[node]!
  for (; arc >= 0; arc = through[tailOf(graph, arc)]!) stretches.push(whole(arc))
  const begun = -1 - arc
  stretches.push({ arc: begun, start: from.along, end: begun & 1 ? 0 : 1 })
  return stretches.reverse()
}

/** The stretches of street that are reached within `most` cm without the sun, with what it costs to get to where each begins. */
export function* streetsWithin(
  { edges, graph }: Network,
  costs: Int32Array,
  { from, walked }: Reached,
  most: number,
): Generator<Stretch & { readonly after: number }> {
  for (const back of [0, 1]) {
    const arc = 2 * from.edge + back
    if (costs[arc] === CLOSED) continue
    const share = Math.min(1, most / Math.max(1, costs[arc]!))
    const end = back ? Math.max(0, from.along - share) : Math.min(1, from.along + share)
    if (end !== from.along) yield { arc, start: from.along, end, after: 0 }
  }
  for (let edge = 0; edge < edges; edge++) {
    const [out, home] = [2 * edge, 2 * edge + 1]
    if (costs[out] === CLOSED) continue
    const [a, b] = [walked[tailOf(graph, out)]!, walked[tailOf(graph, home)]!]
    const left = (label: number, cost: number) => (label >= most ? 0 : Math.min(1, (most - label) / Math.max(1, cost)))
    const [ahead, behind] = [left(a, costs[out]!), left(b, costs[home]!)]
    // Where both ends reach across, it is one stretch.
    if (ahead + behind >= 1) yield a <= b ? { ...whole(out), after: a } : { ...whole(home), after: b }
    else {
      if (ahead > 0) yield { arc: out, start: 0, end: ahead, after: a }
      if (behind > 0) yield { arc: home, start: 1, end: 1 - behind, after: b }
    }
  }
}
