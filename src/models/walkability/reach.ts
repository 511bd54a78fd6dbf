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
  const queue = queueBy(distance)

  const near = (edge: number, metres: number) => {
    if (middle[edge] === Infinity) edges.push(edge)
    if (metres < middle[edge]!) middle[edge] = metres
  }
  const arrive = (node: number, metres: number) => {
    if (metres > limit || metres >= distance[node]!) return
    if (distance[node] === Infinity) touched.push(node)
    distance[node] = metres
    queue.push(node, metres)
  }

  return (doorsteps, reached) => {
    for (const { edge, along, aside } of doorsteps) {
      const whole = length[edge]!
      near(edge, aside + Math.abs(whole / 2 - along))
      arrive(from[edge]!, aside + along)
      arrive(to[edge]!, aside + whole - along)
    }
    for (let node = queue.pop(); node !== undefined; node = queue.pop())
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

/** A binary heap of nodes by distance. One that was pushed again from nearer comes out once. */
function queueBy(distance: Float64Array): { push(node: number, metres: number): void; pop(): number | undefined } {
  const heap: { node: number; metres: number }[] = []
  const swap = (a: number, b: number) => {
    const kept = heap[a]!
    heap[a] = heap[b]!
    heap[b] = kept
  }
  const sink = () => {
    for (let i = 0; ; ) {
      const [left, right] = [2 * i + 1, 2 * i + 2]
      let least = i
      if (left < heap.length && heap[left]!.metres < heap[least]!.metres) least = left
      if (right < heap.length && heap[right]!.metres < heap[least]!.metres) least = right
      if (least === i) return
      swap(i, least)
      i = least
    }
  }
  return {
    push(node, metres) {
      heap.push({ node, metres })
      for (let i = heap.length - 1; i > 0; ) {
        const above = (i - 1) >> 1
        if (heap[above]!.metres <= heap[i]!.metres) return
        swap(i, above)
        i = above
      }
    },
    pop() {
      while (heap.length > 0) {
        const { node, metres } = heap[0]!
        const last = heap.pop()!
        if (heap.length > 0) {
          heap[0] = last
          sink()
        }
        if (metres === distance[node]) return node
      }
      return undefined
    },
  }
}
