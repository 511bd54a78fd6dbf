import { openHeap } from '../walking/index.ts'
import { type Incidence, incidenceOf, type WalkNetwork } from './network.ts'

/** A place beside the network: the edge it is on, how far along from its first node, and how far from it (m). */
export interface Doorstep {
  readonly edge: number
  readonly along: number
  readonly aside: number
}

/** Told of each edge whose middle is within the limit, once: how far that middle is, m on foot. */
export type Reached = (edge: number, metres: number) => void

/**
 * Walks from a place of a network, which may have several doorsteps, to the middles of its edges, by the shortest ways, as far as
 * `limit` metres.
 */
export function walker(
  network: WalkNetwork,
  limit: number,
): (doorsteps: readonly Doorstep[], reached: Reached) => void {
  const { nodes, from, to, length } = network
  const incidence = incidenceOf(network)
  const distance = new Float64Array(nodes).fill(Infinity)
  const middle = new Float64Array(from.length).fill(Infinity)
  const touched: number[] = []
  const edges: number[] = []
  const queue = openHeap()

  const near = (edge: number, metres: number) => {
    if (middle[edge] === Infinity) edges.push(edge)
    if (metres < middle[edge]!) middle[edge] = metres
  }
  const arrive = (node: number, metres: number) => {
    if (metres > limit || metres >= distance[node]!) return
    if (distance[node] === Infinity) touched.push(node)
    distance[node] = metres
    queue.push(Math.round(metres * 1000), node)
  }

  return (doorsteps, reached) => {
    for (const { edge, along, aside } of doorsteps) {
      const whole = length[edge]!
      near(edge, aside + Math.abs(whole / 2 - along))
      arrive(from[edge]!, aside + along)
      arrive(to[edge]!, aside + whole - along)
    }
    // In whole millimetres nodes may come out a hair early: one that is then reached from nearer goes in again.
    for (let node = queue.pop(); node >= 0; node = queue.pop())
      eachEdge(incidence, node, (next) => {
        const metres = distance[node]!
        near(next, metres + length[next]! / 2)
        arrive(from[next] === node ? to[next]! : from[next]!, metres + length[next]!)
      })
    for (const one of edges) {
      if (middle[one]! <= limit) reached(one, middle[one]!)
      middle[one] = Infinity
    }
    for (const node of touched) distance[node] = Infinity
    edges.length = touched.length = 0
  }
}

function eachEdge({ starts, edges }: Incidence, node: number, visit: (edge: number) => void): void {
  for (let i = starts[node]!; i < starts[node + 1]!; i++) visit(edges[i]!)
}
