import { openHeap } from './heap.ts'
import { type Bounding, boundingOf, type Ending, type Landmarks } from './landmarks.ts'
import { headOf, type Network, tailOf } from './network.ts'
import { CLOSED } from './profiles.ts'
import { type Stretch, shareOf, whole } from './stretch.ts'
import { binAt, NIGHT } from './sun-day.ts'
import { FAR } from './tree.ts'
import { sunCost, type Weighing } from './weigh.ts'

/** A place on the graph: on an edge, so far along it. */
export interface OnEdge {
  readonly edge: number
  /** 0 at its `from`, 1 at its `to`. */
  readonly along: number
}

/** A walk found. */
export interface Found {
  /** Felt length, cm. */
  readonly felt: number
  readonly stretches: readonly Stretch[]
  /** Nodes looked at. */
  readonly settled: number
}

/** What is asked of a search. */
export interface Wanted extends Weighing {
  readonly from: OnEdge
  readonly to: OnEdge
  /** Departure, seconds since midnight of the clock. */
  readonly departure: number
  /** Bounds on what is left, at costs never above those of this search; without them every way is tried. */
  readonly landmarks?: Landmarks | undefined
  /** A walk of that felt length is known, cm: nothing longer is looked for. */
  readonly most?: number
}

/** Searches walks on a network. One search at a time: its arrays are used again. */
export function openSearch(network: Network): (wanted: Wanted) => Found | undefined {
  const { nodes, first, arcs, heads, graph } = network
  const felt = new Int32Array(nodes)
  /** Cost without the sun: the time it is. */
  const walked = new Int32Array(nodes)
  /** The arc by which one came; below 0, the arc on which one set out. */
  const through = new Int32Array(nodes)
  const bound = new Int32Array(nodes)
  const [seen, bounded, closed] = [new Int32Array(nodes), new Int32Array(nodes), new Int32Array(nodes)]
  const heap = openHeap(4096)
  let turn = 0

  return (wanted) => {
    const { from, to, costs, day, alpha, lengths, departure, speed, landmarks } = wanted
    turn++
    heap.clear()
    const binAfter = (cost: number) => binAt(day, departure + cost / 100 / speed)
    const added = (cost: number, edge: number) => sunCost(wanted, binAfter(cost), edge)

    let best = wanted.most ?? FAR
    let last: { node: number; stretch: Stretch } | undefined
    const direct = directOn(wanted, added(0, from.edge), best)
    if (direct) best = direct.felt
    const endings = endingsOf(network, to, costs)
    const isEnd = (node: number) => endings.some(({ at }) => at === node)
    const bounding = landmarks && boundingAt(landmarks, network, from, to)

    const reach = (node: number, cost: number, plain: number, arc: number): void => {
      if (closed[node] === turn || (seen[node] === turn && cost >= felt[node]!)) return
      if (bounded[node] !== turn) {
        bounded[node] = turn
        bound[node] = bounding ? boundOf(landmarks!, bounding, node) : 0
      }
      const key = cost + bound[node]!
      if (key > best) return
      seen[node] = turn
      felt[node] = cost
      walked[node] = plain
      through[node] = arc
      heap.push(key, node)
    }

    for (const back of [0, 1]) {
      const arc = 2 * from.edge + back
      if (costs[arc] === CLOSED) continue
      const share = back ? from.along : 1 - from.along
      const plain = shareOf(costs[arc]!, share)
      reach(headOf(graph, arc), plain + shareOf(added(0, from.edge), share), plain, -1 - arc)
    }

    let settled = 0
    for (;;) {
      const node = heap.pop()
      if (node < 0 || heap.key() > best) break
      if (closed[node] === turn) continue
      closed[node] = turn
      settled++
      const [label, plain] = [felt[node]!, walked[node]!]
      if (isEnd(node))
        for (const { arc, share, stretch, at } of endings) {
          if (at !== node) continue
          const cost = label + shareOf(costs[arc]!, share) + shareOf(added(plain, to.edge), share)
          if (cost < best || (cost === best && !last && !direct)) {
            best = cost
            last = { node, stretch }
          }
        }
      const bin = alpha === 1 ? NIGHT : binAfter(plain)
      const shares = day.shares[bin]
      const row = bin * day.edges
      for (let i = first[node]!, end = first[node + 1]!; i < end; i++) {
        const arc = arcs[i]!
        const cost = costs[arc]!
        if (cost === CLOSED) continue
        const edge = arc >> 1
        // As `sunCost`, said again where every nanosecond is of a search.
        const sun = shares ? Math.round((alpha - 1) * shares[day.sun[row + edge]!]! * lengths[edge]! * 100) : 0
        reach(heads[i]!, label + cost + sun, plain + cost, arc)
      }
    }
    if (!last) return direct && { ...direct, settled }
    const stretches: Stretch[] = [last.stretch]
    let arc = through[last.node]!
    for (; arc >= 0; arc = through[tailOf(graph, arc)]!) stretches.push(whole(arc))
    const begun = -1 - arc
    stretches.push({ arc: begun, start: from.along, end: begun & 1 ? 0 : 1 })
    return { felt: best, stretches: stretches.reverse(), settled }
  }
}

/** The way along the edge that both ends are on, if they are on one and it costs no more than what is known. */
function directOn({ from, to, costs }: Wanted, sun: number, most: number): Omit<Found, 'settled'> | undefined {
  if (from.edge !== to.edge) return undefined
  const arc = 2 * from.edge + (from.along <= to.along ? 0 : 1)
  const share = Math.abs(to.along - from.along)
  const felt = shareOf(costs[arc]!, share) + shareOf(sun, share)
  if (costs[arc] === CLOSED || felt > most) return undefined
  return { felt, stretches: [{ arc, start: from.along, end: to.along }] }
}

/** The arcs by which one comes to a place on an edge. */
function endingsOf({ graph }: Network, to: OnEdge, costs: Int32Array) {
  return [0, 1].flatMap((back) => {
    const arc = 2 * to.edge + back
    if (costs[arc] === CLOSED) return []
    const stretch: Stretch = { arc, start: back, end: to.along }
    return [{ arc, share: back ? 1 - to.along : to.along, stretch, at: tailOf(graph, arc) }]
  })
}

/** The landmarks for a walk between two places on edges. */
function boundingAt(landmarks: Landmarks, { graph }: Network, from: OnEdge, to: OnEdge): Bounding {
  const { costs } = landmarks
  const ending = (back: 0 | 1): Ending => {
    const share = back ? 1 - to.along : to.along
    const arc = 2 * to.edge + back
    return {
      node: tailOf(graph, arc),
      // Shares are rounded: bounds are on the safe side of it.
      toEnd: shareOf(costs[arc]!, share) - 2,
      fromEnd: shareOf(costs[arc ^ 1]!, share) + 2,
    }
  }
  return boundingOf(landmarks, graph.edges.from[from.edge]!, [ending(0), ending(1)])
}

/** A lower bound on what is left from a node to the end, cm. */
function boundOf({ count, to, from }: Landmarks, bounding: Bounding, node: number): number {
  const { toRanks, toEnds, fromRanks, fromEnds } = bounding
  const row = node * count
  let most = 0
  for (let i = 0; i < toRanks.length; i++) {
    const one = to[row + toRanks[i]!]! - toEnds[i]!
    if (one > most) most = one
  }
  for (let i = 0; i < fromRanks.length; i++) {
    const one = fromEnds[i]! - from[row + fromRanks[i]!]!
    if (one > most) most = one
  }
  return most
}
